// SPDX-License-Identifier: GPL-2.0-or-later
// What a typed line gives back. One shape for questions, filters and searches;
// docs/output-format.md is its JSON.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "index/facts.h"
#include "notes/note.h"

namespace tote::index {

/// Number of a note in the index: stable while the note is at its path, not across a rebuild.
using NoteId = std::uint32_t;

/// A note in a word: enough to show and open it.
struct NoteCard {
  NoteId id = 0;
  std::string path;
  std::string title;
  std::string type;
  std::optional<notes::Date> date;
};

/// A stretch of text with the matched or stated parts marked.
struct Snippet {
  std::string text;  ///< one line, no Markdown markup but links' brackets as written
  std::vector<notes::ByteSpan> marks;  ///< into text
};

/// A link to a note, and where it stands.
struct Backlink {
  NoteCard note;
  std::uint32_t line = 0;
  notes::ByteSpan span;
  bool is_ambiguous = false;  ///< the name also means another note
};

/// One answer: a note, or a value that has none (a date, a number, "yes", an author without a
/// note).
struct AnswerItem {
  std::optional<NoteCard> note;
  std::string value;  ///< if there is no note
  std::string
      group;  ///< which of several meanings it answers ("Andrew Pell"); empty if there is one
  double score = 0;  ///< orders; of searches the weight
  std::optional<notes::Date> date;
  Snippet snippet;  ///< of searches
};

/// In Evidence: the statement belongs to none of the items.
inline constexpr std::uint32_t no_item = UINT32_MAX;

/// A statement that bears an answer out.
struct Evidence {
  std::uint32_t answer = 0;  ///< index into Answer::items, or no_item
  NoteCard note;             ///< that states it
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< 1-based, bytes
  notes::ByteSpan span;
  std::string text;  ///< the sentence or the field's line, as in the file
  std::optional<notes::Date> date;
  Tier tier = Tier::field;
  std::int8_t polarity = 1;
};

/// Why a question has no answer.
enum class NoneReason : std::uint8_t { none, no_edge, unknown_entity, type };

/// A name of a question that means several notes equally well.
struct AmbiguousName {
  std::string typed;
  std::vector<NoteCard> notes;
};

/// The result of a line.
struct Answer {
  enum class Kind : std::uint8_t { question, search, filter };
  Kind kind = Kind::search;
  std::string
      relation;  ///< of a question: the relation or field asked about; "define" for "who is X"
  bool is_none = false;  ///< a question that was understood and has no record
  NoneReason reason = NoneReason::none;
  std::string message;  ///< for people: why none, what was corrected, that "no" is not claimed
  std::string reading;  ///< "person ← recommended-by — [[Ravenmarked]]"
  std::string query;    ///< the same as a filter line; empty if there is no such line
  std::int8_t polarity = 1;
  std::vector<AnswerItem> items;
  std::vector<Evidence> evidence;
  std::vector<AnswerItem> also;     ///< related answers: editions, people with no record
  std::vector<Evidence> against;    ///< statements to the contrary; `answer` as in evidence
  std::vector<AnswerItem> closest;  ///< names like the unknown one, or mentions
  std::map<std::string, std::string>
      resolved;                        ///< typed → the name it was read as, where they differ
  std::vector<std::string> ambiguous;  ///< the titles of several equally good readings
  std::vector<AmbiguousName> names;    ///< the same by name, to choose from (AskOptions::chosen)
  std::vector<std::string>
      ignored;  ///< parts that were dropped, e.g. undated statements under a time limit
  std::vector<std::string> suggestions;  ///< "did you mean" lines
  std::uint32_t total = 0;               ///< matches before the limit
  bool is_total_least = false;           ///< there may be more, which were not counted
  std::string explanation;               ///< for --explain: tokens, names, frames tried, timings
};

}  // namespace tote::index
