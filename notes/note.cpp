// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/note.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "notes/body_blocks.h"
#include "notes/body_outline.h"
#include "notes/front_matter.h"
#include "notes/html_syntax.h"
#include "notes/inline_scanner.h"
#include "notes/leaf_text.h"
#include "notes/link_syntax.h"
#include "notes/path_parts.h"
#include "notes/source_lines.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string_view trim_spaces(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first == npos ? std::string_view{}
                       : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// A date that opens a file's name: `2011-07-03`, `2011-07-03 At the bookshop`, `2011-07`.
std::optional<Date> leading_date(std::string_view stem) {
  for (const std::size_t size : {std::size_t{10}, std::size_t{7}}) {
    const bool ends_there =
        stem.size() == size || (stem.size() > size && (stem[size] < '0' || stem[size] > '9') &&
                                (size == 10 || stem[size] != '-'));
    if (ends_there) {
      if (const auto date = parse_date(stem.substr(0, size)))
        return date;
    }
  }
  return std::nullopt;
}

/// Calls `take(text, span)` for each name of a field that holds a list of names or one text with
/// `separators` between them.
template <class Take>
void for_each_name(const Note& note, const Value& field, std::string_view separators, Take take) {
  if (field.kind == Value::Kind::list) {
    for (std::uint32_t i = static_cast<std::uint32_t>(&field - note.values.data()) + 1;
         i < field.next; i = note.values[i].next) {
      const Value& item = note.values[i];
      if (item.kind != Value::Kind::list && item.kind != Value::Kind::map && !item.text.empty())
        take(std::string_view(item.text), item.span);
    }
    return;
  }
  if (field.kind == Value::Kind::map || field.kind == Value::Kind::null)
    return;
  if (field.quoted && separators == ",") {
    take(std::string_view(field.text), field.span);
    return;
  }
  const std::string_view written = field.span.in(note.source);
  std::size_t searched = 0;
  for (std::size_t begin = 0; begin < field.text.size();) {
    const std::size_t end =
        std::min(field.text.find_first_of(separators, begin), field.text.size());
    const std::string_view name =
        trim_spaces(std::string_view(field.text).substr(begin, end - begin));
    begin = end + 1;
    if (name.empty())
      continue;
    ByteSpan span = field.span;
    if (const std::size_t at = written.find(name, searched); at != npos) {
      searched = at + name.size();
      span = {field.span.begin + static_cast<std::uint32_t>(at),
              field.span.begin + static_cast<std::uint32_t>(searched)};
    }
    take(name, span);
  }
}

const Value* find_either(const Note& note, std::string_view key, std::string_view other) {
  const Value* value = note.find_value(key);
  return value != nullptr ? value : note.find_value(other);
}

bool is_scalar(const Value* value) {
  return value != nullptr && value->kind != Value::Kind::list && value->kind != Value::Kind::map &&
         value->kind != Value::Kind::null && !value->text.empty();
}

void read_front_matter_tags(Note& note) {
  const Value* field = find_either(note, "tags", "tag");
  if (field == nullptr)
    return;
  for_each_name(note, *field, ", \t\n", [&](std::string_view name, ByteSpan span) {
    name = trim_spaces(name);
    while (name.starts_with('#'))
      name.remove_prefix(1);
    if (name.empty())
      return;
    note.tags.push_back({std::string(name), span, Origin::front_matter, note.line_of(span.begin)});
  });
}

void read_front_matter_links(Note& note) {
  static const LinkDefinitions no_definitions;
  static const std::vector<OpaqueSpan> no_opaque;
  std::vector<Inline> inlines;
  std::vector<Tag> tags;
  std::vector<InlineField> fields;
  const InlineContext context{note.source, note.line_starts,     no_definitions,
                              no_opaque,   Origin::front_matter, false};
  const InlineSink sink{inlines, note.links, tags, fields};
  for (const Value& value : note.values) {
    if (value.kind != Value::Kind::text ||
        (value.text.find("[[") == npos && value.text.find("](") == npos &&
         value.text.find("://") == npos))
      continue;
    std::vector<ByteSpan> lines;
    ByteSpan span = value.span;
    if (value.quoted && span.size() >= 2)
      span = {span.begin + 1, span.end - 1};
    for (std::uint32_t line = line_index(note.line_starts, span.begin);
         line < note.line_starts.size() && note.line_starts[line] < span.end; ++line) {
      const ByteSpan content = line_content(note.source, note.line_starts, line);
      const ByteSpan piece{std::max(content.begin, span.begin), std::min(content.end, span.end)};
      if (piece.begin < piece.end)
        lines.push_back(trim(note.source, piece));
    }
    scan_inlines(LeafText(note.source, lines.data(), lines.size()), context, sink);
    inlines.clear();
  }
}

