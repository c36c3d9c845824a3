// SPDX-License-Identifier: GPL-2.0-or-later
// What the owner of a vault has set, in `.tote/config.toml`. docs/manual.md lists the settings.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host/publish/publish_config.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::host {

/// What the owner has set for a plugin under one key.
struct PluginSetting {
  std::string key;
  std::vector<notes::Value> value;  ///< a scalar, or a list and its items, in preorder
  SourcePlace place;
};

/// The settings of one vault. Everything has a default: a vault without a configuration works.
struct Config {
  std::vector<std::string> ignore;  ///< gitignore-style patterns of files that are no notes
  std::vector<std::string> me;      ///< the owner's name and aliases
  std::vector<std::pair<std::string, std::string>>
      folder_types;                           ///< folder → default type of its notes
  std::vector<std::string> disabled_plugins;  ///< plugin ids
  std::map<std::string, std::vector<PluginSetting>> plugin_settings;  ///< by plugin id
  publish::PublishConfig publish;
};

/// The file that holds a vault's settings, there or not.
[[nodiscard]] std::filesystem::path config_file(const std::filesystem::path& vault);

/// Reads the settings of a vault; the defaults if there is none. Errors: invalid_input with
/// path, line and column (syntax, wrong type, unknown setting), io.
[[nodiscard]] Result<Config> load_config(const std::filesystem::path& vault);

/// The commented configuration that `tote init` writes.
[[nodiscard]] std::string default_config_text();

}  // namespace tote::host
