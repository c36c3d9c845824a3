// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/refresh.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto report, refresh(*context.journal, context.terminal, host::Compare::nothing));
  if (report.is_stale)
    return exit_error;
  const auto forgotten =
      report.removed == 0 ? std::string() : fmt::format(", {} forgotten", report.removed);
  print(context, fmt::format("{} indexed{}.\n", counted(report.indexed, "note"), forgotten));
  return report.was_cancelled ? exit_in_part : exit_done;
}

}  // namespace

CommandSpec reindex_command() {
  CommandSpec command;
  command.name = "reindex";
  command.summary = "Build the index anew";
  command.description =
      "Not needed in daily use: every command brings the index up to date by itself. The index "
      "holds nothing that is not in the notes.";
  command.examples = {"tote reindex"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
