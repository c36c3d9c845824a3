// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/suggest.h"

#include <charconv>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

#include "host/cli/carry_out.h"
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

bool can_ask() {
  return ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0;
}

/// Asks for one name; nothing: leave it. `stops` is set when the person has had enough.
std::optional<std::size_t> ask(const Suggestion& suggestion, bool& stops) {
  std::string question =
      fmt::format("line {}: link '{}' ({}) to\n", suggestion.line,
                  safe_for_terminal(suggestion.text), to_string(suggestion.confidence));
  for (std::size_t i = 0; i < suggestion.targets.size(); ++i)
    question +=
        fmt::format("  {}  {} ({})\n", i + 1, safe_for_terminal(suggestion.targets[i].title),
                    safe_for_terminal(suggestion.targets[i].path));
  std::fputs((question + "a number, Enter for none, q to stop: ").c_str(), stderr);
  std::string line;
  if (!std::getline(std::cin, line) || line == "q") {
    stops = true;
    return std::nullopt;
  }
  std::size_t number = 0;
  std::from_chars(line.data(), line.data() + line.size(), number);
  if (number < 1 || number > suggestion.targets.size())
    return std::nullopt;
  return number - 1;
}

std::vector<host::ChosenLink> choose(const std::vector<Suggestion>& suggestions, bool may_ask) {
  std::vector<host::ChosenLink> chosen;
  bool stops = false;
  for (const auto& suggestion : suggestions) {
    if (suggestion.confidence == Confidence::high) {
      chosen.push_back({suggestion, 0});
    } else if (may_ask && !stops) {
      if (const auto target = ask(suggestion, stops))
        chosen.push_back({suggestion, *target});
    }
  }
  return chosen;
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
  const auto chosen = choose(suggestions, !is_input && can_ask());
  if (is_input) {
    TOTE_TRY(const auto text, host::linked_text(note, chosen));
    std::fputs(text.c_str(), stdout);
    return exit_done;
  }
  return carry_out(context, host::propose_links(note, chosen),
                   fmt::format("{}: {}", note.path,
                               chosen.empty() ? "nothing to link"
                                              : counted(chosen.size(), "link") + " written"));
}

}  // namespace

CommandSpec suggest_command() {
  CommandSpec command;
  command.name = "suggest";
  command.summary = "Find names in a note that could be links";
  command.description =
      "Finds the names of notes in the text that are not links yet, each once, and says how sure "
      "it "
      "is: high, medium, low, or ask where several notes go by the name. With --apply those of "
      "high "
      "confidence become links; on a terminal you are asked about the others. With - it reads a "
      "draft from standard input, and --apply prints it with the links.";
  command.arguments = {
      {"NOTE", "the name of a note, or - for standard input", Completes::note, false, true}};
  command.flags = {{"apply", "", "Write the links into the note", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {"tote suggest 'Making connections'", "tote suggest --apply - < draft.md"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
