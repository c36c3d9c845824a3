// SPDX-License-Identifier: GPL-2.0-or-later
// When: "in 2011", "since March", "last year", "between May and July 2012", as ranges of days.
#pragma once

#include <optional>
#include <string>

#include "index/question/token.h"
#include "notes/date.h"

namespace tote::index::question {

/// A range of days, both ends included; an open end has no date.
struct TimeRange {
  std::optional<notes::Date> first;
  std::optional<notes::Date> last;
  bool is_span = false;  ///< "for six months": says how long, and so only when something was not

  [[nodiscard]] bool is_limited() const { return first || last; }

  /// Whether the date, known to the day, month or year, surely lies within.
  [[nodiscard]] bool contains(notes::Date date) const;

  friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// The range as a search line's value: "2011", "2011-07", "2011-07-03..", "2011..2013-05-31".
[[nodiscard]] std::string to_filter(const TimeRange& range);

/// The days that tokens [begin, end) name, without a preposition: "2011", "last March", "July 3rd
/// 2011", "Monday", "summer 2012", "the last two weeks". A bare month or season is the latest that
/// has begun, a weekday the latest before today; today's own name may mean either of two days and
/// is none. Seasons are the northern ones, of three whole months; which winter a year's is is not
/// guessed.
[[nodiscard]] std::optional<TimeRange> read_period(const Tokens& tokens, std::size_t begin,
                                                   std::size_t end, notes::Date today);

/// What the whole of tokens [begin, end) says about when: "in 2011", "since March", "today".
[[nodiscard]] std::optional<TimeRange> read_time(const Tokens& tokens, std::size_t begin,
                                                 std::size_t end, notes::Date today);

}  // namespace tote::index::question
