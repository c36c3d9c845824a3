// SPDX-License-Identifier: GPL-2.0-or-later
// A plugin as indexing, commands and publishing run it: in a worker, with all that keeps it in.
#pragma once

#include <filesystem>

#include "host/author/check/findings.h"
#include "host/author/plugin_tree.h"
#include "notes/result.h"

namespace tote::host::author::check {

/// Asks the plugin about what it meets every day, each interface that it provides, in workers of
/// `program`. What it finds is of `sandbox.allowed`; what is `known` of publishing already, it does
/// not say again. Errors: as merging its vocabulary with tote's.
[[nodiscard]] Result<Findings> try_in_sandbox(const PluginTree& plugin,
                                              const std::filesystem::path& program,
                                              const Findings& known);

}  // namespace tote::host::author::check
