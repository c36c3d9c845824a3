// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/field_values.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "notes/note.h"
#include "notes/text.h"

namespace tote::index::extract {
namespace {

constexpr double largest_integer = 9007199254740992.0;  // 2^53: beyond it a double skips numbers

template <class Number>
std::optional<Number> whole(std::string_view text) {
  if (text.starts_with('+'))
    text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

std::optional<Reading> read_decimal(std::string_view text) {
  const auto number = whole<double>(text);
  if (!number || !std::isfinite(*number))
    return std::nullopt;
  return Reading{fmt::format("{}", *number), *number};
}

std::optional<Reading> read_integer(std::string_view text) {
  const auto number = whole<double>(text);
  if (!number || std::trunc(*number) != *number || std::abs(*number) > largest_integer)
    return std::nullopt;
  return Reading{fmt::format("{:.0f}", *number), *number};
}

std::optional<Reading> read_keyword(const FieldDecl& field, std::string_view text) {
  if (field.values.empty())
    return Reading{std::string(text)};
  const std::string key = notes::canonical_field_key(text);
  for (const std::string& value : field.values)
    if (notes::canonical_field_key(value) == key)
      return Reading{value};
  return std::nullopt;
}

/// The address in `<…>` or `[text](…)`, else the text itself.
std::string_view bare_address(std::string_view text) {
  if (text.starts_with('<') && text.ends_with('>'))
    return text.substr(1, text.size() - 2);
  if (text.starts_with('[') && text.ends_with(')'))
    if (const auto open = text.find("]("); open != std::string_view::npos)
      return text.substr(open + 2, text.size() - open - 3);
  return text;
}

/// A scheme of RFC 3986, section 3.1, then something, and no white space.
bool is_address(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon + 1 == text.size())
    return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_scheme = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  };
  return is_letter(text.front()) && std::all_of(text.begin(), text.begin() + colon, is_scheme) &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

std::string join(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words)
    joined += (joined.empty() ? "" : ", ") + word;
  return joined;
}

struct Expectation {
  const char* code;
  std::string what;
};

Expectation expectation(const FieldDecl& field) {
  switch (field.kind) {
    case FieldKind::keyword:
      return {"field-not-a-keyword", "one of " + join(field.values)};
    case FieldKind::integer:
      return {"field-not-a-number", "a whole number such as 272"};
    case FieldKind::decimal:
      return {"field-not-a-number", "a number such as 4 or 4.5"};
    case FieldKind::date:
      return {"field-not-a-date", "a date such as 2011-07-03, 2011-07 or 2011"};
    case FieldKind::boolean:
      return {"field-not-yes-or-no", "true or false"};
    case FieldKind::url:
      return {"field-not-an-address", "an address with its scheme, such as https://nell.example/"};
    case FieldKind::text:
      break;
  }
  return {"field-not-text", "text, not a list of fields"};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const auto begin = text.find_first_not_of(space);
  if (begin == std::string_view::npos)
    return {};
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string quoted_for_message(std::string_view text) {
  constexpr std::size_t longest = 60;
  if (text.size() <= longest)
    return fmt::format("'{}'", text);
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return fmt::format("'{}…'", text.substr(0, end));
}

std::optional<notes::Date> read_date(std::string_view text) {
  if (text.starts_with("[[") && text.ends_with("]]"))
    text = text.substr(2, text.size() - 4);
  return notes::parse_date(trimmed(text));
}

std::optional<bool> read_boolean(std::string_view text) {
  const std::string word = notes::fold(text);
  if (word == "true" || word == "yes" || word == "on")
    return true;
  if (word == "false" || word == "no" || word == "off")
    return false;
  return std::nullopt;
}

std::optional<Reading> read_kind(const FieldDecl& field, std::string_view text) {
  switch (field.kind) {
    case FieldKind::text:
      return Reading{std::string(text)};
    case FieldKind::keyword:
      return read_keyword(field, text);
    case FieldKind::integer:
      return read_integer(text);
    case FieldKind::decimal:
      return read_decimal(text);
    case FieldKind::date:
      if (const auto date = read_date(text))
        return Reading{notes::to_string(*date), static_cast<double>(notes::sort_key(*date))};
      return std::nullopt;
    case FieldKind::boolean:
      if (const auto flag = read_boolean(text))
        return Reading{*flag ? "true" : "false", *flag ? 1.0 : 0.0};
      return std::nullopt;
    case FieldKind::url:
      if (const auto address = bare_address(text); is_address(address))
        return Reading{std::string(address)};
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Reading> read_value(const FieldDecl& field, std::string_view text) {
  auto reading = read_kind(field, text);
  // The plugin may know what to make of it.
  if (!reading && field.is_normalised)
    return Reading{std::string(text)};
  return reading;
}

Misfit misfit_of(const FieldDecl& field, std::string_view key, std::string_view text) {
  const auto [code, what] = expectation(field);
  return {code, fmt::format("'{}' should be {}, not {}; it is kept as text", key, what,
                            quoted_for_message(text))};
}

}  // namespace tote::index::extract
