// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/body_outline.h"

#include <algorithm>
#include <array>

#include "notes/source_lines.h"

namespace tote::notes {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The size of a list marker with the blank behind it at the front of `text`, 0 if there is none.
std::size_t list_marker_size(std::string_view text) {
  std::size_t size = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '*' || text[0] == '+')) {
    size = 1;
  } else {
    while (size < text.size() && size < 10 && is_digit(text[size]))
      ++size;
    if (size == 0 || size > 9 || size == text.size() || (text[size] != '.' && text[size] != ')'))
      return 0;
    ++size;
  }
  if (size == text.size())
    return size;
  return is_blank(text[size]) ? size + 1 : 0;
}

/// How a line begins: quote marks, list markers and blanks, then its content.
struct LinePrefix {
  std::size_t size = 0;  ///< bytes before the content
  int quotes = 0;
  bool is_too_deep = false;  ///< the content begins with markers or blanks that are not to count
};

LinePrefix read_prefix(std::string_view line) {
  LinePrefix prefix;
  int markers = 0;
  std::uint32_t indent = 0;
  while (prefix.size < line.size()) {
    const char c = line[prefix.size];
    const std::size_t marker = c == '>' ? 1 : list_marker_size(line.substr(prefix.size));
    if (is_blank(c)) {
      indent += c == '\t' ? 4 : 1;
      ++prefix.size;
    } else if (marker != 0) {
      ++markers;
      prefix.quotes += c == '>' ? 1 : 0;
      prefix.size += marker;
    } else {
      return prefix;
    }
    if (markers > max_markers_per_line || indent > max_indent_columns) {
      --prefix.size;
      prefix.is_too_deep = true;
      return prefix;
    }
  }
  return prefix;
}

/// The length of a code fence (CommonMark 4.5) at the front of `text`, 0 if there is none.
std::size_t fence_size(std::string_view text) {
  if (text.empty() || (text[0] != '`' && text[0] != '~'))
    return 0;
  const std::size_t size = std::min(text.find_first_not_of(text[0]), text.size());
  if (size < 3 || (text[0] == '`' && text.find('`', size) != std::string_view::npos))
    return 0;
  return size;
}

/// Follows fenced code from line to line.
class FenceTracker {
 public:
  /// Whether the line lies in fenced code, its fences included.
  bool covers(std::string_view content, int quotes) {
    if (size_ != 0 && quotes < quotes_)
      size_ = 0;  // the quote that held the code is over
    if (size_ != 0) {
      const std::size_t run = std::min(content.find_first_not_of(mark_), content.size());
      if (run >= size_ && content.find_first_not_of(" \t", run) == std::string_view::npos)
        size_ = 0;
      return true;
    }
    size_ = fence_size(content);
    if (size_ == 0)
      return false;
    mark_ = content[0];
    quotes_ = quotes;
    return true;
  }

 private:
  std::size_t size_ = 0;
  char mark_ = '`';
  int quotes_ = 0;
};

/// The end of display math that opens at `at`, or npos: it closes before a blank line.
std::size_t math_end(std::string_view source, std::size_t at, std::size_t body_end,
                     const std::vector<std::uint32_t>& line_starts) {
  const std::size_t close = source.substr(0, body_end).find("$$", at + 2);
  if (close == std::string_view::npos)
    return close;
  const std::uint32_t last = line_index(line_starts, static_cast<std::uint32_t>(close));
  for (std::uint32_t line = line_index(line_starts, static_cast<std::uint32_t>(at)); line < last;
       ++line) {
    const ByteSpan content = line_content(source, line_starts, line);
    if (content.in(source).find_first_not_of(" \t>") == std::string_view::npos)
      return std::string_view::npos;
  }
  return close + 2;
}

/// What cmark must see of a line's content: everything that can open or close a block, with inline
/// markup replaced.
class OutlineWriter {
 public:
  explicit OutlineWriter(std::string& out) : out_(out) {}

  void content(std::string_view text) {
    if (text.empty())
      return;
    if (text[0] == '#') {
      const std::size_t marks = std::min(text.find_first_not_of('#'), text.size());
      out_.append(std::min<std::size_t>(marks, 7), '#');
      out_ += marks == text.size() || is_blank(text[marks]) ? " " : "";
      text_or_html(text.substr(marks));
    } else if (is_underline(text) || fence_size(text) != 0) {
      out_ += text;
    } else {
      text_or_html(text);
    }
  }

 private:
  /// Setext underlines and thematic breaks are lines of one character and blanks.
  static bool is_underline(std::string_view text) {
    const char mark = text[0];
    return (mark == '=' || mark == '-' || mark == '*' || mark == '_') &&
           std::all_of(text.begin(), text.end(), [&](char c) { return c == mark || is_blank(c); });
  }

  void text_or_html(std::string_view text) {
    if (!text.empty() && (text[0] == '<' || text.find('>') != std::string_view::npos))
      html(text);
    else
      out_ += 'x';
  }

