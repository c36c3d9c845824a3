// SPDX-License-Identifier: GPL-2.0-or-later
// The version of a plugin that people have before they install the one that is checked.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "host/author/plugin_tree.h"
#include "host/author/scratch_folder.h"
#include "notes/result.h"

namespace tote::host::author::check {

struct PreviousVersion {
  std::unique_ptr<ScratchFolder> unpacked;  ///< of an archive: what `folder` is, for as long
  std::filesystem::path folder;             ///< with plugin.json, and fixtures if it has some
  Manifest manifest;                        ///< what it declares; its library may not be there
};

/// Opens `named`, a folder or an archive; if that is empty, what the author keeps in the plugin's
/// folder under install::previous_version_names, if anything. Errors: not_found, invalid_input (no
/// plugin, another one, or a newer version), io; as install::read_archive.
[[nodiscard]] Result<std::optional<PreviousVersion>> find_previous_version(
    const PluginTree& plugin, const std::filesystem::path& named);

}  // namespace tote::host::author::check
