// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <cstddef>

#include <utf8proc.h>

#include "notes/inline_items.h"
#include "notes/utf8.h"

namespace tote::notes {
namespace {

enum class Surrounding : std::uint8_t { space, punctuation, letter };

Surrounding surrounding_of(char32_t code) {
  if (code < 0x80) {
    if (code <= ' ')
      return Surrounding::space;
    const bool is_alnum = (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
                          (code >= 'A' && code <= 'Z');
    return is_alnum ? Surrounding::letter : Surrounding::punctuation;
  }
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_ZS:
      return Surrounding::space;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
      return Surrounding::punctuation;
    default:
      return Surrounding::letter;
  }
}

Surrounding before(std::string_view text, std::size_t at) {
  if (at == 0)
    return Surrounding::space;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
    --begin;
  return surrounding_of(decode_utf8(text, begin).code);
}

Surrounding after(std::string_view text, std::size_t at) {
  return at >= text.size() ? Surrounding::space : surrounding_of(decode_utf8(text, at).code);
}

constexpr std::string_view delimiter_marks = "*_~=";

/// Delimiter runs that may still open, innermost last, with a list of positions for each mark so
/// that a closer finds its opener at once.
class OpenerStack {
 public:
  void push(std::size_t mark, std::size_t item) {
    by_mark_[mark].push_back(items_.size());
    items_.push_back({mark, item});
  }

  /// The item of the innermost opener with this mark, or npos.
  [[nodiscard]] std::size_t find(std::size_t mark) const {
    return by_mark_[mark].empty() ? std::string_view::npos : items_[by_mark_[mark].back()].item;
  }

  /// Drops the openers inside the innermost one with this mark, and itself if it is used up.
  void close(std::size_t mark, bool is_used_up) {
    const std::size_t keep = by_mark_[mark].back() + (is_used_up ? 0 : 1);
    while (items_.size() > keep) {
      by_mark_[items_.back().mark].pop_back();
      items_.pop_back();
    }
  }

 private:
  struct Opener {
    std::size_t mark;
    std::size_t item;
  };

  std::vector<Opener> items_;
  std::array<std::vector<std::size_t>, 4> by_mark_;
};

std::uint32_t size_of(const InlineItem& item) {
  return item.end - item.begin;
}

/// How many marks of the two runs pair, 0 if they do not.
std::uint32_t paired_marks(char mark, const InlineItem& opener, const InlineItem& closer) {
  const std::uint32_t available = std::min(size_of(opener), size_of(closer));
  if (mark == '~' || mark == '=')
    return available >= 2 ? 2 : 0;
  // CommonMark 6.2, rules 9 and 10.
  const bool is_mixed = opener.can_close || closer.can_open;
  if (is_mixed && (size_of(opener) + size_of(closer)) % 3 == 0 &&
      !(size_of(opener) % 3 == 0 && size_of(closer) % 3 == 0))
    return 0;
  return std::min<std::uint32_t>(available, 2);
}

}  // namespace

void classify_delimiter(std::string_view text, InlineItem& run) {
  const Surrounding left = before(text, run.begin);
  const Surrounding right = after(text, run.end);
  const bool is_left_flanking = right != Surrounding::space &&
                                (right != Surrounding::punctuation || left != Surrounding::letter);
  const bool is_right_flanking = left != Surrounding::space &&
                                 (left != Surrounding::punctuation || right != Surrounding::letter);
  const bool is_underscore = text[run.begin] == '_';
  run.can_open = is_left_flanking &&
                 (!is_underscore || !is_right_flanking || left == Surrounding::punctuation);
  run.can_close = is_right_flanking &&
                  (!is_underscore || !is_left_flanking || right == Surrounding::punctuation);
}

void InlineItems::resolve_emphasis(std::string_view text) {
  OpenerStack openers;
  std::vector<std::int32_t> change;  // in the depth of emphasis, by item
  for (std::size_t i = 0; i < items_.size(); ++i) {
    InlineItem& item = items_[i];
    if (item.role != InlineItem::Role::delimiter)
      continue;
    const char character = text[item.begin];
    const std::size_t mark = delimiter_marks.find(character);
    while (item.can_close && size_of(item) > 0) {
      const std::size_t opener = openers.find(mark);
      const std::uint32_t marks =
          opener == std::string_view::npos ? 0 : paired_marks(character, items_[opener], item);
      if (marks == 0)
        break;
      items_[opener].end -= marks;
      item.begin += marks;
      openers.close(mark, size_of(items_[opener]) == 0);
      if (character == '*' || character == '_') {
        change.resize(items_.size() + 1);
        ++change[opener + 1];
        --change[i];
      }
    }
    if (item.can_open && size_of(item) > 0)
      openers.push(mark, i);
  }
  std::int32_t depth = 0;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    depth += change.empty() ? 0 : change[i];
    items_[i].is_emphasised = depth > 0;
    if (items_[i].role == InlineItem::Role::delimiter)
      items_[i].role =
          size_of(items_[i]) == 0 ? InlineItem::Role::markup : InlineItem::Role::content;
  }
}

}  // namespace tote::notes
