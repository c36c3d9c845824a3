// SPDX-License-Identifier: GPL-2.0-or-later
// `add`, `met` and `today`: what goes into the journal of the day.
#include <cstdio>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "host/cli/carry_out.h"
#include "host/cli/choose.h"
#include "host/cli/commands/commands.h"
#include "host/cli/editor.h"
#include "host/writing/capture.h"

namespace tote::cli {
namespace {

void say(const std::string& text) {
  std::fputs((safe_for_terminal(text) + '\n').c_str(), stderr);
}

void show_understood(const host::CapturedLine& line) {
  for (const auto& statement : line.statements)
    say(fmt::format("understood: {} —{} {} → {}, {}", statement.from,
                    statement.is_denied ? " not" : "", statement.relation, statement.to,
                    statement.date ? notes::to_string(*statement.date) : "some other day"));
  if (line.statements.empty())
    say("understood: no statement; it is kept as text");
  for (const auto& doubt : line.ambiguous)
    say(doubt + ": it is not linked");
}

bool asks_yes(const std::string& question) {
  std::fputs((safe_for_terminal(question) + " [y/N] ").c_str(), stderr);
  std::string answer;
  return std::getline(std::cin, answer) && (answer == "y" || answer == "yes");
}

/// Which of the unknown names become notes: all with --create, on a terminal those that the person
/// says yes to.
std::vector<host::UnknownName> choose_new(const Context& context, const host::CapturedLine& line) {
  std::vector<host::UnknownName> created;
  for (const auto& unknown : line.unknown) {
    const auto hint =
        unknown.similar.empty() ? "" : fmt::format(" (did you mean {}?)", unknown.similar);
    const auto question = fmt::format("no note is called '{}'{}", unknown.name, hint);
    if (context.invocation.has("create")) {
      say(fmt::format("{}: a new {} is made", question, unknown.type));
      created.push_back(unknown);
    } else if (!can_ask_aside()) {
      say(fmt::format("{}; --create makes a {} of it", question, unknown.type));
    } else if (asks_yes(fmt::format("{}. Make a {} of it?", question, unknown.type))) {
      created.push_back(unknown);
    }
  }
  return created;
}

/// Writes down what was typed, behind `opening`.
Result<ExitCode> capture(const Context& context, const std::string& opening) {
  std::string text = context.invocation.rest();
  text.resize(text.find_last_not_of(" \t\r\n") + 1);
  if (text.empty())
    return fail(ErrorCode::invalid_input, "there is nothing to write down");
  text.insert(0, opening);
  if (std::string_view(".!?").find(text.back()) == std::string_view::npos)
    text += '.';
  TOTE_TRY(const auto line, host::read_line(*context.journal, text));
  show_understood(line);
  const auto created = choose_new(context, line);
  const auto target =
      context.invocation.has("field") ? host::CaptureTarget::fields : host::CaptureTarget::journal;
  TOTE_TRY(const auto proposal, host::propose_capture(*context.journal, line, created, target));
  return carry_out(context, proposal, proposal.path);
}

Result<ExitCode> run_add(const Context& context) {
  return capture(context, "");
}

Result<ExitCode> run_met(const Context& context) {
  return capture(context, "I met ");
}

Result<ExitCode> run_today(const Context& context) {
  TOTE_TRY(const auto proposal, context.journal->propose_day(context.journal->today()));
  TOTE_TRY(const auto code, carry_out(context, proposal, proposal.path));
  if (context.invocation.has("edit") && !context.invocation.has("dry-run"))
    return edit_file(context.journal->file_of(proposal.path), 0);
  return code;
}

const std::vector<FlagSpec>& capture_flags() {
  static const std::vector<FlagSpec> flags = {
      {"create", "", "Make notes of names that no note has", {}, Completes::nothing},
      {"field",
       "",
       "Write it into the fields of the notes that it is about, not into the journal",
       {},
       Completes::nothing},
      dry_run_flag()};
  return flags;
}

}  // namespace

CommandSpec add_command() {
  CommandSpec command;
  command.name = "add";
  command.summary = "Add a line to today's journal, with links";
  command.description =
      "Reads the line as sentences in the journal are read, shows who, what and whom it "
      "understood, "
      "links the names that notes have, and appends it to today's note. Names that no note has can "
      "become notes of the kind that the sentence suggests: on a terminal you are asked.";
  command.arguments = {{"TEXT", "a sentence", Completes::nothing, false, true}};
  command.flags = capture_flags();
  command.examples = {"tote add 'Dana recommended Piranesi at the book club'",
                      "tote add --field 'Ana recommended Tigana'"};
  command.run = run_add;
  return command;
}

CommandSpec met_command() {
  CommandSpec command;
  command.name = "met";
  command.summary = "Note down that you met somebody today";
  command.description = "The same as 'tote add I met …'.";
  command.arguments = {{"TEXT", "whom, and where or how", Completes::note, false, true}};
  command.flags = capture_flags();
  command.examples = {"tote met 'Ana Petrović' at the market"};
  command.run = run_met;
  return command;
}

CommandSpec today_command() {
  CommandSpec command;
  command.name = "today";
  command.summary = "Begin today's journal note, or say where it is";
  command.description =
      "Makes the note of the day if it is not there, from .tote/templates/journal.md if there is "
      "one, and prints its path.";
  command.flags = {{"edit", "", "Open it in your editor", {}, Completes::nothing}, dry_run_flag()};
  command.examples = {"tote today --edit"};
  command.needs = Needs::vault;
  command.run = run_today;
  return command;
}

}  // namespace tote::cli
