// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"
#include "host/writing/suggest.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
  TOTE_TRY(const auto mentions, host::find_mentions(*context.journal, card));
  std::string text;
  std::vector<std::string> paths;
  for (const auto& mention : mentions) {
    paths.push_back(mention.note.path);
    if (context.format == Format::text)
      text += fmt::format(
          "{}  {}\n  {}\n", place(context, safe_for_terminal(mention.note.path), mention.line),
          context.terminal.paint(
              Style::faint, mention.is_link
                                ? std::string("link")
                                : fmt::format("name, {}", index::to_string(mention.confidence))),
          safe_for_terminal(mention.text));
    else if (context.format != Format::paths)
      text += host::to_json(mention) + '\n';
  }
  if (context.format == Format::paths)
    text = render_paths(context, paths);
  if (context.format == Format::text && mentions.empty())
    text = fmt::format("No note mentions {}.\n", safe_for_terminal(card.title));
  print(context, text);
  return code_for(mentions.size());
}

}  // namespace

CommandSpec mentions_command() {
  CommandSpec command;
  command.name = "mentions";
  command.summary = "List the places that name a note, linked or not";
  command.description =
      "Lists every link to the note, and every place where one of its names stands in the text "
      "without a link, with the confidence that it is meant. JSON is one object a line.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note, false, true}};
  command.examples = {"tote mentions 'Andrew Mocete'"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
