// SPDX-License-Identifier: GPL-2.0-or-later
#include "text/ascii.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace tote::text {

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(), to_lower);
  return lowered;
}

std::string keyword(std::string_view text) {
  std::string word;
  for (const char c : trim(text)) {
    const bool is_gap = is_space(c) || c == '_' || c == '-';
    if (!is_gap)
      word += to_lower(c);
    else if (!word.empty() && word.back() != '-')
      word += '-';
  }
  return word;
}

bool starts_with(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(),
                    [](char a, char b) { return to_lower(a) == to_lower(b); });
}

std::optional<double> parse_number(std::string_view text) {
  const std::size_t point = std::min(text.find_first_of(".,"), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point < text.size() ? text.substr(point + 1) : "";
  const auto all_digits = [](std::string_view digits) {
    return std::all_of(digits.begin(), digits.end(), is_digit);
  };
  if (whole.empty() || whole.size() > 9 || fraction.size() > 6 || !all_digits(whole) ||
      !all_digits(fraction) || (point < text.size() && fraction.empty()))
    return std::nullopt;
  double number = 0;
  for (const char c : whole)
    number = number * 10 + (c - '0');
  double scale = 1;
  for (const char c : fraction)
    number += (c - '0') * (scale /= 10);
  return number;
}

std::string format_number(double number) {
  auto hundredths = static_cast<std::int64_t>(std::llround(number * 100));
  std::string digits = std::to_string(hundredths / 100);
  hundredths %= 100;
  if (hundredths == 0)
    return digits;
  digits += '.';
  digits += static_cast<char>('0' + hundredths / 10);
  if (hundredths % 10 != 0)
    digits += static_cast<char>('0' + hundredths % 10);
  return digits;
}

}  // namespace tote::text
