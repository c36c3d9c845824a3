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

std::string text_of(const Context& context, const host::Manifest& plugin, bool is_full) {
  auto text = fmt::format("{} {}  {}\n", context.terminal.paint(Style::title, plugin.id),
                          plugin.version, plugin.description);
  if (!is_full)
    return text;
  const auto& words = plugin.vocabulary;
  const auto row = [&](const char* label, const std::string& value) {
    text += fmt::format("  {:<11}{}\n", label, value);
  };
  row("name", plugin.name);
  row("licence", plugin.license);
  row("folder", plugin.directory.string());
  row("library",
      plugin.library.empty() ? "none: declarations only" : plugin.library.filename().string());
  row("interfaces", names(plugin.provides, [](const std::string& id) { return id; }));
  row("types", names(words.types, [](const index::TypeDecl& type) { return type.id; }));
  row("fields", names(words.fields, [](const index::FieldDecl& field) { return field.id; }));
  row("relations", names(words.relations, [](const index::RelationDecl& relation) {
        return relation.inverse.empty() ? relation.id
                                        : fmt::format("{} / {}", relation.id, relation.inverse);
      }));
  return text;
}

Result<ExitCode> run(const Context& context) {
  const auto registry = context.journal != nullptr
                            ? context.journal->plugins()
                            : host::PluginRegistry::discover(host::plugin_search_path());
  const auto wanted = context.invocation.rest();
  std::string text;
  std::size_t shown = 0;
  for (const auto& plugin : registry.plugins()) {
    if (!wanted.empty() && plugin.id != wanted && plugin.name != wanted)
      continue;
    text += context.format == Format::text ? text_of(context, plugin, !wanted.empty())
                                           : host::to_json(plugin) + '\n';
    ++shown;
  }
  if (!wanted.empty() && shown == 0)
    return fail(ErrorCode::not_found,
                fmt::format("there is no plugin '{}'; 'tote plugins' lists them", wanted));
  if (context.format == Format::text && wanted.empty())
    for (const auto& problem : registry.problems())
      text += fmt::format("cannot be used: {}\n", to_string(problem.error));
  print(context, text);
  return code_for(shown);
}

}  // namespace

CommandSpec plugins_command() {
  CommandSpec command;
  command.name = "plugins";
  command.summary = "List the plugins, or describe one";
  command.description =
      "Reads plugin.json alone: no plugin code runs. With an id, shows the types, fields and "
      "relations that the plugin declares.";
  command.arguments = {{"ID", "a plugin's id", Completes::nothing, true}};
  command.examples = {"tote plugins", "tote plugins tote.books"};
  command.needs = Needs::maybe_vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
