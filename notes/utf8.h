// SPDX-License-Identifier: GPL-2.0-or-later
// UTF-8 one character at a time, for readers that must survive any bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tote::notes {

/// A character and the bytes it took. Bytes that are not well-formed UTF-8 decode one by one to
/// U+FFFD with `size` 1 and `is_valid` false.
struct DecodedChar {
  char32_t code = 0xFFFD;
  std::uint32_t size = 1;
  bool is_valid = false;
};

/// The character that starts at `at` (RFC 3629: no surrogates, nothing overlong). Requires: at <
/// text.size().
[[nodiscard]] DecodedChar decode_utf8(std::string_view text, std::size_t at);

/// Appends one character; U+FFFD for a code that UTF-8 cannot hold.
void append_utf8(std::string& out, char32_t code);

/// The text with every ill-formed byte replaced by `substitute`, so that no offset moves.
/// Requires: substitute is ASCII.
[[nodiscard]] std::string with_valid_utf8(std::string_view text, char substitute);

}  // namespace tote::notes
