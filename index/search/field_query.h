// SPDX-License-Identifier: GPL-2.0-or-later
// What `field:value` matches, for every kind of field. Private to index/search.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "index/answer.h"
#include "index/index.h"
#include "index/search/field_meaning.h"
#include "index/search/line_tree.h"
#include "index/search/relation_filter.h"
#include "index/search/text_terms.h"
#include "index/search/value_range.h"
#include "index/store/reader.h"

namespace tote::index::search {

/// The date by which a note was found, to order by.
using DateOf = std::function<std::optional<notes::Date>(NoteId)>;

/// What a field test matches.
struct FieldMatch {
  Xapian::Query query;
  DateOf date_of;                    ///< empty if no date was asked for
  std::vector<HitPattern> patterns;  ///< words to mark: of `title:`
  std::vector<std::string> remarks;
  std::string unknown_name;  ///< the name in a link or relation that no note has
};

class FieldQueries {
 public:
  /// What is referred to must outlive this.
  FieldQueries(const store::Reader& reader, const AskOptions& options, const TextTerms& terms);

  /// `inner`: the notes that the inner line of a nested test finds. Requires: nested only if the
  /// meaning is a relation.
  [[nodiscard]] FieldMatch match(const FieldTest& test, const FieldMeaning& meaning,
                                 const std::vector<NoteId>& inner) const;
  /// Notes that link to the name, and those that have it.
  [[nodiscard]] FieldMatch about(const std::string& name) const;

 private:
  [[nodiscard]] FieldMatch of_type(const FieldTest& test) const;
  [[nodiscard]] FieldMatch with_title(const FieldTest& test) const;
  [[nodiscard]] FieldMatch tagged(const FieldTest& test) const;
  [[nodiscard]] FieldMatch at_path(const FieldTest& test) const;
  [[nodiscard]] FieldMatch of_date(const FieldTest& test) const;
  [[nodiscard]] FieldMatch with_value(const FieldTest& test, const FieldDecl& field) const;
  [[nodiscard]] FieldMatch with_value_in(const FieldDecl& field, ValueRange range) const;
  [[nodiscard]] FieldMatch with_text(const FieldTest& test, const FieldDecl& field) const;
  [[nodiscard]] FieldMatch related(const FieldTest& test, const FieldMeaning& meaning,
                                   const std::vector<NoteId>& inner) const;
  [[nodiscard]] FieldMatch related_to_name(const FieldTest& test, const FieldMeaning& meaning,
                                           const RelationFilter& filter) const;
  [[nodiscard]] FieldMatch words_in(const TermSpace& space, const FieldTest& test) const;
  [[nodiscard]] Xapian::Query any_with_prefix(const std::string& prefix) const;
  [[nodiscard]] bool is_me(std::string_view name) const;

  const store::Reader& reader_;
  const AskOptions& options_;
  const TextTerms& terms_;
};

/// Notes whose name a person may mean by `typed`: the whole name, and for a single word every note
/// with it in a name.
[[nodiscard]] std::vector<NoteId> notes_named(const store::Reader& reader, std::string_view typed);

}  // namespace tote::index::search
