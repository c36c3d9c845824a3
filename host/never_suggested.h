// SPDX-License-Identifier: GPL-2.0-or-later
// The names that a person said are never to be suggested as links. They travel with the vault:
// `.tote/never-suggest.txt`, one a line; what follows a `#` at the front of a line is a comment.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "index/suggestion.h"
#include "notes/edit/change.h"
#include "notes/result.h"

namespace tote::host {

/// The names in the file; none if there is no file. Errors: as notes::read_file.
[[nodiscard]] Result<index::NeverSuggested> never_suggested(const std::filesystem::path& vault);

/// The file with these names added. Errors: as notes::read_file.
[[nodiscard]] Result<notes::FileChange> never_suggest(const std::filesystem::path& vault,
                                                      const std::vector<std::string>& names);

}  // namespace tote::host
