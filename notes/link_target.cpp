// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/link_target.h"

#include "notes/link_syntax.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;
/// CommonMark 4.7: a label has at most 999 characters.
constexpr std::uint32_t max_label_bytes = 999;

bool has_char(std::string_view text, std::size_t at, char c) {
  return at < text.size() && text[at] == c;
}

}  // namespace

std::optional<LinkTarget> read_link_target(std::string_view text, ByteSpan label,
                                           bool holds_brackets, const LinkDefinitions& definitions,
                                           std::string_view source) {
  const std::size_t after = label.end + std::size_t{1};
  if (has_char(text, after, '(')) {
    if (const auto tail = read_link_tail(text, after))
      return LinkTarget{tail->end, tail->destination, tail->destination.in(text)};
  }
  if (definitions.empty())
    return std::nullopt;
  std::size_t end = after;
  if (has_char(text, after, '[')) {
    const std::size_t close = text.find_first_of("[]", after + 1);
    if (close != npos && text[close] == ']') {
      end = close + 1;
      if (close > after + 1) {
        label = {static_cast<std::uint32_t>(after + 1), static_cast<std::uint32_t>(close)};
        holds_brackets = false;
      }
    }
  }
  if (holds_brackets || label.size() > max_label_bytes)
    return std::nullopt;
  const auto definition = definitions.find(name_key(label.in(text)));
  if (definition == definitions.end())
    return std::nullopt;
  return LinkTarget{end, label, definition->second.in(source)};
}

}  // namespace tote::notes
