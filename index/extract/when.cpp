// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/when.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <string_view>

#include "index/extract/field_values.h"
#include "index/language/words.h"

namespace tote::index::extract {
namespace {

using notes::Date;

constexpr std::array<std::string_view, 7> weekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                      "thursday", "friday", "saturday"};

int weekday_of(Date day) {
  const std::chrono::year_month_day date{std::chrono::year{day.year}, std::chrono::month{day.month},
                                         std::chrono::day{day.day}};
  return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{date}}.c_encoding());
}

std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (text.size() != 4 || error != std::errc{} || end != text.data() + text.size() || year < 1000)
    return std::nullopt;
  return year;
}

/// "3", "3rd", "21st".
std::optional<int> day_of(std::string_view text) {
  for (const std::string_view suffix : {"st", "nd", "rd", "th"})
    if (text.size() > 2 && text.ends_with(suffix)) {
      text.remove_suffix(2);
      break;
    }
  int day = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), day);
  if (error != std::errc{} || end != text.data() + text.size() || day < 1 || day > 31 ||
      text.size() > 2)
    return std::nullopt;
  return day;
}

std::optional<Date> valid(int year, int month, int day) {
  const Date date{static_cast<std::int16_t>(year), static_cast<std::uint8_t>(month),
                  static_cast<std::uint8_t>(day)};
  return notes::parse_date(notes::to_string(date)) == date ? std::optional(date) : std::nullopt;
}

/// Reads the times of one sentence.
class TimeReader {
 public:
  TimeReader(const std::vector<Unit>& units, const std::optional<Date>& written)
      : units_(units), written_(written) {
    has_day_ = written && written->year != 0 && written->month != 0 && written->day != 0;
  }

  [[nodiscard]] std::optional<TimeMention> at(std::size_t i) const;

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < units_.size() && units_[i].kind == Unit::Kind::word
               ? std::string_view(units_[i].text)
               : std::string_view();
  }

  [[nodiscard]] std::optional<Date> days_before(int days) const {
    return has_day_ ? std::optional(notes::add_days(*written_, -days)) : std::nullopt;
  }

  [[nodiscard]] std::optional<Date> weekday_before(std::string_view name, bool is_last) const;
  [[nodiscard]] std::optional<Date> recent(int month, int day) const;
  [[nodiscard]] std::optional<TimeMention> relative(std::size_t i) const;
  [[nodiscard]] std::optional<TimeMention> ago(std::size_t i) const;
  [[nodiscard]] std::optional<TimeMention> last(std::size_t i) const;
  [[nodiscard]] std::optional<TimeMention> calendar(std::size_t i) const;
  [[nodiscard]] std::optional<TimeMention> vague(std::size_t i) const;
  [[nodiscard]] std::optional<TimeMention> with_preposition(std::size_t i) const;

  const std::vector<Unit>& units_;
  std::optional<Date> written_;
  bool has_day_ = false;
};

/// The latest such day; nullopt if it may be the day of writing or one a week earlier.
std::optional<Date> TimeReader::weekday_before(std::string_view name, bool is_last) const {
  const auto* found = std::ranges::find(weekdays, name);
  if (!has_day_ || found == weekdays.end())
    return std::nullopt;
  const int back = (weekday_of(*written_) - static_cast<int>(found - weekdays.begin()) + 7) % 7;
  if (back == 0 && !is_last)
    return std::nullopt;
  return days_before(back == 0 ? 7 : back);
}

/// The month or day of the latest year in which it was not to come.
std::optional<Date> TimeReader::recent(int month, int day) const {
  if (!has_day_)
    return std::nullopt;
  const bool is_past =
      month < written_->month || (month == written_->month && (day == 0 || day <= written_->day));
  return valid(written_->year - (is_past ? 0 : 1), month, day);
}

/// "yesterday", "this morning", "the day before yesterday", "once".
std::optional<TimeMention> TimeReader::relative(std::size_t i) const {
  if (word(i) == "the" && word(i + 1) == "day" && word(i + 2) == "before" &&
      word(i + 3) == "yesterday")
    return TimeMention{i, i + 4, days_before(2)};
  if (word(i) == "yesterday")
    return TimeMention{i, i + 1, days_before(1)};
  if (word(i) == "the" && word(i + 1) == "other" && word(i + 2) == "day")
    return TimeMention{i, i + 3, {}};
  if (word(i) == "tonight" || word(i) == "today" ||
      (word(i) == "this" &&
       (word(i + 1) == "morning" || word(i + 1) == "afternoon" || word(i + 1) == "evening")))
    return TimeMention{i, i + (word(i) == "this" ? 2U : 1U), written_};
  constexpr std::string_view other_times[] = {"once",     "recently", "originally",
                                              "formerly", "earlier",  "previously"};
  if (std::ranges::find(other_times, word(i)) != std::end(other_times))
    return TimeMention{i, i + 1, {}};
  constexpr std::string_view ages[] = {"child", "kid", "boy", "girl", "teenager", "student"};
  if (word(i) == "as" && (word(i + 1) == "a" || word(i + 1) == "an") &&
      std::ranges::find(ages, word(i + 2)) != std::end(ages))
    return TimeMention{i, i + 3, {}};
  return std::nullopt;
}