void read_aliases(Note& note) {
  if (const Value* field = find_either(note, "aliases", "alias"))
    for_each_name(note, *field, ",", [&](std::string_view name, ByteSpan) {
      note.aliases.emplace_back(trim_spaces(name));
    });
}

void code_inlines(const BodyBlocks& body, const Leaf& leaf, std::vector<Inline>& inlines) {
  for (std::uint32_t i = 0; i < leaf.piece_count; ++i) {
    const ByteSpan piece = body.pieces[leaf.first_piece + i];
    if (i > 0)
      inlines.push_back({Inline::Kind::line_break, false, 0, {piece.begin, piece.begin}});
    if (!piece.empty())
      inlines.push_back({Inline::Kind::code, false, 0, piece});
  }
}

void read_body(Note& note) {
  const std::vector<OpaqueSpan> opaque =
      find_opaque_spans(note.source, note.body, note.line_starts);
  BodyBlocks body = read_blocks(note.source, note.body, note.line_starts, opaque);
  note.blocks = std::move(body.blocks);
  InlineContext context{note.source, note.line_starts, body.definitions, opaque};
  const InlineSink sink{note.inlines, note.links, note.tags, note.fields};
  for (const Leaf& leaf : body.leaves) {
    Block& block = note.blocks[leaf.block];
    block.first_inline = static_cast<std::uint32_t>(note.inlines.size());
    if (block.kind == Block::Kind::code) {
      code_inlines(body, leaf, note.inlines);
    } else {
      context.takes_line_fields =
          block.kind == Block::Kind::paragraph || block.kind == Block::Kind::footnote;
      const LeafText text(note.source, body.pieces.data() + leaf.first_piece, leaf.piece_count);
      scan_inlines(text, context, sink);
    }
    block.inline_count = static_cast<std::uint32_t>(note.inlines.size()) - block.first_inline;
  }
}

/// Brings findings into the order of their positions and lets inlines refer to the new places.
template <class Finding, class Position>
void sort_by_position(std::vector<Finding>& findings, Inline::Kind kind,
                      std::vector<Inline>& inlines, Position position) {
  const auto is_before = [&](const Finding& a, const Finding& b) {
    return position(a) < position(b);
  };
  if (std::is_sorted(findings.begin(), findings.end(), is_before))
    return;
  std::vector<std::uint32_t> order(findings.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return is_before(findings[a], findings[b]);
  });
  std::vector<Finding> sorted;
  std::vector<std::uint32_t> place(findings.size());
  sorted.reserve(findings.size());
  for (const std::uint32_t old : order) {
    place[old] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(findings[old]));
  }
  findings = std::move(sorted);
  for (Inline& in : inlines) {
    if (in.kind == kind)
      in.ref = place[in.ref];
  }
}

/// Links and tags in the value of an inline field come from that field.
template <class Finding>
void mark_field_origin(const std::vector<InlineField>& fields, std::vector<Finding>& findings) {
  auto finding = findings.begin();
  for (const InlineField& field : fields) {
    while (finding != findings.end() && finding->span.begin < field.value_span.begin)
      ++finding;
    for (; finding != findings.end() && finding->span.end <= field.value_span.end; ++finding)
      finding->origin = Origin::inline_field;
  }
}

void put_in_order(Note& note) {
  const auto by_span = [](const auto& finding) { return finding.span.begin; };
  sort_by_position(note.links, Inline::Kind::link, note.inlines, by_span);
  sort_by_position(note.tags, Inline::Kind::tag, note.inlines, by_span);
  sort_by_position(note.fields, Inline::Kind::field, note.inlines,
                   [](const InlineField& field) { return field.key_span.begin; });
  mark_field_origin(note.fields, note.links);
  mark_field_origin(note.fields, note.tags);
}

std::string title_of(const Note& note) {
  if (const Value* field = note.find_value("title"); is_scalar(field))
    return std::string(trim_spaces(field->text));
  if (!note.blocks.empty() && note.blocks[0].kind == Block::Kind::heading &&
      note.blocks[0].level == 1) {
    if (std::string heading(trim_spaces(note.plain_text(note.blocks[0]))); !heading.empty())
      return heading;
  }
  return std::string(note.stem());
}

std::string type_of(const Note& note, const ReadOptions& options) {
  const Value* field = note.find_value("type");
  if (field != nullptr && field->kind == Value::Kind::list && field->next > 1) {
    const auto first = static_cast<std::size_t>(field - note.values.data()) + 1;
    field = first < field->next ? &note.values[first] : field;
  }
  if (is_scalar(field))
    return name_key(field->text);
  std::string_view type;
  std::size_t longest = 0;
  for (const auto& [folder, folder_type] : options.folder_types) {
    const std::string_view prefix =
        std::string_view(folder).substr(0, folder.find_last_not_of('/') + 1);
    if (note.path.starts_with(prefix) && note.path.size() > prefix.size() &&
        (prefix.empty() || note.path[prefix.size()] == '/') && prefix.size() + 1 > longest) {
      type = folder_type;
      longest = prefix.size() + 1;
    }
  }
  if (!type.empty())
    return std::string(type);
  const auto date = leading_date(note.stem());
  return date && date->day != 0 ? "journal" : "note";
}

