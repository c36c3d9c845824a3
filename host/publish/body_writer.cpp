// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/body_writer.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "host/publish/inline_writer.h"
#include "host/publish/site.h"
#include "notes/paragraph_parts.h"
#include "notes/text.h"

namespace tote::host::publish {
namespace {

using notes::Block;
using notes::ByteSpan;

constexpr auto npos = std::string_view::npos;

/// More than a line of a note can open (notes/body_outline.h).
constexpr int max_quotes = 64;

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == npos;
}

/// A word for a class: letters, digits and hyphens.
std::string class_word(std::string_view text) {
  constexpr std::size_t max_bytes = 32;
  std::string word;
  for (const char c : text.substr(0, max_bytes)) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-' && c != '+' && c != '#')
      break;
    word += c;
  }
  return word;
}

/// The size of up to `count` quote marks that a line begins with, each with the blank behind it.
std::size_t quote_marks_size(std::string_view line, int count) {
  std::size_t size = 0;
  for (; count > 0; --count) {
    const auto mark = line.find_first_not_of(" \t", size);
    if (mark == npos || line[mark] != '>')
      break;
    size = mark + 1;
    if (size < line.size() && line[size] == ' ')
      ++size;
  }
  return size;
}

/// The label of a footnote's definition at `begin`: `[^label]:`.
struct FootnoteLabel {
  std::string label;
  std::uint32_t text_begin = 0;
};

std::optional<FootnoteLabel> footnote_label(std::string_view source, const Block& block) {
  const auto text = block.span.in(source);
  const auto close = text.find("]:");
  if (!text.starts_with("[^") || close == npos)
    return std::nullopt;
  return FootnoteLabel{std::string(text.substr(2, close - 2)),
                       block.span.begin + static_cast<std::uint32_t>(close) + 2};
}

std::vector<std::string> alignments_of(std::string_view source, ByteSpan delimiters) {
  std::vector<std::string> alignments;
  for (const auto cell : notes::split_table_row(source, delimiters)) {
    const auto text = cell.in(source);
    const bool left = text.starts_with(':');
    const bool right = text.ends_with(':');
    alignments.emplace_back(left && right ? "align-center" : right ? "align-right" : "");
  }
  return alignments;
}

}  // namespace

BodyWriter::BodyWriter(const notes::Note& note, LinkRules& rules, std::string id_prefix)
    : note_(note), rules_(rules), id_prefix_(std::move(id_prefix)), children_(note.blocks.size()) {
  std::string label;
  for (std::uint32_t i = 0; i < note.blocks.size(); ++i) {
    const auto& block = note.blocks[i];
    if (block.parent >= 0)
      children_[static_cast<std::size_t>(block.parent)].push_back(i);
    if (block.kind != Block::Kind::footnote)
      continue;
    if (const auto found = footnote_label(note.source, block))
      label = found->label;
    footnote_blocks_[label].push_back(i);
  }
}

std::string BodyWriter::body() {
  notes::BlockRange all{0, static_cast<std::uint32_t>(note_.blocks.size())};
  if (!note_.blocks.empty() && note_.blocks[0].kind == Block::Kind::heading &&
      note_.blocks[0].level == 1 &&
      notes::name_key(note_.plain_text(note_.blocks[0])) == notes::name_key(note_.title))
    ++all.first;
  return part(all);
}

std::string BodyWriter::part(notes::BlockRange range) {
  Markup out;
  const auto level = range.first < range.last ? note_.blocks[range.first].parent : -1;
  for (auto i = range.first; i < range.last; ++i)
    if (note_.blocks[i].parent == level)
      block(out, i);
  footnotes(out);
  return out.take();
}

