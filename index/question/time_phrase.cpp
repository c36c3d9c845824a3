// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/time_phrase.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "index/language/words.h"

namespace tote::index::question {
namespace {

using notes::Date;
using Word = std::string_view;

Date make_date(int year, int month = 0, int day = 0) {
  return {static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
          static_cast<std::uint8_t>(day)};
}

TimeRange whole(Date date) {
  return {notes::first_day(date), notes::last_day(date)};
}

std::optional<int> read_number(Word word) {
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || error != std::errc{} || end != word.data() + word.size())
    return std::nullopt;
  return value;
}

std::optional<int> read_year(Word word) {
  const auto value = read_number(word);
  return word.size() == 4 && value && *value >= 1000 && *value < 3000 ? value : std::nullopt;
}

/// 1 to 31, also as "3rd".
std::optional<int> read_day(Word word) {
  for (const Word ending : {"st", "nd", "rd", "th"})
    if (word.size() > 2 && word.ends_with(ending)) {
      word.remove_suffix(2);
      break;
    }
  const auto value = read_number(word);
  return word.size() <= 2 && value && *value >= 1 && *value <= 31 ? value : std::nullopt;
}

/// "2010s"
std::optional<TimeRange> read_decade(Word word) {
  if (word.size() != 5 || !word.ends_with("0s"))
    return std::nullopt;
  const auto year = read_year(word.substr(0, 4));
  if (!year)
    return std::nullopt;
  constexpr int years = 10;
  return TimeRange{notes::first_day(make_date(*year)),
                   notes::last_day(make_date(*year + years - 1))};
}

enum class Unit { day, week, month, year };

std::optional<Unit> read_unit(Word word) {
  if (word.ends_with('s'))
    word.remove_suffix(1);
  if (word == "day")
    return Unit::day;
  if (word == "week")
    return Unit::week;
  if (word == "month")
    return Unit::month;
  if (word == "year")
    return Unit::year;
  return std::nullopt;
}

/// 0 for Monday. The epoch's days are counted from a Monday, 2001-01-01.
int weekday(Date date) {
  int days = 0;
  for (int year = 2001; year < date.year; ++year)
    days += notes::last_day(make_date(year, 2)).day == 29 ? 366 : 365;
  for (int year = 2000; year >= date.year; --year)
    days -= notes::last_day(make_date(year, 2)).day == 29 ? 366 : 365;
  for (int month = 1; month < date.month; ++month)
    days += notes::last_day(make_date(date.year, month)).day;
  days += date.day - 1;
  return ((days % 7) + 7) % 7;
}

Date months_earlier(Date date, int months) {
  int index = date.year * 12 + date.month - 1 - months;
  const Date month = make_date(index / 12, index % 12 + 1);
  const Date end = notes::last_day(month);
  return date.day > end.day ? end : make_date(month.year, month.month, date.day);
}

Date earlier(Date date, Unit unit, int count) {
  switch (unit) {
    case Unit::day:
      return notes::add_days(date, -count);
    case Unit::week:
      return notes::add_days(date, -7 * count);
    case Unit::month:
      return months_earlier(date, count);
    case Unit::year:
      return months_earlier(date, 12 * count);
  }
  return date;
}

/// The unit that holds `date`: its week from Monday, its month, its year.
TimeRange containing(Date date, Unit unit) {
  switch (unit) {
    case Unit::day:
      return {date, date};
    case Unit::week: {
      const Date monday = notes::add_days(date, -weekday(date));
      return {monday, notes::add_days(monday, 6)};
    }
    case Unit::month:
      return whole(make_date(date.year, date.month));
    case Unit::year:
      return whole(make_date(date.year));
  }
  return {};
}

Date latest_month(int month, Date today) {
  return make_date(month <= today.month ? today.year : today.year - 1, month);
}

constexpr auto weekday_names = std::to_array<Word>(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});

/// The latest day of that name before today; nullopt if the name is none of a weekday.
std::optional<Date> latest_weekday(Word name, Date today) {
  const auto* found = std::find(weekday_names.begin(), weekday_names.end(), name);
  if (found == weekday_names.end())
    return std::nullopt;
  const int back = (weekday(today) - static_cast<int>(found - weekday_names.begin()) + 7) % 7;
  return notes::add_days(today, back == 0 ? -7 : -back);
}

