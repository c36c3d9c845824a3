// SPDX-License-Identifier: GPL-2.0-or-later
#include "books/dates.h"

#include <cstddef>

#include "text/ascii.h"

namespace tote::books {
namespace {

/// Exactly `count` digits at the beginning, taken off; nullopt if there are fewer or more.
std::optional<std::int32_t> take_digits(std::string_view& text, std::size_t count) {
  std::int32_t number = 0;
  std::size_t taken = 0;
  while (taken < text.size() && text::is_digit(text[taken]) && taken <= count)
    number = number * 10 + (text[taken++] - '0');
  if (taken != count)
    return std::nullopt;
  text.remove_prefix(count);
  return number;
}

/// `-` and two digits, or 0 where the text ends.
std::int32_t take_part(std::string_view& text) {
  if (text.empty() || text.front() != '-')
    return 0;
  std::string_view rest = text.substr(1);
  const auto part = take_digits(rest, 2);
  if (!part)
    return 0;
  text = rest;
  return *part;
}

}  // namespace

std::optional<DayRange> read_days(std::string_view text) {
  text = text::trim(text);
  const auto year = take_digits(text, 4);
  if (!year)
    return std::nullopt;
  const std::int32_t month = take_part(text);
  const std::int32_t day = month == 0 ? 0 : take_part(text);
  return DayRange{*year * 10000 + month * 100 + day,
                  *year * 10000 + (month == 0 ? 12 : month) * 100 + (day == 0 ? 31 : day)};
}

}  // namespace tote::books
