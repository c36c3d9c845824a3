// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/yaml_reader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <unordered_set>

#include <fmt/format.h>
#include <yaml.h>

#include "notes/date.h"
#include "notes/front_matter.h"
#include "notes/text.h"
#include "notes/utf8.h"

namespace tote::notes {
namespace {

/// libyaml counts code points; the notes count bytes. Marks come nearly in order, so walking from
/// the last one costs little.
class MarkConverter {
 public:
  explicit MarkConverter(std::string_view text) : text_(text) {}

  std::uint32_t to_byte(std::size_t index) {
    while (index_ < index && byte_ < text_.size()) {
      ++byte_;
      while (byte_ < text_.size() && is_continuation(text_[byte_]))
        ++byte_;
      ++index_;
    }
    while (index_ > index && byte_ > 0) {
      --byte_;
      while (byte_ > 0 && is_continuation(text_[byte_]))
        --byte_;
      --index_;
    }
    return static_cast<std::uint32_t>(byte_);
  }

 private:
  static bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

  std::string_view text_;
  std::size_t index_ = 0;
  std::size_t byte_ = 0;
};

class Parser {
 public:
  explicit Parser(std::string_view text) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }

  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;

  ~Parser() {
    yaml_event_delete(&event_);
    yaml_parser_delete(&parser_);
  }

  /// The next event, valid until the next call; nullptr if the YAML is broken.
  const yaml_event_t* next() {
    yaml_event_delete(&event_);
    event_ = {};
    return yaml_parser_parse(&parser_, &event_) != 0 ? &event_ : nullptr;
  }

  [[nodiscard]] const yaml_parser_t& state() const { return parser_; }

 private:
  yaml_parser_t parser_{};
  yaml_event_t event_{};
};

/// libyaml takes no control characters and no broken UTF-8; of either, one bad byte would cost the
/// whole front matter. No offset moves.
std::string readable_yaml(std::string_view text) {
  std::string out = with_valid_utf8(text, '?');
  for (char& c : out) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F)
      c = ' ';
  }
  return out;
}

/// A list or map that is being read.
struct OpenNode {
  std::size_t value = 0;
  bool is_map = false;
  bool is_flow = false;
  bool has_key = false;  ///< a key was read, its value comes next
  std::string key;
  ByteSpan key_span;
  std::unordered_set<std::string> seen;
};

class FieldReader {
 public:
  FieldReader(std::string_view source, ByteSpan yaml, std::vector<Diagnostic>& diagnostics)
      : source_(source),
        yaml_(yaml),
        text_(readable_yaml(yaml.in(source))),
        parser_(text_),
        marks_(text_),
        diagnostics_(diagnostics) {}

