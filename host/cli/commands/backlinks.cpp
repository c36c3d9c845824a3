// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
  TOTE_TRY(const auto backlinks, context.journal->backlinks(card.id));
  std::string text;
  std::vector<std::string> paths;
  for (const auto& backlink : backlinks) {
    paths.push_back(backlink.note.path);
    if (context.format == Format::text) {
      text += fmt::format(
          "{}  {}{}\n", place(context, safe_for_terminal(backlink.note.path), backlink.line),
          context.terminal.paint(Style::title, safe_for_terminal(backlink.note.title)),
          backlink.is_ambiguous ? "  (the name also means another note)" : "");
    } else if (context.format != Format::paths) {
      text += host::to_json(backlink) + '\n';
    }
  }
  if (context.format == Format::paths)
    text = render_paths(context, paths);
  if (context.format == Format::text && backlinks.empty())
    text = fmt::format("No note links to {}.\n", safe_for_terminal(card.title));
  print(context, text);
  return code_for(backlinks.size());
}

}  // namespace

CommandSpec backlinks_command() {
  CommandSpec command;
  command.name = "backlinks";
  command.summary = "List the places that link to a note";
  command.description =
      "Lists every link to the note, however it is written, with file and line. JSON is one object "
      "a line.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note, false, true}};
  command.examples = {"tote backlinks Ravenmarked",
                      "tote backlinks --format paths 'Andrew Mocete'"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