/// "three days ago", "a year ago", "long ago"; weeks are never meant to the day.
std::optional<TimeMention> TimeReader::ago(std::size_t i) const {
  std::size_t end = i;
  while (end < i + 4 && !word(end).empty() && word(end) != "ago")
    ++end;
  if (word(end) != "ago" || end == i)
    return std::nullopt;
  // "ten years ago today": on which day of which month is too much to reckon.
  if (end != i + 2 || word(end + 1) == "today")
    return TimeMention{i, end + (word(end + 1) == "today" ? 2U : 1U), {}};
  const auto count = word(i) == "a" || word(i) == "an" ? 1 : language::small_number(word(i));
  const std::string_view unit = word(i + 1);
  if (!count || !has_day_)
    return TimeMention{i, end + 1, {}};
  if (unit == "day" || unit == "days")
    return TimeMention{i, end + 1, days_before(*count)};
  if (unit == "month" || unit == "months") {
    const int months = written_->year * 12 + written_->month - 1 - *count;
    return TimeMention{i, end + 1, valid(months / 12, months % 12 + 1, 0)};
  }
  if (unit == "year" || unit == "years")
    return TimeMention{i, end + 1, valid(written_->year - *count, 0, 0)};
  return TimeMention{i, end + 1, {}};
}

/// "last night", "last Friday", "last May", "last year".
std::optional<TimeMention> TimeReader::last(std::size_t i) const {
  if (word(i) != "last")
    return std::nullopt;
  const std::string_view what = word(i + 1);
  const auto mention = [&](const std::optional<Date>& date) { return TimeMention{i, i + 2, date}; };
  if (what == "night" || what == "evening")
    return mention(days_before(1));
  if (std::ranges::find(weekdays, what) != weekdays.end())
    return mention(weekday_before(what, true));
  if (what == "year")
    return mention(has_day_ ? valid(written_->year - 1, 0, 0) : std::nullopt);
  if (what == "month" && has_day_) {
    const int months = written_->year * 12 + written_->month - 2;
    return mention(valid(months / 12, months % 12 + 1, 0));
  }
  if (const auto month = language::month(what); month && has_day_)
    return mention(valid(written_->year - (*month < written_->month ? 0 : 1), *month, 0));
  const bool is_time = i + 1 < units_.size() && units_[i + 1].classes.has(WordClass::time_noun);
  return is_time ? std::optional(mention({})) : std::nullopt;
}

/// "3 July 2011", "July 3rd, 2011", "the 3rd of July", "2011-07-03", "[[2011-07-03]]".
std::optional<TimeMention> TimeReader::calendar(std::size_t i) const {
  if (i < units_.size() && (units_[i].kind == Unit::Kind::entity || word(i).size() == 10)) {
    const auto date =
        read_date(units_[i].kind == Unit::Kind::entity ? units_[i].end.text : units_[i].text);
    if (date && date->day != 0)
      return TimeMention{i, i + 1, date};
  }
  std::size_t at = i + (word(i) == "the" ? 1U : 0U);
  std::optional<int> day = day_of(word(at));
  if (day)
    at += word(at + 1) == "of" ? 2 : 1;
  const auto month = language::month(word(at));
  if (!month || (at > i && !day))
    return std::nullopt;
  ++at;
  if (!day && day_of(word(at)))
    day = day_of(word(at++));
  std::size_t year_at = at;
  if (year_at < units_.size() && units_[year_at].mark == ',')
    ++year_at;
  if (const auto year = year_of(word(year_at)))
    return TimeMention{i, year_at + 1, valid(*year, *month, day.value_or(0))};
  if (!day)
    return std::nullopt;  // "May", "March": with a preposition at most
  return TimeMention{i, at, recent(*month, *day)};
}

