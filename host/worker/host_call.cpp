// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/host_call.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "host/worker/call_limits.h"
#include "host/worker/claims.h"
#include "host/worker/given_text.h"
#include "notes/text.h"

namespace tote::host::worker {
namespace {

constexpr std::size_t max_diagnostics = 100;

std::optional<notes::Date> known_date(tote_date_t date) {
  if (date.year == 0 && date.month == 0 && date.day == 0)
    return std::nullopt;
  return notes::Date{date.year, date.month, date.day};
}

/// An end as the index keeps it, or nullopt for a kind that this host does not know.
std::optional<index::EdgeEnd> end_of(const tote_end_t& end) {
  using Kind = index::EdgeEnd::Kind;
  switch (end.kind) {
    case TOTE_END_SELF:
      return index::EdgeEnd{};
    case TOTE_END_ME:
      return index::EdgeEnd{Kind::me, {}, {}};
    case TOTE_END_LINK:
    case TOTE_END_NAME: {
      const auto kind = end.kind == TOTE_END_LINK ? Kind::link : Kind::name;
      return index::EdgeEnd{kind, std::string(view(end.text)), {notes::name_key(view(end.text))}};
    }
    default:
      return std::nullopt;
  }
}

bool is_possible(tote_date_t date) {
  return date.year >= 0 && date.year <= 9999 && date.month <= 12 && date.day <= 31;
}

}  // namespace

/// The ABI's function tables; each entry finds its HostCall and hands on.
struct Services {
  static HostCall& of(tote_call_t* call) {
    return *reinterpret_cast<HostCall::AbiCall*>(call)->owner;
  }

  static const void* service(tote_call_t* call, const char* id) {
    const auto grant = of(call).grant_;
    if (grant == HostCall::Grant::doc && std::strcmp(id, TOTE_HOST_DOC) == 0)
      return &doc;
    if (grant == HostCall::Grant::value && std::strcmp(id, TOTE_HOST_VALUE) == 0)
      return &value;
    if (grant == HostCall::Grant::edits && std::strcmp(id, TOTE_HOST_EDITS) == 0)
      return &edits;
    return nullptr;
  }

  static void diagnose(tote_call_t* call, const tote_diagnostic_t* diagnostic) {
    of(call).add_diagnostic(*diagnostic);
  }

  static std::int32_t cancelled(tote_call_t* call) { return of(call).patience_.is_over() ? 1 : 0; }

  static tote_status_t add_text(tote_call_t* call, tote_str_t field, tote_str_t text,
                                tote_span_t span) {
    using Kind = index::FieldKind;
    return of(call).add_value(field, text, 0, span, {Kind::text, Kind::keyword, Kind::url});
  }

  static tote_status_t add_integer(tote_call_t* call, tote_str_t field, std::int64_t number,
                                   tote_span_t span) {
    const auto text = fmt::format("{}", number);
    return of(call).add_value(field, {text.data(), text.size()}, static_cast<double>(number), span,
                              {index::FieldKind::integer, index::FieldKind::decimal});
  }

  static tote_status_t add_decimal(tote_call_t* call, tote_str_t field, double number,
                                   tote_span_t span) {
    const auto text = fmt::format("{}", number);
    return of(call).add_value(field, {text.data(), text.size()}, number, span,
                              {index::FieldKind::decimal});
  }

  static tote_status_t add_boolean(tote_call_t* call, tote_str_t field, std::int32_t truth,
                                   tote_span_t span) {
    const std::string_view text = truth != 0 ? "true" : "false";
    return of(call).add_value(field, {text.data(), text.size()}, truth != 0 ? 1 : 0, span,
                              {index::FieldKind::boolean});
  }

  static tote_status_t add_date(tote_call_t* call, tote_str_t field, tote_date_t date,
                                tote_span_t span) {
    const auto known = known_date(date);
    if (!known || !is_possible(date))
      return of(call).refuse("gave an impossible date");
    const auto text = notes::to_string(*known);
    return of(call).add_value(field, {text.data(), text.size()}, notes::sort_key(*known), span,
                              {index::FieldKind::date});
  }

