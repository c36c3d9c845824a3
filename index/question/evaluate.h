// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a meaning over the index: which notes or literals are in a set, and which statements bear
// that out.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "index/index.h"
#include "index/question/holdings.h"
#include "index/question/meaning.h"
#include "index/store/reader.h"

namespace tote::index::question {

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
  void add_all_holdings(const Predicate& predicate, Wanted wanted, Holdings& into);
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
  /// Leaves what is of the set's kind, with its tags and of its dates.
  void drop_other_kinds(const Set& set, const Predicate* generator, std::vector<Found>& all) const;
  void apply_complement(const Predicate& predicate, Members& members);
  /// Takes those out of whom some statement says that it holds.
  void drop_held(const Predicate& predicate, Members& members);
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
