// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/commands/commands.h"
#include "host/cli/editor.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
  return edit_file(context.journal->file_of(card.path), 0);
}

}  // namespace

CommandSpec edit_command() {
  CommandSpec command;
  command.name = "edit";
  command.summary = "Open a note in your editor";
  command.description = "Opens the note's file in $VISUAL, else $EDITOR, else vi.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note, false, true}};
  command.examples = {"tote edit Ravenmarked"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
