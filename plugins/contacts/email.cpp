// SPDX-License-Identifier: GPL-2.0-or-later
#include "contacts/email.h"

#include <algorithm>
#include <cstddef>

#include "text/ascii.h"
#include "text/url.h"

namespace tote::contacts {
namespace {

constexpr std::size_t longest_local_part = 64;  // RFC 5321, section 4.5.3.1.1
constexpr std::size_t longest_domain = 255;     // RFC 5321, section 4.5.3.1.2

bool is_beyond_ascii(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

/// RFC 5322, section 3.2.3: atoms with single dots between. Quoted parts are not taken.
bool is_local_part(std::string_view part) {
  constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~.";
  return !part.empty() && part.size() <= longest_local_part && part.front() != '.' &&
         part.back() != '.' && part.find("..") == std::string_view::npos &&
         std::all_of(part.begin(), part.end(), [&](char c) {
           return text::is_letter(c) || text::is_digit(c) || is_beyond_ascii(c) ||
                  signs.find(c) != std::string_view::npos;
         });
}

/// Labels of letters, digits and inner hyphens, at least two of them.
bool is_domain(std::string_view domain) {
  if (domain.empty() || domain.size() > longest_domain ||
      domain.find('.') == std::string_view::npos)
    return false;
  while (!domain.empty()) {
    const std::string_view label = domain.substr(0, domain.find('.'));
    const bool is_label =
        !label.empty() && label.front() != '-' && label.back() != '-' &&
        std::all_of(label.begin(), label.end(), [](char c) {
          return text::is_letter(c) || text::is_digit(c) || c == '-' || is_beyond_ascii(c);
        });
    if (!is_label || domain.size() == label.size() + 1)
      return false;
    domain.remove_prefix(std::min(label.size() + 1, domain.size()));
  }
  return true;
}

}  // namespace

std::optional<std::string> read_email(std::string_view text) {
  text = text::unwrap_link(text);
  const std::size_t open = text.rfind('<');
  if (open != std::string_view::npos && !text.empty() && text.back() == '>')
    text = text.substr(open + 1, text.size() - open - 2);
  if (text::starts_with(text, "mailto:"))
    text = text.substr(
        7, text.find('?') == std::string_view::npos ? std::string_view::npos : text.find('?') - 7);
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos)
    return std::nullopt;
  const std::string_view domain = text.substr(at + 1);
  if (!is_local_part(text.substr(0, at)) || !is_domain(domain))
    return std::nullopt;
  return std::string(text.substr(0, at + 1)) + text::lower(domain);
}

}  // namespace tote::contacts
