// SPDX-License-Identifier: GPL-2.0-or-later
// Who did what, by the words: clauses around the vocabulary's verbs, with what fills the places
// beside them. Knows English and nothing of relations; see frame.h for what a clause then states.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "index/extract/sentence.h"
#include "index/extract/setting.h"

namespace tote::index::extract {

/// A noun phrase, as far as statements need it.
struct Phrase {
  enum class Kind : std::uint8_t {
    entity,
    me,
    self,   ///< the note itself: "Recommended by …" on a book's page
    topic,  ///< whom the section or list is about: Setting::topic
    other   ///< somebody or something that is not named
  };
  Kind kind = Kind::other;
  std::uint32_t unit = 0;  ///< of an entity; of another noun phrase its noun
};

/// What fills a place: several if joined by "and".
using Phrases = std::vector<Phrase>;

/// A preposition and what follows it. `preposition` borrows from the sentence.
struct Complement {
  std::string_view preposition;
  Phrases phrases;
};

/// Which of a verb's forms the grammar of the clause asks for.
enum class VerbUse : std::uint8_t { lemma, finite, participle, gerund };

/// Where a statement stands in its sentence, as far as its date needs it.
struct ClausePlace {
  std::size_t verb = 0;     ///< the unit that states it
  std::size_t end = 0;      ///< the unit behind its complements
  bool is_earlier = false;  ///< "had lent": before the rest of what is told
};

/// A verb and its places. Empty phrases: not filled.
struct Clause {
  const VerbSpelling* verb = nullptr;
  VerbUse use = VerbUse::finite;
  Phrases subject;
  Phrases object;
  Phrases indirect_object;
  bool has_letter_object = false;  ///< the object is what one writes: "a letter to [[Ana]]"
  bool is_back = false;            ///< "gave [[Dune]] back": the other way round
  std::vector<Complement> complements;
  std::int8_t polarity = 1;
  ClausePlace place;
};

/// Whether a sentence states anything: no question, and nothing that was dreamt, read or seen ("in
/// my dream", "in chapter two").
[[nodiscard]] bool may_state(const Sentence& sentence);

/// The clauses of a sentence that state something.
[[nodiscard]] std::vector<Clause> read_clauses(const Sentence& sentence, const Setting& setting);

}  // namespace tote::index::extract
