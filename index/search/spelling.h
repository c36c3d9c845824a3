// SPDX-License-Identifier: GPL-2.0-or-later
// What was perhaps meant: words and names near those that nothing has. Private to index/search.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "index/search/query_builder.h"
#include "index/store/reader.h"

namespace tote::index::search {

/// The candidate nearest to `word` (both folded), if one is near enough.
[[nodiscard]] std::optional<std::string> nearest(const std::string& word,
                                                 const std::vector<std::string>& candidates);

/// " (did you mean 'x'?)", or nothing.
[[nodiscard]] std::string did_you_mean(const std::optional<std::string>& candidate);

/// Words of the notes near `word` (folded), the nearest and of those the most frequent first.
/// Looks among the words with the same first letter, and among those that begin with its second
/// (the first may be missing, or swapped with it).
[[nodiscard]] std::vector<std::string> similar_words(const Xapian::Database& database,
                                                     const std::string& word, std::size_t limit);

/// The line with its unknown fields, names and words replaced by those near them: at most `limit`
/// lines, the likeliest first. They may find nothing either.
[[nodiscard]] std::vector<std::string> corrected_lines(const store::Reader& reader,
                                                       std::string_view line,
                                                       const BuiltQuery& built, std::size_t limit);

/// Names near the line as a whole, also if it spaces them otherwise (`raven marked`): at most
/// `limit`. Loads all names.
[[nodiscard]] std::vector<std::string> names_near(const store::Reader& reader,
                                                  std::string_view line, std::size_t limit);

}  // namespace tote::index::search
