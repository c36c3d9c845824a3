// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin adds to the command line: things to log about a note, and things to check. A
// command is a list of edits with places for what is typed, and no code of the plugin runs; or its
// library answers it with such edits (plugin_answer.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "index/bounds.h"
#include "notes/result.h"

namespace tote::host {

/// What a command's value must be.
enum class ValueKind : std::uint8_t { text, integer, decimal, date };

/// "text", "integer": as in plugin.json.
[[nodiscard]] std::string_view value_kind_name(ValueKind kind);

/// A value that is typed with a command: the words after the note, or an option.
struct CommandValue {
  std::string id;  ///< `{id}` in an edit; `--id` of an option
  std::string label;
  ValueKind kind = ValueKind::text;
  index::Bounds bounds;  ///< of an integer or decimal
};

/// One edit of a command. Left out if a value that it names was not given.
struct CommandEdit {
  enum class Action : std::uint8_t { set, add, unset, append };
  Action action = Action::set;
  std::string field;  ///< of all but append
  std::string text;   ///< with `{date}`, `{note}` and `{id}` of values; unset has none
};

/// `tote log ID [NOTE] [VALUE…] [--option …]`.
struct CommandDecl {
  std::string id;
  std::string plugin;
  std::string summary;
  std::vector<std::string> on;  ///< types of the note
  std::string usual;            ///< a search line for the note that is meant when none is named
  std::vector<CommandValue> values;  ///< in order, after the note
  std::vector<CommandValue> options;
  std::vector<CommandEdit> edits;  ///< empty: the plugin's library says what is written

  [[nodiscard]] bool is_answered_by_library() const { return edits.empty(); }

  /// Whether it can be about notes of this type.
  [[nodiscard]] bool is_about(std::string_view type) const;
};

/// Notes that the search line finds are told of by `tote check`.
struct CheckDecl {
  std::string id;  ///< hyphenated
  std::string plugin;
  std::string query;
  std::string message;  ///< what is wrong with each of them
};

/// Reads the `commands` member of a plugin.json, whose library may answer those without edits.
/// Errors: invalid_input with a JSON pointer.
[[nodiscard]] Result<std::vector<CommandDecl>> parse_commands(const nlohmann::json& commands,
                                                              const std::string& plugin,
                                                              bool library_answers);
/// Reads the `checks` member. Errors: likewise.
[[nodiscard]] Result<std::vector<CheckDecl>> parse_checks(const nlohmann::json& checks,
                                                          const std::string& plugin);

}  // namespace tote::host
