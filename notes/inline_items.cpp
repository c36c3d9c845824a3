// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/inline_items.h"

#include <algorithm>

namespace tote::notes {

std::size_t InlineItems::add(Inline::Kind kind, std::size_t begin, std::size_t end,
                             std::size_t ref) {
  InlineItem item;
  item.kind = kind;
  item.begin = static_cast<std::uint32_t>(begin);
  item.end = static_cast<std::uint32_t>(end);
  item.ref = static_cast<std::uint32_t>(ref);
  items_.push_back(item);
  return items_.size() - 1;
}

void InlineItems::add_code(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view code = text.substr(0, end);
  while (begin < end) {
    const std::size_t stop = std::min(code.find('\n', begin), end);
    if (stop > begin)
      add(Inline::Kind::code, begin, stop);
    if (stop < end)
      add(Inline::Kind::line_break, stop, stop + 1);
    begin = stop + 1;
  }
}

void InlineItems::append_to(std::vector<Inline>& inlines, const LeafText& leaf) const {
  const std::size_t first = inlines.size();
  for (const InlineItem& item : items_) {
    if (item.role == InlineItem::Role::markup || item.begin == item.end)
      continue;
    const ByteSpan span = leaf.to_source(ByteSpan{item.begin, item.end});
    if (inlines.size() > first && item.kind == Inline::Kind::text) {
      Inline& last = inlines.back();
      if (last.kind == Inline::Kind::text && last.span.end == span.begin &&
          last.is_emphasised == item.is_emphasised) {
        last.span.end = span.end;
        continue;
      }
    }
    inlines.push_back({item.kind, item.is_emphasised, item.ref, span});
  }
}

}  // namespace tote::notes