  YamlFields run() {
    out_.resume = yaml_.begin;
    for (bool is_done = false; !is_done;) {
      const yaml_event_t* event = parser_.next();
      if (event == nullptr) {
        broken(fmt::format("this is not YAML: {}", problem()), problem_place());
        break;
      }
      is_done = !take(*event);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string problem() const {
    const yaml_parser_t& state = parser_.state();
    return state.problem != nullptr ? state.problem : "it cannot be read";
  }

  std::uint32_t problem_place() {
    const yaml_parser_t& state = parser_.state();
    if (state.error == YAML_READER_ERROR)
      return std::min(yaml_.begin + static_cast<std::uint32_t>(state.problem_offset), yaml_.end);
    return yaml_.begin + marks_.to_byte(state.problem_mark.index);
  }

  void diagnose(std::string code, std::string message, ByteSpan span) {
    diagnostics_.push_back(
        {Diagnostic::Severity::warning, std::move(code), std::move(message), span});
  }

  void broken(std::string message, std::uint32_t place) {
    diagnose("front-matter-invalid",
             std::move(message) + "; quote the value, as in key: \"value\", or mend the line",
             {place, place});
    out_.is_complete = false;
    keep_fields_before(place);
  }

  ByteSpan span_of(const yaml_event_t& event) {
    const std::uint32_t begin = yaml_.begin + marks_.to_byte(event.start_mark.index);
    return {begin, std::max(begin, yaml_.begin + marks_.to_byte(event.end_mark.index))};
  }

  /// Takes one event; false when the reading is over.
  bool take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_ALIAS_EVENT:
        return alias(event);
      case YAML_MAPPING_START_EVENT:
        return open(event, event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
      case YAML_SEQUENCE_START_EVENT:
        return open(event, event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
      case YAML_MAPPING_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
        return close(event);
      case YAML_DOCUMENT_END_EVENT:
      case YAML_STREAM_END_EVENT:
        return false;
      default:
        return true;
    }
  }

  bool scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    std::string text(reinterpret_cast<const char*>(data.value), data.length);
    const ByteSpan span = span_of(event);
    if (skipped_depth_ > 0)
      return true;
    if (open_.empty())
      return not_fields(span);
    if (OpenNode& node = open_.back(); node.is_map && !node.has_key) {
      take_key(node, std::move(text), span);
      return true;
    }
    if (is_skipping_value())
      return true;
    Value& value = add_value(span);
    value.text = std::move(text);
    value.quoted = data.style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                   data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    value.kind = Value::Kind::text;
    if (data.style == YAML_PLAIN_SCALAR_STYLE)
      resolve_scalar(value);
    value_done();
    return true;
  }

  bool not_fields(ByteSpan span) {
    broken("front matter must be fields, one `key: value` a line", span.begin);
    return false;
  }

  void take_key(OpenNode& node, std::string key, ByteSpan span) {
    node.has_key = true;
    skip_value_ = !node.seen.insert(key).second;
    if (skip_value_)
      diagnose("front-matter-duplicate-key",
               fmt::format("the field {} is there twice; the first one counts", key), span);
    node.key = std::move(key);
    node.key_span = span;
    if (open_.size() == 1)
      out_.resume = span.begin;
  }

  bool alias(const yaml_event_t& event) {
    const ByteSpan span = span_of(event);
    if (skipped_depth_ > 0)
      return true;
    if (open_.empty())
      return not_fields(span);
    diagnose("front-matter-alias", "YAML aliases are not followed; write the value out", span);
    OpenNode& node = open_.back();
    if (node.is_map && !node.has_key) {
      node.has_key = skip_value_ = true;
      return true;
    }
    if (is_skipping_value())
      return true;
    Value& value = add_value(span);
    value.text = span.in(source_);
    value_done();
    return true;
  }

  /// Whether the value that comes now belongs to a key that is not kept.
  bool is_skipping_value() {
    if (!skip_value_)
      return false;
    skip_value_ = false;
    value_done();
    return true;
  }

  bool open(const yaml_event_t& event, bool is_flow) {
    const ByteSpan span = span_of(event);
    const bool is_map = event.type == YAML_MAPPING_START_EVENT;
    if (open_.size() + skipped_depth_ > max_front_matter_depth) {
      broken(fmt::format("lists and maps go deeper than {} levels", max_front_matter_depth),
             span.begin);
      return false;
    }
    if (open_.empty() && !is_map)
      return not_fields(span);
    const bool is_key = !open_.empty() && open_.back().is_map && !open_.back().has_key;
    if (skipped_depth_ > 0 || skip_value_ || is_key) {
      if (is_key && skipped_depth_ == 0) {
        diagnose("front-matter-key", "a list or map cannot be a field's name", span);
        skips_key_ = true;
      }
      ++skipped_depth_;
      return true;
    }
    OpenNode node;
    node.is_map = is_map;
    node.is_flow = is_flow;
    if (!open_.empty()) {
      Value& value = add_value(span);
      value.kind = is_map ? Value::Kind::map : Value::Kind::list;
      node.value = out_.values.size() - 1;
    }
    open_.push_back(std::move(node));
    return true;
  }

  bool close(const yaml_event_t& event) {
    if (skipped_depth_ > 0) {
      if (--skipped_depth_ > 0)
        return true;
      if (skips_key_) {
        skips_key_ = false;
        open_.back().has_key = skip_value_ = true;
      } else {
        skip_value_ = false;
        value_done();
      }
      return true;
    }
    const ByteSpan span = span_of(event);
    const OpenNode node = std::move(open_.back());
    open_.pop_back();
    if (open_.empty())
      return true;
    Value& value = out_.values[node.value];
    value.next = static_cast<std::uint32_t>(out_.values.size());
    // A block list or map ends where its last value ends; the event comes after blank lines.
    value.span.end = node.is_flow                  ? span.end
                     : value.next > node.value + 1 ? out_.values.back().span.end
                                                   : value.span.end;
    if (node.is_flow && !node.is_map && is_wikilink(value.span))
      become_wikilink(node.value);
    value_done();
    return true;
  }

  /// `[[Name]]` without quotes is a list in a list for YAML, but a link for the one who wrote it.
  [[nodiscard]] bool is_wikilink(ByteSpan span) const {
    const std::string_view text = span.in(source_);
    return text.size() > 4 && text.starts_with("[[") && text.ends_with("]]") &&
           text.substr(2, text.size() - 4).find_first_of("[]\n") == std::string_view::npos;
  }

  void become_wikilink(std::size_t index) {
    out_.values.resize(index + 1);
    Value& value = out_.values[index];
    value.kind = Value::Kind::text;
    value.text = value.span.in(source_);
    value.next = static_cast<std::uint32_t>(index + 1);
  }

  Value& add_value(ByteSpan span) {
    Value value;
    OpenNode& parent = open_.back();
    value.span = span;
    value.depth = static_cast<std::uint32_t>(open_.size() - 1);
    value.next = static_cast<std::uint32_t>(out_.values.size() + 1);
    if (parent.is_map) {
      value.key = parent.key;
      value.key_span = parent.key_span;
    }
    out_.values.push_back(std::move(value));
    return out_.values.back();
  }

  void value_done() {
    open_.back().has_key = false;
    if (open_.size() != 1 || complete_ == out_.values.size())
      return;
    last_field_ = complete_;
    complete_ = out_.values.size();
  }

  /// Drops what was not read to its end. A field that ended on the line of the error is part of
  /// it: `by: [[A]], [[B]]` is a list to its first bracket's end, and then nothing that YAML knows.
  void keep_fields_before(std::uint32_t place) {
    const auto begins_on_that_line = [&](const Value& field) {
      return field.span.begin <= place &&
             source_.substr(field.span.begin, place - field.span.begin).find('\n') ==
                 std::string_view::npos;
    };
    std::size_t keep = complete_;
    if (complete_ > 0 && begins_on_that_line(out_.values[last_field_])) {
      keep = last_field_;
      out_.resume = out_.values[last_field_].key_span.begin;
    }
    out_.values.resize(keep);
  }

  std::string_view source_;
  ByteSpan yaml_;
  std::string text_;
  Parser parser_;
  MarkConverter marks_;
  std::vector<Diagnostic>& diagnostics_;
  YamlFields out_;
  std::vector<OpenNode> open_;
  std::size_t complete_ = 0;       ///< values that belong to complete top-level fields
  std::size_t last_field_ = 0;     ///< where the last of these begins
  std::size_t skipped_depth_ = 0;  ///< open lists and maps that are not kept
  bool skip_value_ = false;        ///< the next value belongs to a key that is not kept
  bool skips_key_ = false;         ///< what is being skipped stands where a key should
};

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

template <class Number>
bool parse_whole(std::string_view text, Number& number) {
  if (text.starts_with('+'))
    text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

bool looks_like_number(std::string_view text) {
  const std::size_t sign = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  return text.size() > sign && text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789.eE+-", sign) == std::string_view::npos;
}

}  // namespace

void resolve_scalar(Value& value) {
  value.kind = Value::Kind::text;
  const std::string_view text = value.text;
  if (value.quoted || text.size() > 64)
    return;
  if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) {
    value.kind = Value::Kind::null;
  } else if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) {
    value.kind = Value::Kind::boolean;
    value.boolean = text[0] == 't' || text[0] == 'T';
  } else if (const bool has_month = text.find('-', 1) != std::string_view::npos;
             has_month && parse_date(text)) {
    value.kind = Value::Kind::date;
  } else if (looks_like_number(text)) {
    if (parse_whole(text, value.integer)) {
      value.kind = Value::Kind::integer;
      value.real = static_cast<double>(value.integer);
    } else if (parse_whole(text, value.real) && std::isfinite(value.real)) {
      value.kind = Value::Kind::real;
    }
  }
}

YamlFields read_yaml(std::string_view source, ByteSpan yaml, std::vector<Diagnostic>& diagnostics) {
  return FieldReader(source, yaml, diagnostics).run();
}

}  // namespace tote::notes
