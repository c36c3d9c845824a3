// SPDX-License-Identifier: GPL-2.0-or-later
// From one note and the vocabulary to the facts it states. Pure: no index, no other note.
#pragma once

#include <memory>

#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace tote::index::extract {

/// Values of declared fields and the edges of relation fields, from front matter and inline fields.
/// Values that do not fit their kind become diagnostics and stay findable as text. Any thread.
void extract_fields(const notes::Note& note, const Vocabulary& vocabulary, Facts& facts);

/// Reads edges out of sentences, precision first: docs/notes-format.md, "Sentences". Compiles the
/// vocabulary's verbs once; needs it no longer afterwards.
class ProseReader {
 public:
  explicit ProseReader(const Vocabulary& vocabulary);
  ProseReader(ProseReader&&) noexcept;
  ProseReader& operator=(ProseReader&&) noexcept;
  ~ProseReader();

  /// Adds the edges that the note's sentences state. Linear in the note's size; a note without a
  /// verb of the vocabulary costs one pass over its words. Any thread.
  void extract(const notes::Note& note, Facts& facts) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tote::index::extract
