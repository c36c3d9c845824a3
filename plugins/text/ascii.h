// SPDX-License-Identifier: GPL-2.0-or-later
// Small readings of text that the plugins share. Letters outside ASCII pass through unchanged, and
// nothing depends on the locale.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tote::text {

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

[[nodiscard]] constexpr char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Without white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// With A to Z in lower case.
[[nodiscard]] std::string lower(std::string_view text);

/// As a keyword is written: lower case, and one hyphen for each run of spaces, `_` and `-`.
/// `Want to  read` becomes `want-to-read`.
[[nodiscard]] std::string keyword(std::string_view text);

/// Whether `text` begins with `prefix`, whatever the case of A to Z.
[[nodiscard]] bool starts_with(std::string_view text, std::string_view prefix);

/// Reads a number that is the whole text: digits with one decimal point or comma (`4.5`, `4,5`), no
/// sign, at most nine digits before the point and six behind it.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// A number as people write it: no trailing zeros, at most two digits behind the point.
[[nodiscard]] std::string format_number(double number);

}  // namespace tote::text
