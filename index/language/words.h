// SPDX-License-Identifier: GPL-2.0-or-later
// What questions ask about the closed classes of English, read from the table of word_class.h. All
// functions take folded words (notes::fold) and are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tote::index::language {

/// How an auxiliary builds the verb group: it decides voice, tense and whether a clause states
/// anything.
enum class Auxiliary : std::uint8_t {
  be,         ///< is, was, been …: with a participle the passive
  have,       ///< has, had …: the perfect
  verb_do,    ///< did, does: questions and denials
  future,     ///< will, shall: nothing has happened yet
  hypothesis  ///< would, might, could, should …: nothing is stated
};

/// The auxiliary that a word is, without its contracted negation ("did", not "didn't").
[[nodiscard]] std::optional<Auxiliary> auxiliary(std::string_view word);

/// "a", "an", "the".
[[nodiscard]] bool is_article(std::string_view word);
/// One-word prepositions: "by", "to", "about" …
[[nodiscard]] bool is_preposition(std::string_view word);
/// "I", "we", "me", "us", "myself", "ourselves".
[[nodiscard]] bool is_first_person(std::string_view word);
/// "not", "never", and the rest of a contracted negation ("n't").
[[nodiscard]] bool is_negation(std::string_view word);
/// Adverbs that stand beside a verb and change nothing about what is stated: "ever", "already",
/// "kindly", every other word in -ly of more than four letters (a name such as "Emily" too: ask for
/// names first).
[[nodiscard]] bool is_filler_adverb(std::string_view word);
/// Adverbs beside a verb that change nothing about what is asked: "ever", "actually". Others limit
/// it ("recently", "often", "only", "highly"), and are not among them.
[[nodiscard]] bool is_idle_adverb(std::string_view word);
/// 1 to 12 for a month's name or its usual abbreviation.
[[nodiscard]] std::optional<int> month(std::string_view word);
/// "one" to "twelve", or a number of one to three digits.
[[nodiscard]] std::optional<int> small_number(std::string_view word);
/// Any word of the closed classes that no name is made of alone: "who", "and", "there".
[[nodiscard]] bool is_function_word(std::string_view word);

/// Whether a phrase, folded and with single spaces, stands among these folded words.
[[nodiscard]] bool holds_phrase(const std::vector<std::string_view>& words,
                                std::string_view phrase);

}  // namespace tote::index::language
