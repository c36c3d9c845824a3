// SPDX-License-Identifier: GPL-2.0-or-later
// The words of a note's prose, sentence by sentence, as candidates for names.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "notes/note.h"
#include "notes/span.h"

namespace tote::index::suggest {

/// One word that may be part of a name.
struct SentenceWord {
  std::string folded;    ///< without a possessive ending
  notes::ByteSpan span;  ///< in the note's source, likewise
  bool is_capitalised = false;
  bool is_cjk = false;
  bool is_possessive = false;
  bool is_emphasised_alone = false;  ///< the only word between two emphasis marks
  bool is_in_table = false;
};

/// Words that follow each other within one sentence, with no markup between them.
using SentenceWords = std::vector<SentenceWord>;

/// Every stretch of prose of the note; whether its first word opens a sentence.
struct Stretch {
  SentenceWords words;
  bool opens_sentence = false;
};

[[nodiscard]] std::vector<Stretch> stretches_of(const notes::Note& note);

}  // namespace tote::index::suggest
