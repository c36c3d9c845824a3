// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/field_edit.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "notes/edit/yaml_text.h"
#include "notes/source_lines.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

using Edits = std::vector<Replacement>;

SourcePlace place_of(const Note& note, std::uint32_t offset) {
  return {note.path, note.line_of(offset), note.column_of(offset)};
}

ScalarStyle style_of(std::string_view written) {
  if (written.starts_with('\''))
    return ScalarStyle::single_quoted;
  return written.starts_with('"') ? ScalarStyle::double_quoted : ScalarStyle::plain;
}

/// The texts of a field: of a list its items, of a scalar itself.
std::vector<std::string> texts_of(const Note& note, const Value& value) {
  if (value.kind != Value::Kind::list)
    return {value.text};
  std::vector<std::string> texts;
  const auto first = static_cast<std::uint32_t>(&value - note.values.data()) + 1;
  for (std::uint32_t i = first; i < value.next; i = note.values[i].next)
    texts.push_back(note.values[i].text);
  return texts;
}

/// Reads and writes one note's front matter.
class FieldEditor {
 public:
  explicit FieldEditor(const Note& note) : note_(note), source_(note.source) {}

  [[nodiscard]] Result<void> check_readable() const;
  [[nodiscard]] Result<Edits> set(std::string_view key, const FieldContent& content) const;
  [[nodiscard]] Result<Edits> unset(const Value& field) const;
  [[nodiscard]] Result<Edits> add(const Value& field, std::string_view item) const;

 private:
  [[nodiscard]] Edits insert_field(std::string_view key, const FieldContent& content) const;
  [[nodiscard]] Edits replace_scalar(const Value& field, const FieldContent& content) const;
  [[nodiscard]] Edits replace_lines(const Value& field, const FieldContent& content) const;
  [[nodiscard]] Edits add_to_block_list(const Value& list, std::string_view item) const;
  [[nodiscard]] Edits add_to_flow_list(const Value& list, std::string_view item) const;
  [[nodiscard]] std::string block_items(const std::vector<std::string>& items,
                                        std::string_view indent) const;
  [[nodiscard]] std::string inline_value(const FieldContent& content, ScalarStyle style) const;

  [[nodiscard]] std::string_view newline() const;
  [[nodiscard]] std::string_view indent_of(std::uint32_t offset) const;
  [[nodiscard]] std::string_view field_indent() const;
  [[nodiscard]] bool is_block_list(const Value& value) const;
  [[nodiscard]] bool prefers_block_lists() const;
  /// The line (0-based) on which the value's last byte that is no white space stands.
  [[nodiscard]] std::uint32_t last_line(const Value& field) const;
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t line) const;
  [[nodiscard]] std::uint32_t after_colon(const Value& field) const;
  [[nodiscard]] const Value& last_item(const Value& list) const;

  const Note& note_;
  std::string_view source_;
};

Result<void> FieldEditor::check_readable() const {
  for (const Diagnostic& finding : note_.diagnostics) {
    for (const std::string_view code :
         {"front-matter-invalid", "front-matter-unterminated", "front-matter-too-large"}) {
      if (finding.code == code)
        return fail(ErrorCode::invalid_input, finding.message, place_of(note_, finding.span.begin));
    }
  }
  for (std::uint32_t i = 0; i < note_.values.size(); i = note_.values[i].next) {
    const auto key = note_.values[i].key_span;
    const auto lead =
        source_.substr(line_begin(line_index(note_.line_starts, key.begin)),
                       key.begin - line_begin(line_index(note_.line_starts, key.begin)));
    if (lead.find_first_not_of(' ') != npos)
      return fail(ErrorCode::invalid_input,
                  "this front matter has several fields on a line; give each its own line first",
                  place_of(note_, key.begin));
  }
  return {};
}

Result<Edits> FieldEditor::set(std::string_view key, const FieldContent& content) const {
  const Value* field = note_.find_value(key);
  if (field == nullptr)
    return insert_field(key, content);
  const bool spans_lines = field->kind == Value::Kind::map || is_block_list(*field);
  return spans_lines ? replace_lines(*field, content) : replace_scalar(*field, content);
}

