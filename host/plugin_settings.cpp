// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_settings.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace tote::host {
namespace {

using nlohmann::json;
using notes::Value;

constexpr std::array<std::pair<std::string_view, Value::Kind>, 4> kinds = {{
    {"text", Value::Kind::text},
    {"boolean", Value::Kind::boolean},
    {"integer", Value::Kind::integer},
    {"decimal", Value::Kind::real},
}};

std::optional<Value::Kind> kind_named(std::string_view name) {
  for (const auto& [known, kind] : kinds)
    if (known == name)
      return kind;
  return std::nullopt;
}

/// A scalar of JSON as a value; null if it is none.
Value value_of(const json& scalar) {
  Value value;
  if (scalar.is_string()) {
    value.kind = Value::Kind::text;
    value.text = scalar.get<std::string>();
  } else if (scalar.is_boolean()) {
    value.kind = Value::Kind::boolean;
    value.boolean = scalar.get<bool>();
    value.text = value.boolean ? "true" : "false";
  } else if (scalar.is_number_integer()) {
    value.kind = Value::Kind::integer;
    value.integer = scalar.get<std::int64_t>();
    value.text = fmt::format("{}", value.integer);
  } else if (scalar.is_number()) {
    value.kind = Value::Kind::real;
    value.real = scalar.get<double>();
    value.text = fmt::format("{}", value.real);
  }
  return value;
}

/// A scalar or a list of scalars, in preorder.
std::vector<Value> values_of(const json& given) {
  std::vector<Value> values;
  if (!given.is_array()) {
    values.push_back(value_of(given));
    values.back().next = 1;
    return values;
  }
  values.emplace_back().kind = Value::Kind::list;
  for (const auto& item : given) {
    values.push_back(value_of(item));
    values.back().depth = 1;
    values.back().next = static_cast<std::uint32_t>(values.size());
  }
  values.front().next = static_cast<std::uint32_t>(values.size());
  return values;
}

bool takes_kind(const SettingDecl& declared, Value::Kind kind) {
  return kind == declared.kind ||
         (declared.kind == Value::Kind::real && kind == Value::Kind::integer);
}

bool fits(const SettingDecl& declared, const std::vector<Value>& values) {
  const bool is_list = values.front().kind == Value::Kind::list;
  if (is_list != declared.is_list)
    return false;
  return std::all_of(values.begin() + (is_list ? 1 : 0), values.end(),
                     [&](const Value& value) { return takes_kind(declared, value.kind); });
}

Result<SettingDecl> parse_setting(const json& item, const std::string& pointer) {
  const auto wrong = [&](std::string_view what) {
    return fail(ErrorCode::invalid_input, fmt::format("{}: {}", pointer, what));
  };
  if (!item.is_object())
    return wrong("must be an object");
  for (const auto& [key, value] : item.items()) {
    if (key != "id" && key != "label" && key != "kind" && key != "list" && key != "default")
      return wrong(
          fmt::format("has a member '{}'; a setting has id, label, kind, list, default", key));
  }
  SettingDecl setting;
  const auto id = item.find("id");
  if (id == item.end() || !id->is_string())
    return wrong("needs an id");
  setting.id = id->get<std::string>();
  if (setting.id.empty() || setting.id != notes::canonical_field_key(setting.id))
    return wrong(fmt::format("'{}' is not of lower case letters, digits and hyphens", setting.id));
  setting.label = item.value("label", json(setting.id)).is_string()
                      ? item.value("label", setting.id)
                      : setting.id;
  const auto kind = item.find("kind");
  const auto known = kind == item.end()  ? kind_named("text")
                     : kind->is_string() ? kind_named(kind->get<std::string>())
                                         : std::nullopt;
  if (!known)
    return wrong("/kind is text, boolean, integer or decimal");
  setting.kind = *known;
  const auto list = item.find("list");
  setting.is_list = list != item.end() && list->is_boolean() && list->get<bool>();
  if (const auto fallback = item.find("default"); fallback != item.end()) {
    setting.fallback = values_of(*fallback);
    if (!fits(setting, setting.fallback))
      return wrong(fmt::format("/default must be {}", form_of(setting)));
  }
  return setting;
}

std::vector<SettingDecl>::const_iterator find_declared(const std::vector<SettingDecl>& declared,
                                                       const PluginSetting& given) {
  const auto key = notes::canonical_field_key(given.key);
  return std::find_if(declared.begin(), declared.end(),
                      [&](const SettingDecl& setting) { return setting.id == key; });
}

void append(std::vector<Value>& to, std::vector<Value> values, const std::string& key) {
  const auto base = static_cast<std::uint32_t>(to.size());
  values.front().key = key;
  for (auto& value : values) {
    value.next += base;
    to.push_back(std::move(value));
  }
}

}  // namespace

std::string_view setting_kind_name(Value::Kind kind) {
  for (const auto& [name, known] : kinds)
    if (known == kind)
      return name;
  return "text";
}

std::string form_of(const SettingDecl& declared) {
  const auto kind = setting_kind_name(declared.kind);
  return declared.is_list ? fmt::format("a list of {}", kind) : std::string(kind);
}

Result<std::vector<SettingDecl>> parse_settings(const json& member) {
  std::vector<SettingDecl> settings;
  if (!member.is_array())
    return fail(ErrorCode::invalid_input, "/settings: must be a list");
  for (std::size_t i = 0; i < member.size(); ++i) {
    TOTE_TRY(auto setting, parse_setting(member[i], fmt::format("/settings/{}", i)));
    const bool is_taken =
        std::any_of(settings.begin(), settings.end(),
                    [&](const SettingDecl& other) { return other.id == setting.id; });
    if (is_taken)
      return fail(ErrorCode::invalid_input,
                  fmt::format("/settings/{}: '{}' is declared twice", i, setting.id));
    settings.push_back(std::move(setting));
  }
  return settings;
}

Result<std::vector<Value>> resolve_settings(const std::vector<SettingDecl>& declared,
                                            const std::vector<PluginSetting>& set) {
  std::vector<Value> resolved;
  for (const auto& given : set) {
    const auto match = find_declared(declared, given);
    if (match == declared.end())
      continue;
    if (!fits(*match, given.value))
      return fail(ErrorCode::invalid_input,
                  fmt::format("'{}' must be {}", given.key, form_of(*match)), given.place);
    append(resolved, given.value, match->id);
  }
  for (const auto& setting : declared) {
    const bool is_set = std::any_of(set.begin(), set.end(), [&](const PluginSetting& given) {
      return notes::canonical_field_key(given.key) == setting.id;
    });
    if (!is_set && !setting.fallback.empty())
      append(resolved, setting.fallback, setting.id);
  }
  return resolved;
}

bool takes_all_of(const SettingDecl& declared, const SettingDecl& other) {
  return declared.is_list == other.is_list && takes_kind(declared, other.kind);
}

std::vector<std::string> undeclared_settings(const std::string& plugin,
                                             const std::vector<SettingDecl>& declared,
                                             const std::vector<PluginSetting>& set) {
  std::string known;
  for (const auto& setting : declared)
    known += (known.empty() ? "" : ", ") + setting.id;
  std::vector<std::string> lines;
  for (const auto& given : set)
    if (find_declared(declared, given) == declared.end())
      lines.push_back(
          fmt::format("{}: {} has no setting '{}', so it does nothing; its settings are: {}",
                      to_string(given.place), plugin, given.key, known.empty() ? "none" : known));
  return lines;
}

}  // namespace tote::host
