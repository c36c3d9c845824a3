// SPDX-License-Identifier: GPL-2.0-or-later
#include "contacts/phone.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "text/ascii.h"
#include "text/url.h"

namespace tote::contacts {
namespace {

constexpr std::size_t most_digits = 15;  // ITU-T E.164, section 6.1
constexpr std::size_t fewest_digits = 7;
constexpr std::size_t longest_written = 80;

constexpr std::string_view nanp = "1";    // North America: ten digits, a 1 before long distance
constexpr std::string_view italy = "39";  // keeps the 0 of its numbers abroad

/// A number and the extension behind it, both still as written.
struct Parts {
  std::string_view number;
  std::string_view extension;
};

bool is_extension(std::string_view text) {
  return !text.empty() && text.size() <= 11 &&
         std::all_of(text.begin(), text.end(), text::is_digit);
}

Parts split_extension(std::string_view text) {
  for (const std::string_view mark : {";ext=", "extension", "ext.", "ext", "x.", "x", "#"}) {
    for (std::size_t at = 1; at + mark.size() < text.size(); ++at) {
      if (!text::starts_with(text.substr(at), mark))
        continue;
      const std::string_view extension = text::trim(text.substr(at + mark.size()));
      if (!is_extension(extension))
        continue;
      std::string_view number = text::trim(text.substr(0, at));
      if (!number.empty() && number.back() == ',')
        number.remove_suffix(1);
      return {number, extension};
    }
  }
  return {text, {}};
}

/// The length of a separator between groups of digits; 0 if `text` begins with none.
std::size_t separator_length(std::string_view text) {
  constexpr std::string_view signs = "-./() ";
  if (signs.find(text.front()) != std::string_view::npos)
    return 1;
  if (text.substr(0, 2) == "\xC2\xA0")  // no-break space
    return 2;
  const bool is_dash =
      text.size() >= 3 && text.substr(0, 2) == "\xE2\x80" && text[2] >= '\x90' && text[2] <= '\x95';
  return is_dash ? 3 : 0;
}

/// The digits of a number; nullopt if it holds something else.
std::optional<std::string> digits_of(std::string_view text) {
  std::string digits;
  while (!text.empty()) {
    const std::size_t skipped = separator_length(text);
    if (skipped == 0) {
      if (!text::is_digit(text.front()))
        return std::nullopt;
      digits += text.front();
    }
    text.remove_prefix(std::max<std::size_t>(skipped, 1));
  }
  return digits;
}

/// `+44 (0)20 …`: the 0 is for those who call from within the country.
std::string without_bracketed_trunk(std::string_view text) {
  std::string plain(text);
  if (const std::size_t at = plain.find("(0)"); at != std::string::npos)
    plain.replace(at, 3, " ");
  return plain;
}

/// The number as seen from abroad; empty if it cannot be one of the country.
std::string international(std::string_view national, std::string_view country_code) {
  if (country_code == nanp) {
    if (national.size() == 11 && national.front() == '1')
      national.remove_prefix(1);
    if (national.size() != 10)
      return {};
  } else if (country_code != italy && !national.empty() && national.front() == '0') {
    national.remove_prefix(1);
  }
  return std::string(country_code) + std::string(national);
}

}  // namespace

Phone read_phone(std::string_view text, std::string_view country_code) {
  text = text::unwrap_link(text);
  if (text::starts_with(text, "tel:"))
    text.remove_prefix(4);
  if (text.size() > longest_written)
    return {PhoneFault::foreign_character, {}};
  auto [number, extension] = split_extension(text::trim(text));
  const bool has_plus = !number.empty() && number.front() == '+';
  if (has_plus)
    number.remove_prefix(1);
  const bool is_abroad = has_plus || text::starts_with(number, "00");
  auto digits = digits_of(is_abroad ? without_bracketed_trunk(number) : std::string(number));
  if (!digits || digits->empty())
    return {PhoneFault::foreign_character, {}};
  if (!has_plus && is_abroad)
    digits->erase(0, 2);
  if (digits->size() < fewest_digits || digits->size() > most_digits)
    return {PhoneFault::length, {}};
  if (!is_abroad) {
    if (country_code.empty())
      return {PhoneFault::country, {}};
    *digits = international(*digits, country_code);
  }
  const bool is_american = digits->compare(0, 1, nanp) == 0;
  if (digits->empty() || digits->front() == '0' || digits->size() > most_digits ||
      (is_american && digits->size() != 11))
    return {PhoneFault::length, {}};
  Phone phone{PhoneFault::none, "+" + *digits};
  if (!extension.empty())
    (phone.canonical += ";ext=") += extension;
  return phone;
}

std::string read_country_code(std::string_view text) {
  text = text::trim(text);
  if (!text.empty() && text.front() == '+')
    text.remove_prefix(1);
  else if (text::starts_with(text, "00"))
    text.remove_prefix(2);
  const bool is_code = !text.empty() && text.size() <= 3 && text.front() != '0' &&
                       std::all_of(text.begin(), text.end(), text::is_digit);
  return is_code ? std::string(text) : std::string();
}

std::string explain(PhoneFault fault) {
  switch (fault) {
    case PhoneFault::foreign_character:
      return "not a telephone number; write `+1 503 555 0142`, with `ext. 12` for an extension";
    case PhoneFault::length:
      return "a telephone number has 7 to 15 digits, and one that begins with +1 has 11: count "
             "them "
             "again";
    case PhoneFault::country:
      return "a number without its country; begin it with + and the country's calling code, such "
             "as "
             "+1 or +44";
    case PhoneFault::none:
      break;
  }
  return {};
}

}  // namespace tote::contacts
