// SPDX-License-Identifier: GPL-2.0-or-later
// International Standard Book Numbers (ISO 2108): ten digits until 2006, thirteen since, the last
// of them a check digit.
#pragma once

#include <string>
#include <string_view>

namespace tote::books {

/// Why a text is no ISBN.
enum class IsbnFault {
  none,
  foreign_character,  ///< something that is neither digit nor separator
  length,             ///< neither ten nor thirteen digits
  prefix,             ///< thirteen digits that begin with neither 978 nor 979
  check_digit,        ///< a slip of the pen
};

/// An ISBN as read.
struct Isbn {
  IsbnFault fault = IsbnFault::none;
  std::string digits;  ///< ISBN-13 without hyphens; on a wrong check digit what it would have been
};

/// Reads an ISBN-10 or ISBN-13, with or without hyphens, spaces and `ISBN` before it.
[[nodiscard]] Isbn read_isbn(std::string_view text);

/// The ISBN-10 of an ISBN-13 that begins with 978; empty for one that has none.
[[nodiscard]] std::string isbn10_of(std::string_view isbn13);

/// What is wrong and what to do, for people.
[[nodiscard]] std::string explain(const Isbn& isbn);

}  // namespace tote::books
