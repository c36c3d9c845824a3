// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/log.h"

#include <fmt/format.h>

#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> list(const Context& context) {
  std::string text;
  for (const auto* command : host::log_commands(*context.journal))
    text += fmt::format("{}\n    {}\n", host::usage_of(*command), command->summary);
  print(context, text.empty() ? "No plugin declares anything to log.\n" : text);
  return exit_done;
}

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  if (words.empty())
    return list(context);
  auto date = context.journal->today();
  if (context.invocation.has("on")) {
    const auto given = notes::parse_date(context.invocation.get("on"));
    if (!given)
      return fail(ErrorCode::invalid_input, fmt::format("'{}' is no date; write it as 2026-11-22",
                                                        context.invocation.get("on")));
    date = *given;
  }
  TOTE_TRY(const auto request, host::read_log_request(*context.journal, words, date));
  TOTE_TRY(const auto proposal, host::propose_log(*context.journal, request));
  return carry_out(context, proposal, done_to_note(proposal));
}

}  // namespace

CommandSpec log_command() {
  CommandSpec command;
  command.name = "log";
  command.summary = "Note down what you did: read a book, met a person";
  command.description =
      "What can be logged comes from the plugins; 'tote log' alone lists it. Each writes a few "
      "fields "
      "or a dated line into the note that it is about, with today's date unless --on gives "
      "another.";
  command.arguments = {
      {"WHAT", "such as read or finished", Completes::nothing, true},
      {"NOTE", "the name of a note, and what else the command takes", Completes::note, true, true}};
  command.flags = {{"on", "DATE", "The day that it happened; else today", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {"tote log", "tote log started Tigana",
                      "tote log finished Tigana --rating 4 --on 2026-11-01"};
  command.takes_any_flag = true;
  command.run = run;
  return command;
}

}  // namespace tote::cli
