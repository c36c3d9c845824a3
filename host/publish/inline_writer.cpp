// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/inline_writer.h"

#include <algorithm>

#include "notes/html_syntax.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

using notes::Inline;
using notes::Link;

constexpr auto npos = std::string_view::npos;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Without folders and `.md`.
std::string_view last_part(std::string_view target) {
  if (const auto slash = target.rfind('/'); slash != npos)
    target.remove_prefix(slash + 1);
  for (const std::string_view ending : {".md", ".markdown"})
    if (target.ends_with(ending))
      target.remove_suffix(ending.size());
  return target;
}

/// A display text on one line, without quote marks.
std::string one_line(std::string_view label) {
  std::string line;
  for (std::size_t at = 0; at < label.size(); ++at) {
    if (is_line_end(label[at])) {
      at = std::min(label.find_first_not_of("\r\n\t >", at), label.size()) - 1;
      line += ' ';
    } else {
      line += label[at];
    }
  }
  return line;
}

/// Text with its backslash escapes resolved.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\' && at + 1 < text.size() &&
        std::string_view("\\`*_{}[]()#+-.!|<>~").find(text[at + 1]) != npos)
      ++at;
    out += text[at];
  }
  return out;
}

/// Text without comments, wherever they stand. What opens a comment and does not close it goes too.
std::string without_comments(std::string_view text) {
  std::string kept;
  while (!text.empty()) {
    const auto begin = std::min(text.find("%%"), text.find("<!--"));
    kept += text.substr(0, begin);
    if (begin == npos)
      break;
    const std::string_view closer = text[begin] == '%' ? "%%" : "-->";
    const auto end = text.find(closer, begin + 2);
    text.remove_prefix(end == npos ? text.size() : end + closer.size());
  }
  return kept;
}

}  // namespace

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = text[at] == '&' ? notes::append_character_reference(out, text, at) : 0;
    if (size == 0)
      out += text[at];
    at += std::max<std::size_t>(size, 1);
  }
  return out;
}

std::string label_of(const notes::Note& note, const Link& link) {
  const std::string_view written = link.label_span.in(note.source);
  const bool is_note_link = link.kind == Link::Kind::wikilink || link.kind == Link::Kind::embed;
  if (is_note_link && link.label_span == link.target_span)
    return std::string(last_part(link.target));
  if (is_note_link && link.target.empty())
    return link.heading.substr(link.heading.rfind('#') + 1);
  return decoded(unescaped(one_line(without_comments(written))));
}

void InlineWriter::write(const notes::Block& leaf, std::uint32_t begin) {
  const auto depth = out_.depth();
  leaf_begin_ = begin;
  leaf_end_ = leaf.span.end;
  auto at = begin;
  for (std::uint32_t i = 0; i < leaf.inline_count; ++i) {
    const auto& item = note_.inlines[leaf.first_inline + i];
    if (item.span.begin < hidden_until_) {
      at = std::max(at, std::max(item.span.end, hidden_until_));
      continue;
    }
    gap(at, item.span.begin);
    at = item.span.end;
    write_one(item);
  }
  gap(std::max(at, hidden_until_), leaf_end_);
  out_.close_to(depth);
}

