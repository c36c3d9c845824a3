// SPDX-License-Identifier: GPL-2.0-or-later
// The notes at one end of a relation, by what is at the other. Denials never count; a relation that
// implies this one counts as well. Private to index/search.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/answer.h"
#include "index/search/value_range.h"
#include "index/store/reader.h"
#include "index/vocabulary.h"

namespace tote::index::search {

/// A note, and when what it was found by held.
struct DatedNote {
  NoteId note = 0;
  std::optional<notes::Date> date;
};

/// All functions throw Xapian's exceptions. A note may be in a result several times.
class RelationFilter {
 public:
  /// Gives notes at the end `asked` of the relation. Requires: asked is from or to.
  RelationFilter(const store::Reader& reader, const RelationDecl& relation, End asked);

  /// That have the relation to anything.
  [[nodiscard]] std::vector<DatedNote> any() const;
  /// To one of these notes.
  [[nodiscard]] std::vector<DatedNote> to_notes(const std::vector<NoteId>& others) const;
  /// To the journal's owner.
  [[nodiscard]] std::vector<DatedNote> to_me() const;
  /// To a name that no note has. `key` is a notes::name_key.
  [[nodiscard]] std::vector<DatedNote> to_literal(std::string_view key) const;
  /// Whose field names the other end with all these words (folded), be it a note or not.
  [[nodiscard]] std::vector<DatedNote> to_words(const std::vector<std::string>& words) const;
  /// Dated within the range. With `only_latest` the last date of a note decides.
  [[nodiscard]] std::vector<DatedNote> within(ValueRange dates, bool only_latest) const;
  /// Whether the relation is one to the owner alone: its dates are what matters.
  [[nodiscard]] bool is_of_me() const;

 private:
  [[nodiscard]] store::Statements dated(ValueRange dates, std::string_view id) const;
  void add(const store::Statement& statement, std::vector<DatedNote>& found) const;

  [[nodiscard]] End other() const { return asked_ == End::from ? End::to : End::from; }

  const store::Reader& reader_;
  const RelationDecl& relation_;
  std::vector<std::string> ids_;  ///< the relation's and those of relations that imply it
  End asked_;
};

}  // namespace tote::index::search
