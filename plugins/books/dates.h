// SPDX-License-Identifier: GPL-2.0-or-later
// The days of a book: whether they can have come in the order in which they are written down.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tote::books {

/// The first and the last day that `2011-07-03`, `2011-07` or `2011` may mean, as YYYYMMDD.
struct DayRange {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

/// Reads a date at the beginning of a text; nullopt if there is none.
[[nodiscard]] std::optional<DayRange> read_days(std::string_view text);

}  // namespace tote::books
