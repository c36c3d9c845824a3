// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/source_lines.h"

#include <algorithm>

namespace tote::notes {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_space(char c) {
  return is_blank(c) || c == '\n' || c == '\r';
}

}  // namespace

std::vector<std::uint32_t> find_line_starts(std::string_view source) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = source.find_first_of("\r\n"); at != std::string_view::npos;
       at = source.find_first_of("\r\n", at)) {
    at += source.substr(at, 2) == "\r\n" ? 2 : 1;
    if (at < source.size())
      starts.push_back(static_cast<std::uint32_t>(at));
  }
  return starts;
}

std::uint32_t line_index(const std::vector<std::uint32_t>& starts, std::uint32_t offset) {
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  return after == starts.begin() ? 0 : static_cast<std::uint32_t>(after - starts.begin() - 1);
}

ByteSpan line_content(std::string_view source, const std::vector<std::uint32_t>& starts,
                      std::uint32_t line) {
  const std::uint32_t begin = starts[line];
  std::uint32_t end =
      line + 1 < starts.size() ? starts[line + 1] : static_cast<std::uint32_t>(source.size());
  if (end > begin && source[end - 1] == '\n')
    --end;
  if (end > begin && source[end - 1] == '\r')
    --end;
  return {begin, end};
}

ByteSpan trim_end(std::string_view source, ByteSpan span) {
  while (span.end > span.begin && is_blank(source[span.end - 1]))
    --span.end;
  return span;
}

ByteSpan trim(std::string_view source, ByteSpan span) {
  while (span.begin < span.end && is_space(source[span.begin]))
    ++span.begin;
  while (span.end > span.begin && is_space(source[span.end - 1]))
    --span.end;
  return span;
}

}  // namespace tote::notes