Edits FieldEditor::insert_field(std::string_view key, const FieldContent& content) const {
  const std::string end(newline());
  const std::string indent(field_indent());
  std::string line = indent + yaml_scalar(key) + ":";
  const std::string literal =
      content.is_list ? "" : yaml_literal(content.items.front(), indent + "  ", end);
  const bool is_long = !content.is_list && content.items.front().find('\n') != npos;
  if (content.is_list && prefers_block_lists() && !content.items.empty())
    line += end + block_items(content.items, indent + "  ");
  else
    line +=
        " " + (is_long && !literal.empty() ? literal : inline_value(content, ScalarStyle::plain));
  line += end;
  if (note_.front_matter.empty()) {
    const std::uint32_t begin = note_.body.begin;
    return {{{begin, begin}, "---" + end + line + "---" + end}};
  }
  // The line that closes the front matter is its last.
  const auto last = note_.front_matter.end - 1;
  const std::uint32_t at = line_begin(line_index(note_.line_starts, last));
  // An empty front matter gets a blank line, by which unset knows that it was there before.
  return {{{at, at}, line + (note_.values.empty() ? end : "")}};
}

Edits FieldEditor::replace_scalar(const Value& field, const FieldContent& content) const {
  ByteSpan old = field.span;
  old.end = std::max(old.begin, trim_end(source_, trim(source_, old)).end);
  if (old.empty())
    old = {after_colon(field), after_colon(field)};
  const std::uint32_t line =
      line_index(note_.line_starts, std::max(old.end, 1U) - (old.empty() ? 0 : 1));
  const ByteSpan content_span = line_content(source_, note_.line_starts, line);
  const bool ends_line = trim(source_, {old.end, std::max(old.end, content_span.end)}).empty();
  std::string text;
  if (!content.is_list && ends_line && content.items.front().find('\n') != npos)
    text = yaml_literal(content.items.front(), std::string(field_indent()) + "  ", newline());
  if (text.empty())
    text =
        inline_value(content, field.quoted ? style_of(field.span.in(source_)) : ScalarStyle::plain);
  if (old.empty())
    text.insert(0, " ");
  return {{old, text}};
}

/// Replaces a value that stands on the lines below its key.
Edits FieldEditor::replace_lines(const Value& field, const FieldContent& content) const {
  const auto first = line_index(note_.line_starts, field.span.begin);
  const auto begin = line_begin(first);
  const auto end = line_content(source_, note_.line_starts, last_line(field)).end;
  const bool is_below = begin > field.key_span.begin;
  if (!is_below)
    return {{{field.span.begin, end}, inline_value(content, ScalarStyle::plain)}};
  if (content.is_list && !content.items.empty())
    return {{{begin, end}, block_items(content.items, indent_of(field.span.begin))}};
  const auto after = after_colon(field);
  const auto previous = line_content(source_, note_.line_starts, first - 1).end;
  return {{{after, after}, " " + inline_value(content, ScalarStyle::plain)}, {{previous, end}, ""}};
}

Result<Edits> FieldEditor::unset(const Value& field) const {
  const auto first = line_index(note_.line_starts, field.key_span.begin);
  std::uint32_t next = last_line(field) + 1;
  const bool is_only_field = field.next == note_.values.size() && &field == note_.values.data();
  const auto closing = line_index(note_.line_starts, note_.front_matter.end - 1);
  const auto opening = line_index(note_.line_starts, note_.front_matter.begin);
  if (is_only_field && first == opening + 1 && next == closing)
    return Edits{{note_.front_matter, ""}};
  const bool is_followed_by_blank =
      next < closing && line_content(source_, note_.line_starts, next).empty();
  if (is_only_field && is_followed_by_blank)
    ++next;
  return Edits{{{line_begin(first), line_begin(next)}, ""}};
}