void BodyWriter::block(Markup& out, std::uint32_t i) {
  const auto& block = note_.blocks[i];
  switch (block.kind) {
    case Block::Kind::paragraph:
      paragraph(out, i);
      break;
    case Block::Kind::heading:
      heading(out, i);
      break;
    case Block::Kind::code:
      code(out, block);
      break;
    case Block::Kind::html: {
      const bool is_comment = block.span.in(note_.source).starts_with("<!--");
      rules_.report(note_, block.span.begin,
                    {is_comment ? Finding::What::comment : Finding::What::html,
                     Finding::Outcome::blocked,
                     {},
                     {},
                     is_comment ? "comments stay" : "raw HTML does not leave",
                     {}});
      break;
    }
    case Block::Kind::thematic_break:
      out.empty("hr");
      break;
    case Block::Kind::list:
      list(out, i);
      break;
    case Block::Kind::block_quote:
      out.open("blockquote");
      children(out, i);
      out.close();
      break;
    case Block::Kind::callout:
      callout(out, i);
      break;
    case Block::Kind::table:
      table(out, i);
      break;
    case Block::Kind::list_item:
    case Block::Kind::table_cell:
    case Block::Kind::footnote:
      break;  // written by what holds them
  }
}

void BodyWriter::children(Markup& out, std::uint32_t i) {
  for (const auto child : children_[i])
    block(out, child);
}

std::string BodyWriter::inlines(const Block& block, std::uint32_t begin) {
  Markup out;
  InlineWriter(out, note_, rules_, [this](Markup& to, std::string_view label) {
    mark_footnote(to, label);
  }).write(block, begin);
  return out.take();
}

void BodyWriter::paragraph(Markup& out, std::uint32_t i) {
  const auto& block = note_.blocks[i];
  const auto text = inlines(block, block.span.begin);
  if (is_blank(text))
    return;
  // What embeds a note or a picture and nothing else is no paragraph.
  constexpr std::string_view embed = "<div class=\"embed";
  const bool is_embed = text.starts_with(embed) && text.ends_with("</div>");
  const bool holds_embed = text.find(embed) != npos;
  const bool is_picture = text.starts_with("<img") && text.find('>') == text.size() - 1;
  if (is_picture)
    out.open("figure");
  else if (!is_embed)
    out.open(holds_embed ? "div" : "p");
  out.insert(text);
  if (!is_embed)
    out.close();
  out.insert("\n");
}

void BodyWriter::heading(Markup& out, std::uint32_t i) {
  const auto& block = note_.blocks[i];
  const auto text = inlines(block, block.span.begin);
  if (is_blank(text))
    return;
  auto id = slug_of(note_.plain_text(block));
  if (const auto seen = heading_ids_[id]++; seen > 0)
    id += fmt::format("-{}", seen);
  const auto name = fmt::format("h{}", std::max<int>(block.level, 2));  // the title is the only h1
  out.open(name, {{"id", id.empty() ? id : id_prefix_ + id}});
  out.insert(text);
  out.close();
  out.insert("\n");
}

std::vector<ByteSpan> BodyWriter::lines_of(const Block& block) const {
  int quotes = 0;
  for (auto up = block.parent; up >= 0; up = note_.blocks[static_cast<std::size_t>(up)].parent) {
    const auto kind = note_.blocks[static_cast<std::size_t>(up)].kind;
    quotes += kind == Block::Kind::block_quote || kind == Block::Kind::callout ? 1 : 0;
  }
  std::vector<ByteSpan> lines;
  const std::string_view source = note_.source;
  for (auto at = block.span.begin; at < block.span.end;) {
    const auto newline = source.find('\n', at);
    const auto end =
        std::min<std::size_t>(newline == npos ? source.size() : newline, block.span.end);
    ByteSpan line{at, static_cast<std::uint32_t>(end)};
    if (!lines.empty())
      line.begin += static_cast<std::uint32_t>(quote_marks_size(line.in(source), quotes));
    if (line.end > line.begin && source[line.end - 1] == '\r')
      --line.end;
    lines.push_back(line);
    at = static_cast<std::uint32_t>(end) + 1;
  }
  return lines;
}

