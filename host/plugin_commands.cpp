// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_commands.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "index/vocabulary.h"

namespace tote::host {
using nlohmann::json;

namespace {

constexpr std::array<std::string_view, 4> value_kinds = {"text", "integer", "decimal", "date"};

tl::unexpected<Error> wrong(const std::string& where, std::string_view what) {
  return fail(ErrorCode::invalid_input, fmt::format("{}: {}", where, what));
}

/// An object of the manifest, read with messages that name the place.
class Object {
 public:
  Object(const json& value, std::string where) : value_(value), where_(std::move(where)) {}

  [[nodiscard]] const std::string& where() const { return where_; }

  [[nodiscard]] Result<void> check_members(std::initializer_list<std::string_view> known) const {
    if (!value_.is_object())
      return wrong(where_, "must be an object");
    for (const auto& [key, unused] : value_.items()) {
      if (std::find(known.begin(), known.end(), key) == known.end())
        return wrong(where_, fmt::format("unknown member '{}'", key));
    }
    return {};
  }

  /// Text; "" if the member is missing.
  [[nodiscard]] Result<std::string> text(const char* member) const {
    const auto found = value_.find(member);
    if (found == value_.end())
      return std::string();
    if (!found->is_string() || found->get_ref<const std::string&>().empty())
      return wrong(where_ + "/" + member, "must be text");
    return found->get<std::string>();
  }

  /// A number; nothing if the member is missing.
  [[nodiscard]] Result<std::optional<double>> number(const char* member) const {
    const auto found = value_.find(member);
    if (found == value_.end())
      return std::nullopt;
    if (!found->is_number())
      return wrong(where_ + "/" + member, "must be a number");
    return found->get<double>();
  }

  [[nodiscard]] Result<std::string> needed_text(const char* member) const {
    TOTE_TRY(auto found, text(member));
    if (found.empty())
      return wrong(where_ + "/" + member, "is missing");
    return found;
  }

  [[nodiscard]] Result<std::string> id() const {
    TOTE_TRY(auto found, needed_text("id"));
    static const std::regex form("[a-z][a-z0-9-]{0,63}");
    if (!std::regex_match(found, form))
      return wrong(where_ + "/id", fmt::format("'{}' is not lower case with hyphens", found));
    return found;
  }

  /// A list read item by item; empty if the member is missing.
  template <class Item, class Read>
  [[nodiscard]] Result<std::vector<Item>> list(const char* member, Read read) const {
    std::vector<Item> items;
    const auto found = value_.find(member);
    if (found == value_.end())
      return items;
    if (!found->is_array())
      return wrong(where_ + "/" + member, "must be a list");
    for (std::size_t i = 0; i < found->size(); ++i) {
      TOTE_TRY(auto item, read(Object((*found)[i], fmt::format("{}/{}/{}", where_, member, i))));
      items.push_back(std::move(item));
    }
    return items;
  }

  [[nodiscard]] Result<std::string> as_text() const {
    if (!value_.is_string())
      return wrong(where_, "must be text");
    return value_.get<std::string>();
  }

  [[nodiscard]] bool has(const char* member) const { return value_.contains(member); }

