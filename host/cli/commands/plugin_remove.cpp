// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/install/plugin_store.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& id = context.invocation.words.front();
  TOTE_CHECK(host::install::remove_plugin(id));
  std::fputs(fmt::format("removed {}; your notes are as they were\n", id).c_str(), stdout);
  return exit_done;
}

}  // namespace

CommandSpec plugin_remove_command() {
  CommandSpec command;
  command.name = "plugin remove";
  command.summary = "Remove a plugin that you installed";
  command.description =
      "Takes the plugin's folder away from $XDG_DATA_HOME/tote/plugins. Notes are not touched: "
      "what "
      "the plugin knew how to read in them stays there.";
  command.arguments = {{"ID", "the plugin's id"}};
  command.examples = {"tote plugin remove example.films"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
