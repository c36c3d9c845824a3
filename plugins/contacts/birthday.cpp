// SPDX-License-Identifier: GPL-2.0-or-later
#include "contacts/birthday.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "text/ascii.h"

namespace tote::contacts {
namespace {

constexpr std::array<std::string_view, 12> months = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<int, 12> month_days = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

constexpr std::size_t longest_written = 40;
constexpr std::size_t most_parts = 5;  // `30th of June 1954`

/// A number or a word of a date.
struct Part {
  std::string_view text;
  int number = 0;  ///< of digits
  bool is_name = false;
  char behind = 0;  ///< the sign that follows
};

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool is_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > month_days[static_cast<std::size_t>(month - 1)])
    return false;
  return month != 2 || day != 29 || year == 0 || is_leap(year);
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::optional<std::string> format(int year, int month, int day) {
  if (!is_day(year, month, day))
    return std::nullopt;
  const std::string rest = '-' + two_digits(month) + '-' + two_digits(day);
  if (year == 0)
    return '-' + rest;
  return year >= 1000 && year <= 9999 ? std::optional(std::to_string(year) + rest) : std::nullopt;
}

/// 1 to 12 for a month's name or its first three letters and more; 0 for any other word.
int month_of(std::string_view word) {
  const std::string name = text::lower(word);
  for (std::size_t i = 0; i < months.size(); ++i)
    if (name.size() >= 3 && months[i].substr(0, name.size()) == name)
      return static_cast<int>(i) + 1;
  return 0;
}

/// Digits and words with the signs between; empty if there is anything else.
std::vector<Part> split(std::string_view text) {
  std::vector<Part> parts;
  while (!text.empty()) {
    const bool is_name = text::is_letter(text.front());
    std::size_t size = 0;
    while (size < text.size() &&
           (is_name ? text::is_letter(text[size]) : text::is_digit(text[size])))
      ++size;
    if (size == 0 || (!is_name && size > 4) || parts.size() == most_parts)
      return {};
    Part part{text.substr(0, size), 0, is_name, 0};
    if (!is_name)
      for (const char c : part.text)
        part.number = part.number * 10 + (c - '0');
    text.remove_prefix(size);
    while (!text.empty() && !text::is_letter(text.front()) && !text::is_digit(text.front())) {
      if (std::string_view(" ,.-/").find(text.front()) == std::string_view::npos)
        return {};
      if (part.behind == 0 || part.behind == ' ')
        part.behind = text.front();
      text.remove_prefix(1);
    }
    parts.push_back(part);
  }
  return parts;
}

/// `30th`, `of`: what stands by a day and says nothing.
bool is_filler(const Part& part) {
  const std::string word = text::lower(part.text);
  return part.is_name &&
         (word == "st" || word == "nd" || word == "rd" || word == "th" || word == "of");
}

/// With a month's name: the number of four digits is the year, the other the day.
std::optional<std::string> read_named(const std::vector<Part>& parts) {
  int year = 0;
  int month = 0;
  int day = 0;
  for (const Part& part : parts) {
    int& into = part.is_name ? month : part.text.size() == 4 ? year : day;
    if (into != 0)
      return std::nullopt;
    into = part.is_name ? month_of(part.text) : part.number;
    if (into == 0)
      return std::nullopt;
  }
  if (day == 0 && year >= 1000 && month != 0)
    return std::to_string(year) + '-' + two_digits(month);
  return format(year, month, day);
}

/// With numbers alone: the year first, or day before month with points between.
std::optional<std::string> read_numeric(const std::vector<Part>& parts) {
  const auto& first = parts.front();
  if (parts.size() == 1)
    return first.text.size() == 4 && first.number >= 1000 ? std::optional(std::string(first.text))
                                                          : std::nullopt;
  const auto& second = parts[1];
  if (parts.size() == 2) {
    if (first.text.size() == 4)
      return first.number >= 1000 && second.number >= 1 && second.number <= 12
                 ? std::optional(std::string(first.text) + '-' + two_digits(second.number))
                 : std::nullopt;
    if (first.behind == '.')
      return format(0, second.number, first.number);
    return first.behind == '-' ? format(0, first.number, second.number) : std::nullopt;
  }
  const auto& third = parts[2];
  if (parts.size() != 3)
    return std::nullopt;
  if (first.text.size() == 4 && second.text.size() <= 2 && third.text.size() <= 2)
    return format(first.number, second.number, third.number);
  if (first.behind == '.' && second.behind == '.' && third.text.size() == 4)
    return format(third.number, second.number, first.number);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> read_birthday(std::string_view text) {
  text = text::trim(text);
  if (text.size() > longest_written)
    return std::nullopt;
  if (text.substr(0, 2) == "--")
    text.remove_prefix(2);
  auto parts = split(text);
  parts.erase(std::remove_if(parts.begin(), parts.end(), is_filler), parts.end());
  if (parts.empty())
    return std::nullopt;
  const bool has_name =
      std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.is_name; });
  return has_name ? read_named(parts) : read_numeric(parts);
}

double birthday_key(std::string_view canonical) {
  const auto number_at = [&](std::size_t at, std::size_t size) {
    double number = 0;
    for (std::size_t i = at; i < at + size && i < canonical.size(); ++i)
      number = number * 10 + (canonical[i] - '0');
    return at < canonical.size() ? number : 0;
  };
  if (canonical.substr(0, 2) == "--")
    return number_at(2, 2) * 100 + number_at(5, 2);
  return number_at(0, 4) * 10000 + number_at(5, 2) * 100 + number_at(8, 2);
}

}  // namespace tote::contacts
