// SPDX-License-Identifier: GPL-2.0-or-later
// The most frequent words under each beginning of one to three letters, kept in the metadata:
// looking through all words that begin with an s takes longer than a person waits for a letter.
// Beginnings that few words have are not in it; those are looked through. Private to index/.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace tote::index::store {

/// Beginnings are counted in bytes: letters of other scripts have fewer words under each.
inline constexpr std::size_t longest_table_prefix = 3;
inline constexpr std::size_t words_per_prefix = 50;

/// Whether the table is missing, or was made when there were a tenth more or fewer notes.
[[nodiscard]] bool is_prefix_table_due(const Xapian::Database& database);

/// Makes the table anew from the words there are now. Linear in them; part of the next commit.
/// Throws Xapian's exceptions.
void write_prefix_table(Xapian::WritableDatabase& database);

/// The most frequent words that begin so, the most frequent first; nullopt if the table does not
/// have the beginning. A word that came since the table was made may be missing.
[[nodiscard]] std::optional<std::vector<std::string>> frequent_words(
    const Xapian::Database& database, std::string_view prefix);

}  // namespace tote::index::store
