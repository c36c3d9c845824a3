// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/messages.h"

#include "host/worker/wire.h"

namespace tote::host::worker {
namespace {

void write(WireWriter& out, notes::ByteSpan span) {
  out.number(span.begin);
  out.number(span.end);
}

notes::ByteSpan read_span(WireReader& in) {
  notes::ByteSpan span;
  span.begin = in.number<std::uint32_t>();
  span.end = in.number<std::uint32_t>();
  return span;
}

void write(WireWriter& out, const std::vector<std::string>& texts) {
  out.number(static_cast<std::uint32_t>(texts.size()));
  for (const auto& text : texts)
    out.text(text);
}

std::vector<std::string> read_texts(WireReader& in) {
  std::vector<std::string> texts;
  for (auto left = in.count(4); left > 0 && in.ok(); --left)
    texts.push_back(in.text());
  return texts;
}

void write(WireWriter& out, const std::vector<std::uint32_t>& numbers) {
  out.number(static_cast<std::uint32_t>(numbers.size()));
  for (const auto number : numbers)
    out.number(number);
}

std::vector<std::uint32_t> read_numbers(WireReader& in) {
  std::vector<std::uint32_t> numbers;
  for (auto left = in.count(4); left > 0 && in.ok(); --left)
    numbers.push_back(in.number<std::uint32_t>());
  return numbers;
}

void write(WireWriter& out, notes::Date date) {
  out.number(date.year);
  out.number(date.month);
  out.number(date.day);
}

notes::Date read_date(WireReader& in) {
  notes::Date date;
  date.year = in.number<std::int16_t>();
  date.month = in.number<std::uint8_t>();
  date.day = in.number<std::uint8_t>();
  return date;
}

void write(WireWriter& out, const std::optional<notes::Date>& date) {
  out.number(static_cast<std::uint8_t>(date.has_value()));
  write(out, date.value_or(notes::Date{}));
}

std::optional<notes::Date> read_optional_date(WireReader& in) {
  const bool is_known = in.number<std::uint8_t>() != 0;
  const auto date = read_date(in);
  if (!is_known)
    return std::nullopt;
  return date;
}

void write(WireWriter& out, const index::EdgeEnd& end) {
  out.number(static_cast<std::uint8_t>(end.kind));
  out.text(end.text);
  write(out, end.keys);
}

index::EdgeEnd read_end(WireReader& in) {
  index::EdgeEnd end;
  end.kind = static_cast<index::EdgeEnd::Kind>(in.number<std::uint8_t>() & 3);
  end.text = in.text();
  end.keys = read_texts(in);
  return end;
}

void write(WireWriter& out, const index::FieldValue& value) {
  out.text(value.field);
  out.text(value.text);
  out.real(value.number);
  out.number(value.line);
  write(out, value.span);
}

index::FieldValue read_value(WireReader& in) {
  index::FieldValue value;
  value.field = in.text();
  value.text = in.text();
  value.number = in.real();
  value.line = in.number<std::uint32_t>();
  value.span = read_span(in);
  return value;
}

void write(WireWriter& out, const index::Edge& edge) {
  out.text(edge.relation);
  write(out, edge.from);
  write(out, edge.to);
  write(out, edge.date);
  out.number(edge.polarity);
  out.number(static_cast<std::uint8_t>(edge.tier));
  out.number(edge.line);
  write(out, edge.span);
}

index::Edge read_edge(WireReader& in) {
  index::Edge edge;
  edge.relation = in.text();
  edge.from = read_end(in);
  edge.to = read_end(in);
  edge.date = read_optional_date(in);
  edge.polarity = in.number<std::int8_t>() < 0 ? std::int8_t{-1} : std::int8_t{1};
  edge.tier = static_cast<index::Tier>(in.number<std::uint8_t>() % 6);
  edge.line = in.number<std::uint32_t>();
  edge.span = read_span(in);
  return edge;
}

void write(WireWriter& out, const notes::Diagnostic& diagnostic) {
  out.number(static_cast<std::uint8_t>(diagnostic.severity));
  out.text(diagnostic.code);
  out.text(diagnostic.message);
  write(out, diagnostic.span);
}

notes::Diagnostic read_diagnostic(WireReader& in) {
  notes::Diagnostic diagnostic;
  diagnostic.severity = static_cast<notes::Diagnostic::Severity>(in.number<std::uint8_t>() % 3);
  diagnostic.code = in.text();
  diagnostic.message = in.text();
  diagnostic.span = read_span(in);
  return diagnostic;
}

/// The message if all of the payload was read and was right.
template <class Message>
std::optional<Message> finish(const WireReader& in, Message message) {
  if (!in.is_complete())
    return std::nullopt;
  return message;
}

void write(WireWriter& out, const std::vector<notes::Value>& values) {
  out.number(static_cast<std::uint32_t>(values.size()));
  for (const auto& value : values) {
    out.number(static_cast<std::uint8_t>(value.kind));
    out.number(value.depth);
    out.number(value.next);
    out.text(value.key);
    out.text(value.text);
    out.number(value.integer);
    out.real(value.real);
    out.number(static_cast<std::uint8_t>(value.boolean));
  }
}

std::vector<notes::Value> read_values(WireReader& in) {
  constexpr std::size_t min_bytes = 34;
  std::vector<notes::Value> values;
  for (auto left = in.count(min_bytes); left > 0 && in.ok(); --left) {
    auto& value = values.emplace_back();
    value.kind = static_cast<notes::Value::Kind>(in.number<std::uint8_t>() & 7);
    value.depth = in.number<std::uint32_t>();
    value.next = in.number<std::uint32_t>();
    value.key = in.text();
    value.text = in.text();
    value.integer = in.number<std::int64_t>();
    value.real = in.real();
    value.boolean = in.number<std::uint8_t>() != 0;
  }
  return values;
}

void write(WireWriter& out, const std::vector<notes::Diagnostic>& diagnostics) {
  out.number(static_cast<std::uint32_t>(diagnostics.size()));
  for (const auto& diagnostic : diagnostics)
    write(out, diagnostic);
}

std::vector<notes::Diagnostic> read_diagnostics(WireReader& in) {
  constexpr std::size_t min_bytes = 17;
  std::vector<notes::Diagnostic> diagnostics;
  for (auto left = in.count(min_bytes); left > 0 && in.ok(); --left)
    diagnostics.push_back(read_diagnostic(in));
  return diagnostics;
}

void write(WireWriter& out, const CommandArgument& argument) {
  out.text(argument.id);
  out.number(static_cast<std::uint8_t>(argument.kind));
  out.text(argument.text);
  out.number(argument.integer);
  out.real(argument.decimal);
  write(out, argument.date);
}

CommandArgument read_argument(WireReader& in) {
  CommandArgument argument;
  argument.id = in.text();
  argument.kind = static_cast<ValueKind>(in.number<std::uint8_t>() & 3);
  argument.text = in.text();
  argument.integer = in.number<std::int64_t>();
  argument.decimal = in.real();
  argument.date = read_date(in);
  return argument;
}

void write(WireWriter& out, const CommandEdit& edit) {
  out.number(static_cast<std::uint8_t>(edit.action));
  out.text(edit.field);
  out.text(edit.text);
}

CommandEdit read_edit(WireReader& in) {
  CommandEdit edit;
  edit.action = static_cast<CommandEdit::Action>(in.number<std::uint8_t>() & 3);
  edit.field = in.text();
  edit.text = in.text();
  return edit;
}

// The least bytes that one item of a kind takes on the wire.
constexpr std::size_t min_value_bytes = 28;
constexpr std::size_t min_edge_bytes = 41;
constexpr std::size_t min_argument_bytes = 29;
constexpr std::size_t min_edit_bytes = 9;

}  // namespace

std::string_view to_string(Stage stage) {
  switch (stage) {
    case Stage::load:
      return "while its library was loaded";
    case Stage::entry:
      return "in tote_plugin_entry";
    case Stage::create:
      return "in create";
    case Stage::get_interface:
      return "in get_interface";
    case Stage::field:
      return "in tote.field/1";
    case Stage::extract:
      return "in tote.extract/1";
    case Stage::command:
      return "in tote.command/1";
    case Stage::render:
      return "in tote.render/1";
    case Stage::export_site:
      return "in tote.export/1";
    case Stage::destroy:
      return "in destroy";
  }
  return "";
}

std::string encode(const Setup& message) {
  WireWriter out;
  out.text(message.vocabulary);
  out.number(static_cast<std::uint32_t>(message.folder_types.size()));
  for (const auto& [folder, type] : message.folder_types) {
    out.text(folder);
    out.text(type);
  }
  out.number(static_cast<std::uint32_t>(message.plugins.size()));
  for (const auto& plugin : message.plugins) {
    out.text(plugin.id);
    out.text(plugin.version);
    out.text(plugin.library);
    for (const bool is_used :
         {plugin.extracts, plugin.normalises, plugin.commands, plugin.renders, plugin.exports})
      out.number(static_cast<std::uint8_t>(is_used));
    write(out, plugin.settings);
  }
  out.number(static_cast<std::uint8_t>(message.announces_calls));
  out.number(static_cast<std::uint8_t>(message.notes_refusals));
  out.number(static_cast<std::uint64_t>(message.deadline.count()));
  return out.take();
}

std::optional<Setup> decode_setup(std::string_view payload) {
  WireReader in(payload);
  Setup message;
  message.vocabulary = in.text();
  for (auto left = in.count(8); left > 0 && in.ok(); --left) {
    auto folder = in.text();
    auto type = in.text();
    message.folder_types.emplace_back(std::move(folder), std::move(type));
  }
  for (auto left = in.count(21); left > 0 && in.ok(); --left) {
    PluginSpec plugin;
    plugin.id = in.text();
    plugin.version = in.text();
    plugin.library = in.text();
    for (bool* is_used :
         {&plugin.extracts, &plugin.normalises, &plugin.commands, &plugin.renders, &plugin.exports})
      *is_used = in.number<std::uint8_t>() != 0;
    plugin.settings = read_values(in);
    message.plugins.push_back(std::move(plugin));
  }
  message.announces_calls = in.number<std::uint8_t>() != 0;
  message.notes_refusals = in.number<std::uint8_t>() != 0;
  message.deadline = std::chrono::milliseconds(in.number<std::uint64_t>());
  return finish(in, std::move(message));
}

std::string encode(const Fenced& message) {
  WireWriter out;
  out.number(static_cast<std::uint32_t>(message.measures.size()));
  for (const auto& measure : message.measures) {
    out.text(measure.what);
    out.number(static_cast<std::uint8_t>(measure.is_enforced));
    out.text(measure.detail);
  }
  return out.take();
}

std::optional<Fenced> decode_fenced(std::string_view payload) {
  WireReader in(payload);
  Fenced message;
  for (auto left = in.count(9); left > 0 && in.ok(); --left) {
    sandbox::Measure measure;
    measure.what = in.text();
    measure.is_enforced = in.number<std::uint8_t>() != 0;
    measure.detail = in.text();
    message.measures.push_back(std::move(measure));
  }
  return finish(in, std::move(message));
}

std::string encode(const Ready& message) {
  WireWriter out;
  write(out, message.errors);
  return out.take();
}

std::optional<Ready> decode_ready(std::string_view payload) {
  WireReader in(payload);
  Ready message{read_texts(in)};
  return finish(in, std::move(message));
}

std::string encode(const NoteJob& message) {
  WireWriter out;
  out.number(message.id);
  out.text(message.path);
  out.text(message.source);
  write(out, message.excluded);
  return out.take();
}

std::optional<NoteJob> decode_note(std::string_view payload) {
  WireReader in(payload);
  NoteJob message;
  message.id = in.number<std::uint64_t>();
  message.path = in.text();
  message.source = in.text();
  message.excluded = read_numbers(in);
  return finish(in, std::move(message));
}

std::string encode(const Calling& message) {
  WireWriter out;
  out.number(message.plugin);
  out.number(static_cast<std::uint8_t>(message.stage));
  out.number(message.page);
  return out.take();
}

std::optional<Calling> decode_calling(std::string_view payload) {
  WireReader in(payload);
  Calling message;
  message.plugin = in.number<std::uint32_t>();
  const auto stage = in.number<std::uint8_t>();
  if (stage > static_cast<std::uint8_t>(Stage::destroy))
    return std::nullopt;
  message.stage = static_cast<Stage>(stage);
  message.page = in.number<std::uint32_t>();
  return finish(in, message);
}

std::string encode(const Misdeed& message) {
  WireWriter out;
  out.number(message.plugin);
  out.text(message.what);
  return out.take();
}

std::optional<Misdeed> decode_misdeed(std::string_view payload) {
  WireReader in(payload);
  Misdeed message;
  message.plugin = in.number<std::uint32_t>();
  message.what = in.text();
  return finish(in, std::move(message));
}

std::string encode(const Refused& message) {
  WireWriter out;
  write(out, message.calls);
  return out.take();
}

std::optional<Refused> decode_refused(std::string_view payload) {
  WireReader in(payload);
  Refused message{read_numbers(in)};
  return finish(in, std::move(message));
}

std::string encode(const Extracted& message) {
  WireWriter out;
  out.number(message.id);
  out.number(static_cast<std::uint32_t>(message.facts.values.size()));
  for (const auto& value : message.facts.values)
    write(out, value);
  out.number(static_cast<std::uint32_t>(message.facts.edges.size()));
  for (const auto& edge : message.facts.edges)
    write(out, edge);
  write(out, message.facts.terms);
  write(out, message.facts.diagnostics);
  return out.take();
}

std::optional<Extracted> decode_extracted(std::string_view payload) {
  WireReader in(payload);
  Extracted message;
  message.id = in.number<std::uint64_t>();
  for (auto left = in.count(min_value_bytes); left > 0 && in.ok(); --left)
    message.facts.values.push_back(read_value(in));
  for (auto left = in.count(min_edge_bytes); left > 0 && in.ok(); --left)
    message.facts.edges.push_back(read_edge(in));
  message.facts.terms = read_texts(in);
  message.facts.diagnostics = read_diagnostics(in);
  return finish(in, std::move(message));
}

std::string encode(const CommandCall& message) {
  WireWriter out;
  out.text(message.id);
  out.number(static_cast<std::uint32_t>(message.arguments.size()));
  for (const auto& argument : message.arguments)
    write(out, argument);
  write(out, message.date);
  write(out, message.today);
  out.text(message.path);
  out.text(message.source);
  return out.take();
}

std::optional<CommandCall> decode_command(std::string_view payload) {
  WireReader in(payload);
  CommandCall message;
  message.id = in.text();
  for (auto left = in.count(min_argument_bytes); left > 0 && in.ok(); --left)
    message.arguments.push_back(read_argument(in));
  message.date = read_date(in);
  message.today = read_date(in);
  message.path = in.text();
  message.source = in.text();
  return finish(in, std::move(message));
}

std::string encode(const CommandAnswer& message) {
  WireWriter out;
  out.number(static_cast<std::uint32_t>(message.edits.size()));
  for (const auto& edit : message.edits)
    write(out, edit);
  write(out, message.findings);
  return out.take();
}

std::optional<CommandAnswer> decode_answer(std::string_view payload) {
  WireReader in(payload);
  CommandAnswer message;
  for (auto left = in.count(min_edit_bytes); left > 0 && in.ok(); --left)
    message.edits.push_back(read_edit(in));
  message.findings = read_diagnostics(in);
  return finish(in, std::move(message));
}

}  // namespace tote::host::worker