/// Saturday and Sunday of the week that holds `date`.
TimeRange weekend_of(Date date) {
  const Date sunday = *containing(date, Unit::week).last;
  return {notes::add_days(sunday, -1), sunday};
}

constexpr int winter_begins = 12;

/// The month in which a northern season begins.
std::optional<int> season(Word word) {
  if (word == "spring")
    return 3;
  if (word == "summer")
    return 6;
  if (word == "autumn" || word == "fall")
    return 9;
  return word == "winter" ? std::optional(winter_begins) : std::nullopt;
}

/// The season that begins in `month` of `year`.
TimeRange season_of(int year, int month) {
  const bool is_winter = month == winter_begins;
  return {make_date(year, month, 1),
          notes::last_day(is_winter ? make_date(year + 1, 2) : make_date(year, month + 2))};
}

/// "summer", "summer 2012", "the summer of 2012", "last summer".
std::optional<TimeRange> read_season(const Tokens& tokens, std::size_t begin, std::size_t end,
                                     Date today) {
  std::size_t at = begin + (tokens.word(begin) == "the" ? 1 : 0);
  const Word limit = tokens.word(at);
  const bool is_last = limit == "last" || limit == "past" || limit == "previous";
  at += is_last || limit == "this" ? 1 : 0;
  const auto month = season(tokens.word(at));
  if (!month || at >= end)
    return std::nullopt;
  ++at;
  at += tokens.word(at) == "of" ? 1 : 0;
  if (at < end) {
    const auto year = read_year(tokens.word(at));
    const bool is_plain = limit != "this" && !is_last && *month != winter_begins;
    return year && is_plain && at + 1 == end ? std::optional(season_of(*year, *month))
                                             : std::nullopt;
  }
  TimeRange latest = season_of(today.year, *month);
  while (today < (is_last ? notes::add_days(*latest.last, 1) : *latest.first))
    latest = season_of(latest.first->year - 1, *month);
  if (limit == "this" && (latest.first->year != today.year || *month == winter_begins))
    return std::nullopt;
  return latest;
}

/// "last Monday", "last weekend", "last night", "this morning".
std::optional<TimeRange> read_part_of_week(Word limit, Word what, Date today) {
  if (limit == "last" || limit == "past") {
    if (what == "night" || what == "evening") {
      const Date yesterday = notes::add_days(today, -1);
      return TimeRange{yesterday, yesterday};
    }
    if (what == "weekend") {
      const TimeRange own = weekend_of(today);
      return *own.last < today ? own : weekend_of(notes::add_days(today, -7));
    }
    if (const auto day = latest_weekday(what, today))
      return TimeRange{*day, *day};
  }
  if (limit != "this")
    return std::nullopt;
  if (what == "weekend")
    return weekend_of(today);
  const bool is_today = what == "morning" || what == "afternoon" || what == "evening";
  return is_today ? std::optional(TimeRange{today, today}) : std::nullopt;
}

/// Day and month in either order, with a year or the latest that is not in the future.
std::optional<TimeRange> read_day_of_month(const Tokens& tokens, std::size_t begin, std::size_t end,
                                           Date today) {
  std::size_t at = begin;
  if (tokens.word(at) == "the")
    ++at;
  std::optional<int> day = read_day(tokens.word(at));
  std::optional<int> month;
  if (day) {
    ++at;
    if (tokens.word(at) == "of")
      ++at;
    month = language::month(tokens.word(at));
    ++at;
  } else {
    month = language::month(tokens.word(at));
    ++at;
    if (tokens.word(at) == "the")
      ++at;
    day = read_day(tokens.word(at));
    ++at;
  }
  if (!day || !month || at > end)
    return std::nullopt;
  std::optional<int> year;
  if (at < end) {
    year = read_year(tokens.word(at));
    if (!year || ++at != end)
      return std::nullopt;
  }
  Date date = make_date(year.value_or(today.year), *month, *day);
  if (!year && today < date)
    --date.year;
  if (!notes::parse_date(notes::to_string(date)))
    return std::nullopt;
  return TimeRange{date, date};
}

