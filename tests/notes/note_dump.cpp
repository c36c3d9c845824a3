// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/notes/note_dump.h"

#include <array>
#include <string_view>

#include <fmt/format.h>

namespace tote::notes {
namespace {

constexpr std::array block_names = {"paragraph", "heading", "code", "html",  "cell",    "footnote",
                                    "break",     "list",    "item", "quote", "callout", "table"};
constexpr std::array link_names = {"wikilink", "embed", "markdown", "image", "autolink"};
constexpr std::array value_names = {"null", "boolean", "integer", "real",
                                    "date", "text",    "list",    "map"};
constexpr std::array origin_names = {"", " (front matter)", " (field)"};

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "⏎";
    else if (c != '\r')
      out += c;
  }
  return out;
}

bool is_leaf(const Block& block) {
  return block.kind < Block::Kind::list;
}

void dump_blocks(const Note& note, std::string& out) {
  for (const Block& block : note.blocks) {
    std::size_t depth = 0;
    for (std::int32_t up = block.parent; up >= 0;
         up = note.blocks[static_cast<std::size_t>(up)].parent)
      ++depth;
    out += fmt::format("{}{} {}{}{}", std::string(depth * 2, ' '), block.line,
                       block_names[static_cast<std::size_t>(block.kind)],
                       block.level > 0 ? std::to_string(block.level) : "",
                       block.info.empty() ? "" : " " + block.info);
    if (is_leaf(block) && block.inline_count > 0)
      out += ": " + one_line(note.plain_text(block));
    out += '\n';
  }
}

void dump_links(const Note& note, std::string& out) {
  for (const Link& link : note.links) {
    out += fmt::format("{} {} <{}>", link.line, link_names[static_cast<std::size_t>(link.kind)],
                       link.target);
    if (!link.heading.empty())
      out += " # " + link.heading;
    if (!link.block_id.empty())
      out += " ^ " + link.block_id;
    if (const auto label = one_line(link.label_span.in(note.source)); label != link.target)
      out += fmt::format(" \"{}\"", label);
    out += link.is_external ? " external" : "";
    out += origin_names[static_cast<std::size_t>(link.origin)];
    out += '\n';
  }
}

}  // namespace

std::string dump(const Note& note) {
  std::string out;
  for (const Value& value : note.values) {
    out += fmt::format("{}{} = {}{}{}\n", std::string(value.depth * 2, ' '),
                       value.key.empty() ? "-" : value.key,
                       value_names[static_cast<std::size_t>(value.kind)],
                       value.text.empty() ? "" : " ", one_line(value.text));
  }
  dump_blocks(note, out);
  dump_links(note, out);
  for (const Tag& tag : note.tags)
    out += fmt::format("{} tag {}{}\n", tag.line, tag.name,
                       origin_names[static_cast<std::size_t>(tag.origin)]);
  for (const InlineField& field : note.fields)
    out += fmt::format("{} field {} = {}\n", field.line, field.key, one_line(field.value));
  for (const Diagnostic& diagnostic : note.diagnostics)
    out += fmt::format("{}:{} {}\n", note.line_of(diagnostic.span.begin),
                       note.column_of(diagnostic.span.begin), diagnostic.code);
  return out;
}

