// SPDX-License-Identifier: GPL-2.0-or-later
// Noun phrases and what follows a verb, read from left to right over the units of a sentence.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "index/extract/clause.h"
#include "index/extract/sentence.h"

namespace tote::index::extract {

/// A phrase and the unit behind it.
struct PhraseAt {
  Phrase phrase;
  std::size_t end = 0;
  bool is_denied = false;  ///< "no book", "nothing"
};

/// Phrases joined by "and" and the unit behind them.
struct PhrasesAt {
  Phrases phrases;
  std::size_t end = 0;
  bool is_alternative = false;  ///< joined by "or": which of them is not said
  bool is_denied = false;
};

/// What stands behind a verb.
struct VerbComplement {
  Phrases object;
  Phrases indirect_object;
  std::vector<Complement> complements;
  std::size_t end = 0;
  bool is_alternative = false;
  bool is_open_ended = false;  ///< an infinitive or another clause follows
};

/// Borrows the sentence. Every function looks at most at the units of one sentence.
class PhraseReader {
 public:
  explicit PhraseReader(const Sentence& sentence) : units_(sentence.units) {}

  [[nodiscard]] std::size_t size() const { return units_.size(); }

  [[nodiscard]] const Unit& unit(std::size_t i) const { return units_[i]; }

  [[nodiscard]] bool is_mark(std::size_t i, char mark) const;
  [[nodiscard]] bool is_mark(std::size_t i) const;
  [[nodiscard]] bool is_entity(std::size_t i) const;
  [[nodiscard]] bool is_word(std::size_t i, std::string_view text) const;
  /// Whether unit `i` is a word of this class.
  [[nodiscard]] bool has(std::size_t i, WordClass word_class) const;
  /// Whether unit `i` is a noun, adjective or unknown verb: of no closed class.
  [[nodiscard]] bool is_open_word(std::size_t i) const;
  /// The unit behind an adverbial of time at `i` ("last night", "Monday", "2011"), or `i`.
  [[nodiscard]] std::size_t time_end(std::size_t i) const;

  [[nodiscard]] std::optional<PhraseAt> phrase(std::size_t i) const;
  /// As many phrases as are joined and leave a sound rest of the sentence.
  [[nodiscard]] std::optional<PhrasesAt> phrases(std::size_t i) const;
  /// What follows the verb whose last unit is before `i`; nullopt if it is not understood.
  [[nodiscard]] std::optional<VerbComplement> complement(std::size_t i) const;
  /// Whether a phrase may end before `i`: nothing there ties it to what follows.
  [[nodiscard]] bool may_end_before(std::size_t i) const;
  /// Whether "back" stands at `begin` or behind a name before `end`, and does not say when or how:
  /// "back in 2011", "back to back".
  [[nodiscard]] bool goes_back(std::size_t begin, std::size_t end) const;

 private:
  [[nodiscard]] std::optional<PhraseAt> entity_phrase(std::size_t i) const;
  [[nodiscard]] std::optional<PhraseAt> noun_phrase(std::size_t i) const;
  [[nodiscard]] bool ends_compound(std::size_t i) const;
  [[nodiscard]] bool is_any_more(std::size_t i) const;
  [[nodiscard]] bool is_particle(std::size_t i) const;
  [[nodiscard]] bool is_but_clause(std::size_t i) const;
  [[nodiscard]] bool begins_phrase(std::size_t i) const;
  [[nodiscard]] std::size_t skip_adverbials(std::size_t i) const;
  [[nodiscard]] std::size_t skip_parenthesis(std::size_t i) const;
  [[nodiscard]] std::optional<PhrasesAt> joined(std::size_t i,
                                                bool may_be_followed_by_phrase) const;

  const std::vector<Unit>& units_;
};

}  // namespace tote::index::extract
