// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/html_syntax.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "notes/link_syntax.h"
#include "notes/utf8.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_name_char(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.';
}

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at]))
    ++at;
  return at;
}

std::size_t skip_name(std::string_view text, std::size_t at) {
  while (at < text.size() && is_name_char(text[at]))
    ++at;
  return at;
}

/// The end of an attribute's value, npos if it is none.
std::size_t value_end(std::string_view text, std::size_t at) {
  if (at >= text.size())
    return npos;
  if (text[at] == '"' || text[at] == '\'') {
    const std::size_t close = text.find(text[at], at + 1);
    return close == npos ? npos : close + 1;
  }
  const std::size_t end = std::min(text.find_first_of(" \t\r\n\"'=<>`", at), text.size());
  return end == at ? npos : end;
}

std::size_t tag_end(std::string_view text, std::size_t at) {
  const bool is_closing = at < text.size() && text[at] == '/';
  at += is_closing ? 1 : 0;
  if (at >= text.size() || !is_letter(text[at]))
    return npos;
  at = skip_name(text, at);
  for (;;) {
    const std::size_t next = skip_spaces(text, at);
    if (next >= text.size())
      return npos;
    if (text[next] == '>')
      return next + 1;
    if (!is_closing && text[next] == '/')
      return text.substr(next + 1, 1) == ">" ? next + 2 : npos;
    if (is_closing || next == at ||
        !(is_letter(text[next]) || text[next] == '_' || text[next] == ':'))
      return npos;
    at = skip_name(text, next);
    if (const std::size_t equals = skip_spaces(text, at);
        equals < text.size() && text[equals] == '=') {
      at = value_end(text, skip_spaces(text, equals + 1));
      if (at == npos)
        return npos;
    }
  }
}

struct NamedCharacter {
  std::string_view name;
  char32_t code;
};

constexpr std::array named_characters = {
    NamedCharacter{"amp", '&'},      NamedCharacter{"lt", '<'},
    NamedCharacter{"gt", '>'},       NamedCharacter{"quot", '"'},
    NamedCharacter{"apos", '\''},    NamedCharacter{"nbsp", 0xA0},
    NamedCharacter{"copy", 0xA9},    NamedCharacter{"reg", 0xAE},
    NamedCharacter{"trade", 0x2122}, NamedCharacter{"hellip", 0x2026},
    NamedCharacter{"ndash", 0x2013}, NamedCharacter{"mdash", 0x2014},
    NamedCharacter{"lsquo", 0x2018}, NamedCharacter{"rsquo", 0x2019},
    NamedCharacter{"ldquo", 0x201C}, NamedCharacter{"rdquo", 0x201D},
    NamedCharacter{"laquo", 0xAB},   NamedCharacter{"raquo", 0xBB},
    NamedCharacter{"auml", 0xE4},    NamedCharacter{"ouml", 0xF6},
    NamedCharacter{"uuml", 0xFC},    NamedCharacter{"Auml", 0xC4},
    NamedCharacter{"Ouml", 0xD6},    NamedCharacter{"Uuml", 0xDC},
    NamedCharacter{"szlig", 0xDF},   NamedCharacter{"eacute", 0xE9},
    NamedCharacter{"egrave", 0xE8},  NamedCharacter{"agrave", 0xE0},
    NamedCharacter{"ccedil", 0xE7},  NamedCharacter{"ntilde", 0xF1},
    NamedCharacter{"bull", 0x2022},  NamedCharacter{"middot", 0xB7},
    NamedCharacter{"euro", 0x20AC},  NamedCharacter{"pound", 0xA3},
    NamedCharacter{"sect", 0xA7},    NamedCharacter{"deg", 0xB0},
    NamedCharacter{"times", 0xD7},   NamedCharacter{"rarr", 0x2192},
    NamedCharacter{"larr", 0x2190},  NamedCharacter{"lbrack", '['},
    NamedCharacter{"rbrack", ']'},   NamedCharacter{"num", '#'},
};

std::size_t append_numeric(std::string& out, std::string_view digits, std::size_t size) {
  const int base = !digits.empty() && (digits[0] == 'x' || digits[0] == 'X') ? 16 : 10;
  if (base == 16)
    digits.remove_prefix(1);
  std::uint32_t code = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), code, base);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size())
    return 0;
  append_utf8(out, code == 0 ? 0xFFFD : code);
  return size;
}

}  // namespace

std::size_t HtmlReader::find(std::string_view closer, std::size_t at, bool& is_missing) const {
  if (is_missing)
    return npos;
  const std::size_t found = text_.find(closer, at);
  is_missing = found == npos;
  return is_missing ? npos : found + closer.size();
}

std::size_t HtmlReader::end_of(std::size_t at) {
  const std::string_view rest = text_.substr(at, 10);
  if (rest.starts_with("<!--"))
    return find("-->", at + 4, no_comment_end_);
  if (rest.starts_with("<?"))
    return find("?>", at + 2, no_instruction_end_);
  if (rest.starts_with("<![CDATA["))
    return find("]]>", at + 9, no_cdata_end_);
  if (rest.starts_with("<!"))
    return rest.size() > 2 && is_letter(rest[2]) ? find(">", at + 3, no_declaration_end_) : npos;
  return tag_end(text_, at + 1);
}

std::size_t angle_autolink_end(std::string_view text, std::size_t at) {
  const std::size_t end = text.find_first_of("<> \t\r\n", at + 1);
  if (end == npos || text[end] != '>' || end == at + 1)
    return npos;
  const std::string_view inner = text.substr(at + 1, end - at - 1);
  if (has_scheme(inner))
    return end + 1;
  const std::size_t sign = inner.find('@');
  const bool is_address = sign != npos && sign > 0 && sign + 1 < inner.size() &&
                          inner.find('@', sign + 1) == npos && inner.find('/') == npos &&
                          inner.find('\\') == npos;
  return is_address ? end + 1 : npos;
}

std::size_t append_character_reference(std::string& out, std::string_view text, std::size_t at) {
  if (text[at] != '&')
    return 0;
  const std::string_view rest = text.substr(at + 1, 12);
  const std::size_t semicolon = rest.find(';');
  if (semicolon == npos || semicolon == 0)
    return 0;
  const std::string_view name = rest.substr(0, semicolon);
  if (name[0] == '#')
    return append_numeric(out, name.substr(1), semicolon + 2);
  for (const NamedCharacter& character : named_characters) {
    if (character.name == name) {
      append_utf8(out, character.code);
      return semicolon + 2;
    }
  }
  return 0;
}

}  // namespace tote::notes
