// SPDX-License-Identifier: GPL-2.0-or-later
// A statement: an edge that a note states, with both ends found among the notes as they are named
// now. Small, so that all statements of a relation can be looked through. Private to index/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "index/answer.h"
#include "index/facts.h"
#include "index/vocabulary.h"

namespace tote::index::store {

/// What is at an end: the owner, notes (several: ambiguous), or a literal.
struct StatementEnd {
  bool is_me = false;
  NoteId note = 0;            ///< the only or first note; 0: none
  std::uint64_t literal = 0;  ///< hash of its key; 0: none. See Reader::literal_text
  const std::vector<NoteId>* others = nullptr;  ///< the rest, kept by the reader; or nullptr

  [[nodiscard]] std::span<const NoteId> other_notes() const {
    return others == nullptr ? std::span<const NoteId>() : std::span<const NoteId>(*others);
  }

  [[nodiscard]] bool holds(NoteId wanted) const {
    if (note == wanted)
      return true;
    for (const NoteId other : other_notes())
      if (other == wanted)
        return true;
    return false;
  }
};

struct Statement {
  NoteId note = 0;          ///< that states it
  std::uint32_t index = 0;  ///< among the edges of the note's record
  StatementEnd from;
  StatementEnd to;
  std::optional<notes::Date> date;
  std::int8_t polarity = 1;
  Tier tier = Tier::field;
  std::uint32_t line = 0;
  notes::ByteSpan span;

  [[nodiscard]] const StatementEnd& end(End which) const { return which == End::from ? from : to; }
};

/// Some statements: their own, or all or some of a whole relation's, borrowed from the reader.
class Statements {
 public:
  /// Where a statement stands among those of its relation.
  using Place = std::uint32_t;

  explicit Statements(std::vector<Statement> own)
      : own_(std::move(own)), first_(own_.data()), size_(own_.size()) {}

  /// Requires: the reader keeps them.
  explicit Statements(std::span<const Statement> all) : first_(all.data()), size_(all.size()) {}

  /// Those of `all` at `places`. Requires: the reader keeps both.
  Statements(std::span<const Statement> all, std::span<const Place> places)
      : first_(all.data()), places_(places.data()), size_(places.size()) {}

  /// Requires: the reader keeps `all`.
  Statements(std::span<const Statement> all, std::vector<Place> places)
      : own_places_(std::move(places)),
        first_(all.data()),
        places_(own_places_.data()),
        size_(own_places_.size()) {}

  Statements(Statements&&) = default;
  Statements& operator=(Statements&&) = default;
  Statements(const Statements&) = delete;
  Statements& operator=(const Statements&) = delete;
  ~Statements() = default;

  class Iterator {
   public:
    Iterator(const Statements& statements, std::size_t at) : statements_(&statements), at_(at) {}

    const Statement& operator*() const { return (*statements_)[at_]; }

    Iterator& operator++() {
      ++at_;
      return *this;
    }

    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const Statements* statements_;
    std::size_t at_;
  };

  [[nodiscard]] const Statement& operator[](std::size_t at) const {
    return first_[is_some() ? places_[at] : at];
  }

  [[nodiscard]] Iterator begin() const { return {*this, 0}; }

  [[nodiscard]] Iterator end() const { return {*this, size_}; }

  [[nodiscard]] std::size_t size() const { return size_; }

  [[nodiscard]] bool empty() const { return size_ == 0; }

 private:
  [[nodiscard]] bool is_some() const { return places_ != nullptr; }

  // Moving a vector leaves its items where they are.
  std::vector<Statement> own_;
  std::vector<Place> own_places_;
  const Statement* first_ = nullptr;
  const Place* places_ = nullptr;  ///< nullptr: the first and those behind it
  std::size_t size_ = 0;
};

}  // namespace tote::index::store
