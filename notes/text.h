// SPDX-License-Identifier: GPL-2.0-or-later
// One reading of text for the whole program: what two spellings have in common, and where words
// begin and end. Notes are indexed, names are matched, and questions are read with the same
// functions, so that they agree.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::notes {

/// Case-folded, without diacritics, compatibility forms unified (NFKD, marks dropped; ø ł đ æ œ ß ð
/// þ ı mapped by hand). Curly quotes become straight ones. Invalid UTF-8 becomes U+FFFD. Linear;
/// any thread.
[[nodiscard]] std::string fold(std::string_view text);

/// The key under which a name is looked up: folded, white space runs as one space, trimmed. `Zoë
/// Brandt` and `zoe brandt` agree.
[[nodiscard]] std::string name_key(std::string_view name);

/// The key without anything but letters and digits: `Raven marked` and `Ravenmarked` agree.
[[nodiscard]] std::string squashed_key(std::string_view name);

/// Whether the text begins with an upper-case or title-case letter of any script that has them.
[[nodiscard]] bool begins_with_capital(std::string_view text);

/// One word of a text.
struct Word {
  std::string folded;  ///< the word under fold()
  ByteSpan span;       ///< into the text that was split
  bool is_cjk =
      false;  ///< a run of Han, Kana or Hangul, to be cut into bigrams by whoever indexes it
};

/// Splits text into words: runs of letters, digits and marks; inner apostrophes and full stops
/// between letters or digits stay (`don't`, `a.b`, `3.14`); a CJK run is a word of its own.
/// Everything else separates. Linear; any thread.
[[nodiscard]] std::vector<Word> split_words(std::string_view text);

/// Whether the bytes are well-formed UTF-8; the offset of the first bad byte, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

/// Columns that text takes on a terminal (wide CJK and emoji count 2, marks 0).
[[nodiscard]] int display_width(std::string_view text);

}  // namespace tote::notes
