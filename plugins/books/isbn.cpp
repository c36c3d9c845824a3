// SPDX-License-Identifier: GPL-2.0-or-later
#include "books/isbn.h"

#include <array>
#include <cstddef>
#include <optional>

#include "text/ascii.h"

namespace tote::books {
namespace {

/// ISO 2108, annex C: weights 10 to 2, modulo 11; X stands for 10.
char check_digit_10(std::string_view nine) {
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i)
    sum += (nine[i] - '0') * static_cast<int>(10 - i);
  const int check = (11 - sum % 11) % 11;
  return check == 10 ? 'X' : static_cast<char>('0' + check);
}

/// The same annex: weights 1 and 3 in turn, modulo 10.
char check_digit_13(std::string_view twelve) {
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i)
    sum += (twelve[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string_view without_label(std::string_view text) {
  text = text::trim(text);
  for (const std::string_view label :
       {"urn:isbn:", "isbn-13", "isbn-10", "isbn13", "isbn10", "isbn"}) {
    if (text::starts_with(text, label)) {
      text.remove_prefix(label.size());
      break;
    }
  }
  while (!text.empty() && (text::is_space(text.front()) || text.front() == ':'))
    text.remove_prefix(1);
  return text;
}

/// The length of the separator that `text` begins with: a space, a hyphen or one of the dashes that
/// text processors put in its place (U+2010 to U+2015, U+2212), or a no-break space.
std::size_t separator_length(std::string_view text) {
  if (text.front() == '-' || text::is_space(text.front()))
    return 1;
  if (text.substr(0, 2) == "\xC2\xA0")
    return 2;
  if (text.size() >= 3 && text.substr(0, 2) == "\xE2\x80" && text[2] >= '\x90' && text[2] <= '\x95')
    return 3;
  return text.substr(0, 3) == "\xE2\x88\x92" ? 3 : 0;
}

/// Digits, with X for a last x; nullopt if there is anything else.
std::optional<std::string> digits_of(std::string_view text) {
  std::string digits;
  while (!text.empty()) {
    if (const std::size_t skipped = separator_length(text); skipped > 0) {
      text.remove_prefix(skipped);
      continue;
    }
    const char c = text.front();
    const bool is_last_x = (c == 'x' || c == 'X') && digits.size() == 9;
    if (!text::is_digit(c) && !is_last_x)
      return std::nullopt;
    digits += is_last_x ? 'X' : c;
    text.remove_prefix(1);
  }
  return digits;
}

std::string isbn13_of(std::string_view nine) {
  std::string digits = "978";
  digits += nine.substr(0, 9);
  digits += check_digit_13(digits);
  return digits;
}

}  // namespace

Isbn read_isbn(std::string_view text) {
  const auto digits = digits_of(without_label(text));
  if (!digits)
    return {IsbnFault::foreign_character, {}};
  if (digits->size() == 10) {
    const bool is_right = check_digit_10(*digits) == digits->back();
    return {is_right ? IsbnFault::none : IsbnFault::check_digit, isbn13_of(*digits)};
  }
  if (digits->size() != 13 || digits->find('X') != std::string::npos)
    return {IsbnFault::length, {}};
  if (digits->compare(0, 3, "978") != 0 && digits->compare(0, 3, "979") != 0)
    return {IsbnFault::prefix, {}};
  Isbn isbn{IsbnFault::none, digits->substr(0, 12)};
  isbn.digits += check_digit_13(isbn.digits);
  if (isbn.digits != *digits)
    isbn.fault = IsbnFault::check_digit;
  return isbn;
}

std::string isbn10_of(std::string_view isbn13) {
  if (isbn13.size() != 13 || isbn13.substr(0, 3) != "978")
    return {};
  std::string digits(isbn13.substr(3, 9));
  digits += check_digit_10(digits);
  return digits;
}

std::string explain(const Isbn& isbn) {
  switch (isbn.fault) {
    case IsbnFault::foreign_character:
      return "this is no ISBN: it holds more than digits and hyphens";
    case IsbnFault::length:
      return "an ISBN has 10 or 13 digits: count them again";
    case IsbnFault::prefix:
      return "an ISBN of 13 digits begins with 978 or 979: this is some other number";
    case IsbnFault::check_digit:
      return "the check digit does not fit the others, so one of them is wrong; with all others "
             "right it would be " +
             isbn.digits;
    case IsbnFault::none:
      break;
  }
  return {};
}

}  // namespace tote::books
