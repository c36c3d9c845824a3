// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/mark_reader.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

}  // namespace

std::size_t MarkReader::find(std::string_view mark, std::size_t at, bool& is_missing) const {
  const std::size_t found = is_missing ? npos : text_.find(mark, at);
  is_missing = found == npos;
  return found;
}

std::size_t MarkReader::comment_end(std::size_t at) {
  const std::size_t close = find("%%", at + 2, no_comment_);
  return close == npos ? npos : close + 2;
}

std::size_t MarkReader::math_end(std::size_t at) {
  if (text_.substr(at, 2) == "$$") {
    const std::size_t close = find("$$", at + 2, no_display_math_);
    return close == npos ? npos : close + 2;
  }
  if (at + 1 >= text_.size() || is_space(text_[at + 1]))
    return npos;
  const std::size_t close = find("$", at + 1, no_math_);
  if (close == npos || is_space(text_[close - 1]) || text_[close - 1] == '\\')
    return npos;
  const bool is_price =
      close + 1 < text_.size() && text_[close + 1] >= '0' && text_[close + 1] <= '9';
  return is_price || text_.substr(at, close - at).find('\n') != npos ? npos : close + 1;
}

}  // namespace tote::notes
