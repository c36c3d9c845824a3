// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a meaning over the index: which notes or literals are in a set, and which statements bear
// that out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "index/index.h"
#include "index/question/meaning.h"
#include "index/store/reader.h"

namespace tote::index::question {

/// What is at an end of a statement: a note, or a literal.
struct Thing {
  NoteId note = 0;  ///< 0: a literal
  /// Of a literal: a statement that has it at `end`, or its key if it was asked for by that.
  NoteId stated_by = 0;
  std::uint32_t edge = 0;
  End end = End::to;
  std::uint64_t literal = 0;  ///< of a literal: the hash of its key
  const std::string* key = nullptr;

  friend bool operator<(const Thing& a, const Thing& b) {
    return std::tie(a.note, a.literal) < std::tie(b.note, b.literal);
  }

  friend bool operator==(const Thing& a, const Thing& b) {
    return a.note == b.note && a.literal == b.literal;
  }
};

/// A statement that puts something into a set.
struct Witness {
  NoteId note = 0;  ///< that states it
  std::uint32_t line = 0;
  notes::ByteSpan span;
  std::optional<notes::Date> date;
  Tier tier = Tier::field;
  std::int8_t polarity = 1;
  bool is_sub_relation = false;  ///< of a relation that implies the one asked for
  Thing other;                   ///< at the other end; no note and no literal: the owner
  Thing asked;                   ///< of a fact: the thing from which it was found
  double number = 0;             ///< of a field's value
};

/// Witnesses that stand side by side in what holds them.
using Witnesses = std::span<const Witness>;

/// A member of a set. The evaluator keeps its witnesses.
struct Found {
  Thing thing;
  Witnesses main;                 ///< the witnesses of the main predicate
  std::vector<Witnesses> others;  ///< those of each other predicate
  std::string group;  ///< the meaning of an ambiguous name under which it was found first

  /// All of them, those of the main predicate first.
  [[nodiscard]] std::vector<Witness> witnesses() const;
  [[nodiscard]] std::uint32_t witness_count() const;
};

/// What a predicate holds for, in order, each with the statements that say so.
class Holdings {
 public:
  struct Item {
    Thing thing;
    Witnesses witnesses;
  };

  Holdings() = default;
  Holdings(Holdings&&) = default;
  Holdings& operator=(Holdings&&) = default;
  Holdings(const Holdings&) = delete;  // Items point to the witnesses.
  Holdings& operator=(const Holdings&) = delete;
  ~Holdings() = default;

  void add(const Thing& thing, const Witness& witness) {
    things_.push_back(thing);
    witnesses_.push_back(witness);
  }

  /// Sorts what was added. Requires: called before anything is read, and once.
  void seal();

  /// The witnesses of all items, which stay where they are while someone keeps them.
  [[nodiscard]] std::vector<Witness> take_witnesses() { return std::move(witnesses_); }

  void erase(const Thing& thing);
  /// Leaves only what every statement puts within a time; gives how many may lie within it too.
  std::uint32_t keep_within(const TimeRange& time);
  /// Leaves only what is on record as often, and with as many others, as the predicate asks for.
  void keep(const Predicate& predicate);
  /// The statements about a thing; none: it does not hold.
  [[nodiscard]] Witnesses find(const Thing& thing) const;

  [[nodiscard]] auto begin() const { return items_.begin(); }

  [[nodiscard]] auto end() const { return items_.end(); }

 private:
  /// In which order the things are sorted, those that are alike as they were added.
  [[nodiscard]] std::vector<std::uint32_t> sorted() const;

  std::vector<Thing> things_;       ///< as added, one for each witness
  std::vector<Witness> witnesses_;  ///< by thing, once sealed
  std::vector<Item> items_;
};

/// Things, to ask whether one is among them.
class ThingSet {
 public:
  explicit ThingSet(std::vector<Thing> things);

  [[nodiscard]] bool contains(const Thing& thing) const {
    return thing.note != 0 ? thing.note < notes_.size() && notes_[thing.note]
                           : std::binary_search(things_.begin(), things_.end(), thing);
  }

  /// In order, each once.
  [[nodiscard]] const std::vector<Thing>& things() const { return things_; }

 private:
  std::vector<Thing> things_;
  std::vector<bool> notes_;  ///< by note
};

/// Sets up to this size are looked up member by member; the edges of a relation are scanned for
/// larger ones.
inline constexpr std::size_t few_things = 64;

/// The answer to a set, before it is ordered.
struct Members {
  std::vector<Found> found;
  std::vector<Found> unrecorded;  ///< of a complement under a time limit: nothing on record at all
  std::uint32_t undated = 0;      ///< statements left out since they have no date
};

class Evaluator {
 public:
  /// Requires: `reader` and `options` outlive it.
  Evaluator(const store::Reader& reader, const AskOptions& options);