 private:
  const json& value_;
  std::string where_;
};

Result<index::Bounds> read_bounds(const Object& object, ValueKind kind) {
  index::Bounds bounds;
  TOTE_TRY(bounds.min, object.number("min"));
  TOTE_TRY(bounds.max, object.number("max"));
  using index::Bounded;
  const auto thing = kind == ValueKind::integer   ? Bounded::integer
                     : kind == ValueKind::decimal ? Bounded::decimal
                                                  : Bounded::no_number;
  if (const auto fault = index::fault_of(bounds, thing); !fault.empty())
    return wrong(object.where(), fault);
  return bounds;
}

Result<CommandValue> read_value(const Object& object) {
  TOTE_CHECK(object.check_members({"id", "label", "kind", "min", "max"}));
  CommandValue value;
  TOTE_TRY(value.id, object.id());
  TOTE_TRY(value.label, object.text("label"));
  TOTE_TRY(const auto kind, object.text("kind"));
  const auto found =
      std::find(value_kinds.begin(), value_kinds.end(), kind.empty() ? "text" : kind);
  if (found == value_kinds.end())
    return wrong(object.where() + "/kind", "must be text, integer, decimal or date");
  if (value.id == "date" || value.id == "note" || value.id == "on")
    return wrong(object.where() + "/id", fmt::format("'{}' is taken by the host", value.id));
  value.kind = static_cast<ValueKind>(found - value_kinds.begin());
  TOTE_TRY(value.bounds, read_bounds(object, value.kind));
  return value;
}

/// Every `{id}` of the text must be a value of the command.
Result<void> check_places(const Object& object, const std::string& text,
                          const CommandDecl& command) {
  static const std::regex place("\\{([^}]*)\\}");
  for (std::sregex_iterator match(text.begin(), text.end(), place), end; match != end; ++match) {
    const std::string id = (*match)[1];
    const auto is_it = [&](const CommandValue& value) { return value.id == id; };
    if (id != "date" && id != "note" &&
        std::none_of(command.values.begin(), command.values.end(), is_it) &&
        std::none_of(command.options.begin(), command.options.end(), is_it))
      return wrong(object.where(), fmt::format("the command has no value '{}'", id));
  }
  return {};
}

Result<CommandEdit> read_edit(const Object& object, const CommandDecl& command) {
  TOTE_CHECK(object.check_members({"set", "add", "unset", "append", "value"}));
  using Action = CommandEdit::Action;
  constexpr std::array<std::pair<const char*, Action>, 4> actions = {{{"set", Action::set},
                                                                      {"add", Action::add},
                                                                      {"unset", Action::unset},
                                                                      {"append", Action::append}}};
  const auto is_there = [&](const auto& action) { return object.has(action.first); };
  if (std::count_if(actions.begin(), actions.end(), is_there) != 1)
    return wrong(object.where(), "needs one of 'set', 'add', 'unset' and 'append'");
  const auto& [name, action] = *std::find_if(actions.begin(), actions.end(), is_there);
  CommandEdit edit;
  edit.action = action;
  auto& target = action == Action::append ? edit.text : edit.field;
  TOTE_TRY(target, object.needed_text(name));
  if (action == Action::set || action == Action::add) {
    TOTE_TRY(edit.text, object.needed_text("value"));
  } else if (object.has("value")) {
    return wrong(object.where(), fmt::format("'{}' takes no value", name));
  }
  TOTE_CHECK(check_places(object, edit.text, command));
  return edit;
}

Result<CommandDecl> read_command(const Object& object, const std::string& plugin,
                                 bool library_answers) {
  TOTE_CHECK(object.check_members({"id", "summary", "on", "usual", "values", "options", "edits"}));
  CommandDecl command;
  command.plugin = plugin;
  TOTE_TRY(command.id, object.id());
  TOTE_TRY(command.summary, object.needed_text("summary"));
  TOTE_TRY(command.on,
           object.list<std::string>("on", [](const Object& each) { return each.as_text(); }));
  TOTE_TRY(command.usual, object.text("usual"));
  TOTE_TRY(command.values, object.list<CommandValue>("values", read_value));
  TOTE_TRY(command.options, object.list<CommandValue>("options", read_value));
  TOTE_TRY(command.edits, object.list<CommandEdit>("edits", [&](const Object& each) {
    return read_edit(each, command);
  }));
  if (command.on.empty())
    return wrong(object.where() + "/on", "must name the types of note");
  if (object.has("edits") && command.edits.empty())
    return wrong(object.where() + "/edits", "must not be empty");
  if (command.edits.empty() && !library_answers)
    return wrong(object.where() + "/edits",
                 "is missing: list what is written, or let the library answer the command and "
                 "'provides' name tote.command/1");
  return command;
}

Result<CheckDecl> read_check(const Object& object, const std::string& plugin) {
  TOTE_CHECK(object.check_members({"id", "query", "message"}));
  CheckDecl check;
  check.plugin = plugin;
  TOTE_TRY(check.id, object.id());
  TOTE_TRY(check.query, object.needed_text("query"));
  TOTE_TRY(check.message, object.needed_text("message"));
  return check;
}

}  // namespace

std::string_view value_kind_name(ValueKind kind) {
  return value_kinds.at(static_cast<std::size_t>(kind));
}

bool CommandDecl::is_about(std::string_view type) const {
  return index::is_for_type(on, type);
}

Result<std::vector<CommandDecl>> parse_commands(const json& commands, const std::string& plugin,
                                                bool library_answers) {
  const json root = {{"commands", commands}};
  return Object(root, "").list<CommandDecl>(
      "commands", [&](const Object& each) { return read_command(each, plugin, library_answers); });
}

Result<std::vector<CheckDecl>> parse_checks(const json& checks, const std::string& plugin) {
  const json root = {{"checks", checks}};
  return Object(root, "").list<CheckDecl>(
      "checks", [&](const Object& each) { return read_check(each, plugin); });
}

}  // namespace tote::host
