// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/utf8.h"

#include <cstring>

#include "notes/text.h"

namespace tote::notes {
namespace {

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

/// The offset of the first byte that is not ASCII, eight bytes at a time.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  while (at + 8 <= text.size()) {
    std::uint64_t chunk = 0;
    std::memcpy(&chunk, text.data() + at, 8);
    if ((chunk & high_bits) != 0)
      break;
    at += 8;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
    ++at;
  return at;
}

}  // namespace

DecodedChar decode_utf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> char32_t { return static_cast<unsigned char>(text[i]); };
  const char32_t lead = byte(at);
  if (lead < 0x80)
    return {lead, 1, true};
  if (lead >= 0xC2 && lead <= 0xDF && is_continuation(text, at + 1))
    return {((lead & 0x1FU) << 6U) | (byte(at + 1) & 0x3FU), 2, true};
  if ((lead & 0xF0U) == 0xE0 && is_continuation(text, at + 1) && is_continuation(text, at + 2)) {
    const char32_t code =
        ((lead & 0x0FU) << 12U) | ((byte(at + 1) & 0x3FU) << 6U) | (byte(at + 2) & 0x3FU);
    if (code >= 0x800 && (code < 0xD800 || code > 0xDFFF))
      return {code, 3, true};
  }
  if ((lead & 0xF8U) == 0xF0 && is_continuation(text, at + 1) && is_continuation(text, at + 2) &&
      is_continuation(text, at + 3)) {
    const char32_t code = ((lead & 0x07U) << 18U) | ((byte(at + 1) & 0x3FU) << 12U) |
                          ((byte(at + 2) & 0x3FU) << 6U) | (byte(at + 3) & 0x3FU);
    if (code >= 0x10000 && code <= 0x10FFFF)
      return {code, 4, true};
  }
  return {};
}

void append_utf8(std::string& out, char32_t code) {
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
    code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const DecodedChar c = decode_utf8(text, at);
    if (!c.is_valid)
      return at;
    at += c.size;
  }
  return std::string_view::npos;
}

std::string with_valid_utf8(std::string_view text, char substitute) {
  std::string out(text);
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const DecodedChar c = decode_utf8(text, at);
    if (!c.is_valid)
      out[at] = substitute;
    at += c.size;
  }
  return out;
}

}  // namespace tote::notes