Result<Edits> FieldEditor::add(const Value& field, std::string_view item) const {
  const auto old = texts_of(note_, field);
  if (field.kind == Value::Kind::map)
    return fail(ErrorCode::invalid_input, "this field holds fields of its own, not a list",
                place_of(note_, field.span.begin));
  if (field.kind == Value::Kind::null)
    return set(field.key, {{std::string(item)}, true});
  if (std::find(old.begin(), old.end(), item) != old.end())
    return Edits{};
  if (is_block_list(field))
    return add_to_block_list(field, item);
  if (field.kind == Value::Kind::list)
    return add_to_flow_list(field, item);
  const auto key = canonical_field_key(field.key);
  const bool is_separated_by_commas =
      !field.quoted && item.find(',') == npos &&
      (key == "aliases" || key == "alias" || key == "tags" || key == "tag");
  if (is_separated_by_commas && old[0].find(',') != npos)
    return set(field.key, one_value(fmt::format("{}, {}", old[0], item)));
  const bool may_stand_in_list =
      field.quoted || yaml_scalar(old[0], ScalarStyle::plain, ScalarPlace::flow) == old[0];
  if (!may_stand_in_list || field.span.in(source_).find('\n') != npos)
    return set(field.key, {{old[0], std::string(item)}, true});
  const auto style = field.quoted ? style_of(field.span.in(source_)) : ScalarStyle::plain;
  return Edits{{{field.span.begin, field.span.begin}, "["},
               {{field.span.end, field.span.end},
                fmt::format(", {}]", yaml_scalar(item, style, ScalarPlace::flow))}};
}

Edits FieldEditor::add_to_block_list(const Value& list, std::string_view item) const {
  const Value& last = last_item(list);
  const auto style = last.quoted ? style_of(last.span.in(source_)) : ScalarStyle::plain;
  const auto at = line_content(source_, note_.line_starts, last_line(list)).end;
  return {
      {{at, at},
       fmt::format("{}{}- {}", newline(), indent_of(list.span.begin), yaml_scalar(item, style))}};
}

Edits FieldEditor::add_to_flow_list(const Value& list, std::string_view item) const {
  const bool is_empty = list.next == static_cast<std::uint32_t>(&list - note_.values.data()) + 1;
  if (is_empty)
    return {{{list.span.begin + 1, list.span.begin + 1},
             yaml_scalar(item, ScalarStyle::plain, ScalarPlace::flow)}};
  const Value& last = last_item(list);
  const auto style = last.quoted ? style_of(last.span.in(source_)) : ScalarStyle::plain;
  const auto at = trim_end(source_, trim(source_, last.span)).end;
  return {{{at, at}, fmt::format(", {}", yaml_scalar(item, style, ScalarPlace::flow))}};
}

std::string FieldEditor::block_items(const std::vector<std::string>& items,
                                     std::string_view indent) const {
  std::string text;
  for (const std::string& item : items)
    text += fmt::format("{}{}- {}", text.empty() ? "" : newline(), indent, yaml_scalar(item));
  return text;
}

std::string FieldEditor::inline_value(const FieldContent& content, ScalarStyle style) const {
  if (!content.is_list)
    return yaml_scalar(content.items.front(), style);
  std::string text = "[";
  for (const std::string& item : content.items)
    text +=
        (text.size() > 1 ? ", " : "") + yaml_scalar(item, ScalarStyle::plain, ScalarPlace::flow);
  return text + "]";
}

/// The line ending of the file's first line.
std::string_view FieldEditor::newline() const {
  const std::size_t end = source_.find_first_of("\r\n");
  if (end == npos)
    return "\n";
  return source_.substr(end, 2) == "\r\n" ? "\r\n" : source_.substr(end, 1);
}

std::string_view FieldEditor::indent_of(std::uint32_t offset) const {
  const std::uint32_t begin = line_begin(line_index(note_.line_starts, offset));
  return source_.substr(begin, offset - begin);
}

std::string_view FieldEditor::field_indent() const {
  return note_.values.empty() ? "" : indent_of(note_.values[0].key_span.begin);
}

bool FieldEditor::is_block_list(const Value& value) const {
  return value.kind == Value::Kind::list && !value.span.in(source_).starts_with('[');
}

bool FieldEditor::prefers_block_lists() const {
  return std::any_of(note_.values.begin(), note_.values.end(),
                     [&](const Value& value) { return is_block_list(value); });
}

