// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/suggest.h"

#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "host/cli/carry_out.h"
#include "host/cli/choose.h"
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

using index::Confidence;
using index::Suggestion;

Style style_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::high:
      return Style::good;
    case Confidence::medium:
      return Style::plain;
    case Confidence::low:
    case Confidence::ask:
      return Style::warning;
  }
  return Style::plain;
}

std::string targets_of(const Suggestion& suggestion) {
  std::string text;
  for (const auto& target : suggestion.targets)
    text += fmt::format("{}{} ({})", text.empty() ? "" : " or ", target.title, target.path);
  return safe_for_terminal(text);
}

std::string list(const Context& context, const notes::Note& note,
                 const std::vector<Suggestion>& suggestions) {
  std::string text;
  for (const auto& each : suggestions) {
    if (context.format != Format::text) {
      text += host::to_json(note, each) + '\n';
      continue;
    }
    const SourcePlace place{note.path.empty() ? "-" : note.path, each.line, each.column};
    text += fmt::format("{}  {}  {} → {}\n",
                        context.terminal.paint(Style::path, safe_for_terminal(to_string(place))),
                        context.terminal.paint(style_of(each.confidence),
                                               fmt::format("{:6}", to_string(each.confidence))),
                        context.terminal.paint(Style::match, safe_for_terminal(each.text)),
                        targets_of(each));
  }
  if (suggestions.empty() && context.format == Format::text)
    text = "No name here could be a link.\n";
  return text;
}

/// What was decided about the names of a text.
struct Decisions {
  std::vector<host::ChosenLink> chosen;
  std::vector<std::string> never;
  bool stops = false;  ///< the person has had enough
};

/// Asks about one name until the answer is one.
void ask(const Suggestion& suggestion, Decisions& decisions) {
  std::string question =
      fmt::format("line {}: link '{}' ({}) to\n", suggestion.line,
                  safe_for_terminal(suggestion.text), to_string(suggestion.confidence));
  for (std::size_t i = 0; i < suggestion.targets.size(); ++i)
    question +=
        fmt::format("  {}  {} ({})\n", i + 1, safe_for_terminal(suggestion.targets[i].title),
                    safe_for_terminal(suggestion.targets[i].path));
  std::fputs(question.c_str(), stderr);
  for (std::string line;;) {
    std::fputs("a number, Enter for none, n for never again, q to stop: ", stderr);
    if (!std::getline(std::cin, line) || line == "q") {
      decisions.stops = true;
      return;
    }
    if (line == "n")
      decisions.never.push_back(suggestion.text);
    else if (const auto number = read_number(line, suggestion.targets.size()))
      decisions.chosen.push_back({suggestion, *number - 1});
    else if (!line.empty())
      continue;
    return;
  }
}

Decisions decide(const std::vector<Suggestion>& suggestions, bool may_ask) {
  Decisions decisions;
  for (const auto& suggestion : suggestions) {
    if (suggestion.confidence == Confidence::high)
      decisions.chosen.push_back({suggestion, 0});
    else if (may_ask && !decisions.stops)
      ask(suggestion, decisions);
  }
  return decisions;
}

std::string done(const std::string& path, const Decisions& decisions) {
  std::string text =
      fmt::format("{}: {}", path,
                  decisions.chosen.empty() ? "nothing to link"
                                           : counted(decisions.chosen.size(), "link") + " written");
  if (!decisions.never.empty())
    text += fmt::format("; never suggested again: {}", fmt::join(decisions.never, ", "));
  return text;
}

Result<notes::Note> note_to_read(const Context& context, bool is_input) {
  if (is_input)
    return notes::read_note("", {std::istreambuf_iterator<char>(std::cin), {}});
  TOTE_TRY(const auto card, context.journal->find_note(context.invocation.rest()));
  return context.journal->read_note(card.path);
}

Result<ExitCode> run(const Context& context) {
  const bool is_input = context.invocation.rest() == "-";
  TOTE_TRY(const auto note, note_to_read(context, is_input));
  TOTE_TRY(const auto suggestions, context.journal->suggest_links(note, index::Occurrences::first));
  if (!context.invocation.has("apply")) {
    print(context, list(context, note, suggestions));
    return code_for(suggestions.size());
  }
  const auto decisions = decide(suggestions, !is_input && can_ask_aside());
  if (is_input) {
    TOTE_TRY(const auto text, host::linked_text(note, decisions.chosen));
    std::fputs(text.c_str(), stdout);
    return exit_done;
  }
  TOTE_TRY(const auto proposal,
           host::propose_links(*context.journal, note, decisions.chosen, decisions.never));
  return carry_out(context, proposal, done(note.path, decisions));
}

}  // namespace

CommandSpec suggest_command() {
  CommandSpec command;
  command.name = "suggest";
  command.summary = "Find names in a note that could be links";
  command.description =
      "Finds the names of notes in the text that are not links yet, each once, and says how sure "
      "it is: high, medium, low, or ask where several notes go by the name. With --apply those of "
      "high confidence become links; on a terminal you are asked about the others, and can say "
      "that a name is never to be suggested again: it goes into .tote/never-suggest.txt. With - "
      "it reads a draft from standard input, and --apply prints it with the links.";
  command.arguments = {
      {"NOTE", "the name of a note, or - for standard input", Completes::note, false, true}};
  command.flags = {{"apply", "", "Write the links into the note", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {"tote suggest 'Making connections'", "tote suggest --apply - < draft.md"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
