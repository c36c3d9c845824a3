// SPDX-License-Identifier: GPL-2.0-or-later
#include "books/rating.h"

#include <array>
#include <cstddef>
#include <string>

#include "text/ascii.h"

namespace tote::books {
namespace {

constexpr double full_marks = 5;
constexpr std::string_view half = "½";

/// A sign for a star, and what it is worth.
struct Star {
  std::string_view sign;
  double worth;
};

constexpr std::array<Star, 8> star_signs = {{{"★", 1},
                                             {"⭐", 1},
                                             {"🌟", 1},
                                             {"*", 1},
                                             {"⯪", 0.5},
                                             {"½", 0.5},
                                             {"☆", 0},
                                             {"\xEF\xB8\x8F", 0}}};  // variation selector 16

/// The sum of a row of stars that is the whole text.
std::optional<double> count_stars(std::string_view text) {
  double sum = 0;
  while (!text.empty()) {
    const std::size_t before = text.size();
    for (const auto& [sign, worth] : star_signs) {
      if (text.substr(0, sign.size()) == sign) {
        text.remove_prefix(sign.size());
        sum += worth;
        break;
      }
    }
    if (text.size() == before)
      return std::nullopt;
  }
  return sum;
}

/// A number, perhaps with a half behind it.
std::optional<double> read_amount(std::string_view text) {
  text = text::trim(text);
  const bool has_half =
      text.size() >= half.size() && text.substr(text.size() - half.size()) == half;
  if (has_half)
    text = text::trim(text.substr(0, text.size() - half.size()));
  if (has_half && text.empty())
    return 0.5;
  auto number = text::parse_number(text);
  if (number && has_half)
    *number += 0.5;
  return number;
}

Rating within_range(double amount, double scale) {
  if (scale <= 0 || amount > scale)
    return {std::nullopt, true};
  return {amount / scale * full_marks, false};
}

}  // namespace

Rating read_rating(std::string_view text) {
  const std::string lowered = text::lower(text::trim(text));
  text = lowered;
  if (text.empty())
    return {};
  if (const auto stars = count_stars(text))
    return within_range(*stars, full_marks);
  for (const std::string_view unit : {" stars", " star", "★", "⭐", "stars", "*"}) {
    if (text.size() > unit.size() && text.substr(text.size() - unit.size()) == unit) {
      text.remove_suffix(unit.size());
      break;
    }
  }
  if (text.back() == '%') {
    const auto percent = read_amount(text.substr(0, text.size() - 1));
    return percent ? within_range(*percent, 100) : Rating{};
  }
  for (const std::string_view word : {"/", "out of", "of"}) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos)
      continue;
    const auto amount = read_amount(text.substr(0, at));
    const auto scale = read_amount(text.substr(at + word.size()));
    return amount && scale ? within_range(*amount, *scale) : Rating{};
  }
  const auto amount = read_amount(text);
  return amount ? within_range(*amount, full_marks) : Rating{};
}

}  // namespace tote::books
