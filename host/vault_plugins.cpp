// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/vault_plugins.h"

#include <utility>

#include <fmt/format.h>
#include <xxhash.h>

#include "host/paths.h"

namespace tote::host {
namespace fs = std::filesystem;

namespace {

/// Plugins' fingerprint and the settings that change what a note's facts are.
std::string fingerprint_of(const PluginRegistry& plugins, const Config& config,
                           const VaultPlugins::Settings& plugin_settings) {
  std::string settings;
  for (const auto& [plugin, values] : plugin_settings)
    for (const auto& value : values)
      settings.append(fmt::format("{}\n{}\n{}\n{}\n", plugin, value.depth, value.key, value.text));
  for (const auto& [folder, type] : config.folder_types)
    settings.append(folder).append("=").append(type).append("\n");
  return fmt::format("{}-{:016x}", plugins.fingerprint(),
                     XXH3_64bits(settings.data(), settings.size()));
}

/// The fingerprint and the settings that say which files are notes.
std::string identity_of(const std::string& fingerprint, const Config& config) {
  std::string settings;
  for (const auto& pattern : config.ignore)
    settings.append(pattern).append("\n");
  return fmt::format("{}-{:016x}", fingerprint, XXH3_64bits(settings.data(), settings.size()));
}

/// All that decides which plugins there are, but for the files themselves.
std::string asked_of(const std::vector<fs::path>& search_path,
                     const std::vector<std::string>& left_out) {
  std::string asked;
  for (const auto& folder : search_path)
    asked.append(fs::absolute(folder).string()).append("\n");
  for (const auto& id : left_out)
    asked.append("-").append(id).append("\n");
  return asked;
}

}  // namespace

Result<VaultPlugins> VaultPlugins::open(std::vector<fs::path> search_path,
                                        std::vector<std::string> left_out, const Config& config,
                                        const fs::path& settings_file,
                                        const fs::path& memory_file) {
  const PluginMemory memory(memory_file, asked_of(search_path, left_out));
  VaultPlugins plugins;
  plugins.search_path_ = std::move(search_path);
  plugins.left_out_ = std::move(left_out);
  plugins.config_ = &config;
  if (auto known = memory.recall()) {
    plugins.identity_ = *std::move(known);
    return plugins;
  }
  TOTE_CHECK(plugins.read());
  if (plugins.problems().empty()) {
    auto looked_at = plugins.registry_->looked_at();
    looked_at.push_back(settings_file);
    looked_at.push_back(program_path());  // It declares what belongs to no plugin.
    memory.remember(looked_at, plugins.identity_);
  }
  return plugins;
}

Result<void> VaultPlugins::read() {
  if (registry_)
    return {};
  registry_ = PluginRegistry::discover(search_path_, left_out_);
  for (const auto& plugin : registry_->plugins()) {
    const auto found = config_->plugin_settings.find(plugin.id);
    const auto set =
        found == config_->plugin_settings.end() ? std::vector<PluginSetting>() : found->second;
    TOTE_TRY(auto settings, resolve_settings(plugin.settings, set));
    if (!settings.empty())
      settings_.emplace(plugin.id, std::move(settings));
    for (auto& line : undeclared_settings(plugin.id, plugin.settings, set))
      undeclared_settings_.push_back(std::move(line));
  }
  identity_.fingerprint = fingerprint_of(*registry_, *config_, settings_);
  identity_.identity = identity_of(identity_.fingerprint, *config_);
  return {};
}

const PluginRegistry& VaultPlugins::registry() {
  // Settings that are wrong by now are told by the next command.
  if (!registry_)
    (void)read();
  return *registry_;
}

const VaultPlugins::Settings& VaultPlugins::settings() {
  (void)registry();
  return settings_;
}

std::vector<std::string> VaultPlugins::problems() const {
  std::vector<std::string> lines;
  if (!registry_)
    return lines;
  for (const auto& problem : registry_->problems())
    lines.push_back(to_string(problem.error));
  lines.insert(lines.end(), undeclared_settings_.begin(), undeclared_settings_.end());
  return lines;
}

}  // namespace tote::host
