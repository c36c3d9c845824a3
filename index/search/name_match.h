// SPDX-License-Identifier: GPL-2.0-or-later
// A search for a note's name finds that note first. Private to index/search.
#pragma once

#include <string_view>

#include <xapian.h>

#include "index/store/reader.h"

namespace tote::index::search {

/// `words`, and the notes that are called `name` or, with all its punctuation, `line`, or that have
/// it as their path: these before all others, and before the rest those of `words` whose name
/// begins with `name`.
[[nodiscard]] Xapian::Query with_names(const store::Reader& reader, const Xapian::Query& words,
                                       std::string_view name, std::string_view line);

}  // namespace tote::index::search