std::optional<Date> date_of(const Note& note) {
  if (const Value* field = note.find_value("date"); is_scalar(field)) {
    if (const auto date = parse_date(trim_spaces(field->text)))
      return date;
  }
  return leading_date(note.stem());
}

/// Finds the lines, the front matter and its fields.
void read_head(Note& note) {
  note.line_starts = find_line_starts(note.source);
  const std::uint32_t begin =
      std::string_view(note.source).starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  note.line_starts.front() = begin;
  const FrontMatterBounds bounds =
      find_front_matter(note.source, note.line_starts, note.diagnostics);
  note.front_matter = bounds.whole;
  note.body = {std::max(begin, bounds.whole.end), static_cast<std::uint32_t>(note.source.size())};
  if (!bounds.yaml.empty())
    note.values = read_front_matter(note.source, bounds.yaml, note.line_starts, note.diagnostics);
}

void check_utf8(Note& note) {
  const std::size_t at = find_invalid_utf8(note.source);
  if (at == npos)
    return;
  const auto begin = static_cast<std::uint32_t>(at);
  note.diagnostics.push_back({Diagnostic::Severity::warning,
                              "utf8-invalid",
                              "the text is not UTF-8 from here on; save the file as UTF-8",
                              {begin, begin + 1}});
}

/// A link's text without the marks that style it.
void append_label(std::string& out, std::string_view label) {
  for (std::size_t at = 0; at < label.size();) {
    const char c = label[at];
    if (c == '\n' || c == '\r') {
      at = std::min(label.find_first_not_of("\r\n\t >", at), label.size());
      out += ' ';
    } else if (c == '\\' && at + 1 < label.size()) {
      out += label[at + 1];
      at += 2;
    } else if (c == '*' || c == '`') {
      ++at;
    } else if (const std::size_t size = append_character_reference(out, label, at); size != 0) {
      at += size;
    } else {
      out += label[at++];
    }
  }
}

void append_text(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t reference = std::min(text.find('&', at), text.size());
    out += text.substr(at, reference - at);
    at = reference;
    if (at == text.size())
      break;
    const std::size_t size = append_character_reference(out, text, at);
    if (size == 0)
      out += '&';
    at += std::max<std::size_t>(size, 1);
  }
}

}  // namespace

std::string_view Note::stem() const {
  return stem_of(path);
}

const Value* Note::find_value(std::string_view key) const {
  const std::string wanted = canonical_field_key(key);
  for (std::uint32_t i = 0; i < values.size(); i = values[i].next) {
    if (canonical_field_key(values[i].key) == wanted)
      return &values[i];
  }
  return nullptr;
}

std::uint32_t Note::line_of(std::uint32_t offset) const {
  return line_index(line_starts, offset) + 1;
}

std::uint32_t Note::column_of(std::uint32_t offset) const {
  return offset - std::min(offset, line_starts[line_index(line_starts, offset)]) + 1;
}

std::string Note::plain_text(const Block& block) const {
  std::string out;
  for (std::uint32_t i = 0; i < block.inline_count; ++i) {
    const Inline& in = inlines[block.first_inline + i];
    switch (in.kind) {
      case Inline::Kind::text:
        append_text(out, in.span.in(source));
        break;
      case Inline::Kind::code:
      case Inline::Kind::tag:
        out += in.span.in(source);
        break;
      case Inline::Kind::link:
        append_label(out, links[in.ref].label_span.in(source));
        break;
      case Inline::Kind::line_break:
        out += ' ';
        break;
      case Inline::Kind::html:
      case Inline::Kind::field:
        break;
    }
  }
  return out;
}

std::string canonical_field_key(std::string_view key) {
  std::string out = name_key(key);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '_' || c == ' '; }, '-');
  return out;
}

Note read_note(std::string path, std::string source, const ReadOptions& options) {
  Note note;
  note.path = std::move(path);
  note.source = std::move(source);
  check_utf8(note);
  read_head(note);
  read_front_matter_tags(note);
  read_front_matter_links(note);
  read_aliases(note);
  read_body(note);
  put_in_order(note);
  note.title = title_of(note);
  note.type = type_of(note, options);
  note.date = date_of(note);
  return note;
}

std::string read_type(std::string_view path, std::string_view source, const ReadOptions& options) {
  Note head;
  head.path = path;
  if (source.starts_with("---") || source.starts_with(byte_order_mark)) {
    // No more of the note than can be front matter, and the lines that enclose it.
    head.source = source.substr(0, max_front_matter_bytes + 256);
    read_head(head);
  }
  return type_of(head, options);
}

}  // namespace tote::notes
