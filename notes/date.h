// SPDX-License-Identifier: GPL-2.0-or-later
// Calendar dates as people keep them in notes: a day, a month, a year, or a birthday whose year
// nobody knows.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tote::notes {

/// A proleptic Gregorian date; a part that is not known is 0. Valid forms: y-m-d, y-m, y, and m-d
/// without a year.
struct Date {
  std::int16_t year = 0;
  std::uint8_t month = 0;
  std::uint8_t day = 0;

  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Reads `2011-07-03`, `2011-07`, `2011`, `2011-07-03T09:00[:00][Z|+01:00]`, `2011-07-03 09:00`
/// (time dropped) and `--07-03` (RFC 6350, section 4.3.1). Nothing else; nullopt for impossible
/// days.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The date in the form that parse_date reads, as short as what is known.
[[nodiscard]] std::string to_string(Date date);

/// YYYYMMDD as a number, unknown parts 0: sorts like the dates.
[[nodiscard]] std::int32_t sort_key(Date date);

/// The date that has this sort_key. Requires: one has.
[[nodiscard]] Date date_with_key(std::int32_t key);

/// First and last day that a date with unknown month or day may mean. Requires: year != 0.
[[nodiscard]] Date first_day(Date date);
[[nodiscard]] Date last_day(Date date);

/// The date `days` later (earlier when negative). Requires: a full date.
[[nodiscard]] Date add_days(Date date, int days);

/// Today by the system clock in local time.
[[nodiscard]] Date today();

}  // namespace tote::notes