void BodyWriter::code(Markup& out, const Block& block) {
  const std::string_view source = note_.source;
  auto lines = lines_of(block);
  if (lines.empty())
    return;
  const auto line_begin = source.rfind('\n', block.span.begin);
  const auto first = line_begin == npos ? 0 : line_begin + 1;
  const auto before = source.substr(first, block.span.begin - first);
  const auto column = before.size() - quote_marks_size(before, max_quotes);
  const auto opening = lines.front().in(source);
  const bool is_fenced = opening.starts_with("```") || opening.starts_with("~~~");
  if (is_fenced) {
    if (lines.size() > 1) {
      const auto last = lines.back().in(source);
      const auto fence = last.find_first_not_of(" \t");
      if (fence != npos && last.substr(fence).starts_with(opening.substr(0, 3)))
        lines.pop_back();
    }
    lines.erase(lines.begin());
  }
  const auto language = class_word(block.info);
  out.open("pre");
  out.open("code", {{"class", language.empty() ? language : "language-" + language}});
  for (auto line : lines) {
    // As deep as the fence is indented belongs to what holds the block.
    for (std::size_t i = 0; i < column && line.begin < line.end && source[line.begin] == ' '; ++i)
      ++line.begin;
    out.text(line.in(source));
    out.text("\n");
  }
  out.close();
  out.close();
  out.insert("\n");
}

bool BodyWriter::has_blank_line(std::uint32_t begin, std::uint32_t end) const {
  if (begin >= end)
    return false;
  const auto between = std::string_view(note_.source).substr(begin, end - begin);
  return std::count(between.begin(), between.end(), '\n') > 1;
}

std::uint32_t BodyWriter::end_of_children(std::uint32_t i) const {
  return children_[i].empty() ? note_.blocks[i].span.end : end_of_children(children_[i].back());
}

bool BodyWriter::is_loose(std::uint32_t i) const {
  const auto& items = children_[i];
  for (std::size_t k = 0; k < items.size(); ++k) {
    if (k > 0 && has_blank_line(end_of_children(items[k - 1]), note_.blocks[items[k]].span.begin))
      return true;
    const auto& parts = children_[items[k]];
    for (std::size_t p = 1; p < parts.size(); ++p)
      if (has_blank_line(end_of_children(parts[p - 1]), note_.blocks[parts[p]].span.begin))
        return true;
  }
  return false;
}

void BodyWriter::list(Markup& out, std::uint32_t i) {
  const auto& items = children_[i];
  if (items.empty())
    return;
  const auto begin = note_.blocks[items.front()].span.begin;
  const auto marker = std::string_view(note_.source).substr(begin, 10);
  const auto digits = marker.substr(0, marker.find_first_not_of("0123456789"));
  const bool is_tight = !is_loose(i);
  Markup content;
  for (const auto item : items)
    list_item(content, item, is_tight);
  if (content.str().empty())
    return;
  if (digits.empty())
    out.open("ul");
  else
    out.open("ol", {{"start", digits == "1" || digits.size() > 4 ? std::string_view() : digits}});
  out.insert("\n" + content.take());
  out.close();
  out.insert("\n");
}

void BodyWriter::list_item(Markup& out, std::uint32_t i, bool is_tight) {
  const auto& item = note_.blocks[i];
  Markup content;
  for (const auto child : children_[i]) {
    const auto& part = note_.blocks[child];
    if (is_tight && part.kind == Block::Kind::paragraph)
      content.insert(inlines(part, part.span.begin));
    else
      block(content, child);
  }
  const auto text = content.take();
  if (is_blank(text))
    return;
  const auto first =
      children_[i].empty() ? item.span.end : note_.blocks[children_[i][0]].span.begin;
  const auto marker =
      std::string_view(note_.source).substr(item.span.begin, first - item.span.begin);
  const auto box = marker.find('[');
  const bool is_task = box != npos && box + 2 < marker.size() && marker[box + 2] == ']';
  out.open("li", {{"class", is_task ? "task" : ""}});
  if (is_task)
    out.empty("input", {{"type", "checkbox"},
                        {"disabled", "disabled"},
                        {"checked", marker[box + 1] == ' ' ? "" : "checked"}});
  out.insert((is_task ? " " : "") + text);
  out.close();
  out.insert("\n");
}

