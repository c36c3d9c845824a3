// SPDX-License-Identifier: GPL-2.0-or-later
// A plugin as its author has it: a folder with plugin.json and, if there is code, the
// CMakeLists.txt that builds it; or the plugin's folder as it is built and installed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "host/manifest.h"
#include "notes/result.h"

namespace tote::host::author {

struct PluginTree {
  std::filesystem::path source;  ///< what was named, absolute
  std::filesystem::path folder;  ///< with plugin.json and the library
  Manifest manifest;             ///< of `folder`

  /// Where its notes and questions are.
  [[nodiscard]] std::filesystem::path fixtures() const { return source / "fixtures"; }

  /// Whether it can be built from what was named.
  [[nodiscard]] bool has_sources() const;
};

/// Finds the plugin, building it first if the folder holds a CMakeLists.txt. Errors: not_found (no
/// plugin.json), invalid_input (plugin.json; the build fails, with what the compiler said).
[[nodiscard]] Result<PluginTree> open_plugin(const std::filesystem::path& named);

/// A plugin built once more, with AddressSanitizer and UndefinedBehaviorSanitizer.
struct InstrumentedPlugin {
  std::filesystem::path folder;
  std::string preload;  ///< the runtime to set LD_PRELOAD to in a process that loads it
};

/// Builds it below the other build. nullopt where that is not possible: there are no sources, or
/// the compiler has no sanitizers. Errors: invalid_input if it does not build so.
[[nodiscard]] Result<std::optional<InstrumentedPlugin>> build_instrumented(
    const PluginTree& plugin);

}  // namespace tote::host::author
