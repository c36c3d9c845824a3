// SPDX-License-Identifier: GPL-2.0-or-later
// Folding: ASCII goes through a table-free fast path; the rest is decomposed by utf8proc, loses the
// marks that people leave out when they type, and is recomposed where the script needs it.
#include "notes/text.h"

#include <array>

#include <utf8proc.h>

#include "notes/utf8.h"

namespace tote::notes {
namespace {

/// Marks that people leave out when they type a name: those of Latin, Greek and Cyrillic, Hebrew
/// points and Arabic vowel signs. Vowel signs of Indic and Thai script and kana voicing are letters
/// to their readers and stay.
bool is_dropped_mark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x0591 && c <= 0x05BD) || c == 0x05BF ||
         (c >= 0x05C1 && c <= 0x05C2) || (c >= 0x05C4 && c <= 0x05C5) || c == 0x05C7 ||
         (c >= 0x064B && c <= 0x065F) || c == 0x0670 || (c >= 0x1AB0 && c <= 0x1AFF) ||
         (c >= 0x1DC0 && c <= 0x1DFF) || (c >= 0x20D0 && c <= 0x20FF) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFE20 && c <= 0xFE2F);
}

/// Invisible characters that carry no meaning in a name: soft hyphen, zero-width and direction
/// marks, BOM.
bool is_invisible(char32_t c) {
  return c == 0x00AD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

/// Letters that Unicode does not decompose but people type without their stroke or ligature.
std::string_view mapped_by_hand(char32_t c) {
  switch (c) {
    case 0x00E6:
      return "ae";
    case 0x0153:
      return "oe";
    case 0x00F8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x00FE:
      return "th";
    case 0x0131:
      return "i";
    case 0x0127:
      return "h";
    case 0x0167:
      return "t";
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x02BC:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201F:
      return "\"";
    default:
      return {};
  }
}

/// Scripts whose folded form is composed again: Hangul jamo and kana with voicing marks.
bool needs_composition(char32_t c) {
  return (c >= 0x1100 && c <= 0x11FF) || c == 0x3099 || c == 0x309A;
}

void append_composed(std::string& out, std::vector<utf8proc_int32_t>& run) {
  const utf8proc_ssize_t size =
      utf8proc_normalize_utf32(run.data(), static_cast<utf8proc_ssize_t>(run.size()),
                               static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  for (utf8proc_ssize_t i = 0; i < size; ++i)
    append_utf8(out, static_cast<char32_t>(run[static_cast<std::size_t>(i)]));
  run.clear();
}

/// Folds characters of text that is not ASCII; holds back what may still compose.
class Folder {
 public:
  explicit Folder(std::string& out) : out_(out) {}

  void add(char32_t code) {
    if (is_invisible(code))
      return;
    std::array<utf8proc_int32_t, 32> parts{};
    int boundary_class = 0;
    const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT |
                                                        UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD);
    const utf8proc_ssize_t count = utf8proc_decompose_char(
        static_cast<utf8proc_int32_t>(code), parts.data(),
        static_cast<utf8proc_ssize_t>(parts.size()), options, &boundary_class);
    if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) {
      flush();
      append_utf8(out_, code);
      return;
    }
    for (utf8proc_ssize_t i = 0; i < count; ++i)
      put(static_cast<char32_t>(parts[static_cast<std::size_t>(i)]));
  }

  void flush() {
    if (held_.empty())
      return;
    if (must_compose_) {
      append_composed(out_, held_);
    } else {
      for (const auto code : held_)
        append_utf8(out_, static_cast<char32_t>(code));
      held_.clear();
    }
    must_compose_ = false;
  }

 private:
  void put(char32_t code) {
    if (is_dropped_mark(code))
      return;
    if (const std::string_view mapped = mapped_by_hand(code); !mapped.empty()) {
      flush();
      out_ += mapped;
      return;
    }
    must_compose_ = must_compose_ || needs_composition(code);
    held_.push_back(static_cast<utf8proc_int32_t>(code));
  }

  std::string& out_;
  std::vector<utf8proc_int32_t> held_;
  bool must_compose_ = false;
};

char fold_ascii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      out += fold_ascii(text[at++]);
      continue;
    }
    Folder folder(out);
    while (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80) {
      const DecodedChar c = decode_utf8(text, at);
      folder.add(c.code);
      at += c.size;
    }
    folder.flush();
  }
  return out;
}

std::string name_key(std::string_view name) {
  const std::string folded = fold(name);
  std::string out;
  out.reserve(folded.size());
  for (const char c : folded) {
    if (!is_space(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ')
    out.pop_back();
  return out;
}

std::string squashed_key(std::string_view name) {
  std::string out;
  for (const Word& word : split_words(name)) {
    for (const char c : word.folded) {
      if (c != '\'' && c != '.')
        out += c;
    }
  }
  return out;
}

int display_width(std::string_view text) {
  constexpr char32_t joiner = 0x200D;
  constexpr char32_t emoji_style = 0xFE0F;
  int width = 0;
  int last = 0;
  bool is_joined = false;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedChar c = decode_utf8(text, at);
    at += c.size;
    const bool is_skin_tone = c.code >= 0x1F3FB && c.code <= 0x1F3FF;
    if (c.code == emoji_style && last == 1) {
      ++width;
      last = 2;
    } else if (!is_joined && !(is_skin_tone && last == 2)) {
      last = c.is_valid ? utf8proc_charwidth(static_cast<utf8proc_int32_t>(c.code)) : 1;
      width += last;
    }
    is_joined = c.code == joiner;
  }
  return width;
}

}  // namespace tote::notes
