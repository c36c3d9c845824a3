// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/date.h"

#include <chrono>
#include <ctime>

#include <fmt/format.h>

namespace tote::notes {
namespace {

/// Reads exactly `count` digits and takes them off the front; -1 if they are not there.
int take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count)
    return -1;
  int value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9')
      return -1;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c)
    return false;
  text.remove_prefix(1);
  return true;
}

int days_in_month(int year, int month) {
  const auto last = std::chrono::year_month_day_last(
      std::chrono::year(year),
      std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool take_two_digits_up_to(std::string_view& text, int max) {
  const int value = take_digits(text, 2);
  return value >= 0 && value <= max;
}

/// `HH:MM`, with optional seconds, fraction and zone (ISO 8601); everything must be used up.
bool is_time(std::string_view text) {
  if (!take_two_digits_up_to(text, 24) || !take(text, ':') || !take_two_digits_up_to(text, 59))
    return false;
  if (take(text, ':')) {
    if (!take_two_digits_up_to(text, 60))
      return false;
    if (take(text, '.')) {
      while (take_digits(text, 1) >= 0) {
      }
    }
  }
  if (text.empty() || text == "Z" || text == "z")
    return true;
  if (!take(text, '+') && !take(text, '-'))
    return false;
  if (!take_two_digits_up_to(text, 14))
    return false;
  take(text, ':');
  return text.empty() || (take_two_digits_up_to(text, 59) && text.empty());
}

std::optional<Date> make_date(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1)
    return std::nullopt;
  // A birthday without a year may be 29 February.
  if (day > days_in_month(year == 0 ? 2000 : year, month))
    return std::nullopt;
  return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
              static_cast<std::uint8_t>(day)};
}

std::optional<Date> parse_day_without_year(std::string_view text) {
  const int month = take_digits(text, 2);
  if (month < 0 || !take(text, '-'))
    return std::nullopt;
  const int day = take_digits(text, 2);
  return day < 0 || !text.empty() ? std::nullopt : make_date(0, month, day);
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.starts_with("--"))
    return parse_day_without_year(text.substr(2));
  const int year = take_digits(text, 4);
  if (year < 1)
    return std::nullopt;
  if (text.empty())
    return Date{static_cast<std::int16_t>(year), 0, 0};
  if (!take(text, '-'))
    return std::nullopt;
  const int month = take_digits(text, 2);
  if (month < 1 || month > 12)
    return std::nullopt;
  if (text.empty())
    return Date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month), 0};
  if (!take(text, '-'))
    return std::nullopt;
  const int day = take_digits(text, 2);
  if (!text.empty() && !((take(text, 'T') || take(text, 't') || take(text, ' ')) && is_time(text)))
    return std::nullopt;
  return make_date(year, month, day);
}

std::string to_string(Date date) {
  if (date.year == 0)
    return fmt::format("--{:02}-{:02}", date.month, date.day);
  if (date.month == 0)
    return fmt::format("{:04}", date.year);
  if (date.day == 0)
    return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::int32_t sort_key(Date date) {
  return date.year * 10000 + date.month * 100 + date.day;
}

Date date_with_key(std::int32_t key) {
  return {static_cast<std::int16_t>(key / 10'000), static_cast<std::uint8_t>(key / 100 % 100),
          static_cast<std::uint8_t>(key % 100)};
}

Date first_day(Date date) {
  if (date.month == 0)
    date.month = 1;
  if (date.day == 0)
    date.day = 1;
  return date;
}

Date last_day(Date date) {
  if (date.month == 0)
    date.month = 12;
  if (date.day == 0)
    date.day = static_cast<std::uint8_t>(days_in_month(date.year, date.month));
  return date;
}

Date add_days(Date date, int days) {
  const std::chrono::sys_days start = std::chrono::year_month_day(
      std::chrono::year(date.year), std::chrono::month(date.month), std::chrono::day(date.day));
  const std::chrono::year_month_day moved(start + std::chrono::days(days));
  return {static_cast<std::int16_t>(static_cast<int>(moved.year())),
          static_cast<std::uint8_t>(static_cast<unsigned>(moved.month())),
          static_cast<std::uint8_t>(static_cast<unsigned>(moved.day()))};
}

Date today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  return {static_cast<std::int16_t>(local.tm_year + 1900),
          static_cast<std::uint8_t>(local.tm_mon + 1), static_cast<std::uint8_t>(local.tm_mday)};
}

}  // namespace tote::notes
