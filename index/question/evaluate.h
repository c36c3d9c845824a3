// SPDX-License-Identifier: GPL-2.0-or-later
// Runs a meaning over the index: which notes or literals are in a set, and which statements bear
// that out.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "index/index.h"
#include "index/question/meaning.h"
#include "index/store/reader.h"

namespace tote::index::question {

/// What is at an end of an edge: a note, or a literal by its key.
struct Thing {
  NoteId note = 0;      ///< 0: a literal
  std::string key;      ///< of a literal
  std::string literal;  ///< as written

  friend bool operator<(const Thing& a, const Thing& b) {
    return std::tie(a.note, a.key) < std::tie(b.note, b.key);
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
  Thing other;                   ///< at the other end; no note and no key: the owner
  Thing asked;                   ///< of a fact: the thing from which it was found
  double number = 0;             ///< of a field's value
};

/// A member of a set.
struct Found {
  Thing thing;
  std::vector<Witness> witnesses;  ///< of the main predicate, then of others
  std::size_t main_witnesses = 0;  ///< how many of them are of the main predicate
  std::string group;  ///< the meaning of an ambiguous name under which it was found first
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
  using Holdings = std::map<Thing, std::vector<Witness>>;
  [[nodiscard]] Holdings holdings(const Predicate& predicate, std::int8_t polarity);

  [[nodiscard]] std::uint32_t undated() const { return undated_; }

 private:
  struct EdgeAt {
    store::StatedEdge stated;
    bool is_sub_relation = false;
    Tier tier = Tier::field;
    NoteId mentioned = 0;  ///< of an unlinked mention: the note at its end `to`
  };

  using ThingSet = std::map<Thing, bool>;

  [[nodiscard]] std::vector<const RelationDecl*> with_children(const RelationDecl& relation) const;
  /// Edges of a relation and its children at an end; links' relations with unlinked mentions.
  std::vector<EdgeAt> edges_at(const RelationDecl& relation, End end, const Thing& thing);
  std::vector<EdgeAt> edges_of(const RelationDecl& relation, const TimeRange& time);
  void add_mentions(const RelationDecl& relation, NoteId note, std::vector<EdgeAt>& edges);
  [[nodiscard]] std::vector<Thing> things_at(const EdgeAt& edge, End end, bool* is_owner) const;
  /// Whether the edge has something of the set at the end; fills the witness' other end.
  bool fits(const EdgeAt& edge, End end, const SetRef& set, Witness& witness);
  [[nodiscard]] Witness witness_of(const EdgeAt& edge) const;
  /// Whether a sentence states the edge with one of these words; true if there are none.
  [[nodiscard]] bool is_told_by(const EdgeAt& edge, const std::vector<std::string>& words) const;
  void collect(const Predicate& predicate, const std::vector<EdgeAt>& edges, std::int8_t polarity,
               Holdings& into);
  void add_named_holdings(const Predicate& predicate, std::int8_t polarity, Holdings& into);
  Holdings field_holdings(const Predicate& predicate);
  [[nodiscard]] bool value_fits(const Predicate& predicate, const FieldValue& value) const;
  std::vector<Witness> witnesses_for(const Predicate& predicate, const Thing& thing);
  const ThingSet& member_things(const SetRef& set);
  [[nodiscard]] bool is_of_set_kind(const Set& set, const Thing& thing) const;
  [[nodiscard]] std::vector<Thing> things_of_kind(const Set& set) const;
  void apply_complement(const Predicate& predicate, Members& members);
  void apply_pick(const Set& set, std::vector<Found>& found) const;
  Members named_members(const Set& set) const;

  const store::Reader& reader_;
  const AskOptions& options_;
  std::unordered_set<NoteId> owner_notes_;
  std::map<SetRef, ThingSet> cached_;
  std::uint32_t undated_ = 0;
  int depth_ = 0;
};

/// The lines on which a note's readable text names one of `names` outside of a link: unlinked
/// mentions. Names are taken as capitalised.
[[nodiscard]] std::vector<std::pair<std::uint32_t, notes::ByteSpan>> find_mentions(
    const std::string& source, const std::vector<std::string>& names);

}  // namespace tote::index::question
