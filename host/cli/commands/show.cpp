// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/commands/commands.h"
#include "host/cli/note_card.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
  if (context.format == Format::paths) {
    print(context, render_paths(context, {card.path}));
    return exit_done;
  }
  TOTE_TRY(const auto details, context.journal->details(card.id));
  if (context.format != Format::text) {
    print(context, host::to_json(details) + '\n');
    return exit_done;
  }
  TOTE_TRY(const auto body, context.journal->body(card.path));
  print(context, note_card(context, details) + '\n' + note_text(body));
  return exit_done;
}

}  // namespace

CommandSpec show_command() {
  CommandSpec command;
  command.name = "show";
  command.summary = "Show a note with its fields, relations and backlinks";
  command.description =
      "The note may be named by title, alias, file name, path, or the beginning of one if that is "
      "enough.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note, false, true}};
  command.examples = {"tote show Ravenmarked", "tote show people/andrew-mocete"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
