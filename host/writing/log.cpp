// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/log.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "host/nearest.h"
#include "host/writing/note_text.h"
#include "notes/date.h"

namespace tote::host {
namespace {

using Values = std::map<std::string, std::string>;

Result<void> check_kind(const CommandValue& value, const std::string& text) {
  const auto* end = text.data() + text.size();
  bool is_right = true;
  const char* wanted = "";
  if (value.kind == ValueKind::integer) {
    std::int64_t number = 0;
    is_right = std::from_chars(text.data(), end, number).ptr == end;
    wanted = "a whole number";
  } else if (value.kind == ValueKind::decimal) {
    double number = 0;
    is_right = std::from_chars(text.data(), end, number).ptr == end;
    wanted = "a number";
  } else if (value.kind == ValueKind::date) {
    is_right = notes::parse_date(text).has_value();
    wanted = "a date such as 2026-11-22";
  }
  if (!is_right || text.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("{} must be {}, not '{}'", value.id,
                            value.kind == ValueKind::text ? "text" : wanted, text));
  return {};
}

/// The text with its places filled in; nothing if one of them has no value.
std::optional<std::string> filled(const std::string& text, const Values& values) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    out += text.substr(at, open - at);
    const std::size_t close = text.find('}', open);
    if (open == text.size() || close == std::string::npos)
      return out + text.substr(open);
    const auto found = values.find(text.substr(open + 1, close - open - 1));
    if (found == values.end())
      return std::nullopt;
    out += found->second;
    at = close + 1;
  }
  return out;
}

Result<notes::Note> apply_edit(const notes::Note& note, const CommandEdit& edit,
                               const std::string& text) {
  switch (edit.action) {
    case CommandEdit::Action::set:
      return with_field(note, edit.field, text);
    case CommandEdit::Action::add:
      return with_value(note, edit.field, text);
    case CommandEdit::Action::append:
      return notes::read_note(
          note.path, with_line(note.source, text,
                               text.starts_with("- ") ? LineKind::list_item : LineKind::paragraph));
  }
  return note;
}

/// The note that the words before the values name, or the one that is usually meant.
Result<index::NoteCard> note_meant(const Journal& journal, const CommandDecl& command,
                                   const std::string& name) {
  if (!name.empty())
    return journal.find_note(name);
  if (command.usual.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("'tote log {}' needs the name of a note", command.id));
  index::AskOptions options;
  options.today = journal.today();
  options.wants_snippets = false;
  TOTE_TRY(const auto answer, journal.search(command.usual, options));
  std::vector<index::NoteCard> found;
  for (const auto& item : answer.items) {
    if (item.note)
      found.push_back(*item.note);
  }
  if (found.empty())
    return fail(ErrorCode::not_found,
                fmt::format("no note is meant here ('{}' finds none): name one", command.usual));
  if (found.size() == 1)
    return found.front();
  std::string names;
  for (const auto& card : found)
    names += (names.empty() ? "" : ", ") + card.title;
  return fail(ErrorCode::conflict, fmt::format("which one: {}?", names));
}

Result<Values> values_of(const CommandDecl& command, const LogRequest& request) {
  Values values;
  const std::size_t first = request.words.size() - command.values.size();
  for (std::size_t i = 0; i < command.values.size(); ++i) {
    TOTE_CHECK(check_kind(command.values[i], request.words[first + i]));
    values[command.values[i].id] = request.words[first + i];
  }
  for (const auto& [id, text] : request.options) {
    const auto option = std::find_if(command.options.begin(), command.options.end(),
                                     [&, &name = id](const auto& each) { return each.id == name; });
    if (option == command.options.end())
      return fail(ErrorCode::invalid_input,
                  fmt::format("'tote log {}' has no option --{}", command.id, id));
    TOTE_CHECK(check_kind(*option, text));
    values[id] = text;
  }
  values["date"] = notes::to_string(request.date);
  return values;
}

}  // namespace