/// "this year", "last month", "the last two weeks", "three days ago".
std::optional<TimeRange> read_relative(const Tokens& tokens, std::size_t begin, std::size_t end,
                                       Date today) {
  std::size_t at = begin;
  if (tokens.word(at) == "the")
    ++at;
  const Word first = tokens.word(at);
  const std::size_t left = end - at;
  const bool is_last = first == "last" || first == "past" || first == "previous";
  if (left == 2)
    if (const auto part = read_part_of_week(first, tokens.word(at + 1), today))
      return part;
  if (left == 2 && (is_last || first == "this" || first == "next")) {
    if (const auto month = language::month(tokens.word(at + 1))) {
      Date date = latest_month(*month, today);
      if (is_last && date.year == today.year && date.month == today.month)
        --date.year;
      return first == "next" ? std::nullopt : std::optional(whole(date));
    }
    const auto unit = read_unit(tokens.word(at + 1));
    if (!unit || tokens.word(at + 1).ends_with('s'))
      return std::nullopt;
    if (at != begin && is_last)
      return TimeRange{earlier(today, *unit, 1), today};
    if (first == "this")
      return containing(today, *unit);
    return containing(earlier(today, *unit, is_last ? 1 : -1), *unit);
  }
  if (left == 3 && is_last) {
    const auto count = language::small_number(tokens.word(at + 1));
    const auto unit = read_unit(tokens.word(at + 2));
    if (count && unit)
      return TimeRange{earlier(today, *unit, *count), today};
  }
  if (left == 3 && tokens.word(at + 2) == "ago") {
    const auto count = first == "a" || first == "an" ? 1 : language::small_number(first);
    const auto unit = read_unit(tokens.word(at + 1));
    if (count && unit)
      return containing(earlier(today, *unit, *count), *unit);
  }
  return std::nullopt;
}

struct Opening {
  std::string_view words;
  enum class Kind { within, since, after, before, until } kind;
};

constexpr auto openings = std::to_array<Opening>({
    {"in the month of", Opening::Kind::within},
    {"in the year", Opening::Kind::within},
    {"back in", Opening::Kind::within},
    {"in", Opening::Kind::within},
    {"during", Opening::Kind::within},
    {"over", Opening::Kind::within},
    {"within", Opening::Kind::within},
    {"on", Opening::Kind::within},
    {"ever since", Opening::Kind::since},
    {"since", Opening::Kind::since},
    {"after", Opening::Kind::after},
    {"before", Opening::Kind::before},
    {"until", Opening::Kind::until},
    {"till", Opening::Kind::until},
    {"up to", Opening::Kind::until},
});

std::size_t word_count(std::string_view words) {
  std::size_t count = 1;
  for (const char c : words)
    count += c == ' ' ? 1 : 0;
  return count;
}

/// "between X and Y", "from X to Y".
std::optional<TimeRange> read_pair(const Tokens& tokens, std::size_t begin, std::size_t end,
                                   Date today) {
  const bool is_between = tokens.word(begin) == "between";
  if (!is_between && tokens.word(begin) != "from")
    return std::nullopt;
  for (std::size_t middle = begin + 2; middle + 1 < end; ++middle) {
    const Word joint = tokens.word(middle);
    if (is_between ? joint != "and" : joint != "to" && joint != "until" && joint != "till")
      continue;
    auto first = read_period(tokens, begin + 1, middle, today);
    const auto last = read_period(tokens, middle + 1, end, today);
    if (!first || !last)
      continue;
    // "between May and July 2012": a month without a year takes the year of the other.
    if (middle == begin + 2 && language::month(tokens.word(begin + 1)))
      first = whole(make_date(last->last->year, *language::month(tokens.word(begin + 1))));
    if (*last->last < *first->first)
      continue;
    return TimeRange{first->first, last->last};
  }
  return std::nullopt;
}

}  // namespace

