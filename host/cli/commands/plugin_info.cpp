// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"
#include "host/paths.h"

namespace tote::cli {
namespace {

template <class Items, class Name>
std::string names(const Items& items, Name name) {
  std::string text;
  for (const auto& item : items)
    text += (text.empty() ? "" : ", ") + std::string(name(item));
  return text.empty() ? "-" : text;
}

std::string text_of(const Context& context, const host::Manifest& plugin) {
  auto text = fmt::format("{} {}  {}\n", context.terminal.paint(Style::title, plugin.id),
                          plugin.version, plugin.description);
  const auto& words = plugin.vocabulary;
  const auto row = [&](const char* label, const std::string& value) {
    text += fmt::format("  {:<11}{}\n", label, value);
  };
  row("name", plugin.name);
  row("licence", plugin.license.empty() ? "not said" : plugin.license);
  row("folder", plugin.directory.string());
  row("library",
      plugin.library.empty() ? "none: declarations only" : plugin.library.filename().string());
  for (const auto& grant : host::grants(plugin))
    row("is given", grant);
  row("types", names(words.types, [](const index::TypeDecl& type) { return type.id; }));
  row("fields", names(words.fields, [](const index::FieldDecl& field) { return field.id; }));
  row("relations", names(words.relations, [](const index::RelationDecl& relation) {
        return relation.inverse.empty() ? relation.id
                                        : fmt::format("{} / {}", relation.id, relation.inverse);
      }));
  for (const auto& setting : plugin.settings)
    row("setting", fmt::format("{} ({}{}): {}", setting.id, setting.is_list ? "list of " : "",
                               host::setting_kind_name(setting.kind), setting.label));
  return text;
}

Result<ExitCode> run(const Context& context) {
  const auto registry = context.journal != nullptr
                            ? context.journal->plugins()
                            : host::PluginRegistry::discover(host::plugin_search_path());
  const auto& wanted = context.invocation.words.front();
  for (const auto& plugin : registry.plugins()) {
    if (plugin.id != wanted && plugin.name != wanted)
      continue;
    print(context,
          context.format == Format::text ? text_of(context, plugin) : host::to_json(plugin) + '\n');
    return exit_done;
  }
  return fail(ErrorCode::not_found,
              fmt::format("there is no plugin '{}'; 'tote plugin list' lists them", wanted));
}

}  // namespace

CommandSpec plugin_info_command() {
  CommandSpec command;
  command.name = "plugin info";
  command.summary = "Describe a plugin";
  command.description =
      "Shows what the plugin declares, what its code is given, and what can be set for it in the "
      "vault's config.toml. Reads plugin.json alone: no plugin code runs.";
  command.arguments = {{"ID", "a plugin's id"}};
  command.examples = {"tote plugin info tote.books"};
  command.needs = Needs::maybe_vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
