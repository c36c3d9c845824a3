// SPDX-License-Identifier: GPL-2.0-or-later
// Where words begin and end. ASCII, the bulk of every vault, is classified by a table and folded in
// place; other characters ask utf8proc for their category.
#include <array>

#include <utf8proc.h>

#include "notes/text.h"
#include "notes/utf8.h"

namespace tote::notes {
namespace {

constexpr std::array<char, 128> make_folded_ascii() {
  std::array<char, 128> table{};
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<std::size_t>(c)] = c;
    table[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  }
  for (char c = '0'; c <= '9'; ++c)
    table[static_cast<std::size_t>(c)] = c;
  return table;
}

/// The folded letter or digit; 0 for what separates words.
constexpr std::array<char, 128> folded_ascii = make_folded_ascii();

bool is_cjk_char(char32_t c) {
  return (c >= 0x2E80 && c <= 0x2FDF) || c == 0x3005 || c == 0x3007 ||
         (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3105 && c <= 0x312F) ||
         (c >= 0x3131 && c <= 0x318E) || (c >= 0x31A0 && c <= 0x31BF) ||
         (c >= 0x31F0 && c <= 0x31FF) || (c >= 0x3400 && c <= 0x4DBF) ||
         (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7FF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF66 && c <= 0xFFDC) ||
         (c >= 0x1B000 && c <= 0x1B16F) || (c >= 0x20000 && c <= 0x323AF);
}

enum class CharClass : std::uint8_t { separator, word, cjk, mark };

CharClass classify(char32_t code) {
  if (is_cjk_char(code))
    return CharClass::cjk;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(code))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return CharClass::word;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return CharClass::mark;
    default:
      // Invisible characters within a word do not split it: soft hyphen, zero-width (non-)joiner.
      return code == 0x00AD || code == 0x200C || code == 0x200D ? CharClass::mark
                                                                : CharClass::separator;
  }
}

struct ClassifiedChar {
  CharClass kind = CharClass::separator;
  std::uint32_t size = 1;
};

ClassifiedChar classify_at(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80)
    return {folded_ascii[byte] != 0 ? CharClass::word : CharClass::separator, 1};
  const DecodedChar c = decode_utf8(text, at);
  return {c.is_valid ? classify(c.code) : CharClass::separator, c.size};
}

/// The size of an apostrophe or full stop at `at` (straight or U+2019), 0 if there is none.
std::uint32_t joiner_size(std::string_view text, std::size_t at) {
  if (text[at] == '\'' || text[at] == '.')
    return 1;
  return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

/// The end of the word that begins at `at`; says whether all of it is ASCII.
std::size_t word_end(std::string_view text, std::size_t at, bool& is_ascii) {
  is_ascii = true;
  while (at < text.size()) {
    const ClassifiedChar c = classify_at(text, at);
    if (c.kind == CharClass::word || c.kind == CharClass::mark) {
      is_ascii = is_ascii && c.size == 1;
      at += c.size;
      continue;
    }
    if (c.kind == CharClass::cjk)
      break;
    const std::uint32_t joiner = joiner_size(text, at);
    if (joiner == 0 || at + joiner >= text.size() ||
        classify_at(text, at + joiner).kind != CharClass::word)
      break;
    is_ascii = is_ascii && joiner == 1;
    at += joiner;
  }
  return at;
}

std::size_t cjk_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const ClassifiedChar c = classify_at(text, at);
    if (c.kind != CharClass::cjk && c.kind != CharClass::mark)
      break;
    at += c.size;
  }
  return at;
}

std::string fold_ascii_word(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (const char folded = folded_ascii[static_cast<unsigned char>(c)]; folded != 0)
      c = folded;
  }
  return out;
}

}  // namespace

std::vector<Word> split_words(std::string_view text) {
  std::vector<Word> words;
  words.reserve(text.size() / 6);
  std::size_t at = 0;
  while (at < text.size()) {
    const ClassifiedChar c = classify_at(text, at);
    if (c.kind == CharClass::separator || c.kind == CharClass::mark) {
      at += c.size;
      continue;
    }
    const bool is_cjk = c.kind == CharClass::cjk;
    bool is_ascii = false;
    const std::size_t end = is_cjk ? cjk_end(text, at) : word_end(text, at, is_ascii);
    const std::string_view written = text.substr(at, end - at);
    words.push_back({is_ascii ? fold_ascii_word(written) : fold(written),
                     {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                     is_cjk});
    at = end;
  }
  return words;
}

bool begins_with_capital(std::string_view text) {
  if (text.empty())
    return false;
  if (static_cast<unsigned char>(text.front()) < 0x80)
    return text.front() >= 'A' && text.front() <= 'Z';
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(decode_utf8(text, 0).code));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

}  // namespace tote::notes
