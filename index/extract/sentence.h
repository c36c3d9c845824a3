// SPDX-License-Identifier: GPL-2.0-or-later
// A block's text cut into sentences of units: words, names, links, marks. What is not the writer's
// own statement (code, quoted speech) is a single opaque unit, so that no rule can reach into it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "index/extract/verbs.h"
#include "index/facts.h"
#include "index/language/word_class.h"
#include "notes/note.h"

namespace tote::index::extract {

using language::WordClass;
using language::WordClasses;

/// One piece of a sentence.
struct Unit {
  enum class Kind : std::uint8_t {
    word,
    entity,  ///< a link to a note, or a name
    mark,    ///< punctuation that structures: , ; : - ( )
    opaque
  };
  Kind kind = Kind::word;
  notes::ByteSpan span;
  std::string text;  ///< of a word: folded; of a name: as written
  WordClasses classes;
  char mark = 0;  ///< '-' is a dash, '"' the place of quoted speech
  bool is_capitalised = false;
  bool is_possessive = false;          ///< followed by 's
  bool is_type_noun = false;           ///< a word for notes of some type: "novel"
  bool is_glued = false;               ///< to what stands before it, without a space
  const VerbSpelling* verb = nullptr;  ///< of a word that is a verb form of the vocabulary
  /// Of a noun that names the act of a verb ("recommendation"): the verb's relations.
  const std::vector<std::uint32_t>* event_relations = nullptr;
  EdgeEnd end;  ///< of an entity
};

struct Sentence {
  std::vector<Unit> units;
  notes::ByteSpan span;
  bool is_question = false;
};

/// Longer sentences are no prose, and are not read.
constexpr std::size_t longest_sentence = 300;

/// The sentences of a leaf block that may state something. Linear in the block's size.
[[nodiscard]] std::vector<Sentence> split_sentences(const notes::Note& note,
                                                    const notes::Block& block,
                                                    const VerbLexicon& verbs);

}  // namespace tote::index::extract
