// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/readable_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace tote::index::search {
namespace {

constexpr std::size_t max_source_bytes = std::size_t{1} << 20;
/// How far ahead the end of a link or tag is looked for.
constexpr std::size_t max_lookahead_bytes = 1024;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r';
}

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word_byte(char c) {
  return is_ascii_letter(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_ascii_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_word_byte(c);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

/// Takes the first line off `rest`, without its end.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

/// Takes the front matter off `source`: what lies between its lines, empty if there is none.
std::string_view take_front_matter(std::string_view& source) {
  if (source.starts_with("\xEF\xBB\xBF"))
    source.remove_prefix(3);
  std::string_view rest = source;
  if (trimmed(take_line(rest)) != "---")
    return {};
  const std::string_view begin = rest;
  while (!rest.empty()) {
    const std::size_t size = begin.size() - rest.size();
    const std::string_view line = take_line(rest);
    if (line == "---" || line == "...") {
      source = rest;
      return begin.substr(0, size);
    }
  }
  return {};
}

/// Digits and a full stop or parenthesis that number a list item: their bytes, else 0.
std::size_t list_number(std::string_view line) {
  std::size_t digits = 0;
  while (digits < line.size() && digits < 9 && line[digits] >= '0' && line[digits] <= '9')
    ++digits;
  const bool is_number = digits > 0 && digits + 1 < line.size() &&
                         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
  return is_number ? digits + 2 : 0;
}

/// Whether the line is drawn with one of `marks` alone: a rule, an underline, a table's second row.
bool consists_of(std::string_view line, std::string_view marks) {
  return line.size() >= 3 && line.find_first_not_of(marks) == std::string_view::npos;
}

class Scanner {
 public:
  std::string scan(std::string_view source) && {
    while (!source.empty())
      add_line(take_line(source));
    end_block();
    return std::move(out_);
  }

 private:
  void end_block() {
    while (!out_.empty() && out_.back() == ' ')
      out_.pop_back();
    if (!out_.empty() && out_.back() != '\n')
      out_ += '\n';
  }

  void add_line(std::string_view line) {
    const std::string_view text = trimmed(line);
    if (text.starts_with("```") || text.starts_with("~~~")) {
      is_code_ = !is_code_;
      end_block();
      return;
    }
    if (is_code_) {
      out_ += text;
      end_block();
      return;
    }
    if (text.empty()) {
      end_block();
      return;
    }
    const std::string_view inner = without_block_marks(text);
    if (consists_of(inner, "-*_= ") || consists_of(inner, "|-: "))
      end_block();
    else
      add_inlines(inner);
  }

  /// Drops marks of quotes, headings, lists, tasks and callouts; what they begin is a new block.
  std::string_view without_block_marks(std::string_view text) {
    while (text.starts_with('>'))
      text = trimmed(text.substr(1));
    if (text.starts_with("[!")) {
      const std::size_t end = text.find(']');
      end_block();
      if (end != std::string_view::npos)
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    const std::size_t hashes = std::min(text.find_first_not_of('#'), text.size());
    std::size_t mark = 0;
    if (hashes > 0 && hashes <= 6 && hashes < text.size() && is_space(text[hashes])) {
      mark = hashes + 1;
      end_of_line_ends_block_ = true;
    } else if (text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")) {
      mark = 2;
    } else {
      mark = list_number(text);
    }
    if (mark > 0)
      end_block();
    text = trimmed(text.substr(mark));
    if (mark > 0 && text.size() > 3 && text[0] == '[' && text[2] == ']' && text[3] == ' ')
      text = trimmed(text.substr(3));
    if (text.starts_with('|'))
      end_block();
    return text;
  }

  void add_inlines(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size())
      at += add_inline(text, at);
    if (end_of_line_ends_block_)
      end_block();
    else if (!out_.empty() && out_.back() != '\n' && out_.back() != ' ')
      out_ += ' ';
    end_of_line_ends_block_ = false;
  }

  /// Adds what begins at `at`; gives the bytes it took. At least 1.
  std::size_t add_inline(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (!comment_end_.empty())
      return skip_comment(rest);
    for (const auto& [begin, end] : comments) {
      if (rest.starts_with(begin)) {
        comment_end_ = end;
        return begin.size();
      }
    }
    switch (rest[0]) {
      case '\\':
        if (rest.size() > 1 && is_ascii_punctuation(rest[1]))
          return add(rest[1], 2);
        return add(rest[0], 1);
      case '[':
        return add_link(rest);
      case ']':
        return skip_url(rest);
      case '<':
        return skip_tag(rest);
      case '|':
        return text.starts_with('|') ? add(' ', 1) : add('|', 1);
      case '*':
      case '`':
        return is_mark(text, at) ? 1 : add(rest[0], 1);
      case '~':
      case '=':
        return rest.size() > 1 && rest[1] == rest[0] ? 2 : add(rest[0], 1);
      case '_':
        return is_word_inner(text, at) ? add('_', 1) : 1;
      default:
        return add(rest[0], 1);
    }
  }

  std::size_t add(char c, std::size_t taken) {
    const bool is_repeated_space =
        is_space(c) && (out_.empty() || out_.back() == ' ' || out_.back() == '\n');
    if (!is_repeated_space)
      out_ += is_space(c) ? ' ' : c;
    return taken;
  }

  std::size_t skip_comment(std::string_view rest) {
    const std::size_t end = rest.find(comment_end_);
    if (end == std::string_view::npos)
      return rest.size();
    const std::size_t taken = end + comment_end_.size();
    comment_end_ = {};
    return taken;
  }

  /// `[[…]]` stays; of `[text](url)` the text.
  std::size_t add_link(std::string_view rest) {
    const std::string_view near = rest.substr(0, max_lookahead_bytes);
    if (rest.starts_with("[[")) {
      const std::size_t end = near.find("]]");
      if (end != std::string_view::npos) {
        out_ += rest.substr(0, end + 2);
        return end + 2;
      }
    }
    const std::size_t close = near.find(']');
    const bool has_url =
        close != std::string_view::npos && close + 1 < near.size() && near[close + 1] == '(';
    if (has_url && !out_.empty() && out_.back() == '!')
      out_.pop_back();
    return has_url ? 1 : add('[', 1);
  }

  std::size_t skip_url(std::string_view rest) {
    if (!rest.starts_with("]("))
      return add(']', 1);
    const std::size_t end = rest.substr(0, max_lookahead_bytes).find(')');
    return end == std::string_view::npos ? add(']', 1) : end + 1;
  }

  std::size_t skip_tag(std::string_view rest) {
    const bool is_tag = rest.size() > 1 && (is_ascii_letter(rest[1]) || rest[1] == '/');
    const std::size_t end = rest.substr(0, max_lookahead_bytes).find('>');
    if (!is_tag || end == std::string_view::npos)
      return add('<', 1);
    const std::string_view inner = rest.substr(1, end - 1);
    if (inner.find("://") != std::string_view::npos && inner.find(' ') == std::string_view::npos)
      out_ += inner;
    return end + 1;
  }

  /// A `*` between spaces is a sign of its own, not emphasis.
  static bool is_mark(std::string_view text, std::size_t at) {
    const bool space_before = at == 0 || is_space(text[at - 1]);
    const bool space_after = at + 1 >= text.size() || is_space(text[at + 1]);
    return !(space_before && space_after);
  }

  static bool is_word_inner(std::string_view text, std::size_t at) {
    return at > 0 && is_word_byte(text[at - 1]) && at + 1 < text.size() &&
           is_word_byte(text[at + 1]);
  }

  struct Comment {
    std::string_view begin;
    std::string_view end;
  };

  static constexpr std::array<Comment, 2> comments = {Comment{"%%", "%%"}, Comment{"<!--", "-->"}};

  std::string out_;
  std::string_view comment_end_;  ///< what ends the comment that we are in
  bool is_code_ = false;
  bool end_of_line_ends_block_ = false;
};

}  // namespace

ReadableText readable_text(std::string_view source) {
  source = source.substr(0, max_source_bytes);
  ReadableText text;
  text.front_matter = take_front_matter(source);
  text.body = Scanner().scan(source);
  return text;
}

}  // namespace tote::index::search
