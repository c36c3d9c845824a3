// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/leaf_text.h"

#include <algorithm>

namespace tote::notes {

LeafText::LeafText(std::string_view source, const ByteSpan* pieces, std::size_t count) {
  lines_.reserve(std::max<std::size_t>(count, 1));
  for (std::size_t i = 0; i < count; ++i) {
    lines_.push_back({static_cast<std::uint32_t>(joined_.size()), pieces[i].begin});
    if (count == 1)
      break;
    joined_ += pieces[i].in(source);
    if (i + 1 < count)
      joined_ += '\n';
  }
  if (count == 0)
    lines_.push_back({0, 0});
  view_ = count == 1 ? pieces[0].in(source) : std::string_view(joined_);
}

std::uint32_t LeafText::to_source(std::size_t offset) const {
  const auto at = static_cast<std::uint32_t>(offset);
  const auto after =
      std::upper_bound(lines_.begin(), lines_.end(), at,
                       [](std::uint32_t value, const Line& line) { return value < line.begin; });
  const Line& line = after == lines_.begin() ? lines_.front() : *(after - 1);
  return line.source + (at - line.begin);
}

ByteSpan LeafText::to_source(ByteSpan span) const {
  const std::uint32_t begin = to_source(span.begin);
  return {begin, span.empty() ? begin : to_source(span.end - 1) + 1};
}

std::uint32_t LeafText::from_source(std::uint32_t offset) const {
  const auto after =
      std::upper_bound(lines_.begin(), lines_.end(), offset,
                       [](std::uint32_t value, const Line& line) { return value < line.source; });
  if (after == lines_.begin())
    return 0;
  const Line& line = *(after - 1);
  const std::uint32_t end =
      after == lines_.end() ? static_cast<std::uint32_t>(view_.size()) : after->begin;
  return std::min(line.begin + (offset - line.source), end);
}

}  // namespace tote::notes
