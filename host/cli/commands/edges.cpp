// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

std::string row(const Context& context, const index::ShownEdge& edge) {
  auto text = fmt::format("{}  {} {} {}",
                          context.terminal.paint(Style::title, safe_for_terminal(edge.from_text)),
                          edge.polarity < 0 ? "not" : "-", edge.relation,
                          context.terminal.paint(Style::title, safe_for_terminal(edge.to_text)));
  if (edge.date)
    text += "  " + notes::to_string(*edge.date);
  return text + fmt::format("  {}  {}\n",
                            context.terminal.paint(
                                Style::faint, fmt::format("({})", index::to_string(edge.tier))),
                            place(context, safe_for_terminal(edge.note.path), edge.line));
}

Result<ExitCode> run(const Context& context) {
  std::optional<index::NoteId> note;
  if (!context.invocation.words.empty()) {
    TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
    note = card.id;
  }
  TOTE_TRY(const auto edges, context.journal->edges(note));
  std::string text;
  std::vector<std::string> paths;
  for (const auto& edge : edges) {
    paths.push_back(edge.note.path);
    if (context.format == Format::text) {
      text += row(context, edge);
    } else if (context.format != Format::paths) {
      text += host::to_json(edge) + '\n';
    }
  }
  if (context.format == Format::paths)
    text = render_paths(context, paths);
  if (context.format == Format::text && edges.empty())
    text = "No relations are stated.\n";
  print(context, text);
  return code_for(edges.size());
}

}  // namespace

CommandSpec edges_command() {
  CommandSpec command;
  command.name = "edges";
  command.summary = "List the relations that notes state, with their places";
  command.description =
      "Each line is one statement: from, relation, to, date, how it was written, file and line. "
      "With a note, only those that it states "
      "or takes part in. JSON is one object a line.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note, true, true}};
  command.examples = {"tote edges", "tote edges Ravenmarked", "tote edges --format jsonl"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
