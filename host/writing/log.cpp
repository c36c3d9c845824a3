// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/log.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "host/nearest.h"
#include "host/writing/field_kind.h"
#include "host/writing/note_text.h"
#include "notes/date.h"
#include "notes/text.h"

namespace tote::host {
namespace {

using Values = std::map<std::string, std::string>;

/// The number that is all of the text.
template <class Number>
bool read_number(const std::string& text, Number& number) {
  const auto* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stop == end;
}

/// What was typed for a value, if it is of the declared kind.
Result<CommandArgument> read_argument(const CommandValue& value, const std::string& text) {
  CommandArgument argument;
  argument.id = value.id;
  argument.kind = value.kind;
  argument.text = text;
  bool is_right = !text.empty() && text.find_first_of("\r\n") == std::string::npos &&
                  notes::find_invalid_utf8(text) == std::string_view::npos;
  std::string wanted = "a line of text";
  if (value.kind == ValueKind::integer) {
    is_right = is_right && read_number(text, argument.integer) &&
               value.bounds.contain(static_cast<double>(argument.integer));
    wanted = index::within("a whole number", value.bounds);
  } else if (value.kind == ValueKind::decimal) {
    is_right = is_right && read_number(text, argument.decimal) && std::isfinite(argument.decimal) &&
               value.bounds.contain(argument.decimal);
    wanted = index::within("a number", value.bounds);
  } else if (value.kind == ValueKind::date) {
    const auto date = notes::parse_date(text);
    is_right = is_right && date;
    argument.date = date.value_or(notes::Date{});
    wanted = "a date such as 2026-11-22";
  }
  if (!is_right)
    return fail(ErrorCode::invalid_input,
                fmt::format("{} must be {}, not '{}'", value.id, wanted, text));
  return argument;
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

Result<notes::Note> apply_edit(const index::Vocabulary& vocabulary, const notes::Note& note,
                               const CommandEdit& edit) {
  const auto* field = vocabulary.field(notes::canonical_field_key(edit.field), note.type);
  if (field != nullptr)
    TOTE_CHECK(check_bounds(*field, edit.text));
  switch (edit.action) {
    case CommandEdit::Action::set:
      return with_field(note, edit.field, edit.text);
    case CommandEdit::Action::add:
      return with_value(note, edit.field, edit.text);
    case CommandEdit::Action::unset:
      return without_field(note, edit.field);
    case CommandEdit::Action::append:
      return notes::read_note(
          note.path,
          with_line(note.source, edit.text,
                    edit.text.starts_with("- ") ? LineKind::list_item : LineKind::paragraph));
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

/// What was typed, in the order in which the command declares it.
Result<std::vector<CommandArgument>> arguments_of(const CommandDecl& command,
                                                  const LogRequest& request) {
  std::vector<CommandArgument> arguments;
  const std::size_t first = request.words.size() - command.values.size();
  for (std::size_t i = 0; i < command.values.size(); ++i) {
    TOTE_TRY(auto argument, read_argument(command.values[i], request.words[first + i]));
    arguments.push_back(std::move(argument));
  }
  for (const auto& option : command.options) {
    const auto given = request.options.find(option.id);
    if (given == request.options.end())
      continue;
    TOTE_TRY(auto argument, read_argument(option, given->second));
    arguments.push_back(std::move(argument));
  }
  for (const auto& [id, text] : request.options)
    if (std::none_of(command.options.begin(), command.options.end(),
                     [&, &name = id](const auto& each) { return each.id == name; }))
      return fail(ErrorCode::invalid_input,
                  fmt::format("'tote log {}' has no option --{}", command.id, id));
  return arguments;
}

/// The edits that the command lists, with what was typed in their places.
std::vector<CommandEdit> listed_edits(const CommandDecl& command, const Values& values) {
  std::vector<CommandEdit> edits;
  for (const auto& edit : command.edits)
    if (auto text = filled(edit.text, values))
      edits.push_back({edit.action, edit.field, *std::move(text)});
  return edits;
}

/// The edits that the plugin's library answers with; what else it says is added to `remarks`.
/// Errors: as Journal::plugin_answer; invalid_input with the library's reason if it refuses.
Result<std::vector<CommandEdit>> answered_edits(const Journal& journal, const CommandDecl& command,
                                                const notes::Note& note, CommandCall call,
                                                std::vector<std::string>& remarks) {
  TOTE_TRY(auto answer, journal.plugin_answer(command.plugin, note, std::move(call)));
  for (const auto& finding : answer.findings) {
    if (finding.severity != notes::Diagnostic::Severity::error) {
      remarks.push_back(fmt::format("{}: {}", command.plugin, finding.message));
      continue;
    }
    SourcePlace place{note.path, 0, 0};
    if (finding.span != notes::ByteSpan{})
      place = {note.path, note.line_of(finding.span.begin), note.column_of(finding.span.begin)};
    return fail(ErrorCode::invalid_input,
                fmt::format("{}; nothing was written ({})", finding.message, finding.code), place);
  }
  return std::move(answer.edits);
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
  TOTE_TRY(auto arguments, arguments_of(*command, request));
  std::string name;
  for (std::size_t i = 0; i + command->values.size() < request.words.size(); ++i)
    name += (name.empty() ? "" : " ") + request.words[i];
  TOTE_TRY(const auto card, note_meant(journal, *command, name));
  if (!command->is_about(card.type))
    return fail(ErrorCode::invalid_input,
                fmt::format("'tote log {}' is about {}; {} is a {}", command->id,
                            fmt::join(command->on, " or "), card.title, card.type));
  TOTE_TRY(const auto before, journal.read_note(card.path));
  Proposal proposal;
  std::vector<CommandEdit> edits;
  if (command->is_answered_by_library()) {
    TOTE_TRY(edits, answered_edits(
                        journal, *command, before,
                        {command->id, std::move(arguments), request.date, journal.today(), {}, {}},
                        proposal.remarks));
  } else {
    Values values = {{"note", card.title}, {"date", notes::to_string(request.date)}};
    for (auto& argument : arguments)
      values[argument.id] = std::move(argument.text);
    edits = listed_edits(*command, values);
  }
  notes::Note note = before;
  for (const CommandEdit& edit : edits) {
    TOTE_TRY(note, apply_edit(journal.vocabulary(), note, edit));
  }
  proposal.path = card.path;
  proposal.changes.summary = fmt::format("log {} {}", command->id, card.title);
  if (note.source != before.source)
    proposal.changes.files = {
        notes::rewrite(before, {notes::difference(before.source, note.source)})};
  return proposal;
}

}  // namespace tote::host
