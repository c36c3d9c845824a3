// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/text_diff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tote::host::author {
namespace {

constexpr std::size_t lines_around = 2;
// The table of common lines grows with both texts; beyond this they are shown whole.
constexpr std::size_t most_lines = 4000;

struct Line {
  char mark;
  std::string_view text;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// Both texts in one, by their longest common subsequence of lines.
std::vector<Line> merged(const std::vector<std::string_view>& a,
                         const std::vector<std::string_view>& b) {
  const bool is_small = a.size() <= most_lines && b.size() <= most_lines;
  const std::size_t width = b.size() + 1;
  std::vector<std::uint16_t> common(is_small ? (a.size() + 1) * width : 0);
  for (std::size_t i = a.size(); is_small && i-- > 0;)
    for (std::size_t j = b.size(); j-- > 0;)
      common[i * width + j] =
          a[i] == b[j] ? static_cast<std::uint16_t>(common[(i + 1) * width + j + 1] + 1)
                       : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
  std::vector<Line> lines;
  std::size_t i = 0;
  std::size_t j = 0;
  while (is_small && i < a.size() && j < b.size()) {
    if (a[i] == b[j]) {
      lines.push_back({' ', a[i++]});
      ++j;
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
      lines.push_back({'-', a[i++]});
    } else {
      lines.push_back({'+', b[j++]});
    }
  }
  for (; i < a.size(); ++i)
    lines.push_back({'-', a[i]});
  for (; j < b.size(); ++j)
    lines.push_back({'+', b[j]});
  return lines;
}

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
  if (before == after)
    return {};
  const auto lines = merged(lines_of(before), lines_of(after));
  std::vector<bool> is_shown(lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].mark == ' ')
      continue;
    const auto first = i < lines_around ? 0 : i - lines_around;
    for (auto near = first; near <= std::min(i + lines_around, lines.size() - 1); ++near)
      is_shown[near] = true;
  }
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_shown[i])
      continue;
    if (i > 0 && !is_shown[i - 1] && !text.empty())
      text += "…\n";
    text += lines[i].mark;
    text += ' ';
    text.append(lines[i].text).push_back('\n');
  }
  return text.empty() ? "  (only the end of the last line differs)\n" : text;
}

}  // namespace tote::host::author
