// SPDX-License-Identifier: GPL-2.0-or-later
// What a question means, before any note is looked at: sets of notes described by predicates over
// relations and fields. The grammar builds it, the evaluator runs it, and it is rendered as a
// reading and as a filter line.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "index/question/names.h"
#include "index/question/time_phrase.h"
#include "index/vocabulary.h"

namespace tote::index::question {

struct Set;
using SetRef = std::shared_ptr<const Set>;

/// Which of the things found are meant.
enum class Pick : std::uint8_t { all, first, last, most, fewest, highest, lowest };

/// Whether a field's value decides.
[[nodiscard]] inline bool is_extreme(Pick pick) {
  return pick == Pick::highest || pick == Pick::lowest;
}

/// How a field's value compares.
enum class Compare : std::uint8_t { any, equal, at_least, at_most, more, less, within };

/// How often something took place: "twice", "at least three times".
struct Times {
  std::uint32_t count = 0;
  bool is_at_least = false;

  [[nodiscard]] bool is_limited() const { return count != 0; }
};

/// That edges of a relation hold, or that a field has a value. Within a Set one end (`gap`) is the
/// notes described; as a fact of its own both ends are given.
struct Predicate {
  const RelationDecl* relation = nullptr;  ///< or nullptr, and
  const FieldDecl* field = nullptr;
  const VerbDecl* verb = nullptr;  ///< that said it, if one did
  /// Only statements that use one of these words count: who was called, of those contacted.
  std::vector<std::string> told_by;
  std::optional<End> gap;
  std::array<SetRef, 2> ends;  ///< from, to; nullptr: anything, or the owner
  bool names_owner = false;    ///< "I" or "me" was said
  bool is_denied = false;      ///< said with "not"
  bool is_never = false;       ///< said with "never": nor does any statement say that it holds
  bool is_complement = false;  ///< no such edge is on record: "unread"
  bool is_aside = false;       ///< "also": but for what the question itself names
  TimeRange time;
  /// Of a place: what took place there, at `time`. Held against statements of that relation.
  const RelationDecl* event = nullptr;
  bool is_sole = false;  ///< every statement about the thing lies within `time`
  Times times;
  Times others;  ///< how many are to be at the other end: "more than two books"
  Pick pick = Pick::all;
  Compare compare = Compare::any;  ///< of a field
  std::string value;               ///< keyword or text to equal
  double number = 0;
  TimeRange recurring;  ///< of a date field: its day of the year lies here ("birthday this month")
  double cost = 0;

  [[nodiscard]] const SetRef& end(End which) const { return ends[static_cast<std::size_t>(which)]; }

  SetRef& end(End which) { return ends[static_cast<std::size_t>(which)]; }
};

/// The end across an edge. Requires: from or to.
[[nodiscard]] inline End opposite(End end) {
  return end == End::from ? End::to : End::from;
}

/// A description of notes (or of literal ends).
struct Set {
  enum class Kind : std::uint8_t {
    described,  ///< by types, tags and predicates
    named,      ///< by name
    owner,      ///< "I", "me"
    reference,  ///< "he", "it": something said before
  };
  Kind kind = Kind::described;
  std::vector<std::string> types;  ///< any of these; empty: any
  bool asks_who = false;           ///< people, or what a person-like end holds
  bool has_type_noun = false;      ///< said with a noun: "books", "someone"
  std::string typed;               ///< the name as typed
  std::vector<Meaning> meanings;
  std::vector<Literal> literals;
  std::vector<SetRef> choices;  ///< "Andrew or Ana": names, each read on its own
  bool is_joint = false;        ///< "Andrew and Ana": what holds for each of the choices
  Times quantity;               ///< "more than two books"
  bool is_universal = false;    ///< "every book": what is said of it holds for each
  std::vector<std::string> tags;
  std::vector<Predicate> predicates;
  TimeRange dated;  ///< of the notes' own date
  Pick pick = Pick::all;
  /// A role noun that heads the description: "author" in "which author".
  const RelationDecl* role_relation = nullptr;
  End role_end = End::to;
  /// The value of this field of `owner` is meant, not a note: "Ana's email".
  const FieldDecl* field = nullptr;
  SetRef owner;
  /// How many predicates from `main` on are one that was said of several names: "Dune and Emma".
  std::size_t joint_predicates = 0;
  /// The predicate that the question turns on; -1: the first that ties the set to something.
  int main = -1;
  double cost = 0;

  [[nodiscard]] bool is_unknown() const {
    return kind == Kind::named && meanings.empty() && literals.empty() && choices.empty();
  }
};

/// The predicate that a set turns on, or nullptr: its relation is the answer's, its dates order.
[[nodiscard]] const Predicate* main_predicate(const Set& set);

/// Puts a predicate before the others of a set, whose main one stays the same.
void put_first(Set& set, Predicate predicate);

/// Whether a relation has the owner alone at one end: "read", "met".
[[nodiscard]] bool is_of_owner(const RelationDecl& relation);

/// Whether the owner is who the verb's subject stands for: "I read".
[[nodiscard]] bool is_done_by_owner(const VerbDecl& verb);

/// The types at an end; none: any.
[[nodiscard]] std::vector<std::string> types_at(const RelationDecl& relation, End end);

/// A question, understood.
struct Question {
  enum class Ask : std::uint8_t {
    set,      ///< which notes
    count,    ///< how many
    define,   ///< who or what is this
    values,   ///< what the field says
    dates,    ///< when did it hold
    times,    ///< how often did it hold
    truth,    ///< did it hold
    refusal,  ///< leans on an earlier line
  };
  Ask ask = Ask::set;
  SetRef set;                              ///< of set, count, define; of values the owners
  Predicate fact;                          ///< of dates, times, truth
  const FieldDecl* field = nullptr;        ///< of values
  const RelationDecl* relation = nullptr;  ///< of the main clause, if it is not the set's own
  notes::Date precision{1, 1, 1};          ///< of days: parts that are asked for are not 0
  bool is_asked = true;  ///< by a question word or request; else it must have an answer
  double cost = 0;
};

/// Calls `visit` with a set and every set within it, outer before inner.
template <class Visit>
void visit_sets(const Set& set, const Visit& visit) {
  visit(set);
  for (const Predicate& predicate : set.predicates)
    for (const SetRef& end : predicate.ends)
      if (end)
        visit_sets(*end, visit);
  if (set.owner)
    visit_sets(*set.owner, visit);
}

/// The same for a question.
template <class Visit>
void visit_sets(const Question& question, const Visit& visit) {
  if (question.set)
    visit_sets(*question.set, visit);
  for (const SetRef& end : question.fact.ends)
    if (end)
      visit_sets(*end, visit);
}

}  // namespace tote::index::question
