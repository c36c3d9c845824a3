// SPDX-License-Identifier: GPL-2.0-or-later
// What a note states: values of declared fields, and edges. Facts are extracted from one note and
// the vocabulary alone; the names in them are kept as written and find their notes at query time,
// so no other note is ever re-indexed for a rename.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "notes/date.h"
#include "notes/note.h"

namespace tote::index {

/// How sure a statement is, by the way it was written; the best first. On disk: never renumber.
enum class Tier : std::uint8_t {
  field = 0,         ///< declared in front matter
  inline_field = 1,  ///< `recommended-by:: [[X]]`
  prose_linked = 2,  ///< a sentence, both ends linked (or one linked, the other the owner)
  prose_partly = 3,  ///< a sentence, one end an unlinked name
  link = 4,          ///< a link and nothing more
  mention = 5,       ///< the name and nothing more
};

/// "field", "inline-field", "prose-linked", "prose-partly", "link", "mention": as in JSON.
[[nodiscard]] std::string_view to_string(Tier tier);
/// 1.0, .9, .75, .6, .5, .3: only to order.
[[nodiscard]] double weight(Tier tier);

/// One end of an edge, as written.
struct EdgeEnd {
  /// On disk: never renumber.
  enum class Kind : std::uint8_t {
    self = 0,  ///< the note that states the edge
    me = 1,    ///< the journal's owner
    link = 2,  ///< a link: `text` is its target, resolved as links are
    name = 3,  ///< a name in plain text. Of a field's value: a literal if no note has it. Of prose
               ///< (the tier says so): nothing unless exactly one suitable note has it
  };
  Kind kind = Kind::self;
  std::string text;  ///< target or name as written; empty for self and me
  /// Keys (notes::name_key) to look the name up by, the most likely first; the first that any
  /// suitable note owns decides. One for a field's value; for a run of capitalised words in prose
  /// ("Yesterday Ana Lima") each part of the run that may be the name.
  std::vector<std::string> keys;
};

/// A typed edge with its evidence.
struct Edge {
  std::string relation;  ///< RelationDecl::id, never an inverse
  EdgeEnd from;
  EdgeEnd to;
  std::optional<notes::Date> date;  ///< when it held: the date field's, else the dated note's
  std::int8_t polarity = 1;         ///< -1: denied
  Tier tier = Tier::field;
  std::uint32_t line = 0;  ///< 1-based
  notes::ByteSpan span;    ///< the field's line or the sentence
};

/// A value of a declared field.
struct FieldValue {
  std::string field;  ///< FieldDecl::id
  std::string text;   ///< canonical
  double number = 0;  ///< of integer, decimal; dates: notes::sort_key
  std::uint32_t line = 0;
  notes::ByteSpan span;
};

/// All that one note states.
struct Facts {
  std::vector<FieldValue> values;
  std::vector<Edge> edges;
  std::vector<std::string> terms;  ///< further words under which plugins want the note found
  std::vector<notes::Diagnostic> diagnostics;
  bool is_partial = false;  ///< to be extracted again even if the note stays as it is
};

/// Adds what further facts there are about the same note.
void append(Facts& to, Facts from);

}  // namespace tote::index