void BodyWriter::callout(Markup& out, std::uint32_t i) {
  const auto& block_ = note_.blocks[i];
  const auto kind = class_word(block_.info);
  auto parts = children_[i];
  std::string title;
  if (!parts.empty()) {
    const auto& first = note_.blocks[parts.front()];
    if (first.kind == Block::Kind::paragraph && first.line == block_.line) {
      title = inlines(first, first.span.begin);
      parts.erase(parts.begin());
    }
  }
  if (is_blank(title) && !kind.empty()) {
    title = escaped(kind);
    title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  }
  out.open("aside", {{"class", "callout callout-" + kind}});
  out.open("p", {{"class", "callout-title"}});
  out.insert(title);
  out.close();
  out.insert("\n");
  for (const auto part : parts)
    block(out, part);
  out.close();
  out.insert("\n");
}

void BodyWriter::table_row(Markup& out, const std::vector<ByteSpan>& cells,
                           const std::vector<std::string>& alignments, std::string_view element,
                           const std::map<std::uint32_t, std::uint32_t>& blocks_at) {
  out.open("tr");
  for (std::size_t column = 0; column < alignments.size(); ++column) {
    out.open(element, {{"class", alignments[column]}});
    const auto found =
        column < cells.size() ? blocks_at.find(cells[column].begin) : blocks_at.end();
    if (found != blocks_at.end() && !cells[column].empty())
      out.insert(inlines(note_.blocks[found->second], cells[column].begin));
    out.close();
  }
  out.close();
  out.insert("\n");
}

void BodyWriter::table(Markup& out, std::uint32_t i) {
  const std::string_view source = note_.source;
  const auto lines = lines_of(note_.blocks[i]);
  if (lines.size() < 2)
    return;
  std::map<std::uint32_t, std::uint32_t> blocks_at;
  for (const auto cell : children_[i])
    blocks_at.emplace(note_.blocks[cell].span.begin, cell);
  const auto alignments = alignments_of(source, lines[1]);
  out.open("div", {{"class", "table"}});  // scrolls by itself on a narrow screen
  out.open("table");
  out.open("thead");
  table_row(out, notes::split_table_row(source, lines[0]), alignments, "th", blocks_at);
  out.close();
  out.open("tbody");
  for (std::size_t row = 2; row < lines.size(); ++row)
    table_row(out, notes::split_table_row(source, lines[row]), alignments, "td", blocks_at);
  out.close_to(out.depth() - 3);
  out.insert("\n");
}

void BodyWriter::mark_footnote(Markup& out, std::string_view label) {
  if (footnote_blocks_.find(label) == footnote_blocks_.end())
    return;
  auto found = std::find(footnote_order_.begin(), footnote_order_.end(), label);
  const bool is_new = found == footnote_order_.end();
  if (is_new)
    found = footnote_order_.insert(found, std::string(label));
  const auto number = std::to_string(found - footnote_order_.begin() + 1);
  out.open("sup", {{"class", "footnote-mark"}});
  out.add("a",
          {{"id", is_new ? id_prefix_ + "fnref-" + number : ""},
           {"href", "#" + id_prefix_ + "fn-" + number}},
          number);
  out.close();
}

void BodyWriter::footnotes(Markup& out) {
  if (footnote_order_.empty())
    return;
  out.open("section", {{"class", "footnotes"}});
  out.open("ol");
  out.insert("\n");
  // A footnote may refer to another one: the list grows while it is written.
  for (std::size_t n = 0; n < footnote_order_.size(); ++n) {
    const auto number = std::to_string(n + 1);
    out.open("li", {{"id", id_prefix_ + "fn-" + number}});
    bool is_first = true;
    for (const auto i : footnote_blocks_[footnote_order_[n]]) {
      const auto& block = note_.blocks[i];
      const auto label = footnote_label(note_.source, block);
      if (!is_first)
        out.empty("br");
      out.insert(inlines(block, label ? label->text_begin : block.span.begin));
      is_first = false;
    }
    out.text(" ");
    out.add("a", {{"class", "footnote-back"}, {"href", "#" + id_prefix_ + "fnref-" + number}}, "↩");
    out.close();
    out.insert("\n");
  }
  out.close();
  out.close();
  out.insert("\n");
}

}  // namespace tote::host::publish
