// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin lets the owner of a vault set: declared in its plugin.json, set in the vault's
// config.toml, given to the library when its instance is made.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "host/config.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::host {

/// A setting as declared.
struct SettingDecl {
  std::string id;
  std::string label;                                   ///< for people; the id if it has none
  notes::Value::Kind kind = notes::Value::Kind::text;  ///< text, boolean, integer or real
  bool is_list = false;
  std::vector<notes::Value> fallback;  ///< what holds if nothing is set, in preorder; may be empty
};

/// Reads the member `settings` of a plugin.json. Errors: invalid_input, beginning with the JSON
/// pointer.
[[nodiscard]] Result<std::vector<SettingDecl>> parse_settings(const nlohmann::json& member);

/// What an instance of the plugin is given: for each declared setting what is set, else its
/// default, in preorder. What is set and not declared has no effect. Errors: invalid_input with the
/// place in config.toml for a setting of another kind.
[[nodiscard]] Result<std::vector<notes::Value>> resolve_settings(
    const std::vector<SettingDecl>& declared, const std::vector<PluginSetting>& set);

/// What is set and not declared, whether misspelt or of an older version of the plugin: a line for
/// each, with its place in config.toml.
[[nodiscard]] std::vector<std::string> undeclared_settings(const std::string& plugin,
                                                           const std::vector<SettingDecl>& declared,
                                                           const std::vector<PluginSetting>& set);

/// Whether whatever may be set for `other` may be set for `declared`.
[[nodiscard]] bool takes_all_of(const SettingDecl& declared, const SettingDecl& other);

/// "text", "boolean", "integer", "decimal": as in plugin.json.
[[nodiscard]] std::string_view setting_kind_name(notes::Value::Kind kind);
/// What may be set: "integer", "a list of text".
[[nodiscard]] std::string form_of(const SettingDecl& declared);

}  // namespace tote::host
