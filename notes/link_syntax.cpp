// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/link_syntax.h"

#include <algorithm>

#include "notes/html_syntax.h"
#include "notes/source_lines.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;
/// CommonMark 6.3 asks for at least three levels of balanced parentheses; cmark allows 32.
constexpr int max_parentheses = 32;
/// No file name and heading together come near this.
constexpr std::size_t max_wikilink_bytes = 4096;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_alnum(c);
}

ByteSpan make_span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

std::size_t skip_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at]))
    ++at;
  return at;
}

std::optional<ByteSpan> read_bracketed_destination(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '>')
      return make_span(at + 1, i);
    if (c == '<' || c == '\n')
      return std::nullopt;
    if (c == '\\')
      ++i;
  }
  return std::nullopt;
}

/// The end of a destination without `<>`: before a space or the parenthesis that closes the link.
std::size_t plain_destination_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) <= ' ')
      break;
    if (c == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1])) {
      ++at;
    } else if (c == '(') {
      if (++depth > max_parentheses)
        return npos;
    } else if (c == ')') {
      if (depth == 0)
        break;
      --depth;
    }
  }
  return depth == 0 ? at : npos;
}

/// The end of the title that begins at `at`, npos if it is not closed.
std::size_t title_end(std::string_view text, std::size_t at) {
  const char close = text[at] == '(' ? ')' : text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == close)
      return i + 1;
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '(' && close == ')')
      return npos;
  }
  return npos;
}

bool begins_title(std::string_view text, std::size_t at) {
  return at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == '(');
}

/// Reads a destination and an optional title; `end` is moved behind them and the blanks after.
std::optional<ByteSpan> read_destination_and_title(std::string_view text, std::size_t at,
                                                   std::size_t& end) {
  at = skip_spaces(text, at);
  ByteSpan destination = make_span(at, at);
  if (at < text.size() && text[at] == '<') {
    const auto bracketed = read_bracketed_destination(text, at);
    if (!bracketed)
      return std::nullopt;
    destination = *bracketed;
    at = bracketed->end + 1;
  } else {
    const std::size_t stop = plain_destination_end(text, at);
    if (stop == npos)
      return std::nullopt;
    destination = make_span(at, stop);
    at = stop;
  }
  const std::size_t after = skip_spaces(text, at);
  end = after;
  if (after > at && begins_title(text, after)) {
    const std::size_t closed = title_end(text, after);
    if (closed == npos)
      return std::nullopt;
    end = skip_spaces(text, closed);
  }
  return destination;
}

}  // namespace

std::optional<WikilinkSyntax> read_wikilink(std::string_view text, std::size_t at) {
  const std::size_t begin = at + 2;
  const std::size_t limit = std::min(text.size(), begin + max_wikilink_bytes);
  std::size_t bar = npos;
  std::size_t hash = npos;
  int line_ends = 0;
  for (std::size_t i = begin; i < limit; ++i) {
    const char c = text[i];
    if (c == ']' && i + 1 < text.size() && text[i + 1] == ']') {
      // `[[a|b [c]]]` closes with the last two brackets.
      if (bar != npos && i + 2 < text.size() && text[i + 2] == ']' &&
          text.substr(bar, i - bar).find('[') != npos)
        ++i;
      WikilinkSyntax link;
      link.end = i + 2;
      const bool is_bar_escaped = bar != npos && bar > begin && text[bar - 1] == '\\';
      const std::size_t path_end = bar == npos ? i : bar - (is_bar_escaped ? 1 : 0);
      const std::size_t target_end = std::min(hash, path_end);
      link.target = trim(text, make_span(begin, target_end));
      if (hash != npos)
        link.heading = trim(text, make_span(hash + 1, path_end));
      link.label = link.target.empty() ? link.heading : link.target;
      if (bar != npos) {
        const ByteSpan label = trim(text, make_span(bar + 1, i));
        link.label = label.empty() ? link.label : label;
      }
      if (link.target.empty() && link.heading.empty())
        return std::nullopt;
      return link;
    }
    if (c == '[' && (bar == npos || (i + 1 < text.size() && text[i + 1] == '[')))
      return std::nullopt;
    if (c == '\n' && ++line_ends > 1)
      return std::nullopt;
    if (c == '|' && bar == npos)
      bar = i;
    if (c == '#' && hash == npos && bar == npos)
      hash = i;
  }
  return std::nullopt;
}

std::optional<LinkTail> read_link_tail(std::string_view text, std::size_t at) {
  std::size_t end = 0;
  const auto destination = read_destination_and_title(text, at + 1, end);
  if (!destination || end >= text.size() || text[end] != ')')
    return std::nullopt;
  return LinkTail{end + 1, *destination};
}

std::optional<ByteSpan> read_definition_target(std::string_view text, std::size_t at) {
  std::size_t end = 0;
  const auto destination = read_destination_and_title(text, at, end);
  if (!destination || destination->empty() || end != text.size())
    return std::nullopt;
  return destination;
}

bool has_scheme(std::string_view destination) {
  const std::size_t colon = destination.find(':');
  if (colon == npos || colon < 2 || colon > 32)
    return false;
  const std::string_view scheme = destination.substr(0, colon);
  return is_alnum(scheme[0]) && !(scheme[0] >= '0' && scheme[0] <= '9') &&
         std::all_of(scheme.begin(), scheme.end(),
                     [](char c) { return is_alnum(c) || c == '+' || c == '.' || c == '-'; });
}

std::size_t bare_url_begin(std::string_view text, std::size_t at) {
  for (const std::string_view scheme : {"https", "http", "ftp", "obsidian"}) {
    if (at < scheme.size())
      continue;
    const std::size_t begin = at - scheme.size();
    const bool matches =
        std::equal(scheme.begin(), scheme.end(), text.begin() + static_cast<std::ptrdiff_t>(begin),
                   [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
    if (matches && (begin == 0 || !is_alnum(text[begin - 1])))
      return begin;
  }
  return npos;
}

std::size_t bare_url_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  std::ptrdiff_t open = 0;
  while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != '<' &&
         text[end] != '>' && text[end] != '"' && text[end] != '`') {
    if (text[end] == ']' || text.substr(end, 2) == "[[")
      break;
    open += text[end] == '(' ? 1 : text[end] == ')' ? -1 : 0;
    ++end;
  }
  while (end > at) {
    const char c = text[end - 1];
    if (c == ')' && open < 0)
      ++open;
    else if (std::string_view("?!.,:;*_~'|=").find(c) == npos)
      break;
    --end;
  }
  return end;
}

std::string unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\' && at + 1 < text.size() && is_punctuation(text[at + 1])) {
      out += text[at + 1];
      at += 2;
    } else if (const std::size_t size = append_character_reference(out, text, at); size != 0) {
      at += size;
    } else {
      out += text[at++];
    }
  }
  return out;
}

std::string percent_decode(std::string_view text) {
  const auto hex = [](char c) {
    if (c >= '0' && c <= '9')
      return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '%' && at + 2 < text.size() && hex(text[at + 1]) >= 0 &&
        hex(text[at + 2]) >= 0) {
      out += static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace tote::notes
