// SPDX-License-Identifier: GPL-2.0-or-later
// `tote plugin new`: a plugin from the SDK's templates, which are plugins themselves but for the
// names in them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "notes/result.h"

namespace tote::host::author {

struct ScaffoldOptions {
  std::string name;                    ///< `film`, or with an owner `example.film`
  std::string language = "schema";     ///< schema, c or cpp
  std::filesystem::path parent = ".";  ///< where the plugin's folder is made
};

struct Scaffold {
  std::string folder;              ///< the new folder, relative to `parent`
  std::vector<std::string> files;  ///< relative to `parent`, sorted
};

/// Makes the folder. Errors: invalid_input (a name that cannot be one, a type that tote has
/// already), conflict (something is there), not_found (no SDK), io.
[[nodiscard]] Result<Scaffold> make_plugin(const ScaffoldOptions& options);

}  // namespace tote::host::author
