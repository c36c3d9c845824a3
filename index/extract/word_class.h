// SPDX-License-Identifier: GPL-2.0-or-later
// What the words around a verb do to the statement that it makes. Finer than language/words.h,
// which questions share: a question is typed to be understood, a sentence has to be read with care.
#pragma once

#include <cstdint>
#include <string_view>

namespace tote::index::extract {

/// Classes of words; a word may have several ("her", "that", "since").
enum class WordClass : std::uint32_t {
  none = 0,
  determiner = 1U << 0,          ///< may open a noun phrase: "the", "my", "another"
  denying_determiner = 1U << 1,  ///< "no", "neither", "few": what follows is not stated
  pronoun = 1U << 2,             ///< stands for somebody else: "she", "it", "nobody"
  first_subject = 1U << 3,       ///< "I", "we"
  first_object = 1U << 4,        ///< "me", "us"
  reflexive = 1U << 5,           ///< "herself" beside its noun changes nothing
  preposition = 1U << 6,
  conjunction_and = 1U << 7,
  conjunction_or = 1U << 8,
  conjunction_nor = 1U << 9,
  conjunction_but = 1U << 10,  ///< "but", "yet", "so": opens a clause after a comma
  factive = 1U << 11,          ///< opens a clause that is stated: "because", "although"
  temporal = 1U << 12,         ///< opens a clause stated only if it is past: "when", "after"
  that = 1U << 13,
  relative = 1U << 14,   ///< "who", "which"
  auxiliary = 1U << 15,  ///< be, have, do
  modal = 1U << 16,      ///< "would", "will", "'ll": nothing is stated
  negation = 1U << 17,
  adverb = 1U << 18,           ///< may stand before a verb or after an object
  hedge = 1U << 19,            ///< what it governs is not stated: "if", "perhaps", "hope"
  blocker = 1U << 20,          ///< before the verb it unsays it: "almost", "hardly"
  time_noun = 1U << 21,        ///< "morning", "saturday"
  time_determiner = 1U << 22,  ///< "last", "this": with a time noun an adverbial
  person_noun = 1U << 23,      ///< "my friend [[Ana]]"
  reporting = 1U << 24,        ///< "said that …" is believed
  saying = 1U << 25,           ///< believed without "that" as well
  predeterminer = 1U << 26,    ///< "only", "even", "both" before a noun phrase
  particle = 1U << 27,         ///< within a name: "de", "van", "of"
  honorific = 1U << 28,        ///< before a name and not part of it: "Dr", "Aunt"
  common_name = 1U << 29,      ///< a word of its own that is also a name: "Grace", "It"
  letter_noun = 1U << 30,      ///< what one writes to somebody: "letter", "note"
};

/// A set of word classes.
class WordClasses {
 public:
  constexpr WordClasses() = default;

  constexpr explicit WordClasses(std::uint32_t bits) : bits_(bits) {}

  [[nodiscard]] constexpr bool has(WordClass one) const {
    return (bits_ & static_cast<std::uint32_t>(one)) != 0;
  }

  template <class... More>
  [[nodiscard]] constexpr bool has_any(More... more) const {
    return (has(more) || ...);
  }

  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

 private:
  std::uint32_t bits_ = 0;
};

/// The classes of a folded word; empty for a word of open class (most nouns, verbs, adjectives).
[[nodiscard]] WordClasses classes_of(std::string_view word);

}  // namespace tote::index::extract