bool TimeRange::contains(Date date) const {
  if (!is_limited())
    return true;
  if (date.year == 0)
    return false;
  return (!first || *first <= notes::first_day(date)) && (!last || notes::last_day(date) <= *last);
}

std::string to_filter(const TimeRange& range) {
  if (range.first && range.last) {
    const Date first = *range.first;
    for (const Date whole_date : {make_date(first.year), make_date(first.year, first.month), first})
      if (notes::first_day(whole_date) == first && notes::last_day(whole_date) == *range.last)
        return notes::to_string(whole_date);
  }
  return (range.first ? notes::to_string(*range.first) : std::string()) + ".." +
         (range.last ? notes::to_string(*range.last) : std::string());
}

std::optional<TimeRange> read_period(const Tokens& tokens, std::size_t begin, std::size_t end,
                                     Date today) {
  if (begin >= end || end > tokens.size())
    return std::nullopt;
  if (end == begin + 2 && tokens.word(begin) == "the")
    if (const auto decade = read_decade(tokens.word(begin + 1)))
      return decade;
  if (end == begin + 1) {
    const Word word = tokens.word(begin);
    if (word == "today")
      return TimeRange{today, today};
    if (word == "yesterday")
      return TimeRange{notes::add_days(today, -1), notes::add_days(today, -1)};
    if (word == "tomorrow")
      return TimeRange{notes::add_days(today, 1), notes::add_days(today, 1)};
    if (const auto month = language::month(word))
      return whole(latest_month(*month, today));
    if (const auto year = read_year(word))
      return whole(make_date(*year));
    if (const auto day = latest_weekday(word, today); day && weekday(*day) != weekday(today))
      return TimeRange{*day, *day};
    return read_season(tokens, begin, end, today);
  }
  if (const auto date = notes::parse_date(tokens.text(begin, end)); date && date->year != 0)
    return whole(*date);
  const auto month = language::month(tokens.word(begin));
  const std::size_t year_at = tokens.word(begin + 1) == "of" ? begin + 2 : begin + 1;
  if (month && year_at + 1 == end)
    if (const auto year = read_year(tokens.word(year_at)))
      return whole(make_date(*year, *month));
  if (const auto day = read_day_of_month(tokens, begin, end, today))
    return day;
  if (const auto season = read_season(tokens, begin, end, today))
    return season;
  return read_relative(tokens, begin, end, today);
}

std::optional<TimeRange> read_time(const Tokens& tokens, std::size_t begin, std::size_t end,
                                   Date today) {
  if (begin >= end || end > tokens.size())
    return std::nullopt;
  for (const Opening& opening : openings) {
    if (!tokens.has_at(begin, opening.words))
      continue;
    const auto period = read_period(tokens, begin + word_count(opening.words), end, today);
    if (!period)
      continue;
    switch (opening.kind) {
      case Opening::Kind::within:
        return period;
      case Opening::Kind::since:
        return TimeRange{period->first, std::nullopt};
      case Opening::Kind::after:
        return TimeRange{notes::add_days(*period->last, 1), std::nullopt};
      case Opening::Kind::before:
        return TimeRange{std::nullopt, notes::add_days(*period->first, -1)};
      case Opening::Kind::until:
        return TimeRange{std::nullopt, period->last};
    }
  }
  if (const auto pair = read_pair(tokens, begin, end, today))
    return pair;
  // "for six months", "in two years": how long something has not happened.
  if ((tokens.word(begin) == "for" || tokens.word(begin) == "in") && end == begin + 3) {
    const Word counted = tokens.word(begin + 1);
    const auto count = counted == "a" ? 1 : language::small_number(counted);
    const auto unit = read_unit(tokens.word(begin + 2));
    if (count && unit)
      return TimeRange{earlier(today, *unit, *count), today, true};
  }
  // Without a preposition only words that can be nothing else: "today", "this year", "last March".
  const Word first = tokens.word(begin);
  const bool stands_alone = first == "today" || first == "yesterday" || first == "tomorrow" ||
                            first == "this" || first == "last" || first == "next" ||
                            tokens.word(end - 1) == "ago";
  return stands_alone ? read_period(tokens, begin, end, today) : std::nullopt;
}

}  // namespace tote::index::question