  static tote_status_t add_edge(tote_call_t* call, const tote_edge_t* edge) {
    return of(call).add_edge(*edge);
  }

  static tote_status_t add_term(tote_call_t* call, tote_str_t text) {
    auto& self = of(call);
    if (is_too_long(text))
      return TOTE_LIMIT;
    if (!is_usable(text))
      return self.refuse("gave a term that is not UTF-8");
    if (self.facts_.terms.size() >= max_items)
      return TOTE_LIMIT;
    self.facts_.terms.emplace_back(view(text));
    return TOTE_OK;
  }

  static tote_status_t set_canonical(tote_call_t* call, tote_str_t text) {
    if (is_too_long(text))
      return TOTE_LIMIT;
    if (!is_usable(text))
      return of(call).refuse("gave a value that is not UTF-8");
    of(call).canonical_ = std::string(view(text));
    return TOTE_OK;
  }

  static tote_status_t set_sort_key(tote_call_t* call, double key) {
    of(call).sort_key_ = key;
    return TOTE_OK;
  }

  static tote_status_t set_field(tote_call_t* call, tote_str_t field, tote_str_t text) {
    return of(call).add_edit(CommandEdit::Action::set, field, text);
  }

  static tote_status_t add_to_field(tote_call_t* call, tote_str_t field, tote_str_t text) {
    return of(call).add_edit(CommandEdit::Action::add, field, text);
  }

  static tote_status_t unset_field(tote_call_t* call, tote_str_t field) {
    return of(call).add_edit(CommandEdit::Action::unset, field, {});
  }

  static tote_status_t append_line(tote_call_t* call, tote_str_t line) {
    return of(call).add_edit(CommandEdit::Action::append, {}, line);
  }

