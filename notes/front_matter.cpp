// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/front_matter.h"

#include <algorithm>
#include <string>
#include <unordered_set>

#include <fmt/format.h>

#include "notes/source_lines.h"
#include "notes/yaml_reader.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

std::string_view trim_line(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t");
  return last == npos ? std::string_view{} : line.substr(0, last + 1);
}

bool is_key_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         c == '-' || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
}

/// The size of a plain key at the start of a line, which a colon and a blank or the line's end
/// must follow; 0 if there is none.
std::size_t plain_key_size(std::string_view line) {
  std::size_t size = 0;
  while (size < line.size() && is_key_char(line[size]))
    ++size;
  const bool is_key = size > 0 && line[0] != ' ' && line[0] != '-' && size < line.size() &&
                      line[size] == ':' &&
                      (size + 1 == line.size() || line[size + 1] == ' ' || line[size + 1] == '\t');
  return is_key ? size : 0;
}

/// Whether the lines hold a field, or nothing: else the `---` are thematic breaks around text.
bool may_be_fields(std::string_view yaml) {
  return yaml.find(':') != npos || yaml.find_first_not_of(" \t\r\n") == npos ||
         yaml.find('#') != npos;
}

/// Reads what people write most, line by line, where YAML gave up.
class PlainLineReader {
 public:
  PlainLineReader(std::string_view source, std::vector<Value>& values)
      : source_(source), values_(values) {
    for (const Value& value : values_) {
      if (value.depth == 0)
        seen_.insert(value.key);
    }
  }

  void read(ByteSpan line) {
    const std::string_view text = trim_line(line.in(source_));
    const std::size_t indent = std::min(text.find_first_not_of(" \t"), text.size());
    if (indent == text.size() || text[indent] == '#')
      return;
    if (text[indent] == '-' && (indent + 1 == text.size() || text[indent + 1] == ' ')) {
      item(line, indent + 1, text.size());
    } else if (const std::size_t key = plain_key_size(text); key != 0) {
      field(line, key, text.size());
    } else if (indent == 0) {
      can_take_items_ = false;
    }
  }

 private:
  void field(ByteSpan line, std::size_t key_size, std::size_t size) {
    const auto key_end = line.begin + static_cast<std::uint32_t>(key_size);
    std::string key(source_.substr(line.begin, key_size));
    can_take_items_ = seen_.insert(key).second;
    if (!can_take_items_ || flow(line, key_size))
      return;
    add_scalar({key_end + 1, line.begin + static_cast<std::uint32_t>(size)}, 0);
    values_.back().key = std::move(key);
    values_.back().key_span = {line.begin, key_end};
    field_ = values_.size() - 1;
    can_take_items_ = values_.back().kind == Value::Kind::null;
  }

  /// `[a, b]` and `{a: b}` on one line are YAML again.
  bool flow(ByteSpan line, std::size_t key_size) {
    const std::string_view text = line.in(source_);
    const std::size_t value = text.find_first_not_of(" \t", key_size + 1);
    if (value == npos || (text[value] != '[' && text[value] != '{'))
      return false;
    std::vector<Diagnostic> ignored;
    YamlFields fields = read_yaml(source_, line, ignored);
    if (!fields.is_complete || fields.values.empty())
      return false;
    const auto offset = static_cast<std::uint32_t>(values_.size());
    for (Value& read : fields.values) {
      read.next += offset;
      values_.push_back(std::move(read));
    }
    can_take_items_ = false;
    return true;
  }

  void item(ByteSpan line, std::size_t marker, std::size_t size) {
    if (!can_take_items_)
      return;
    Value& list = values_[field_];
    list.kind = Value::Kind::list;
    add_scalar({line.begin + static_cast<std::uint32_t>(marker),
                line.begin + static_cast<std::uint32_t>(size)},
               1);
    values_[field_].next = static_cast<std::uint32_t>(values_.size());
    values_[field_].span.end = values_.back().span.end;
  }

  void add_scalar(ByteSpan span, std::uint32_t depth) {
    span = trim(source_, span);
    Value value;
    value.span = span;
    value.depth = depth;
    value.next = static_cast<std::uint32_t>(values_.size() + 1);
    std::string_view text = span.in(source_);
    value.quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                   text.back() == text.front();
    if (value.quoted)
      text = text.substr(1, text.size() - 2);
    value.text = text;
    resolve_scalar(value);
    values_.push_back(std::move(value));
  }

  std::string_view source_;
  std::vector<Value>& values_;
  std::unordered_set<std::string> seen_;
  std::size_t field_ = 0;
  bool can_take_items_ = false;
};

}  // namespace

FrontMatterBounds find_front_matter(std::string_view source,
                                    const std::vector<std::uint32_t>& line_starts,
                                    std::vector<Diagnostic>& diagnostics) {
  const ByteSpan first = line_content(source, line_starts, 0);
  if (trim_line(first.in(source)) != "---")
    return {};
  for (std::uint32_t line = 1; line < line_starts.size(); ++line) {
    const ByteSpan content = line_content(source, line_starts, line);
    const std::string_view text = trim_line(content.in(source));
    if (text == "---" || text == "...") {
      if (!may_be_fields(source.substr(line_starts[1], content.begin - line_starts[1])))
        return {};
      const auto end = line + 1 < line_starts.size() ? line_starts[line + 1]
                                                     : static_cast<std::uint32_t>(source.size());
      return {{first.begin, end}, {line_starts[1], content.begin}};
    }
  }
  if (line_starts.size() > 1 &&
      plain_key_size(trim_line(line_content(source, line_starts, 1).in(source))) != 0)
    diagnostics.push_back({Diagnostic::Severity::warning, "front-matter-unterminated",
                           "the front matter is never closed; end it with a line that is ---",
                           first});
  return {};
}

std::vector<Value> read_front_matter(std::string_view source, ByteSpan yaml,
                                     const std::vector<std::uint32_t>& line_starts,
                                     std::vector<Diagnostic>& diagnostics) {
  if (yaml.size() > max_front_matter_bytes) {
    diagnostics.push_back({Diagnostic::Severity::warning,
                           "front-matter-too-large",
                           fmt::format("the front matter is larger than {} KiB and is not read",
                                       max_front_matter_bytes >> 10U),
                           {yaml.begin, yaml.begin}});
    return {};
  }
  YamlFields fields = read_yaml(source, yaml, diagnostics);
  if (!fields.is_complete) {
    PlainLineReader reader(source, fields.values);
    for (std::uint32_t line = line_index(line_starts, fields.resume);
         line < line_starts.size() && line_starts[line] < yaml.end; ++line) {
      if (line_starts[line] >= fields.resume)
        reader.read(line_content(source, line_starts, line));
    }
  }
  return std::move(fields.values);
}

}  // namespace tote::notes
