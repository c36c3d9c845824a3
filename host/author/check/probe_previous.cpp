// SPDX-License-Identifier: GPL-2.0-or-later
// What the owner of a vault has set for a plugin's previous version, given to this one.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/author/check/probe_tasks.h"
#include "host/manifest.h"

namespace tote::host::author::check {
namespace {

constexpr const char* this_check = "previous.loads";

/// What may stand in a vault's config.toml.
struct WayToSet {
  std::string name;
  std::vector<PluginSetting> set;
};

/// The values that a version is sure to take: those that it names itself, and both of a boolean.
std::vector<std::vector<notes::Value>> values_of(const SettingDecl& setting) {
  std::vector<std::vector<notes::Value>> all;
  if (!setting.fallback.empty())
    all.push_back(setting.fallback);
  if (setting.kind == notes::Value::Kind::boolean && !setting.is_list) {
    for (const bool truth : {true, false}) {
      notes::Value value;
      value.kind = notes::Value::Kind::boolean;
      value.boolean = truth;
      value.text = truth ? "true" : "false";
      value.next = 1;
      all.push_back({value});
    }
  }
  return all;
}

std::string text_of(const std::vector<notes::Value>& values) {
  if (values.front().kind != notes::Value::Kind::list)
    return fmt::format("'{}'", values.front().text);
  std::string text;
  for (std::size_t i = 1; i < values.size(); ++i)
    text += fmt::format("{}'{}'", text.empty() ? "" : ", ", values[i].text);
  return '[' + text + ']';
}

/// Each value by itself, and all defaults together.
std::vector<WayToSet> ways_to_set(const std::vector<SettingDecl>& settings) {
  std::vector<WayToSet> ways;
  WayToSet together{"every default", {}};
  for (const auto& setting : settings) {
    for (const auto& values : values_of(setting))
      ways.push_back({fmt::format("{} = {}", setting.id, text_of(values)),
                      {{setting.id, values, SourcePlace{}}}});
    if (!setting.fallback.empty())
      together.set.push_back({setting.id, setting.fallback, SourcePlace{}});
  }
  ways.push_back(std::move(together));
  return ways;
}

}  // namespace

void try_previous_settings(const SimulatedHost& host, const ProbeOptions& options,
                           ProbeReport& report) {
  const auto previous = load_declarations(options.previous);
  if (!previous)
    return;
  for (const auto& way : ways_to_set(previous->settings)) {
    const auto resolved = resolve_settings(host.manifest().settings, way.set);
    if (!resolved)
      continue;  // Of another kind by now: that is said of its declaration.
    const auto name = fmt::format("with {} of {} set", way.name, previous->version);
    report.at(name);
    void* self = nullptr;
    const auto created = host.create(*resolved, {}, self);
    report.findings(created, name, this_check);
    if (created.status == TOTE_OK)
      host.plugin().destroy(self);
    else
      report.bad(this_check, fmt::format("{}: it makes no instance{}", name,
                                         created.said.empty() ? "" : ": " + created.said.front()));
  }
}

}  // namespace tote::host::author::check