/// "for years", "in the summer", "on my birthday": not the day of writing, and no other either.
std::optional<TimeMention> TimeReader::vague(std::size_t i) const {
  constexpr std::string_view spans[] = {"days", "weeks", "months", "years", "decades", "ages"};
  constexpr std::string_view seasons[] = {"spring", "summer",    "autumn",   "fall",      "winter",
                                          "youth",  "childhood", "birthday", "christmas", "easter"};
  const bool is_span = word(i) == "for";
  if (!is_span && word(i) != "in" && word(i) != "on" && word(i) != "at" && word(i) != "over" &&
      word(i) != "during")
    return std::nullopt;
  constexpr std::size_t longest = 3;
  for (std::size_t at = i + 1; at <= i + longest; ++at) {
    const bool is_vague = is_span ? std::ranges::find(spans, word(at)) != std::end(spans)
                                  : std::ranges::find(seasons, word(at)) != std::end(seasons);
    if (is_vague)
      return TimeMention{i, at + 1, {}};
    if (!language::is_function_word(word(at)) && !language::small_number(word(at)) &&
        !units_[std::min(at, units_.size() - 1)].is_possessive)
      return std::nullopt;
  }
  return std::nullopt;
}

/// "in 2011", "in May", "on Friday", "by 2012", "until May".
std::optional<TimeMention> TimeReader::with_preposition(std::size_t i) const {
  if (i >= units_.size() || !units_[i].classes.has(WordClass::preposition))
    return std::nullopt;
  constexpr std::string_view within[] = {"in", "on", "during"};
  const bool is_within = std::ranges::find(within, word(i)) != std::end(within);
  const auto mention = [&](std::size_t end, const std::optional<Date>& date) {
    return TimeMention{i, end, is_within ? date : std::nullopt};
  };
  std::size_t at = i + 1;
  while (word(at) == "early" || word(at) == "late" || word(at) == "mid")
    ++at;
  if (const auto found = calendar(at))
    return mention(found->end, found->date);
  if (const auto year = year_of(word(at)))
    return mention(at + 1, valid(*year, 0, 0));
  if (const auto month = language::month(word(at)))
    return mention(at + 1, recent(*month, 0));
  if (std::ranges::find(weekdays, word(at)) != weekdays.end())
    return mention(at + 1, weekday_before(word(at), false));
  return std::nullopt;
}

std::optional<TimeMention> TimeReader::at(std::size_t i) const {
  for (const auto read : {&TimeReader::ago, &TimeReader::relative, &TimeReader::last,
                          &TimeReader::with_preposition, &TimeReader::calendar, &TimeReader::vague})
    if (auto mention = (this->*read)(i))
      return mention;
  if (std::ranges::find(weekdays, word(i)) != weekdays.end())
    return TimeMention{i, i + 1, weekday_before(word(i), false)};
  return std::nullopt;
}

/// Whether a new clause begins between two units.
bool is_parted(const Sentence& sentence, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const Unit& unit = sentence.units[i];
    if (unit.kind == Unit::Kind::mark ||
        unit.classes.has_any(WordClass::conjunction_and, WordClass::conjunction_but,
                             WordClass::relative, WordClass::that, WordClass::factive) ||
        unit.verb != nullptr)
      return true;
  }
  return false;
}

/// Whether a mention opens the sentence: "Yesterday …", "And on Friday, …".
bool is_opening(const Sentence& sentence, const TimeMention& mention) {
  return mention.begin == 0 ||
         (mention.begin == 1 &&
          sentence.units[0].classes.has_any(WordClass::conjunction_and, WordClass::conjunction_but,
                                            WordClass::adverb));
}

}  // namespace

std::vector<TimeMention> find_times(const Sentence& sentence, const std::optional<Date>& written) {
  std::vector<TimeMention> times;
  const TimeReader reader(sentence.units, written);
  for (std::size_t i = 0; i < sentence.units.size();) {
    const auto mention = reader.at(i);
    if (mention)
      times.push_back(*mention);
    i = mention ? mention->end : i + 1;
  }
  return times;
}

std::optional<Date> date_of(const Sentence& sentence, const ClausePlace& place,
                            const std::vector<TimeMention>& times,
                            const std::optional<Date>& written) {
  for (const TimeMention& mention : times)
    if (mention.begin > place.verb && mention.begin < place.end)
      return mention.date;
  const TimeMention* before = nullptr;
  for (const TimeMention& mention : times)
    if (mention.end <= place.verb)
      before = &mention;
  if (before != nullptr && !is_parted(sentence, before->end, place.verb))
    return before->date;
  if (place.is_earlier)
    return std::nullopt;
  if (before == nullptr)
    return written;
  const bool is_of_clause = is_opening(sentence, *before) || before->date == written;
  return is_of_clause ? before->date : std::nullopt;
}

}  // namespace tote::index::extract