  /// A line that may begin or end an HTML block (CommonMark 4.6).
  void html(std::string_view text) {
    constexpr std::string_view cdata = "<![CDATA[";
    for (std::size_t at = 0; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      const bool is_opening = at == 0 && c == '<';
      const bool is_cdata = at < cdata.size() && text.starts_with(cdata);
      const bool is_closing =
          (c == ']' && (text.substr(at, 3) == "]]>" || text.substr(at, 2) == "]>")) ||
          (c == '<' && closes_raw_text(text.substr(at)));
      const bool is_markup = c == '<' || c == '[' || c == ']' || c == '*' || c == '_' ||
                             (c == '!' && at != 1) || c == '&' || c == '\\' || c == '`';
      const bool is_plain = c >= 0x20 && c < 0x80 && !is_markup;
      out_ += is_plain || c == '\t' || is_opening || is_cdata || is_closing ? text[at] : 'x';
    }
  }

  static bool closes_raw_text(std::string_view text) {
    constexpr std::array<std::string_view, 4> closers = {"</script>", "</pre>", "</style>",
                                                         "</textarea>"};
    return std::any_of(closers.begin(), closers.end(), [&](std::string_view closer) {
      return text.size() >= closer.size() &&
             std::equal(closer.begin(), closer.end(), text.begin(),
                        [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
    });
  }

  std::string& out_;
};

/// A table's delimiter row (`- | -`) would begin a list for cmark.
bool is_delimiter_row(std::string_view text) {
  return text.find('|') != std::string_view::npos && text.find('-') != std::string_view::npos &&
         text.find_first_not_of("|-: \t>") == std::string_view::npos;
}

}  // namespace

std::vector<OpaqueSpan> find_opaque_spans(std::string_view source, ByteSpan body,
                                          const std::vector<std::uint32_t>& line_starts) {
  std::vector<OpaqueSpan> spans;
  if (body.in(source).find("%%") == std::string_view::npos &&
      body.in(source).find("$$") == std::string_view::npos)
    return spans;
  FenceTracker fence;
  std::size_t covered = body.begin;
  bool has_comment_end = true;
  for (std::uint32_t line = line_index(line_starts, body.begin); line < line_starts.size();
       ++line) {
    const ByteSpan whole = line_content(source, line_starts, line);
    if (whole.end < covered || whole.begin < body.begin)
      continue;
    const LinePrefix prefix = read_prefix(whole.in(source));
    const std::size_t at = whole.begin + prefix.size;
    const std::string_view content = source.substr(at, whole.end - at);
    if (at < covered || fence.covers(content, prefix.quotes))
      continue;
    std::size_t end = std::string_view::npos;
    if (content.starts_with("%%") && has_comment_end) {
      end = source.find("%%", at + 2);
      has_comment_end = end != std::string_view::npos;
      end = has_comment_end ? end + 2 : end;
    } else if (content.starts_with("$$")) {
      end = math_end(source, at, body.end, line_starts);
    }
    if (end == std::string_view::npos)
      continue;
    spans.push_back({content[0] == '%' ? OpaqueSpan::Kind::comment : OpaqueSpan::Kind::math,
                     {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}});
    covered = end;
  }
  return spans;
}

BodyOutline make_outline(std::string_view source, ByteSpan body,
                         const std::vector<std::uint32_t>& line_starts,
                         const std::vector<OpaqueSpan>& opaque) {
  BodyOutline outline;
  OutlineWriter writer(outline.text);
  auto next_opaque = opaque.begin();
  bool was_blank = false;
  for (std::uint32_t line = line_index(line_starts, body.begin);
       line < line_starts.size() && !body.empty(); ++line) {
    ByteSpan whole = line_content(source, line_starts, line);
    whole.begin = std::max(whole.begin, body.begin);
    while (next_opaque != opaque.end() && next_opaque->span.end <= whole.begin)
      ++next_opaque;
    const std::string_view text = whole.in(source);
    const LinePrefix prefix = read_prefix(text);
    const std::size_t line_begin = outline.text.size();
    const bool is_hidden =
        next_opaque != opaque.end() && next_opaque->span.begin <= whole.begin + prefix.size;
    const bool has_rest =
        is_hidden &&
        trim(source, {std::min(next_opaque->span.end, whole.end), whole.end}).size() != 0;
    const bool is_comment = is_hidden && next_opaque->kind == OpaqueSpan::Kind::comment;
    if (is_hidden && next_opaque->span.begin < whole.begin) {
      // Inside or at the end of an opaque stretch nothing on the line is a marker.
      if (has_rest || (!is_comment && !text.empty()))
        outline.text += 'x';
    } else if (is_delimiter_row(text)) {
      outline.text += text.substr(0, text.find_first_not_of(" \t>"));
      outline.text += 'x';
    } else {
      outline.text += text.substr(0, prefix.size);
      const std::string_view content = text.substr(prefix.size);
      if (is_hidden)
        outline.text += is_comment && !has_rest ? "" : "x";
      else if (prefix.is_too_deep)
        outline.text += 'x';
      else
        writer.content(content);
    }
    const bool is_blank_line =
        outline.text.find_first_not_of(" \t", line_begin) == std::string::npos;
    if (is_blank_line && was_blank) {
      outline.text.resize(line_begin);
      continue;
    }
    was_blank = is_blank_line;
    outline.text += '\n';
    outline.source_lines.push_back(line);
  }
  return outline;
}

}  // namespace tote::notes