std::vector<const CommandDecl*> log_commands(const Journal& journal) {
  std::vector<const CommandDecl*> found;
  for (const auto& plugin : journal.plugins().plugins()) {
    for (const auto& command : plugin.commands)
      found.push_back(&command);
  }
  return found;
}

Result<const CommandDecl*> find_log_command(const Journal& journal, const std::string& id) {
  std::string known;
  for (const auto* command : log_commands(journal)) {
    if (command->id == id)
      return command;
    known += (known.empty() ? "" : ", ") + command->id;
  }
  return fail(ErrorCode::invalid_input,
              known.empty() ? "no plugin declares anything to log"
                            : fmt::format("there is no 'tote log {}'; there are {}", id, known));
}

std::string usage_of(const CommandDecl& command) {
  std::string text = "tote log " + command.id;
  text += command.usual.empty() ? " NOTE" : " [NOTE]";
  for (const auto& value : command.values)
    text += fmt::format(" {}", value.id);
  for (const auto& option : command.options)
    text += fmt::format(" [--{} VALUE]", option.id);
  return text;
}

Result<LogRequest> read_log_request(const Journal& journal, const std::vector<std::string>& words,
                                    notes::Date date) {
  TOTE_TRY(const auto* command, find_log_command(journal, words.empty() ? "" : words.front()));
  LogRequest request{command->id, {}, {}, date};
  std::vector<std::string> known;
  for (const auto& option : command->options)
    known.push_back(option.id);
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      request.words.push_back(words[i]);
      continue;
    }
    const auto equals = words[i].find('=');
    const std::string id = words[i].substr(2, equals == std::string::npos ? equals : equals - 2);
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      const auto meant = nearest(id, known);
      return fail(ErrorCode::invalid_input,
                  fmt::format("there is no option --{}{}: {}", id,
                              meant.empty() ? "" : fmt::format(" (did you mean --{}?)", meant),
                              usage_of(*command)));
    }
    if (equals == std::string::npos && i + 1 == words.size())
      return fail(ErrorCode::invalid_input, fmt::format("--{} needs a value", id));
    request.options[id] = equals == std::string::npos ? words[++i] : words[i].substr(equals + 1);
  }
  return request;
}

Result<Proposal> propose_log(const Journal& journal, const LogRequest& request) {
  TOTE_TRY(const auto* command, find_log_command(journal, request.command));
  if (request.words.size() < command->values.size()) {
    const auto& missing = command->values[request.words.size()];
    return fail(ErrorCode::invalid_input,
                fmt::format("'tote log {}' needs {}", command->id,
                            missing.label.empty() ? missing.id : missing.label));
  }
  TOTE_TRY(auto values, values_of(*command, request));
  std::string name;
  for (std::size_t i = 0; i + command->values.size() < request.words.size(); ++i)
    name += (name.empty() ? "" : " ") + request.words[i];
  TOTE_TRY(const auto card, note_meant(journal, *command, name));
  const auto& types = command->on;
  if (std::find(types.begin(), types.end(), "*") == types.end() &&
      std::find(types.begin(), types.end(), card.type) == types.end())
    return fail(ErrorCode::invalid_input,
                fmt::format("'tote log {}' is about {}; {} is a {}", command->id,
                            fmt::join(types, " or "), card.title, card.type));
  values["note"] = card.title;
  TOTE_TRY(const auto before, journal.read_note(card.path));
  notes::Note note = before;
  for (const CommandEdit& edit : command->edits) {
    if (const auto text = filled(edit.text, values)) {
      TOTE_TRY(note, apply_edit(note, edit, *text));
    }
  }
  Proposal proposal;
  proposal.path = card.path;
  proposal.changes.summary = fmt::format("log {} {}", command->id, card.title);
  if (note.source != before.source)
    proposal.changes.files = {
        notes::rewrite(before, {notes::difference(before.source, note.source)})};
  return proposal;
}

}  // namespace tote::host
