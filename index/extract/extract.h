// SPDX-License-Identifier: GPL-2.0-or-later
// From one note and the vocabulary to the facts it states. Pure functions: no index, no other note,
// any thread.
#pragma once

#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace tote::index::extract {

/// Values of declared fields and the edges of relation fields, from front matter and inline fields.
/// Values that do not fit their kind become diagnostics and stay findable as text.
void extract_fields(const notes::Note& note, const Vocabulary& vocabulary, Facts& facts);

/// Edges that sentences state, precision first: see docs/search.md.
void extract_prose(const notes::Note& note, const Vocabulary& vocabulary, Facts& facts);

}  // namespace tote::index::extract
