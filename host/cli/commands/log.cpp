// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/log.h"

#include <algorithm>

#include <fmt/format.h>

#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"
#include "host/cli/parse.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

std::string usage_of(const host::CommandDecl& command) {
  std::string text = "tote log " + command.id;
  text += command.usual.empty() ? " NOTE" : " [NOTE]";
  for (const auto& value : command.values)
    text += fmt::format(" {}", value.id);
  for (const auto& option : command.options)
    text += fmt::format(" [--{} VALUE]", option.id);
  return text;
}

Result<ExitCode> list(const Context& context) {
  std::string text;
  for (const auto* command : host::log_commands(*context.journal))
    text += fmt::format("{}\n    {}\n", usage_of(*command), command->summary);
  print(context, text.empty() ? "No plugin declares anything to log.\n" : text);
  return exit_done;
}

/// Takes the options that the command declares out of the words.
Result<void> take_options(const host::CommandDecl& command, const std::vector<std::string>& words,
                          host::LogRequest& request) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      request.words.push_back(words[i]);
      continue;
    }
    const auto equals = words[i].find('=');
    const std::string id = words[i].substr(2, equals == std::string::npos ? equals : equals - 2);
    std::vector<std::string> known;
    for (const auto& option : command.options)
      known.push_back(option.id);
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      const auto meant = nearest(id, known);
      return fail(ErrorCode::invalid_input,
                  fmt::format("there is no option --{}{}: {}", id,
                              meant.empty() ? "" : fmt::format(" (did you mean --{}?)", meant),
                              usage_of(command)));
    }
    if (equals == std::string::npos && i + 1 == words.size())
      return fail(ErrorCode::invalid_input, fmt::format("--{} needs a value", id));
    request.options[id] = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
  }
  return {};
}

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  if (words.empty())
    return list(context);
  TOTE_TRY(const auto* command, host::find_log_command(*context.journal, words.front()));
  host::LogRequest request;
  request.command = command->id;
  request.date = context.journal->today();
  if (context.invocation.has("on")) {
    const auto date = notes::parse_date(context.invocation.get("on"));
    if (!date)
      return fail(ErrorCode::invalid_input, fmt::format("'{}' is no date; write it as 2026-11-22",
                                                        context.invocation.get("on")));
    request.date = *date;
  }
  TOTE_CHECK(take_options(*command, words, request));
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
