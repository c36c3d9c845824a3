// SPDX-License-Identifier: GPL-2.0-or-later
// `tote plugin enable` and its opposite.
#include <cstdio>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/install/plugin_store.h"

namespace tote::cli {
namespace {

Result<ExitCode> set(const Context& context, bool is_disabled) {
  const auto& id = context.invocation.words.front();
  TOTE_TRY(const bool was_otherwise, host::install::set_disabled(id, is_disabled));
  std::fputs(fmt::format("{} {}{}\n", id, was_otherwise ? "is now " : "was already ",
                         is_disabled ? "disabled" : "enabled")
                 .c_str(),
             stdout);
  return exit_done;
}

Result<ExitCode> run_enable(const Context& context) {
  return set(context, false);
}

Result<ExitCode> run_disable(const Context& context) {
  return set(context, true);
}

}  // namespace

CommandSpec plugin_enable_command() {
  CommandSpec command;
  command.name = "plugin enable";
  command.summary = "Use a plugin again that was disabled";
  command.description = "Takes back what 'tote plugin disable' did.";
  command.arguments = {{"ID", "the plugin's id"}};
  command.examples = {"tote plugin enable example.films"};
  command.needs = Needs::nothing;
  command.run = run_enable;
  return command;
}

CommandSpec plugin_disable_command() {
  CommandSpec command;
  command.name = "plugin disable";
  command.summary = "Leave a plugin out, in all vaults";
  command.description =
      "The plugin stays installed and is not used. To do without it in one vault only, name it "
      "under [plugins] in the vault's config.toml.";
  command.arguments = {{"ID", "the plugin's id"}};
  command.examples = {"tote plugin disable tote.links"};
  command.needs = Needs::nothing;
  command.run = run_disable;
  return command;
}

}  // namespace tote::cli