void InlineWriter::write_one(const Inline& item) {
  const auto text = item.span.in(note_.source);
  if (item.kind != Inline::Kind::code && is_in_code_) {
    out_.close();
    is_in_code_ = false;
  }
  switch (item.kind) {
    case Inline::Kind::text:
      write_text(text);
      break;
    case Inline::Kind::code:
      write_code(item);
      break;
    case Inline::Kind::link:
      write_link(item);
      break;
    case Inline::Kind::tag:
      if (const auto url = rules_.tag_url(note_.tags[item.ref].name); !url.empty())
        out_.add("a", {{"class", "p-category"}, {"href", url}, {"rel", "tag"}}, text);
      else
        out_.add("span", {{"class", "p-category"}}, text);
      break;
    case Inline::Kind::line_break:
      write_break(item);
      break;
    case Inline::Kind::field: {
      const auto& field = note_.fields[item.ref];
      hidden_until_ = std::max(field.value_span.end, item.span.end);
      rules_.report(note_, item.span.begin,
                    {Finding::What::field,
                     Finding::Outcome::blocked,
                     field.key,
                     {},
                     "fields leave by list only",
                     {}});
      break;
    }
    case Inline::Kind::html:
      if (const auto name = notes::fold(text.substr(0, 4)); name == "<br>" || name == "<br/")
        out_.empty("br");
      else if (text.starts_with("<!--"))
        rules_.report(
            note_, item.span.begin,
            {Finding::What::comment, Finding::Outcome::blocked, {}, {}, "comments stay", {}});
      else
        rules_.report(note_, item.span.begin,
                      {Finding::What::html,
                       Finding::Outcome::blocked,
                       std::string(text),
                       {},
                       "raw HTML does not leave",
                       {}});
      break;
  }
}

void InlineWriter::write_text(std::string_view text) {
  out_.text(decoded(text));
}

void InlineWriter::write_code(const Inline& item) {
  const auto text = item.span.in(note_.source);
  if (is_in_code_) {  // the next line of the same code
    out_.text(" ");
    out_.text(text);
    return;
  }
  const bool has_ticks =
      item.span.begin > leaf_begin_ &&
      note_.source.substr(leaf_begin_, item.span.begin - leaf_begin_).rfind('`') !=
          std::string::npos &&
      (note_.source[item.span.begin - 1] == '`' ||
       (item.span.begin >= 2 && note_.source[item.span.begin - 2] == '`'));
  if (text.starts_with('$') && !has_ticks)
    out_.open("span", {{"class", "math"}});
  else
    out_.open("code");
  out_.text(text);
  is_in_code_ = true;
}

void InlineWriter::write_break(const Inline& item) {
  const std::string_view source = note_.source;
  const auto newline = std::min(source.find('\n', item.span.begin), source.size());
  auto before = source.substr(0, newline);
  if (before.ends_with('\r'))
    before.remove_suffix(1);
  if (before.ends_with("  ") || before.ends_with('\\'))
    out_.empty("br");
  out_.insert("\n");
}

void InlineWriter::write_label(const Link& link) {
  const bool may_hold_markup = link.kind == Link::Kind::markdown &&
                               link.label_span.in(note_.source).find_first_of("*_`~=![") != npos;
  if (may_hold_markup) {
    // The label is read once more as a note of its own, since its inlines belong to the link.
    const auto label = notes::read_note("label.md", one_line(link.label_span.in(note_.source)));
    if (label.blocks.size() == 1 && label.blocks[0].kind == notes::Block::Kind::paragraph) {
      const bool holds_links =
          std::any_of(label.links.begin(), label.links.end(),
                      [](const Link& inner) { return inner.kind != Link::Kind::image; });
      if (!holds_links) {
        auto inner_note = label;
        inner_note.path = note_.path;
        InlineWriter(out_, inner_note, rules_, [](Markup&, std::string_view) {
        }).write(inner_note.blocks[0], inner_note.blocks[0].span.begin);
        return;
      }
    }
  }
  out_.text(label_of(note_, link));
}

void InlineWriter::write_link(const Inline& item) {
  const auto& link = note_.links[item.ref];
  const auto fate = rules_.fate_of(note_, link);
  switch (fate.kind) {
    case LinkFate::Kind::text:
      if (fate.is_cited)
        out_.open("cite");
      write_label(link);
      if (fate.is_cited)
        out_.close();
      break;
    case LinkFate::Kind::anchor:
      if (fate.is_cited)
        out_.open("cite");
      out_.open("a", {{"class", fate.classes}, {"href", fate.url}});
      write_label(link);
      out_.close();
      if (fate.is_cited)
        out_.close();
      break;
    case LinkFate::Kind::image: {
      // `![[picture.png|300]]` is a width, `![[picture.png]]` no words at all.
      auto words = link.label_span == link.target_span ? std::string() : label_of(note_, link);
      const bool is_width = !words.empty() && words.find_first_not_of("0123456789x") == npos;
      const auto width = is_width ? words.substr(0, words.find('x')) : std::string();
      out_.empty("img", {{"src", fate.url},
                         {"alt", is_width ? std::string_view() : std::string_view(words)},
                         {"width", width},
                         {"loading", "lazy"}});
      break;
    }
    case LinkFate::Kind::embed:
      out_.insert(fate.html);
      break;
    case LinkFate::Kind::nothing:
      break;
  }
}

