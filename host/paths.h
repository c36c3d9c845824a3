// SPDX-License-Identifier: GPL-2.0-or-later
// Where things are: the vault, its index, the plugins, this program.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "notes/result.h"

namespace tote::host {

/// Where plugins are installed for this person: $XDG_DATA_HOME/tote/plugins.
[[nodiscard]] std::filesystem::path user_plugin_folder();
/// What this person has set for all vaults: $XDG_CONFIG_HOME/tote.
[[nodiscard]] std::filesystem::path user_config_folder();

/// The nearest folder from `start` upwards that holds `.tote/`. Errors: invalid_input, with what to
/// do.
[[nodiscard]] Result<std::filesystem::path> find_vault(const std::filesystem::path& start);

/// `$XDG_CACHE_HOME/tote/<vault id>` (default `~/.cache`): outside the vault, since vaults sit in
/// synced folders. The id is the folder's name and a hash of its canonical path.
[[nodiscard]] std::filesystem::path index_directory(const std::filesystem::path& vault);

/// `$XDG_STATE_HOME/tote/<vault id>` (default `~/.local/state`): what it takes to finish or undo a
/// write. Not in the cache, which may be deleted, nor in the vault, which may be synced.
[[nodiscard]] std::filesystem::path state_directory(const std::filesystem::path& vault);

/// The folder that bin/, lib/ and share/ are in, built or installed: what CMake calls a prefix. It
/// goes where this program is moved.
[[nodiscard]] std::filesystem::path install_prefix();
/// What this program loads: `lib/tote` of the prefix.
[[nodiscard]] std::filesystem::path library_folder();
/// The plugins that come with this program: a sub-folder for each.
[[nodiscard]] std::filesystem::path bundled_plugin_folder();

/// Folders whose sub-folders are plugins, first match of an id wins: `$TOTE_PLUGIN_PATH`
/// (colon-separated), `$XDG_DATA_HOME/tote/plugins` (default `~/.local/share`), and those
/// that come with this program. Never anything in a vault.
[[nodiscard]] std::vector<std::filesystem::path> plugin_search_path();

/// This program's file.
[[nodiscard]] std::filesystem::path program_path();

}  // namespace tote::host
