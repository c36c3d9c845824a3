// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/yaml_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool is_null_word(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

/// YAML 1.2, section 7.3.3, a little stricter.
bool may_be_plain(std::string_view text, ScalarPlace place) {
  if (text.empty() || has_control(text) || is_null_word(text) || text.front() == ' ' ||
      text.back() == ' ' || text.back() == ':')
    return false;
  if (std::string_view(",[]{}#&*!|>'\"%@`").find(text.front()) != npos)
    return false;
  const bool begins_like_indicator = std::string_view("-?:").find(text.front()) != npos;
  if (begins_like_indicator && (text.size() == 1 || text[1] == ' '))
    return false;
  if (text.find(": ") != npos || text.find(" #") != npos)
    return false;
  return place == ScalarPlace::block || text.find_first_of(",[]{}") == npos;
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + '\'';
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

std::string yaml_scalar(std::string_view text, ScalarStyle style, ScalarPlace place) {
  if (style == ScalarStyle::plain && may_be_plain(text, place))
    return std::string(text);
  if (style == ScalarStyle::single_quoted && !has_control(text))
    return single_quoted(text);
  return double_quoted(text);
}

std::string yaml_literal(std::string_view text, std::string_view indent, std::string_view newline) {
  const bool ends_line = text.ends_with('\n');
  if (ends_line)
    text.remove_suffix(1);
  std::string without_breaks(text);
  std::erase(without_breaks, '\n');
  if (text.empty() || has_control(without_breaks) || text.front() == ' ' || text.front() == '\n' ||
      text.ends_with('\n') || text.ends_with(' '))
    return {};
  std::string out = ends_line ? "|" : "|-";
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += newline;
    if (end > 0)
      out.append(indent).append(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

}  // namespace tote::notes