void InlineWriter::gap(std::uint32_t begin, std::uint32_t end) {
  for (auto at = begin; at < end;) {
    const char c = note_.source[at];
    if (is_in_code_ && c == '`') {
      out_.close();
      is_in_code_ = false;
    }
    if (c == '%') {
      at = skip_comment(at, end);
    } else if (c == '^') {  // a block id, up to the end of its line
      while (at < end && !is_space(note_.source[at]))
        ++at;
    } else if (c == '[') {
      at = take_footnote(at, end);
    } else if (c == '*' || c == '_' || c == '~' || c == '=') {
      auto run_end = at;
      while (run_end < end && note_.source[run_end] == c)
        ++run_end;
      if (is_in_code_) {
        out_.close();
        is_in_code_ = false;
      }
      take_run(at, run_end - at);
      at = run_end;
    } else {
      ++at;
    }
  }
  if (is_in_code_ && begin == end) {  // code right next to text ends here
    out_.close();
    is_in_code_ = false;
  }
}

std::uint32_t InlineWriter::skip_comment(std::uint32_t at, std::uint32_t end) {
  const auto text = std::string_view(note_.source).substr(0, end);
  if (text.substr(at, 2) != "%%")
    return at + 1;
  rules_.report(note_, at,
                {Finding::What::comment, Finding::Outcome::blocked, {}, {}, "comments stay", {}});
  const auto close = text.find("%%", at + 2);
  return close == npos ? end : static_cast<std::uint32_t>(close + 2);
}

std::uint32_t InlineWriter::take_footnote(std::uint32_t at, std::uint32_t end) {
  const auto text = std::string_view(note_.source).substr(0, end);
  const auto close = text.find(']', at);
  if (text.substr(at, 2) != "[^" || close == npos)
    return at + 1;
  footnote_(out_, text.substr(at + 2, close - at - 2));
  return static_cast<std::uint32_t>(close + 1);
}

bool InlineWriter::close_mark(char mark, std::uint32_t& length) {
  const auto open = std::find_if(marks_.rbegin(), marks_.rend(), [&](const OpenMark& one) {
    return one.mark == mark && one.length <= length;
  });
  if (open == marks_.rend())
    return false;
  length -= open->length;
  // What was opened within closes with it: the page stays well-formed whatever was written.
  for (auto left = open - marks_.rbegin(); left >= 0; --left) {
    out_.close();
    marks_.pop_back();
  }
  return true;
}

void InlineWriter::open_mark(char mark, std::uint32_t length) {
  const bool is_double = length == 2;
  out_.open(mark == '~' ? "del" : mark == '=' ? "mark" : is_double ? "strong" : "em");
  marks_.push_back({mark, length});
}

void InlineWriter::take_run(std::uint32_t at, std::uint32_t length) {
  const char mark = note_.source[at];
  if ((mark == '~' || mark == '=') && length != 2)
    return;
  const bool is_first = at == leaf_begin_ || is_space(note_.source[at - 1]);
  const bool is_last = at + length >= leaf_end_ || is_space(note_.source[at + length]);
  auto left = length;
  if (!is_first)
    while (left > 0 && close_mark(mark, left)) {
    }
  if (is_last)
    return;
  if (mark == '~' || mark == '=') {
    if (left == 2)
      open_mark(mark, 2);
    return;
  }
  for (; left > 0; left -= left % 2 == 1 ? 1 : 2)
    open_mark(mark, left % 2 == 1 ? 1 : 2);
}

}  // namespace tote::host::publish
