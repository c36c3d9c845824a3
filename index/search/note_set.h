// SPDX-License-Identifier: GPL-2.0-or-later
// Notes that were found by other means than terms, as a part of a Xapian query. Private to
// index/search: Xapian's types stay within it.
#pragma once

#include <vector>

#include <xapian.h>

#include "index/answer.h"

namespace tote::index::search {

/// Matches these notes, each with `weight`. Any order; duplicates count once.
[[nodiscard]] Xapian::Query query_of(std::vector<NoteId> notes, double weight = 0);

/// The first `most` of the notes that a query matches, ascending.
[[nodiscard]] std::vector<NoteId> notes_of(const Xapian::Database& database,
                                           const Xapian::Query& query, Xapian::doccount most);

/// All notes that a query matches, ascending.
[[nodiscard]] std::vector<NoteId> notes_of(const Xapian::Database& database,
                                           const Xapian::Query& query);

/// Matches all notes. Not Xapian::Query::MatchAll: that is one object for all threads, which copies
/// count themselves in without a lock.
[[nodiscard]] Xapian::Query every_note();

/// One of `queries`; none of them if there are none.
[[nodiscard]] Xapian::Query any_of(const std::vector<Xapian::Query>& queries);

}  // namespace tote::index::search
