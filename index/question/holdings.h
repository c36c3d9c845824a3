// SPDX-License-Identifier: GPL-2.0-or-later
// What a set or a predicate is found to hold for: notes or literals, each with the statements that
// bear it out.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "index/answer.h"
#include "index/facts.h"
#include "index/question/meaning.h"
#include "index/vocabulary.h"
#include "notes/date.h"
#include "notes/span.h"

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

  /// Makes room for so many to be added.
  void reserve(std::size_t count) {
    things_.reserve(count);
    witnesses_.reserve(count);
  }

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

}  // namespace tote::index::question