std::vector<std::string> broken_promises(const Note& note) {
  std::vector<std::string> broken;
  const std::string_view source = note.source;
  const auto expect = [&](bool holds, std::string_view what, ByteSpan span) {
    if (!holds && broken.size() < 20)
      broken.push_back(fmt::format("{} at {}..{}", what, span.begin, span.end));
  };
  const auto inside = [&](ByteSpan inner, ByteSpan outer) {
    return outer.begin <= inner.begin && inner.begin <= inner.end && inner.end <= outer.end;
  };
  const ByteSpan all{0, static_cast<std::uint32_t>(source.size())};
  expect(inside(note.body, all), "body outside the source", note.body);
  expect(inside(note.front_matter, all), "front matter outside the source", note.front_matter);

  std::uint32_t last = note.body.begin;
  for (std::size_t i = 0; i < note.blocks.size(); ++i) {
    const Block& block = note.blocks[i];
    expect(inside(block.span, note.body), "block outside the body", block.span);
    expect(block.parent < static_cast<std::int32_t>(i), "block before its parent", block.span);
    expect(block.line == note.line_of(block.span.begin), "block on another line", block.span);
    if (block.parent >= 0)
      expect(inside(block.span, note.blocks[static_cast<std::size_t>(block.parent)].span),
             "block outside its parent", block.span);
    if (is_leaf(block)) {
      expect(block.span.begin >= last, "leaves overlap", block.span);
      last = block.span.end;
    }
    std::uint32_t inline_last = block.span.begin;
    for (std::uint32_t k = 0; k < block.inline_count; ++k) {
      const Inline& in = note.inlines[block.first_inline + k];
      expect(inside(in.span, block.span), "inline outside its block", in.span);
      expect(in.span.begin >= inline_last, "inlines overlap", in.span);
      inline_last = in.span.end;
      if (in.kind == Inline::Kind::link)
        expect(in.ref < note.links.size() && note.links[in.ref].span == in.span,
               "inline refers to another link", in.span);
      if (in.kind == Inline::Kind::tag)
        expect(in.ref < note.tags.size() && note.tags[in.ref].span == in.span,
               "inline refers to another tag", in.span);
      if (in.kind == Inline::Kind::field)
        expect(in.ref < note.fields.size() && inside(note.fields[in.ref].key_span, in.span),
               "inline refers to another field", in.span);
      if (in.kind == Inline::Kind::text || in.kind == Inline::Kind::code)
        expect(in.span.in(source).find('\n') == std::string_view::npos, "text over lines", in.span);
    }
  }
  std::uint32_t link_last = 0;
  for (const Link& link : note.links) {
    const std::string_view text = link.span.in(source);
    expect(inside(link.span, all), "link outside the source", link.span);
    expect(link.span.begin >= link_last, "links out of order", link.span);
    link_last = link.span.begin;
    expect(inside(link.target_span, link.span), "target outside its link", link.target_span);
    expect(inside(link.label_span, link.span), "label outside its link", link.label_span);
    expect(link.line == note.line_of(link.span.begin), "link on another line", link.span);
    switch (link.kind) {
      case Link::Kind::wikilink:
        expect(text.starts_with("[[") && text.ends_with("]]"), "not a wikilink", link.span);
        break;
      case Link::Kind::embed:
        expect(text.starts_with("![[") && text.ends_with("]]"), "not an embed", link.span);
        break;
      case Link::Kind::markdown:
        expect(text.starts_with("[") && (text.ends_with(")") || text.ends_with("]")), "not a link",
               link.span);
        break;
      case Link::Kind::image:
        expect(text.starts_with("![") && (text.ends_with(")") || text.ends_with("]")),
               "not an image", link.span);
        break;
      case Link::Kind::autolink:
        expect(text.find(link.target_span.in(source)) != std::string_view::npos, "not a URL",
               link.span);
        break;
    }
  }
  for (const Tag& tag : note.tags) {
    if (tag.origin == Origin::front_matter)
      expect(inside(tag.span, note.front_matter), "tag outside the front matter", tag.span);
    else
      expect(tag.span.in(source) == "#" + tag.name, "not a tag", tag.span);
  }
  for (const InlineField& field : note.fields) {
    expect(field.key_span.in(source) == field.key, "not the key", field.key_span);
    expect(field.key_span.end <= field.value_span.begin, "value before its key", field.value_span);
    expect(field.line == note.line_of(field.key_span.begin), "field on another line",
           field.key_span);
  }
  for (const Value& value : note.values) {
    expect(inside(value.span, note.front_matter), "value outside the front matter", value.span);
    expect(inside(value.key_span, note.front_matter) || value.key.empty(),
           "key outside the front matter", value.key_span);
    expect(value.next <= note.values.size(), "value without an end", value.span);
  }
  return broken;
}

}  // namespace tote::notes
