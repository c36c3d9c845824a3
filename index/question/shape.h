// SPDX-License-Identifier: GPL-2.0-or-later
// A clause as the grammar finds it: who or what stands where, before any frame is tried.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "index/question/lexicon.h"
#include "index/question/meaning.h"

namespace tote::index::question {

/// Something that fills a role of a clause.
struct Argument {
  std::string slot;                             ///< a preposition; "" for an object
  SetRef set;                                   ///< nullptr: the gap
  std::optional<Compare> bound = std::nullopt;  ///< of a number: "at least 4"
};

/// What follows a verb.
struct Arguments {
  std::vector<Argument> list;
  std::vector<Predicate> extraposed;  ///< "what have I read [that Andrew recommended]"
  TimeRange time;
  Times times;
  Pick pick = Pick::all;
  bool is_aside = false;
  double cost = 0;
};

/// A clause whose roles are not yet unified with a frame.
struct Shape {
  std::vector<VerbUse> uses;
  std::uint8_t forms = 0;  ///< that the verb group allows
  bool is_passive = false;
  bool is_denied = false;
  bool is_never = false;    ///< denied with "never"
  bool is_ongoing = false;  ///< "am reading": it is not over
  SetRef subject;
  bool has_subject_gap = false;
  Arguments arguments;
  double cost = 0;
};

/// Gives the clauses the time that stands in front of the question, if one does; those with a time
/// of their own are none.
void set_time(const TimeRange& fronted, std::vector<Shape>& shapes);

/// The auxiliaries before a verb, and what they let its form be.
struct VerbGroup {
  std::uint8_t active_forms = 0;
  std::uint8_t passive_forms = 0;
  bool is_denied = false;
  bool is_never = false;       ///< denied with "never"
  bool is_present_be = false;  ///< "am", "is", "are"
  bool is_aside = false;
  Pick pick = Pick::all;
  double cost = 0;
};

/// A modifier behind a noun: a predicate or the date of the notes.
struct Modifier {
  std::vector<Predicate> predicates;
  TimeRange dated;
  double dated_cost = 0;
  double cost = 0;
};

/// Whether a clause lacks a constituent that something outside it supplies.
enum class Gap : std::uint8_t { none, required };

}  // namespace tote::index::question
