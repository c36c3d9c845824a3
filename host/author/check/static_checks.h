// SPDX-License-Identifier: GPL-2.0-or-later
// What can be found out about a plugin without running it.
#pragma once

#include "host/author/check/findings.h"
#include "host/author/plugin_tree.h"

namespace tote::host::author::check {

/// plugin.json against its schema, and against what tote and its plugins declare. Errors: not_found
/// if the SDK is not installed.
[[nodiscard]] Result<Findings> check_manifest(const PluginTree& plugin);
/// What tote and the plugins that come with it declare, without this one.
[[nodiscard]] index::Vocabulary words_of_others(const Manifest& plugin);
/// The library's file.
[[nodiscard]] Findings check_library(const PluginTree& plugin);

}  // namespace tote::host::author::check
