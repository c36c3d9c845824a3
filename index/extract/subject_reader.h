// SPDX-License-Identifier: GPL-2.0-or-later
// Whose clause it is: the subject before a verb group, read from right to left, and whether what
// stands before it lets the clause state something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "index/extract/phrase_reader.h"

namespace tote::index::extract {

/// A subject as found.
struct Subject {
  Phrases phrases;
  std::int8_t polarity = 1;  ///< -1: "neither … nor"
  /// The noun that the clause is about, if it is relative to one: "[[Dune]], which Ana …".
  std::optional<std::uint32_t> gap;
};

/// Borrows the sentence.
class SubjectReader {
 public:
  /// `subjectless_is_me`: a sentence that begins with its verb is about the owner.
  SubjectReader(const Sentence& sentence, bool subjectless_is_me)
      : words_(sentence), subjectless_is_me_(subjectless_is_me) {}

  /// The subject of the verb group that begins at unit `group`. `is_past`: the verb says that it
  /// happened. nullopt if there is none, or if it is not plainly the subject.
  [[nodiscard]] std::optional<Subject> subject_before(std::size_t group, bool is_past) const;

  /// The noun that a participle at `group` describes: "[[Dune]], recommended by …".
  [[nodiscard]] std::optional<std::uint32_t> described_before(std::size_t group) const;

  /// Whether only adverbials stand before unit `i`: the sentence begins with its verb.
  [[nodiscard]] bool opens_sentence(std::size_t i) const { return opens_sentence_behind(0, i); }

  /// The same of a sentence with a label before it: "[[Ana]]: recommended …".
  [[nodiscard]] bool opens_sentence_behind(std::size_t label_end, std::size_t i) const;

  /// Whether an "if", "perhaps" or "wish" governs what begins at `i`.
  [[nodiscard]] bool is_hedged_before(std::size_t i) const;
  /// Whether the clause of `verb`, whose complements end before `end`, is only possible or taken
  /// back: "…, or so he says".
  [[nodiscard]] bool is_hedged_after(std::size_t verb, std::size_t end) const;

 private:
  struct Boundary {
    bool is_sound = false;
    std::optional<std::uint32_t> gap;
  };

  [[nodiscard]] Boundary boundary(std::ptrdiff_t before, bool is_me, bool is_past) const;
  [[nodiscard]] std::ptrdiff_t skip_openers(std::ptrdiff_t last) const;
  [[nodiscard]] std::ptrdiff_t skip_fronted_phrase(std::ptrdiff_t last) const;
  [[nodiscard]] bool has_finite_verb(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool is_taken_back_at(std::size_t i) const;
  [[nodiscard]] bool is_hearsay_at(std::size_t i) const;
  [[nodiscard]] bool is_believed_report(std::ptrdiff_t last) const;
  [[nodiscard]] bool is_quoting(std::size_t colon) const;
  [[nodiscard]] bool has_reporter_before(std::size_t report) const;
  [[nodiscard]] bool is_unrealised(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::optional<Subject> relative_subject(std::size_t pronoun) const;
  [[nodiscard]] std::optional<Subject> listed_subject(std::size_t last, bool is_past) const;
  [[nodiscard]] std::size_t joint_before_noun(std::size_t last) const;
  [[nodiscard]] std::optional<Subject> shared_subject(std::size_t joint) const;
  [[nodiscard]] std::optional<std::uint32_t> antecedent(std::size_t pronoun) const;
  [[nodiscard]] std::size_t before_apposition(std::size_t closing) const;
  [[nodiscard]] std::size_t with_description(std::size_t entity) const;

  PhraseReader words_;
  bool subjectless_is_me_;
};

}  // namespace tote::index::extract
