// SPDX-License-Identifier: GPL-2.0-or-later
// The search line: words, phrases, filters and relations over the index. docs/search.md describes
// it for people.
#pragma once

#include <string_view>
#include <vector>

#include "index/answer.h"
#include "index/index.h"

namespace tote::index::search {

/// Reads and answers a search line. Every line has a meaning: what cannot be parsed is taken as
/// words, and said in `message`. Kind is `filter` if the line holds no free text (only fields,
/// tags, relations), else `search`. Throws Xapian's exceptions.
[[nodiscard]] Answer search(const store::Reader& reader, std::string_view line,
                            const AskOptions& options);

/// The notes that the line finds, ascending: the same as all items of search(), without their
/// order. Limit and offset do not count. Throws Xapian's exceptions.
[[nodiscard]] std::vector<NoteId> matching(const store::Reader& reader, std::string_view line,
                                           const AskOptions& options);

}  // namespace tote::index::search
