// SPDX-License-Identifier: GPL-2.0-or-later
// A statement: an edge that a note states, with both ends found among the notes as they are named
// now. Small, so that all statements of a relation can be looked through. Private to index/.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "index/answer.h"
#include "index/facts.h"
#include "index/vocabulary.h"

namespace tote::index::store {

/// What is at an end: the owner, notes (several: ambiguous), or a literal.
struct StatementEnd {
  bool is_me = false;
  NoteId note = 0;                  ///< the only or first note; 0: none
  std::vector<NoteId> other_notes;  ///< the rest
  std::uint64_t literal = 0;        ///< hash of its key; 0: none. See Reader::literal_text

  [[nodiscard]] bool holds(NoteId wanted) const {
    if (note == wanted)
      return true;
    for (const NoteId other : other_notes)
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

/// Some statements: their own, or those of a whole relation, borrowed from the reader.
class Statements {
 public:
  explicit Statements(std::vector<Statement> own) : own_(std::move(own)) {}

  /// Requires: `all` is not nullptr and outlives this.
  explicit Statements(const std::vector<Statement>* all) : all_(all) {}

  [[nodiscard]] auto begin() const { return list().begin(); }

  [[nodiscard]] auto end() const { return list().end(); }

  [[nodiscard]] std::size_t size() const { return list().size(); }

  [[nodiscard]] bool empty() const { return list().empty(); }

 private:
  [[nodiscard]] const std::vector<Statement>& list() const {
    return all_ == nullptr ? own_ : *all_;
  }

  std::vector<Statement> own_;
  const std::vector<Statement>* all_ = nullptr;
};

}  // namespace tote::index::store