std::uint32_t FieldEditor::last_line(const Value& field) const {
  const ByteSpan held =
      trim(source_, {field.key_span.begin, std::max(field.span.end, field.key_span.end)});
  return line_index(note_.line_starts, held.end - 1);
}

std::uint32_t FieldEditor::line_begin(std::uint32_t line) const {
  return line < note_.line_starts.size() ? note_.line_starts[line]
                                         : static_cast<std::uint32_t>(source_.size());
}

std::uint32_t FieldEditor::after_colon(const Value& field) const {
  return static_cast<std::uint32_t>(source_.find(':', field.key_span.end)) + 1;
}

const Value& FieldEditor::last_item(const Value& list) const {
  auto last = static_cast<std::uint32_t>(&list - note_.values.data()) + 1;
  for (std::uint32_t i = last; i < list.next; i = note_.values[i].next)
    last = i;
  return note_.values[last];
}

/// All fields but the one under `key`, as they read.
std::vector<std::pair<std::string, std::string>> other_fields(const Note& note,
                                                              std::string_view key) {
  std::vector<std::pair<std::string, std::string>> fields;
  for (std::uint32_t i = 0; i < note.values.size(); i = note.values[i].next) {
    if (canonical_field_key(note.values[i].key) == canonical_field_key(key))
      continue;
    for (std::uint32_t j = i; j < note.values[i].next; ++j)
      fields.emplace_back(note.values[j].key, note.values[j].text);
  }
  return fields;
}

/// Makes the edits on a copy, and lets them through if the field then reads as wanted and nothing
/// else reads differently.
Result<Edits> proven(const Note& note, std::string_view key, const std::vector<std::string>* wanted,
                     Edits edits) {
  TOTE_TRY(auto text, replaced(note.source, edits));
  const Note changed = read_note(note.path, std::move(text));
  const Value* field = changed.find_value(key);
  const bool reads_as_wanted = wanted == nullptr
                                   ? field == nullptr
                                   : field != nullptr && texts_of(changed, *field) == *wanted;
  if (!reads_as_wanted || other_fields(changed, key) != other_fields(note, key) ||
      changed.diagnostics.size() > note.diagnostics.size())
    return fail(ErrorCode::invalid_input,
                fmt::format("the field {} is written in a way that cannot be changed safely; edit "
                            "it by hand",
                            key),
                place_of(note, note.front_matter.begin));
  return edits;
}

}  // namespace

Result<Edits> set_field(const Note& note, std::string_view key, const FieldContent& content) {
  const FieldEditor editor(note);
  TOTE_CHECK(editor.check_readable());
  const Value* field = note.find_value(key);
  if (field != nullptr && content.is_list == (field->kind == Value::Kind::list) &&
      field->kind != Value::Kind::null && texts_of(note, *field) == content.items)
    return Edits{};
  TOTE_TRY(auto edits, editor.set(key, content));
  return proven(note, key, &content.items, std::move(edits));
}

Result<Edits> unset_field(const Note& note, std::string_view key) {
  const FieldEditor editor(note);
  TOTE_CHECK(editor.check_readable());
  const Value* field = note.find_value(key);
  if (field == nullptr)
    return Edits{};
  TOTE_TRY(auto edits, editor.unset(*field));
  return proven(note, key, nullptr, std::move(edits));
}

Result<Edits> add_to_field(const Note& note, std::string_view key, std::string_view item) {
  const FieldEditor editor(note);
  TOTE_CHECK(editor.check_readable());
  const Value* field = note.find_value(key);
  if (field == nullptr)
    return set_field(note, key, {{std::string(item)}, true});
  TOTE_TRY(auto edits, editor.add(*field, item));
  if (edits.empty())
    return edits;
  const bool was_null = field->kind == Value::Kind::null;
  auto wanted = was_null ? std::vector<std::string>() : texts_of(note, *field);
  wanted.emplace_back(item);
  auto as_list = proven(note, key, &wanted, edits);
  if (as_list || wanted.size() != 2)
    return as_list;
  // Names that are separated by commas are one text for YAML.
  const std::vector<std::string> joined = {fmt::format("{}, {}", wanted[0], wanted[1])};
  return proven(note, key, &joined, std::move(edits));
}

}  // namespace tote::notes
