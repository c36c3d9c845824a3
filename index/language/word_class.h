// SPDX-License-Identifier: GPL-2.0-or-later
// The closed classes of English: the one table of the words that the host itself knows. Sentences
// ask for classes, since they have to be read with care; questions, which are typed to be
// understood, ask the coarser things of words.h. Words with a meaning of their own (verbs, nouns)
// come from the vocabulary instead.
#pragma once

#include <cstdint>
#include <string_view>

namespace tote::index::language {

/// Classes of words; a word may have several ("her", "that", "since").
enum class WordClass : std::uint64_t {
  none = 0,
  determiner = 1ULL << 0,          ///< may open a noun phrase: "the", "my", "another"
  denying_determiner = 1ULL << 1,  ///< "no", "neither", "few": what follows is not stated
  pronoun = 1ULL << 2,             ///< stands for somebody else: "she", "it", "nobody"
  first_subject = 1ULL << 3,       ///< "I", "we"
  first_object = 1ULL << 4,        ///< "me", "us"
  reflexive = 1ULL << 5,           ///< "herself" beside its noun changes nothing
  preposition = 1ULL << 6,
  conjunction_and = 1ULL << 7,
  conjunction_or = 1ULL << 8,
  conjunction_nor = 1ULL << 9,
  conjunction_but = 1ULL << 10,  ///< "but", "yet", "so": opens a clause after a comma
  factive = 1ULL << 11,          ///< opens a clause that is stated: "because", "although"
  temporal = 1ULL << 12,         ///< opens a clause stated only if it is past: "when", "after"
  that = 1ULL << 13,
  relative = 1ULL << 14,   ///< "who", "which"
  auxiliary = 1ULL << 15,  ///< be, have, do, and the parts of their contractions
  modal = 1ULL << 16,      ///< "would", "will", "'ll": nothing is stated
  negation = 1ULL << 17,
  adverb = 1ULL << 18,           ///< may stand before a verb or after an object
  hedge = 1ULL << 19,            ///< what it governs is not stated: "if", "perhaps", "hope"
  blocker = 1ULL << 20,          ///< before the verb it unsays it: "almost", "hardly"
  time_noun = 1ULL << 21,        ///< "morning", "saturday"
  time_determiner = 1ULL << 22,  ///< "last", "this": with a time noun an adverbial
  person_noun = 1ULL << 23,      ///< "my friend [[Ana]]"
  reporting = 1ULL << 24,        ///< "said that …" is believed
  saying = 1ULL << 25,           ///< believed without "that" as well
  predeterminer = 1ULL << 26,    ///< "only", "even", "both" before a noun phrase
  particle = 1ULL << 27,         ///< within a name: "de", "van", "of"
  honorific = 1ULL << 28,        ///< before a name and not part of it: "Dr", "Aunt"
  common_name = 1ULL << 29,      ///< a word of its own that is also a name: "Grace", "It"
  letter_noun = 1ULL << 30,      ///< what one writes to somebody: "letter", "note"
  article = 1ULL << 31,          ///< "a", "an", "the"
  quantifier = 1ULL << 32,       ///< opens a noun phrase in questions: "every", "most"
  be = 1ULL << 33,               ///< with a participle the passive; "get" too
  have = 1ULL << 34,             ///< the perfect
  verb_do = 1ULL << 35,          ///< questions and denials
  future = 1ULL << 36,           ///< "will", "shall": nothing has happened yet
  fiction_noun = 1ULL << 42,     ///< what happens in it did not happen: "dream", "film"
  hypothesis = 1ULL << 41,       ///< "would", "might": nothing is stated
  back_reference = 1ULL << 37,   ///< stands for something said before: "he", "those"
  own_reflexive = 1ULL << 38,    ///< "myself", "ourselves"
  filler = 1ULL << 39,           ///< an adverb that a question may hold for nothing: "ever"
  idle = 1ULL << 43,             ///< a filler that limits nothing: "ever", unlike "often"
  other_function = 1ULL << 40,   ///< no name is made of it alone: "else", "what"
};

/// A set of word classes.
class WordClasses {
 public:
  constexpr WordClasses() = default;

  // NOLINTNEXTLINE(google-explicit-constructor): a class is the set of itself alone.
  constexpr WordClasses(WordClass one) : bits_(static_cast<std::uint64_t>(one)) {}

  [[nodiscard]] constexpr bool has(WordClass one) const {
    return (bits_ & static_cast<std::uint64_t>(one)) != 0;
  }

  template <class... More>
  [[nodiscard]] constexpr bool has_any(More... more) const {
    return (has(more) || ...);
  }

  /// With the classes of `more` as well.
  [[nodiscard]] constexpr WordClasses with(WordClasses more) const {
    more.bits_ |= bits_;
    return more;
  }

  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

 private:
  std::uint64_t bits_ = 0;
};

/// The classes of a folded word; empty for a word of open class (most nouns, verbs, adjectives).
[[nodiscard]] WordClasses classes_of(std::string_view word);

}  // namespace tote::index::language
