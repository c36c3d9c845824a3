// SPDX-License-Identifier: GPL-2.0-or-later
// From a line's tree to one Xapian query, and what else is known of the line then. Private to
// index/search.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "index/answer.h"
#include "index/index.h"
#include "index/search/field_query.h"
#include "index/search/line_tree.h"
#include "index/search/snippet.h"
#include "index/store/reader.h"

namespace tote::index::search {

/// A name in a link or relation that no note has.
struct UnknownName {
  std::string name;
  notes::ByteSpan span;  ///< of the value, brackets included
};

/// A field that nobody declared, and the declared one that was perhaps meant.
struct UnknownField {
  std::string meant;
  notes::ByteSpan span;  ///< of its name
};

/// A query whose phrases are looked for last, in the notes that weigh most.
struct PhrasesApart {
  Xapian::Query query;                 ///< of notes with the words, in any order
  std::vector<store::Phrase> phrases;  ///< for all of them but these
  std::vector<NoteId> named;           ///< found by their names, ascending
};

struct BuiltQuery {
  Xapian::Query query;
  std::optional<PhrasesApart> apart;        ///< if there are phrases that every note must have
  bool has_text = false;                    ///< free text, not fields alone
  std::vector<HitPattern> patterns;         ///< to mark in snippets
  DateOf date_of;                           ///< by the first date that is asked for; empty: none is
  std::vector<notes::ByteSpan> text_spans;  ///< of words that must be there, into the line
  std::vector<UnknownName> unknown_names;
  std::vector<UnknownField> unknown_fields;
  std::vector<std::string> remarks;
};

/// The query of a whole line. Notes that have the line as a name weigh most, then those whose name
/// begins with it, then BM25 decides. Throws Xapian's exceptions. The reader and options must
/// outlive the result.
[[nodiscard]] BuiltQuery build_query(const store::Reader& reader, std::string_view line,
                                     const LineNode& root, const AskOptions& options,
                                     PrefixReach reach = PrefixReach::many);

}  // namespace tote::index::search
