// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/json.h"

#include <nlohmann/json.hpp>

namespace tote::host {
namespace {

using index::Answer;
using nlohmann::ordered_json;

/// Text that is not UTF-8 (a file name, a damaged note) must not make the whole answer fail.
std::string dump(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

void add_date(ordered_json& json, const std::optional<notes::Date>& date) {
  if (date)
    json["date"] = notes::to_string(*date);
}

ordered_json json_of(const index::NoteCard& card) {
  ordered_json json;
  json["title"] = card.title;
  json["id"] = card.id;
  json["type"] = card.type;
  json["path"] = card.path;
  return json;
}

ordered_json json_of(const index::AnswerItem& item) {
  ordered_json json;
  if (item.note) {
    json = json_of(*item.note);
  } else {
    json["value"] = item.value;
  }
  add_date(json, item.date);
  if (!item.group.empty())
    json["group"] = item.group;
  if (!item.snippet.text.empty()) {
    json["snippet"] = item.snippet.text;
    auto& marks = json["marks"] = ordered_json::array();
    for (const auto& mark : item.snippet.marks)
      marks.push_back({mark.begin, mark.end});
  }
  return json;
}

ordered_json json_of(const std::vector<index::AnswerItem>& items) {
  auto json = ordered_json::array();
  for (const auto& item : items)
    json.push_back(json_of(item));
  return json;
}

ordered_json json_of(const index::Evidence& evidence) {
  ordered_json json;
  json["answer"] = evidence.answer;
  json["file"] = evidence.note.path;
  json["line"] = evidence.line;
  json["col"] = evidence.column;
  json["span"] = {evidence.span.begin, evidence.span.end};
  json["text"] = evidence.text;
  add_date(json, evidence.date);
  json["tier"] = index::to_string(evidence.tier);
  json["polarity"] = evidence.polarity;
  return json;
}

ordered_json json_of(const std::vector<index::Evidence>& statements) {
  auto json = ordered_json::array();
  for (const auto& evidence : statements)
    json.push_back(json_of(evidence));
  return json;
}

ordered_json json_of(const PluginGap& gap) {
  ordered_json json;
  json["plugin"] = gap.plugin;
  json["plugin_version"] = gap.version;
  if (!gap.switched_off.empty())
    json["switched_off"] = gap.switched_off;
  auto& notes = json["notes"] = ordered_json::array();
  for (const auto& failure : gap.failures)
    notes.push_back({{"file", failure.path}, {"cause", failure.cause}});
  return json;
}

const char* kind_name(Answer::Kind kind) {
  switch (kind) {
    case Answer::Kind::question:
      return "answer";
    case Answer::Kind::search:
      return "search";
    case Answer::Kind::filter:
      return "filter";
  }
  return "search";
}

const char* reason_name(index::NoneReason reason) {
  switch (reason) {
    case index::NoneReason::none:
      return "";
    case index::NoneReason::no_edge:
      return "no-edge";
    case index::NoneReason::unknown_entity:
      return "unknown-entity";
    case index::NoneReason::type:
      return "type";
  }
  return "";
}

const char* severity_name(notes::Diagnostic::Severity severity) {
  switch (severity) {
    case notes::Diagnostic::Severity::info:
      return "info";
    case notes::Diagnostic::Severity::warning:
      return "warning";
    case notes::Diagnostic::Severity::error:
      return "error";
  }
  return "";
}

ordered_json json_of(const index::Backlink& backlink) {
  ordered_json json;
  json["file"] = backlink.note.path;
  json["line"] = backlink.line;
  json["span"] = {backlink.span.begin, backlink.span.end};
  json["title"] = backlink.note.title;
  json["type"] = backlink.note.type;
  if (backlink.is_ambiguous)
    json["ambiguous"] = true;
  return json;
}

ordered_json json_of_end(const std::vector<index::NoteCard>& notes, const std::string& text) {
  ordered_json json;
  json["text"] = text;
  auto& cards = json["notes"] = ordered_json::array();
  for (const auto& card : notes)
    cards.push_back(json_of(card));
  return json;
}

ordered_json json_of(const index::ShownEdge& edge) {
  ordered_json json;
  json["rel"] = edge.relation;
  json["from"] = json_of_end(edge.from, edge.from_text);
  json["to"] = json_of_end(edge.to, edge.to_text);
  json["polarity"] = edge.polarity;
  json["tier"] = index::to_string(edge.tier);
  add_date(json, edge.date);
  json["file"] = edge.note.path;
  json["line"] = edge.line;
  json["span"] = {edge.span.begin, edge.span.end};
  return json;
}

}  // namespace

std::string to_json(const Answer& answer) {
  ordered_json json;
  json["version"] = json_version;
  json["kind"] = kind_name(answer.kind);
  json["relation"] = answer.relation;
  json["none"] = answer.is_none;
  if (answer.is_none)
    json["reason"] = reason_name(answer.reason);
  if (!answer.message.empty())
    json["message"] = answer.message;
  json["reading"] = answer.reading;
  json["query"] = answer.query;
  json["polarity"] = answer.polarity < 0 ? "negative" : "positive";
  json["total"] = answer.total;
  if (answer.is_total_least)
    json["total_is_least"] = true;
  json["answers"] = json_of(answer.items);
  json["evidence"] = json_of(answer.evidence);
  json["also"] = json_of(answer.also);
  json["against"] = json_of(answer.against);
  json["closest"] = json_of(answer.closest);
  json["resolved"] = answer.resolved;
  json["ambiguous"] = answer.ambiguous;
  json["ignored"] = answer.ignored;
  json["suggestions"] = answer.suggestions;
  if (!answer.explanation.empty())
    json["explanation"] = answer.explanation;
  return dump(json);
}

std::vector<std::string> to_json_lines(const Answer& answer) {
  std::vector<std::string> lines;
  for (std::uint32_t i = 0; i < answer.items.size(); ++i) {
    auto json = json_of(answer.items[i]);
    auto evidence = ordered_json::array();
    for (const auto& statement : answer.evidence)
      if (statement.answer == i)
        evidence.push_back(json_of(statement));
    if (!evidence.empty())
      json["evidence"] = std::move(evidence);
    lines.push_back(dump(json));
  }
  return lines;
}

std::string to_json(const index::NoteDetails& details) {
  auto json = json_of(details.card);
  json["version"] = json_version;
  add_date(json, details.card.date);
  json["aliases"] = details.aliases;
  json["tags"] = details.tags;
  auto& fields = json["fields"] = ordered_json::array();
  for (const auto& field : details.fields)
    fields.push_back({{"field", field.field},
                      {"label", field.label},
                      {"text", field.text},
                      {"line", field.line}});
  auto& edges = json["edges"] = ordered_json::array();
  for (const auto& edge : details.edges)
    edges.push_back(json_of(edge));
  auto& backlinks = json["backlinks"] = ordered_json::array();
  for (const auto& backlink : details.backlinks)
    backlinks.push_back(json_of(backlink));
  return dump(json);
}

std::string to_json(const index::Backlink& backlink) {
  return dump(json_of(backlink));
}

std::string to_json(const index::ShownEdge& edge) {
  return dump(json_of(edge));
}

std::string to_json(const Status& status) {
  ordered_json json;
  json["version"] = json_version;
  json["vault"] = status.vault.string();
  json["index"] = status.index_directory.string();
  json["notes"] = status.stats.notes;
  json["links"] = status.stats.links;
  json["tags"] = status.stats.tags;
  json["edges"] = status.stats.edges;
  auto& types = json["types"] = ordered_json::object();
  for (const auto& [type, count] : status.stats.notes_by_type)
    types[type] = count;
  auto& skipped = json["skipped"] = ordered_json::array();
  for (const auto& left_out : status.skipped)
    skipped.push_back({{"path", left_out.path}, {"reason", notes::to_string(left_out.reason)}});
  auto& diagnostics = json["diagnostics"] = ordered_json::array();
  for (const auto& [place, diagnostic] : status.diagnostics) {
    diagnostics.push_back({{"file", place.path},
                           {"line", place.line},
                           {"col", place.column},
                           {"severity", severity_name(diagnostic.severity)},
                           {"code", diagnostic.code},
                           {"message", diagnostic.message}});
  }
  auto& failures = json["plugin_failures"] = ordered_json::array();
  for (const auto& gap : status.gaps)
    failures.push_back(json_of(gap));
  json["problems"] = status.problems;
  return dump(json);
}

std::string to_json(const Manifest& plugin) {
  const auto ids = [](const auto& declarations) {
    auto list = ordered_json::array();
    for (const auto& declaration : declarations)
      list.push_back(declaration.id);
    return list;
  };
  ordered_json json;
  json["version"] = json_version;
  json["id"] = plugin.id;
  json["name"] = plugin.name;
  json["plugin_version"] = plugin.version;
  json["license"] = plugin.license;
  json["description"] = plugin.description;
  json["directory"] = plugin.directory.string();
  json["has_library"] = !plugin.library.empty();
  json["provides"] = plugin.provides;
  json["types"] = ids(plugin.vocabulary.types);
  json["fields"] = ids(plugin.vocabulary.fields);
  json["relations"] = ids(plugin.vocabulary.relations);
  return dump(json);
}

std::string to_json(const Proposal& proposal, const std::string& diff) {
  ordered_json json;
  json["version"] = json_version;
  json["summary"] = proposal.changes.summary;
  json["path"] = proposal.path;
  auto& files = json["files"] = ordered_json::array();
  for (const auto& file : proposal.changes.files) {
    ordered_json entry;
    entry["path"] = file.path;
    if (!file.new_path.empty())
      entry["new_path"] = file.new_path;
    entry["change"] = !file.base              ? "created"
                      : file.is_removal       ? "removed"
                      : file.new_path.empty() ? "changed"
                                              : "moved";
    files.push_back(std::move(entry));
  }
  json["remarks"] = proposal.remarks;
  if (!diff.empty())
    json["diff"] = diff;
  return dump(json);
}

std::string to_json(const notes::Operation& operation) {
  ordered_json json;
  json["version"] = json_version;
  json["number"] = operation.number;
  json["time"] = operation.time;
  json["summary"] = operation.summary;
  json["files"] = operation.file_count;
  return dump(json);
}

std::string to_json(const notes::Note& note, const index::Suggestion& suggestion) {
  ordered_json json;
  json["text"] = suggestion.text;
  json["file"] = note.path;
  json["line"] = suggestion.line;
  json["col"] = suggestion.column;
  json["span"] = {suggestion.span.begin, suggestion.span.end};
  json["confidence"] = index::to_string(suggestion.confidence);
  auto& targets = json["targets"] = ordered_json::array();
  for (const auto& target : suggestion.targets)
    targets.push_back(json_of(target));
  return dump(json);
}

std::string to_json(const Mention& mention) {
  ordered_json json;
  json["file"] = mention.note.path;
  json["line"] = mention.line;
  json["col"] = mention.column;
  json["span"] = {mention.span.begin, mention.span.end};
  json["kind"] = mention.is_link ? "link" : "name";
  if (!mention.is_link)
    json["confidence"] = index::to_string(mention.confidence);
  json["text"] = mention.text;
  return dump(json);
}

std::string to_json(const CheckFinding& finding) {
  ordered_json json;
  json["file"] = finding.place.path;
  json["line"] = finding.place.line;
  json["col"] = finding.place.column;
  json["code"] = finding.code;
  json["message"] = finding.message;
  return dump(json);
}

}  // namespace tote::host
