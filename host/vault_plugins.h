// SPDX-License-Identifier: GPL-2.0-or-later
// The plugins as one vault uses them: those it does not do without, set as its configuration says.
// What its index is made with is known at once, mostly from memory; manifests are read when someone
// asks for more.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/config.h"
#include "host/plugin_memory.h"
#include "host/plugin_registry.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::host {

class VaultPlugins {
 public:
  /// What each plugin's instances are given, by plugin id.
  using Settings = std::map<std::string, std::vector<notes::Value>>;

  VaultPlugins() = default;

  /// Looks for plugins in the sub-folders of `search_path`, without those in `left_out`.
  /// `memory_file` is where the identity is remembered, `settings_file` where `config` was read
  /// from. Requires: `config` outlives it. Errors: as resolve_settings.
  [[nodiscard]] static Result<VaultPlugins> open(std::vector<std::filesystem::path> search_path,
                                                 std::vector<std::string> left_out,
                                                 const Config& config,
                                                 const std::filesystem::path& settings_file,
                                                 const std::filesystem::path& memory_file);

  /// What the index is made with.
  [[nodiscard]] const IndexIdentity& identity() const { return identity_; }

  /// Whether the manifests were read.
  [[nodiscard]] bool are_read() const { return registry_.has_value(); }

  /// Reads the manifests, if that was not done. The identity may be another one behind it, if
  /// somebody touches a plugin at this moment. Errors: as resolve_settings.
  [[nodiscard]] Result<void> read();

  // These read the manifests first.
  [[nodiscard]] const PluginRegistry& registry();
  [[nodiscard]] const Settings& settings();

  /// What is wrong with manifests and settings and does not stop anything, in words for the user.
  /// None while the manifests are not read: then there was nothing when they were.
  [[nodiscard]] std::vector<std::string> problems() const;

 private:
  std::vector<std::filesystem::path> search_path_;
  std::vector<std::string> left_out_;
  const Config* config_ = nullptr;
  IndexIdentity identity_;
  std::optional<PluginRegistry> registry_;
  Settings settings_;
  std::vector<std::string> undeclared_settings_;
};

}  // namespace tote::host
