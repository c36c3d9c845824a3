// SPDX-License-Identifier: GPL-2.0-or-later
// A change as people and `git apply` read it: the unified format of GNU diff, with git's headers
// for files that are new, removed or moved. The changed places are known, so nothing is compared.
#pragma once

#include <string>
#include <string_view>

#include "notes/edit/record.h"

namespace tote::notes {

/// The diff of one file. `before` is the whole old text, "" for a new file and for a file that
/// only moves.
[[nodiscard]] std::string unified_diff(const RecordedChange& change, std::string_view before);

}  // namespace tote::notes
