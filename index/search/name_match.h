// SPDX-License-Identifier: GPL-2.0-or-later
// A search for a note's name finds that note first. Private to index/search.
#pragma once

#include <string_view>
#include <vector>

#include <xapian.h>

#include "index/store/reader.h"

namespace tote::index::search {

/// Notes that a line may mean by their names.
struct NamedNotes {
  std::vector<NoteId> called;     ///< by the whole of it, or by their path; ascending
  std::vector<NoteId> beginning;  ///< with a name that begins so
};

/// The notes that are called `name` or, with all its punctuation, `line`, or that have it as their
/// path; and those whose name begins with `name`.
[[nodiscard]] NamedNotes find_named(const store::Reader& reader, std::string_view name,
                                    std::string_view line);

/// `words`, and the notes that are called so: these before all others, and before the rest those of
/// `words` whose name begins so.
[[nodiscard]] Xapian::Query with_names(const Xapian::Query& words, const NamedNotes& named);

}  // namespace tote::index::search
