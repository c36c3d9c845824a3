// SPDX-License-Identifier: GPL-2.0-or-later
// All that an index holds, as text: two indexes that answer alike in everything have the same dump.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tote::index {

/// What the current database of `directory` holds: its metadata, then note by note the data, the
/// values and the terms with their frequencies and positions; one line each. Throws Xapian's
/// exceptions.
[[nodiscard]] std::vector<std::string> dump(const std::filesystem::path& directory);

}  // namespace tote::index
