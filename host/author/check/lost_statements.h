// SPDX-License-Identifier: GPL-2.0-or-later
// What the notes of a plugin's previous version say no more when this one reads them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/author/check/previous_version.h"
#include "host/author/plugin_tree.h"

namespace tote::host::author::check {

/// Reads the notes in the previous version's fixtures, as indexing does, with workers of `program`.
/// A line for each field and relation that its expected.txt has and that is stated no more, for
/// each error that it does not expect, and for whatever else went wrong. Empty if there are no such
/// notes.
[[nodiscard]] std::vector<std::string> lost_statements(const PluginTree& plugin,
                                                       const PreviousVersion& before,
                                                       const std::filesystem::path& program);

}  // namespace tote::host::author::check
