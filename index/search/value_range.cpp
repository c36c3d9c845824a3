// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/value_range.h"

#include <charconv>
#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "notes/note.h"

namespace tote::index::search {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

ValueRange keys_of(notes::Date date) {
  const double first = notes::sort_key(date);
  return {first, date.year == 0 ? first : notes::sort_key(notes::last_day(date))};
}

notes::Date month_before(notes::Date date) {
  const bool is_january = date.month <= 1;
  return {static_cast<std::int16_t>(is_january ? date.year - 1 : date.year),
          static_cast<std::uint8_t>(is_january ? 12 : date.month - 1), 0};
}

using Period = std::function<std::optional<ValueRange>(std::string_view)>;

/// Between `first` and `last`, either of which may be left out.
std::optional<ValueRange> between(const std::string& first, const std::string& last,
                                  const Period& period) {
  ValueRange range{-infinity, infinity};
  if (!first.empty()) {
    const auto begin = period(first);
    if (!begin)
      return std::nullopt;
    range.first = begin->first;
  }
  if (!last.empty()) {
    const auto end = period(last);
    if (!end)
      return std::nullopt;
    range.last = end->last;
  }
  return range;
}

std::optional<ValueRange> compared(FieldTest::Compare compare, ValueRange with) {
  constexpr auto above = [](double value) { return std::nextafter(value, infinity); };
  constexpr auto below = [](double value) { return std::nextafter(value, -infinity); };
  switch (compare) {
    case FieldTest::Compare::less:
      return ValueRange{-infinity, below(with.first)};
    case FieldTest::Compare::at_most:
      return ValueRange{-infinity, with.last};
    case FieldTest::Compare::equal:
      return with;
    case FieldTest::Compare::at_least:
      return ValueRange{with.first, infinity};
    case FieldTest::Compare::more:
      return ValueRange{above(with.last), infinity};
  }
  return std::nullopt;
}

std::optional<ValueRange> range_of(const FieldTest& test, const Period& period) {
  switch (test.kind) {
    case FieldTest::Kind::word:
    case FieldTest::Kind::phrase:
      return period(test.value);
    case FieldTest::Kind::compare:
      if (const auto with = period(test.value))
        return compared(test.compare, *with);
      return std::nullopt;
    case FieldTest::Kind::range:
      return between(test.value, test.upper, period);
    case FieldTest::Kind::link:
    case FieldTest::Kind::prefix:
    case FieldTest::Kind::any:
    case FieldTest::Kind::nested:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ValueRange> date_period(std::string_view text, notes::Date today) {
  if (const auto date = notes::parse_date(text))
    return keys_of(*date);
  const std::string words = notes::canonical_field_key(text);
  const auto year = [](int number) { return keys_of({static_cast<std::int16_t>(number), 0, 0}); };
  if (words == "today")
    return keys_of(today);
  if (words == "yesterday")
    return keys_of(notes::add_days(today, -1));
  if (words == "tomorrow")
    return keys_of(notes::add_days(today, 1));
  if (words == "this-month")
    return keys_of({today.year, today.month, 0});
  if (words == "last-month")
    return keys_of(month_before(today));
  if (words == "this-year")
    return year(today.year);
  if (words == "last-year")
    return year(today.year - 1);
  return std::nullopt;
}

std::optional<ValueRange> date_range(const FieldTest& test, notes::Date today) {
  auto range = range_of(test, [&](std::string_view text) { return date_period(text, today); });
  // Days without a year have keys below those of the year 1: no comparison means them.
  if (range && range->first == -infinity)
    range->first = 10'000;
  return range;
}

std::optional<ValueRange> number_range(const FieldTest& test) {
  return range_of(test, [](std::string_view text) -> std::optional<ValueRange> {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
      return std::nullopt;
    return ValueRange{number, number};
  });
}

}  // namespace tote::index::search
