// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/install/plugin_store.h"
#include "host/json.h"
#include "host/paths.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto registry = context.journal != nullptr
                            ? context.journal->plugins()
                            : host::PluginRegistry::discover(host::plugin_search_path(),
                                                             host::install::disabled_plugins());
  std::string text;
  for (const auto& plugin : registry.plugins())
    text += context.format == Format::text
                ? fmt::format("{} {}  {}\n", context.terminal.paint(Style::title, plugin.id),
                              plugin.version, plugin.description)
                : host::to_json(plugin) + '\n';
  if (context.format == Format::text)
    for (const auto& id : host::install::disabled_plugins())
      text += fmt::format("disabled: {}\n", id);
  if (context.format == Format::text)
    for (const auto& problem : registry.problems())
      text += fmt::format("cannot be used: {}\n", to_string(problem.error));
  print(context, text);
  return code_for(registry.plugins().size());
}

}  // namespace

CommandSpec plugin_list_command() {
  CommandSpec command;
  command.name = "plugin list";
  command.summary = "List the plugins that are used here";
  command.description =
      "Reads plugin.json alone: no plugin code runs. Plugins come from the folders in "
      "TOTE_PLUGIN_PATH, from those that were installed, and with tote itself; never from a vault.";
  command.examples = {"tote plugin list", "tote plugin list --format json"};
  command.needs = Needs::maybe_vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
