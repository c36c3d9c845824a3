// SPDX-License-Identifier: GPL-2.0-or-later
// The plugins that a person has installed, in $XDG_DATA_HOME/tote/plugins, and those that they do
// without.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/manifest.h"
#include "notes/result.h"

namespace tote::host::install {

/// Where a plugin's author may keep the version before, for `tote plugin check`, below the plugin's
/// folder: as a folder, or as an archive. It is no part of the plugin, and neither packed nor
/// installed.
inline constexpr std::array<std::string_view, 2> previous_version_names = {
    "fixtures/previous", "fixtures/previous.tote-plugin.tar.gz"};

/// A plugin that waits to be installed, in a folder of its own that goes if it is not.
class StagedPlugin {
 public:
  /// Copies a plugin's folder, or unpacks an archive. Errors: invalid_input (no plugin, damaged,
  /// built for something else), io.
  [[nodiscard]] static Result<StagedPlugin> stage(const std::filesystem::path& folder_or_archive);
  StagedPlugin(StagedPlugin&& other) noexcept;
  StagedPlugin& operator=(StagedPlugin&& other) noexcept;
  ~StagedPlugin();

  [[nodiscard]] const Manifest& manifest() const { return manifest_; }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  /// Loads its library in a worker, as indexing does. The one thing here that runs code of the
  /// plugin. Errors: invalid_input, with what the worker said.
  [[nodiscard]] Result<void> try_out() const;
  /// Puts it in its place in one step; an older version goes. Errors: io.
  [[nodiscard]] Result<void> install() &&;

 private:
  StagedPlugin() = default;

  std::filesystem::path folder_;
  Manifest manifest_;
};

/// The version that is installed now, if one is.
[[nodiscard]] std::optional<std::string> installed_version(const std::string& id);
/// Takes an installed plugin away. Errors: not_found; invalid_input for one that comes with tote.
[[nodiscard]] Result<void> remove_plugin(const std::string& id);

/// The ids of the plugins that are installed and not used, in any vault, sorted.
[[nodiscard]] std::vector<std::string> disabled_plugins();
/// Whether it was otherwise before. Errors: not_found (no such plugin), io.
[[nodiscard]] Result<bool> set_disabled(const std::string& id, bool is_disabled);

/// Writes the archive of a plugin's folder, with the fixtures in the folder of its `sources`, into
/// `target`: a folder, or the file to write. Gives the file. Errors: io.
[[nodiscard]] Result<std::filesystem::path> pack_plugin(const Manifest& manifest,
                                                        const std::filesystem::path& sources,
                                                        const std::filesystem::path& target);

}  // namespace tote::host::install