  static const tote_call_v1_t call;
  static const tote_doc_v1_t doc;
  static const tote_value_sink_v1_t value;
  static const tote_edits_v1_t edits;
};

const tote_call_v1_t Services::call{service, diagnose, cancelled};
const tote_doc_v1_t Services::doc{add_text, add_integer, add_decimal, add_boolean,
                                  add_date, add_edge,    add_term};
const tote_value_sink_v1_t Services::value{set_canonical, set_sort_key};
const tote_edits_v1_t Services::edits{set_field, add_to_field, unset_field, append_line};

HostCall::HostCall(std::string_view plugin, Grant grant, const index::Vocabulary& vocabulary,
                   const notes::Note* note, const Patience& patience)
    : plugin_(plugin), grant_(grant), vocabulary_(vocabulary), note_(note), patience_(patience) {
  abi_ = {{&Services::call}, this};
}

tote_status_t HostCall::refuse(std::string why) {
  if (misuse_.empty())
    misuse_ = std::move(why);
  return TOTE_INVALID;
}

std::optional<notes::ByteSpan> HostCall::checked(tote_span_t span) const {
  if (span.begin == TOTE_NO_PLACE)
    return notes::ByteSpan{};
  if (note_ == nullptr || span.begin > span.end || span.end > note_->source.size())
    return std::nullopt;
  return notes::ByteSpan{span.begin, span.end};
}

tote_status_t HostCall::add_value(tote_str_t field, tote_str_t text, double number,
                                  tote_span_t span, std::initializer_list<index::FieldKind> kinds) {
  if (is_too_long(field) || is_too_long(text))
    return TOTE_LIMIT;
  if (!is_usable(field) || !is_usable(text))
    return refuse("gave text that is not UTF-8");
  const auto* declared = vocabulary_.field(view(field), note_->type);
  if (declared == nullptr || declared->plugin != plugin_)
    return refuse(fmt::format("gave a value of '{}', which its plugin.json does not declare for {}",
                              view(field), note_->type));
  if (std::find(kinds.begin(), kinds.end(), declared->kind) == kinds.end())
    return refuse(
        fmt::format("gave a value of another kind than '{}' is declared with", view(field)));
  const auto place = checked(span);
  if (!place)
    return refuse(fmt::format("gave a span outside of the note for '{}'", view(field)));
  if (facts_.values.size() >= max_items)
    return TOTE_LIMIT;
  facts_.values.push_back(
      {declared->id, std::string(view(text)), number, note_->line_of(place->begin), *place});
  return TOTE_OK;
}

tote_status_t HostCall::add_edge(const tote_edge_t& edge) {
  if (is_too_long(edge.relation) || is_too_long(edge.from.text) || is_too_long(edge.to.text))
    return TOTE_LIMIT;
  if (!is_usable(edge.relation) || !is_usable(edge.from.text) || !is_usable(edge.to.text))
    return refuse("gave text that is not UTF-8");
  const auto* declared = vocabulary_.relation(view(edge.relation));
  if (declared == nullptr || declared->plugin != plugin_ || declared->id != view(edge.relation))
    return refuse(
        fmt::format("stated '{}', which its plugin.json does not declare", view(edge.relation)));
  const auto from = end_of(edge.from);
  const auto to = end_of(edge.to);
  if (!from || !to)
    return refuse(fmt::format("gave an unknown kind of end for '{}'", view(edge.relation)));
  const auto place = checked(edge.span);
  if (!place)
    return refuse(fmt::format("gave a span outside of the note for '{}'", view(edge.relation)));
  if (!is_possible(edge.date))
    return refuse("gave an impossible date");
  if (facts_.edges.size() >= max_items)
    return TOTE_LIMIT;
  index::Edge stated;
  stated.relation = declared->id;
  stated.from = *from;
  stated.to = *to;
  stated.date = known_date(edge.date);
  stated.polarity = edge.is_denied != 0 ? std::int8_t{-1} : std::int8_t{1};
  stated.tier = index::Tier::field;
  stated.line = note_->line_of(place->begin);
  stated.span = *place;
  facts_.edges.push_back(std::move(stated));
  return TOTE_OK;
}

tote_status_t HostCall::add_edit(CommandEdit::Action action, tote_str_t field, tote_str_t text) {
  // Half of what a command writes is none of it: too much is a fault here.
  if (is_too_long(field) || is_too_long(text) || edits_.size() >= max_edits ||
      edits_bytes_ + text.size > max_edits_bytes) {
    (void)refuse("wrote more than a command may");
    return TOTE_LIMIT;
  }
  if (!is_usable(field) || !is_usable(text))
    return refuse("gave text that is not UTF-8");
  CommandEdit edit{action, std::string(view(field)), std::string(view(text))};
  const bool is_line = action == CommandEdit::Action::append;
  if (is_line && !is_one_line(edit.text))
    return refuse("appended what is not one line");
  if (!is_line && !may_write(vocabulary_, plugin_, note_->type, edit.field))
    return refuse(fmt::format("wrote the field '{}', which its plugin.json does not declare for {}",
                              edit.field, note_->type));
  edits_bytes_ += edit.text.size();
  edits_.push_back(std::move(edit));
  return TOTE_OK;
}

void HostCall::add_diagnostic(const tote_diagnostic_t& diagnostic) {
  if (facts_.diagnostics.size() >= max_diagnostics || is_too_long(diagnostic.code) ||
      is_too_long(diagnostic.text))
    return;
  if (!is_usable(diagnostic.code) || !is_usable(diagnostic.text))
    return (void)refuse("gave a diagnostic that is not UTF-8");
  using Severity = notes::Diagnostic::Severity;
  const auto severity = diagnostic.severity <= TOTE_INFO      ? Severity::info
                        : diagnostic.severity == TOTE_WARNING ? Severity::warning
                                                              : Severity::error;
  facts_.diagnostics.push_back({severity, fmt::format("{}.{}", plugin_, view(diagnostic.code)),
                                std::string(view(diagnostic.text)),
                                checked(diagnostic.span).value_or(notes::ByteSpan{})});
}

}  // namespace tote::host::worker
