// SPDX-License-Identifier: GPL-2.0-or-later
// From a note and its facts to the one Xapian document that stands for it. Private to index/store.
#pragma once

#include <string>
#include <vector>

#include "index/facts.h"
#include "index/store/reader.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace Xapian {
class Document;
}

namespace tote::index::store {

/// What the index keeps of a note beside its words; card.id is left 0. Findings of the note come
/// before those of the facts.
[[nodiscard]] NoteRecord make_record(const notes::Note& note, Facts facts);

/// The document of a note: terms by terms.h, values, and `data` (the encoded record).
/// `further_terms` are words that plugins want the note found under.
[[nodiscard]] Xapian::Document make_document(const notes::Note& note, const NoteRecord& record,
                                             const std::vector<std::string>& further_terms,
                                             const Vocabulary& vocabulary, const std::string& data);

}  // namespace tote::index::store
