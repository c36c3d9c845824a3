// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

using Outcome = host::Check::Outcome;

Result<ExitCode> run(const Context& context) {
  const auto checks = context.journal->doctor();
  std::string text;
  for (const auto& check : checks) {
    const auto mark = check.outcome == Outcome::good ? context.terminal.paint(Style::good, "ok  ")
                      : check.outcome == Outcome::note
                          ? context.terminal.paint(Style::warning, "note")
                          : context.terminal.paint(Style::error, "BAD ");
    text += fmt::format("{}  {}: {}\n", mark, check.what, safe_for_terminal(check.detail));
  }
  const auto bad = std::count_if(checks.begin(), checks.end(), [](const host::Check& check) {
    return check.outcome == Outcome::bad;
  });
  text += bad == 0 ? "Nothing is wrong.\n"
                   : fmt::format("{} wrong.\n", counted(static_cast<std::uint64_t>(bad), "thing is",
                                                        "things are"));
  print(context, text);
  return bad == 0 ? exit_done : exit_error;
}

}  // namespace

CommandSpec doctor_command() {
  CommandSpec command;
  command.name = "doctor";
  command.summary = "Check the vault, the index, every plugin and its isolation";
  command.description =
      "Loads each plugin's library in a worker process, as indexing does, and says what is wrong "
      "and what to do. Says which protection from plugins this kernel enforces, and what is open "
      "where it does not.";
  command.examples = {"tote doctor"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
