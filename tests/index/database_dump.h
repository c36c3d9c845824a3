// SPDX-License-Identifier: GPL-2.0-or-later
// All that an index holds, as text: two indexes that answer alike in everything have the same dump.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tote::index {

/// What the current database of `directory` holds: its metadata, then note by note the data, the
/// values and the terms with their frequencies and positions; one line each. Throws Xapian's
/// exceptions.
[[nodiscard]] std::vector<std::string> dump(const std::filesystem::path& directory);

/// Note by note, by path, the same without the numbers of notes; under "" what concerns no note,
/// but for the state of files. Empty if there is no index. Throws Xapian's exceptions.
[[nodiscard]] std::map<std::string, std::string> dump_by_path(
    const std::filesystem::path& directory);

/// The same without what tells of failures: findings, and the fingerprint of the plugins. Two
/// indexes for which this is the same answer alike.
[[nodiscard]] std::map<std::string, std::string> dump_what_is_known(
    const std::filesystem::path& directory);

/// Makes the current index one of another format, as another version of tote would have left it.
void set_format(const std::filesystem::path& directory, const std::string& format);

}  // namespace tote::index
