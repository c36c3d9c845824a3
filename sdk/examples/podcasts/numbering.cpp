// SPDX-License-Identifier: MIT
#include "numbering.h"

namespace podcasts {
namespace {

constexpr int highest = 9999;

/// Takes `letter`, in either case, and the number behind it.
std::optional<int> take_part(std::string_view& text, char letter) {
  if (text.empty() || (text.front() | 0x20) != letter)
    return std::nullopt;
  text.remove_prefix(1);
  std::optional<int> number;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    number = number.value_or(0) * 10 + (text.front() - '0');
    if (*number > highest)
      return std::nullopt;
    text.remove_prefix(1);
  }
  return number;
}

}  // namespace

std::optional<Numbering> read_numbering(std::string_view title) {
  const auto season = take_part(title, 's');
  const auto episode = season ? take_part(title, 'e') : std::nullopt;
  if (!episode || (!title.empty() && title.front() != ' ' && title.front() != ':'))
    return std::nullopt;
  return Numbering{*season, *episode};
}

}  // namespace podcasts