  /// The members of a set. Throws Xapian's exceptions.
  [[nodiscard]] Members members(const Set& set);
  /// The statements that a predicate with both ends given is true (polarity as in each).
  [[nodiscard]] std::vector<Witness> facts(const Predicate& fact);
  /// The statements of a field's value for a note: its own, or through the field's relation.
  [[nodiscard]] std::vector<std::pair<FieldValue, NoteId>> values(const FieldDecl& field,
                                                                  NoteId note);
  /// The predicate's gap with its statements, by thing. `polarity` 1 or -1 chooses which count.
  [[nodiscard]] Holdings holdings(const Predicate& predicate, std::int8_t polarity);

  /// A literal as it is written, or its key.
  [[nodiscard]] std::string literal_text(const Thing& thing) const;

  [[nodiscard]] std::uint32_t undated() const { return undated_; }

 private:
  /// Statements of one relation. That of a child says less directly what was asked for.
  struct RelationStatements {
    store::Statements statements;
    bool is_sub_relation = false;
  };

  /// Which statements of a predicate count: their polarity, and if given only those about some
  /// things.
  struct Wanted {
    std::int8_t polarity = 1;
    const ThingSet* about = nullptr;
  };

  [[nodiscard]] std::vector<const RelationDecl*> with_children(const RelationDecl& relation) const;
  /// Statements of a relation and its children at an end; links' relations with unlinked mentions.
  /// Kept: who asks what holds asks next what was denied.
  const std::vector<RelationStatements>& statements_at(const RelationDecl& relation, End end,
                                                       const Thing& thing);
  std::vector<RelationStatements> read_statements_at(const RelationDecl& relation, End end,
                                                     const Thing& thing);
  std::vector<RelationStatements> statements_of(const RelationDecl& relation,
                                                const TimeRange& time) const;
  [[nodiscard]] store::Statements mentions_of(NoteId note,
                                              const std::vector<RelationStatements>& linking) const;
  /// Puts what is at an end into `things`; gives whether the owner is there.
  bool things_at(const store::Statement& statement, End end, std::vector<Thing>& things) const;
  /// Whether the statement has something of the set at the end; fills the witness' other end.
  bool fits(const store::Statement& statement, End end, const SetRef& set, Witness& witness);
  /// Whether a sentence states it with one of these words; true if there are none.
  [[nodiscard]] bool is_told_by(const store::Statement& statement,
                                const std::vector<std::string>& words) const;
  void collect(const Predicate& predicate, const std::vector<RelationStatements>& from,
               Wanted wanted, Holdings& into);
  void add_named_holdings(const Predicate& predicate, Wanted wanted, Holdings& into);
  Holdings gather(const Predicate& predicate, Wanted wanted);
  Holdings field_holdings(const Predicate& predicate);
  /// The notes that have a field, without those whose values surely do not fit.
  [[nodiscard]] std::vector<NoteId> may_fit(const Predicate& predicate) const;
  [[nodiscard]] bool value_fits(const Predicate& predicate, const FieldValue& value) const;
  Witnesses witnesses_for(const Predicate& predicate, const Thing& thing);
  /// The statements of a predicate about many things at once.
  Holdings witnesses_for_all(const Predicate& predicate, const std::vector<Found>& found);

  /// Keeps witnesses for as long as the evaluator lives.
  Witnesses keep(std::vector<Witness> witnesses) {
    return kept_.emplace_back(std::move(witnesses));
  }

  const ThingSet& member_things(const SetRef& set);
  [[nodiscard]] bool is_of_set_kind(const Set& set, const Thing& thing) const;
  [[nodiscard]] std::vector<Thing> things_of_kind(const Set& set) const;
  void apply_complement(const Predicate& predicate, Members& members);
  void apply_pick(const Set& set, std::vector<Found>& found);
  /// Counts the statements that do not tell whether they come first or last.
  void count_undated(const std::vector<Found>& found);
  Members named_members(const Set& set) const;

  const store::Reader& reader_;
  const AskOptions& options_;
  std::unordered_set<NoteId> owner_notes_;
  std::map<SetRef, ThingSet> cached_;
  std::deque<std::vector<Witness>> kept_;
  std::map<std::tuple<const RelationDecl*, End, NoteId, std::uint64_t>,
           std::vector<RelationStatements>>
      statements_;             ///< by relation, end, and the note or literal there
  std::vector<Thing> things_;  ///< of the end being looked at
  std::uint32_t undated_ = 0;
  int depth_ = 0;
};

/// The lines on which a note's readable text names one of `names` outside of a link: unlinked
/// mentions. Names are taken as capitalised.
[[nodiscard]] std::vector<std::pair<std::uint32_t, notes::ByteSpan>> find_mentions(
    const std::string& source, const std::vector<std::string>& names);

}  // namespace tote::index::question
