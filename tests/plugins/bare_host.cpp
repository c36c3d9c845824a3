// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/plugins/bare_host.h"

#include <cstdint>
#include <cstring>
#include <dlfcn.h>
#include <stdexcept>
#include <string_view>

namespace tote::plugins {
namespace {

std::string_view view(tote_str_t text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}

tote_str_t raw(const std::string& text) {
  return {text.data(), text.size()};
}

/// A call; the plugin sees its first member alone.
struct Call {
  tote_call_t visible;
  bool offers_doc = false;
  bool offers_value = false;
  std::string source;
  std::vector<std::string> lines;

  static Call& of(tote_call_t* call) { return *reinterpret_cast<Call*>(call); }

  tote_status_t add(std::string line, tote_span_t place) {
    if (place.begin != TOTE_NO_PLACE) {
      if (place.begin > place.end || place.end > source.size())
        return TOTE_INVALID;
      line += " @" + source.substr(place.begin, place.end - place.begin);
    }
    lines.push_back(std::move(line));
    return TOTE_OK;
  }
};

constexpr tote_span_t no_place = {TOTE_NO_PLACE, TOTE_NO_PLACE};

std::string quoted(tote_str_t text) {
  return '"' + std::string(view(text)) + '"';
}

std::string digits(double number) {
  std::string text = std::to_string(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.')
    text.pop_back();
  return text;
}

std::string describe(tote_date_t date) {
  if (date.year == 0)
    return {};
  const auto two = [](int number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
  return ' ' + std::to_string(date.year) + two(date.month) + two(date.day);
}

std::string describe(const tote_end_t& end) {
  switch (end.kind) {
    case TOTE_END_SELF:
      return "self";
    case TOTE_END_ME:
      return "me";
    case TOTE_END_LINK:
      return "[[" + std::string(view(end.text)) + "]]";
    default:
      return quoted(end.text);
  }
}

std::string field_line(const char* kind, tote_str_t field, const std::string& value) {
  return std::string(kind) + ' ' + std::string(view(field)) + ' ' + value;
}

const tote_doc_v1_t doc_functions = {
    [](tote_call_t* call, tote_str_t field, tote_str_t value, tote_span_t place) {
      return Call::of(call).add(field_line("text", field, quoted(value)), place);
    },
    [](tote_call_t* call, tote_str_t field, std::int64_t value, tote_span_t place) {
      return Call::of(call).add(field_line("integer", field, std::to_string(value)), place);
    },
    [](tote_call_t* call, tote_str_t field, double value, tote_span_t place) {
      return Call::of(call).add(field_line("decimal", field, digits(value)), place);
    },
    [](tote_call_t* call, tote_str_t field, std::int32_t value, tote_span_t place) {
      return Call::of(call).add(field_line("boolean", field, value != 0 ? "true" : "false"), place);
    },
    [](tote_call_t* call, tote_str_t field, tote_date_t value, tote_span_t place) {
      return Call::of(call).add(field_line("date", field, describe(value)), place);
    },
    [](tote_call_t* call, const tote_edge_t* edge) {
      if (!TOTE_HAS(edge, span))
        return static_cast<tote_status_t>(TOTE_INVALID);
      return Call::of(call).add("edge " + std::string(view(edge->relation)) + '(' +
                                    describe(edge->from) + ", " + describe(edge->to) + ')' +
                                    describe(edge->date),
                                edge->span);
    },
    [](tote_call_t* call, tote_str_t text) {
      return Call::of(call).add("term " + std::string(view(text)), no_place);
    },
};

const tote_value_sink_v1_t value_functions = {
    [](tote_call_t* call, tote_str_t canonical) {
      return Call::of(call).add("canonical " + std::string(view(canonical)), no_place);
    },
    [](tote_call_t* call, double key) {
      return Call::of(call).add("key " + digits(key), no_place);
    },
};

const tote_call_v1_t call_functions = {
    [](tote_call_t* call, const char* id) -> const void* {
      if (Call::of(call).offers_doc && std::strcmp(id, TOTE_HOST_DOC) == 0)
        return &doc_functions;
      if (Call::of(call).offers_value && std::strcmp(id, TOTE_HOST_VALUE) == 0)
        return &value_functions;
      return nullptr;
    },
    [](tote_call_t* call, const tote_diagnostic_t* diagnostic) {
      const char* severity = diagnostic->severity == TOTE_INFO      ? "info "
                             : diagnostic->severity == TOTE_WARNING ? "warning "
                                                                    : "error ";
      Call::of(call).add(severity + std::string(view(diagnostic->code)), diagnostic->span);
    },
    [](tote_call_t*) -> std::int32_t { return 0; },
};

/// A note's arrays, which its view borrows, over a source made up from the parts.
struct NoteParts {
  std::string source;
  std::vector<tote_value_t> values;
  std::vector<tote_link_t> links;
  std::vector<tote_inline_field_t> inline_fields;
  std::vector<tote_block_t> blocks;

  tote_span_t write(const std::string& text) {
    const auto begin = static_cast<std::uint32_t>(source.size());
    source += text + '\n';
    return {begin, begin + static_cast<std::uint32_t>(text.size())};
  }

  void add_scalar(const std::string& text, std::uint32_t depth, tote_str_t key) {
    tote_value_t value = {};
    value.kind = TOTE_VALUE_TEXT;
    value.depth = depth;
    value.key = key;
    value.text = raw(text);
    value.span = write(text);
    values.push_back(value);
    values.back().next = static_cast<std::uint32_t>(values.size());
    if (text.substr(0, 2) == "[[")
      add_link(text, value.span);
  }

  void add_link(const std::string& text, tote_span_t span) {
    tote_link_t link = {};
    link.span = span;
    link.target = {text.data() + 2, text.size() - 4};
    links.push_back(link);
  }

  explicit NoteParts(const TestNote& note) {
    for (const auto& [key, items] : note.fields) {
      if (items.size() == 1) {
        add_scalar(items.front(), 0, raw(key));
        continue;
      }
      const std::size_t list = values.size();
      values.push_back({});
      values[list].kind = TOTE_VALUE_LIST;
      values[list].key = raw(key);
      for (const auto& item : items)
        add_scalar(item, 1, {nullptr, 0});
      values[list].next = static_cast<std::uint32_t>(values.size());
    }
    for (const auto& [key, value] : note.inline_fields) {
      const tote_span_t span = write(value);
      inline_fields.push_back({raw(key), raw(value), no_place, span, {0, 0}});
    }
    for (const auto& [kind, level, text] : note.blocks)
      blocks.push_back({kind, level, TOTE_NO_PARENT, 0, write(text), {nullptr, 0}, {0, 0}});
  }
};

}  // namespace

BareHost::BareHost(const std::string& library, const std::map<std::string, std::string>& settings) {
  void* handle = dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr)
    throw std::runtime_error(dlerror());
  const auto entry =
      reinterpret_cast<const tote_plugin_t* (*)()>(dlsym(handle, "tote_plugin_entry"));
  if (entry == nullptr)
    throw std::runtime_error(dlerror());
  plugin_ = entry();
  std::vector<tote_value_t> values;
  for (const auto& [key, text] : settings) {
    tote_value_t value = {};
    value.kind = TOTE_VALUE_TEXT;
    value.key = raw(key);
    value.text = raw(text);
    values.push_back(value);
    values.back().next = static_cast<std::uint32_t>(values.size());
  }
  const tote_settings_t view = {sizeof(tote_settings_t), static_cast<std::uint32_t>(values.size()),
                                values.data()};
  Call call{{&call_functions}, false, false, {}, {}};
  if (plugin_->create(&call.visible, &view, &self_) != TOTE_OK)
    throw std::runtime_error("create failed");
}

BareHost::~BareHost() {
  plugin_->destroy(self_);
}

const void* BareHost::get_interface(const char* id) const {
  return plugin_->get_interface(self_, id);
}

Outcome BareHost::normalise(const std::string& field, const std::string& note_type,
                            const std::string& text) const {
  const auto* functions = static_cast<const tote_field_v1_t*>(get_interface(TOTE_FIELD));
  const tote_field_value_t value = {sizeof(tote_field_value_t), 0, raw(field), raw(note_type),
                                    raw(text)};
  Call call{{&call_functions}, false, true, text, {}};
  const tote_status_t status = functions->normalise(self_, &call.visible, &value);
  return {status, std::move(call.lines)};
}

Outcome BareHost::extract(const TestNote& note, bool offers_doc) const {
  const auto* functions = static_cast<const tote_extract_v1_t*>(get_interface(TOTE_EXTRACT));
  const NoteParts parts(note);
  tote_note_t view = {};
  view.size = sizeof(tote_note_t);
  view.type = raw(note.type);
  view.title = raw(note.title);
  view.source = raw(parts.source);
  view.date = note.date;
  view.values = parts.values.data();
  view.value_count = static_cast<std::uint32_t>(parts.values.size());
  view.links = parts.links.data();
  view.link_count = static_cast<std::uint32_t>(parts.links.size());
  view.inline_fields = parts.inline_fields.data();
  view.inline_field_count = static_cast<std::uint32_t>(parts.inline_fields.size());
  view.blocks = parts.blocks.data();
  view.block_count = static_cast<std::uint32_t>(parts.blocks.size());
  Call call{{&call_functions}, offers_doc, false, parts.source, {}};
  const tote_status_t status = functions->extract(self_, &call.visible, &view);
  return {status, std::move(call.lines)};
}

}  // namespace tote::plugins
