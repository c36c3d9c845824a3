// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/word_syntax.h"

#include <algorithm>
#include <unordered_map>

#include <utf8proc.h>

#include "notes/utf8.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t max_key_bytes = 80;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Letters, marks, numbers and symbols (emoji among them, with their joiners) make words; spaces,
/// punctuation and what is invisible do not.
bool is_word_char(char32_t code) {
  constexpr char32_t joiner = 0x200D;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(code));
  return code == joiner || (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) ||
         (category >= UTF8PROC_CATEGORY_SM && category <= UTF8PROC_CATEGORY_SO);
}

/// The size of a word character that is not ASCII; 0 if there is none.
std::size_t wide_word_char(std::string_view text, std::size_t at) {
  if (static_cast<unsigned char>(text[at]) < 0x80)
    return 0;
  const DecodedChar c = decode_utf8(text, at);
  return c.is_valid && is_word_char(c.code) ? c.size : 0;
}

bool is_emphasis(char c) {
  return c == '*' || c == '_' || c == '~' || c == '=';
}

}  // namespace

std::size_t tag_end(std::string_view text, std::size_t at) {
  bool has_other_than_digits = false;
  std::size_t end = at + 1;
  while (end < text.size()) {
    const char c = text[end];
    if (is_letter(c) || c == '-' || c == '_' || c == '/') {
      has_other_than_digits = true;
      ++end;
    } else if (is_digit(c)) {
      ++end;
    } else if (const std::size_t size = wide_word_char(text, end); size != 0) {
      has_other_than_digits = true;
      end += size;
    } else {
      break;
    }
  }
  while (end > at + 1 && text[end - 1] == '/')
    --end;
  return has_other_than_digits && end > at + 1 ? end : npos;
}

std::size_t block_id_end(std::string_view text, std::size_t at) {
  if (at > 0 && !is_blank(text[at - 1]) && text[at - 1] != '\n')
    return npos;
  std::size_t end = at + 1;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '-'))
    ++end;
  return end > at + 1 && (end == text.size() || text[end] == '\n') ? end : npos;
}

std::optional<FieldKey> read_field_key(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin < text.size() && begin < at + 4 && is_emphasis(text[begin]))
    ++begin;
  if (begin >= text.size() ||
      !(is_letter(text[begin]) || is_digit(text[begin]) || wide_word_char(text, begin) != 0))
    return std::nullopt;
  std::size_t end = begin;
  const std::size_t limit = std::min(text.size(), at + max_key_bytes);
  while (end < limit) {
    const char c = text[end];
    if (is_letter(c) || is_digit(c) || is_blank(c) || c == '-' || c == '_' || c == '/')
      ++end;
    else if (const std::size_t size = wide_word_char(text, end); size != 0)
      end += size;
    else
      break;
  }
  std::size_t colons = end;
  if (begin > at) {
    while (colons < text.size() && is_emphasis(text[colons]))
      ++colons;
    while (end > begin && is_emphasis(text[end - 1]))
      --end;
  }
  if (text.substr(colons, 2) != "::")
    return std::nullopt;
  std::size_t value = colons + 2;
  if (begin > at) {
    while (value < text.size() && is_emphasis(text[value]) && text[colons - 1] != text[value])
      ++value;
  }
  // `std::vector` and `a::b` are no fields; `author::[[X]]` is one.
  if (value < text.size() && !is_blank(text[value]) && text[value] != '\n' && text[value] != '[' &&
      text[value] != '"' && text[value] != '#')
    return std::nullopt;
  while (value < text.size() && is_blank(text[value]))
    ++value;
  while (end > begin && is_blank(text[end - 1]))
    --end;
  return FieldKey{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, value};
}

BacktickRuns::BacktickRuns(std::string_view text) {
  for (std::size_t at = text.find('`'); at != npos; at = text.find('`', at)) {
    const std::size_t end = std::min(text.find_first_not_of('`', at), text.size());
    runs_.push_back({at, end - at, runs_.size()});
    at = end;
  }
  std::unordered_map<std::size_t, std::size_t> last;
  for (std::size_t i = runs_.size(); i-- > 0;) {
    if (const auto [entry, is_new] = last.try_emplace(runs_[i].size, i); !is_new) {
      runs_[i].next = entry->second;
      entry->second = i;
    }
  }
}

std::optional<BacktickRuns::CodeSpan> BacktickRuns::read(std::size_t at) {
  while (current_ < runs_.size() && runs_[current_].begin + runs_[current_].size <= at)
    ++current_;
  if (current_ == runs_.size() || runs_[current_].begin != at || runs_[current_].next == current_)
    return std::nullopt;
  const Run& open = runs_[current_];
  const Run& close = runs_[open.next];
  return CodeSpan{open.begin + open.size, close.begin, close.begin + close.size};
}

}  // namespace tote::notes
