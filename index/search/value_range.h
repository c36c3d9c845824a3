// SPDX-License-Identifier: GPL-2.0-or-later
// What a value asks of a number or a date: a range, its ends included.
#pragma once

#include <optional>
#include <string_view>

#include "index/search/line_tree.h"
#include "notes/date.h"

namespace tote::index::search {

/// Numbers, or dates as notes::sort_key. An end that is open is infinite.
struct ValueRange {
  double first = 0;
  double last = 0;

  [[nodiscard]] bool contains(double value) const { return first <= value && value <= last; }
};

/// A day, month or year, or "today", "yesterday", "tomorrow", "this year", "last month" …, with any
/// of space, `-` and `_` between; its first and last key. nullopt if it is none.
[[nodiscard]] std::optional<ValueRange> date_period(std::string_view text, notes::Date today);

/// The dates that a value asks for: a period, a comparison with one, or a range between two.
/// nullopt if it is not about dates.
[[nodiscard]] std::optional<ValueRange> date_range(const FieldTest& test, notes::Date today);

/// The numbers that a value asks for; nullopt if it is not about numbers.
[[nodiscard]] std::optional<ValueRange> number_range(const FieldTest& test);

}  // namespace tote::index::search
