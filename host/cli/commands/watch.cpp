// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/interrupt.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

/// One line at once, since nobody waits for the end of the output.
void say(std::FILE* out, const std::string& line) {
  std::fputs((line + '\n').c_str(), out);
  std::fflush(out);
}

void tell(const host::RefreshReport& report) {
  if (!report.rebuild_reason.empty())
    say(stderr, "tote: the index was built anew: " + safe_for_terminal(report.rebuild_reason));
  for (const auto& problem : report.problems)
    say(stderr, "tote: " + safe_for_terminal(problem));
  if (report.indexed + report.removed > 0)
    say(stdout,
        fmt::format("{} indexed, {} removed", counted(report.indexed, "note"), report.removed));
}

Result<ExitCode> run(const Context& context) {
  const InterruptGuard guard;
  say(stdout, fmt::format("watching {}; Ctrl-C ends it",
                          safe_for_terminal(context.journal->vault().string())));
  TOTE_CHECK(context.journal->watch([] { return !InterruptGuard::was_interrupted(); }, tell));
  return exit_done;
}

}  // namespace

CommandSpec watch_command() {
  CommandSpec command;
  command.name = "watch";
  command.summary = "Keep the index up to date while notes change";
  command.description =
      "Not needed: every command looks for changed notes itself. But in a vault of many thousand "
      "notes that look takes a part of a second, and a command finds it done when a watch runs. "
      "Answers are the same: a command asks the watch, which takes in first what was written "
      "before. A watch runs until Ctrl-C, or as a service of your session: `systemctl --user "
      "enable --now tote-watch@$(systemd-escape -p ~/journal)`.";
  command.examples = {"tote watch"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
