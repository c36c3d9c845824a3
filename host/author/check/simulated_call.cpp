// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/simulated_call.h"

#include <algorithm>
#include <array>
#include <type_traits>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "host/author/check/allocations.h"
#include "host/publish/plugin_view.h"
#include "host/worker/call_limits.h"
#include "host/worker/claims.h"
#include "host/worker/given_text.h"
#include "notes/text.h"

namespace tote::host::author::check {
namespace {

using index::FieldKind;
using worker::is_too_long;
using worker::view;

// What ABI 1.0 knew of the growable structs that plugins make. Frozen with it.
constexpr std::size_t diagnostic_bytes_1_0 = 48;
constexpr std::size_t edge_bytes_1_0 = 88;
constexpr std::size_t element_bytes_1_0 = 88;

const char* name_of(CommandEdit::Action action) {
  switch (action) {
    case CommandEdit::Action::set:
      return "set";
    case CommandEdit::Action::add:
      return "add";
    case CommandEdit::Action::unset:
      return "unset";
    case CommandEdit::Action::append:
      return "append";
  }
  return "";
}

/// An element as it was opened: `<a class="u-url" url="people/ana.html">`.
std::string tag_of(const tote_element_t& element) {
  std::string tag = "<" + std::string(view(element.name));
  for (const auto& [name, value] :
       {std::pair{"class", element.classes}, std::pair{"url", element.url},
        std::pair{"rel", element.relation}, std::pair{"value", element.value}})
    if (value.size != 0)
      tag += fmt::format(" {}=\"{}\"", name, view(value));
  return tag + ">";
}

static_assert(std::is_standard_layout_v<SimulatedCall>, "the call's address must be its own");

SimulatedCall& of(tote_call_t* call) {
  return *reinterpret_cast<SimulatedCall*>(call);
}

}  // namespace

/// The tables of functions that the plugin is given.
struct SimulatedServices {
  static tote_status_t text(tote_call_t* call, tote_str_t field, tote_str_t value,
                            tote_span_t span) {
    if (is_too_long(value))
      return TOTE_LIMIT;
    if (!of(call).is_text(value, "a value"))
      return TOTE_INVALID;
    return of(call).value(field, std::string(view(value)), span,
                          {FieldKind::text, FieldKind::keyword, FieldKind::url});
  }

  static tote_status_t integer(tote_call_t* call, tote_str_t field, std::int64_t value,
                               tote_span_t span) {
    return of(call).value(field, fmt::format("{}", value), span,
                          {FieldKind::integer, FieldKind::decimal});
  }

  static tote_status_t decimal(tote_call_t* call, tote_str_t field, double value,
                               tote_span_t span) {
    return of(call).value(field, fmt::format("{}", value), span, {FieldKind::decimal});
  }

  static tote_status_t boolean(tote_call_t* call, tote_str_t field, std::int32_t value,
                               tote_span_t span) {
    return of(call).value(field, value != 0 ? "true" : "false", span, {FieldKind::boolean});
  }

  static tote_status_t date(tote_call_t* call, tote_str_t field, tote_date_t value,
                            tote_span_t span) {
    if (value.year < 0 || value.month > 12 || value.day > 31)
      of(call).find(of(call).kind.check, "it stated an impossible date");
    return of(call).value(field, fmt::format("{}-{}-{}", value.year, value.month, value.day), span,
                          {FieldKind::date});
  }

  static tote_status_t edge(tote_call_t* call, const tote_edge_t* edge) {
    return of(call).edge(*edge);
  }

  static tote_status_t term(tote_call_t* call, tote_str_t text) {
    const auto status = of(call).use();
    if (is_too_long(text))
      return TOTE_LIMIT;
    if (!of(call).is_text(text, "a term"))
      return TOTE_INVALID;
    of(call).result.said.push_back(fmt::format("term {}", view(text)));
    return status;
  }

  static tote_status_t canonical(tote_call_t* call, tote_str_t text) {
    const auto status = of(call).use();
    if (is_too_long(text))
      return TOTE_LIMIT;
    if (!of(call).is_text(text, "a canonical value"))
      return TOTE_INVALID;
    of(call).result.said.push_back(fmt::format("canonical {}", view(text)));
    return status;
  }

  static tote_status_t sort_key(tote_call_t* call, double key) {
    const auto status = of(call).use();
    of(call).result.said.push_back(fmt::format("key {}", key));
    return status;
  }

  static tote_status_t set_field(tote_call_t* call, tote_str_t field, tote_str_t value) {
    return of(call).edit(CommandEdit::Action::set, field, value);
  }

  static tote_status_t add_to_field(tote_call_t* call, tote_str_t field, tote_str_t value) {
    return of(call).edit(CommandEdit::Action::add, field, value);
  }

  static tote_status_t unset_field(tote_call_t* call, tote_str_t field) {
    return of(call).edit(CommandEdit::Action::unset, field, {});
  }

  static tote_status_t append_line(tote_call_t* call, tote_str_t line) {
    return of(call).edit(CommandEdit::Action::append, {}, line);
  }

  static tote_status_t open_element(tote_call_t* call, const tote_element_t* element) {
    auto& self = of(call);
    const auto status = self.use();
    if (element->size < element_bytes_1_0) {
      self.find(self.kind.check, "an element is smaller than in ABI 1.0: set its size");
      return TOTE_INVALID;
    }
    self.result.said.push_back(tag_of(*element));
    return taken(status, self.markup.open(*element));
  }

  static tote_status_t add_text(tote_call_t* call, tote_str_t text) {
    const auto status = of(call).use();
    of(call).result.said.emplace_back(view(text));
    return taken(status, of(call).markup.text(text));
  }

  static tote_status_t close_element(tote_call_t* call) {
    const auto status = of(call).use();
    of(call).result.said.emplace_back("</>");
    return taken(status, of(call).markup.close());
  }

  static tote_status_t open_file(tote_call_t* call, tote_str_t name, tote_str_t media_type) {
    const auto status = of(call).use();
    of(call).result.said.push_back(fmt::format("file {} {}", view(name), view(media_type)));
    return taken(status, of(call).files.open(name, media_type));
  }

  static tote_status_t write(tote_call_t* call, tote_str_t text) {
    const auto status = of(call).use();
    of(call).result.said.emplace_back(view(text));
    return taken(status, of(call).files.write(text));
  }

  /// What is answered to a use that the sink has judged. One that is refused is taken all the same,
  /// so that the elements that it opens and closes still fit each other.
  static tote_status_t taken(tote_status_t of_host, tote_status_t of_sink) {
    return of_sink == TOTE_OK ? of_host : of_sink;
  }

  static const void* service(tote_call_t* call, const char* id) {
    const auto& self = of(call);
    if (!self.simulation->offers_services || self.kind.service != std::string_view(id))
      return nullptr;
    static constexpr std::array<std::pair<std::string_view, const void*>, 5> all = {
        {{TOTE_HOST_DOC, &doc},
         {TOTE_HOST_VALUE, &value},
         {TOTE_HOST_EDITS, &edits},
         {TOTE_HOST_MARKUP, &markup},
         {TOTE_HOST_FILES, &files}}};
    for (const auto& [known, functions] : all)
      if (known == id)
        return functions;
    return nullptr;
  }

  static void diagnose(tote_call_t* call, const tote_diagnostic_t* diagnostic) {
    of(call).diagnose(*diagnostic);
  }

  static std::int32_t cancelled(tote_call_t* call) {
    return of(call).simulation->is_cancelled ? 1 : 0;
  }

  static const tote_doc_v1_t doc;
  static const tote_value_sink_v1_t value;
  static const tote_edits_v1_t edits;
  static const tote_markup_v1_t markup;
  static const tote_files_v1_t files;
  static const tote_call_v1_t call;
};

/// A function of the host as the plugin calls it: memory that ends does not end for the host.
template <auto function>
struct OfTheHost;

template <class Result, class... Arguments, Result (*function)(Arguments...)>
struct OfTheHost<function> {
  static Result call(Arguments... arguments) {
    const AllocationTruce truce;
    return function(arguments...);
  }
};

template <auto function>
constexpr auto of_the_host = &OfTheHost<function>::call;

const tote_doc_v1_t SimulatedServices::doc{
    of_the_host<text>, of_the_host<integer>, of_the_host<decimal>, of_the_host<boolean>,
    of_the_host<date>, of_the_host<edge>,    of_the_host<term>};
const tote_value_sink_v1_t SimulatedServices::value{of_the_host<canonical>, of_the_host<sort_key>};
const tote_edits_v1_t SimulatedServices::edits{of_the_host<set_field>, of_the_host<add_to_field>,
                                               of_the_host<unset_field>, of_the_host<append_line>};
const tote_markup_v1_t SimulatedServices::markup{of_the_host<open_element>, of_the_host<add_text>,
                                                 of_the_host<close_element>};
const tote_files_v1_t SimulatedServices::files{of_the_host<open_file>, of_the_host<write>};
const tote_call_v1_t SimulatedServices::call{of_the_host<service>, of_the_host<diagnose>,
                                             of_the_host<cancelled>};

SimulatedCall::SimulatedCall(CallKind call_kind, const Manifest& plugin, const Simulation& host)
    : kind(call_kind), manifest(&plugin), simulation(&host), thread(::gettid()) {
  visible.functions = &SimulatedServices::call;
}

void SimulatedCall::is_about(std::string_view text) {
  whole = text;
  is_utf8 = notes::find_invalid_utf8(text) == std::string_view::npos;
}

void SimulatedCall::find(const char* check, std::string what) {
  if (result.findings.size() < 20)
    result.findings.push_back({check, std::move(what)});
}

tote_status_t SimulatedCall::use() {
  if (::gettid() != thread)
    find("notes.threads", "it used a service on another thread than it was called on");
  return result.sink_uses++ >= simulation->refuses_from ? TOTE_LIMIT : TOTE_OK;
}

bool SimulatedCall::is_text(tote_str_t given, const char* what) {
  if (given.data == nullptr && given.size != 0) {
    find(kind.check, fmt::format("{} has a size and no bytes", what));
    return false;
  }
  if (notes::find_invalid_utf8(view(given)) != std::string_view::npos) {
    find(kind.check, fmt::format("{} is not UTF-8", what));
    return false;
  }
  return true;
}

void SimulatedCall::check_span(tote_span_t span, std::string_view what) {
  if (span.begin == TOTE_NO_PLACE)
    return;
  if (span.begin > span.end || span.end > whole.size())
    return find("notes.spans", fmt::format("the place of {} is {} to {} in a text of {} bytes",
                                           what, span.begin, span.end, whole.size()));
  if (span.begin == span.end && !whole.empty())
    return find("notes.spans", fmt::format("the place of {} is empty", what));
  const auto is_inside_character = [&](std::uint32_t at) {
    return at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80;
  };
  if (is_utf8 && (is_inside_character(span.begin) || is_inside_character(span.end)))
    find("notes.spans", fmt::format("the place of {} cuts a character in two", what));
}

tote_status_t SimulatedCall::value(tote_str_t field, std::string text, tote_span_t span,
                                   std::initializer_list<FieldKind> kinds) {
  const auto status = use();
  if (!is_text(field, "a field's name"))
    return TOTE_INVALID;
  const auto* declared = manifest->vocabulary.field(view(field), note->type);
  if (declared == nullptr)
    find(kind.check, fmt::format("it stated '{}' of a {}, which plugin.json does not declare",
                                 view(field), note->type));
  else if (std::find(kinds.begin(), kinds.end(), declared->kind) == kinds.end())
    find(kind.check,
         fmt::format("it stated '{}' as another kind than plugin.json declares", view(field)));
  check_span(span, view(field));
  result.said.push_back(fmt::format("{} = {} @{}-{}", view(field), text, span.begin, span.end));
  return declared == nullptr ? static_cast<tote_status_t>(TOTE_INVALID) : status;
}

tote_status_t SimulatedCall::edge(const tote_edge_t& edge) {
  const auto status = use();
  if (edge.size < edge_bytes_1_0) {
    find(kind.check, "an edge is smaller than in ABI 1.0: set its size");
    return TOTE_INVALID;
  }
  if (is_too_long(edge.from.text) || is_too_long(edge.to.text))
    return TOTE_LIMIT;
  if (!is_text(edge.relation, "a relation's name") || !is_text(edge.from.text, "an end") ||
      !is_text(edge.to.text, "an end"))
    return TOTE_INVALID;
  const auto* declared = manifest->vocabulary.relation(view(edge.relation));
  if (declared == nullptr || declared->id != view(edge.relation))
    find(kind.check, fmt::format("it stated '{}', which plugin.json does not declare as a relation",
                                 view(edge.relation)));
  if (edge.from.kind > TOTE_END_NAME || edge.to.kind > TOTE_END_NAME)
    find(kind.check, "it stated an end of a kind that the host does not know");
  if (edge.date.year < 0 || edge.date.month > 12 || edge.date.day > 31)
    find(kind.check, "it stated an impossible date");
  check_span(edge.span, view(edge.relation));
  result.said.push_back(fmt::format(
      "{}{}({}:{}, {}:{}) {}-{}-{} @{}-{}", edge.is_denied != 0 ? "not " : "", view(edge.relation),
      edge.from.kind, view(edge.from.text), edge.to.kind, view(edge.to.text), edge.date.year,
      edge.date.month, edge.date.day, edge.span.begin, edge.span.end));
  return declared == nullptr ? static_cast<tote_status_t>(TOTE_INVALID) : status;
}

tote_status_t SimulatedCall::edit(CommandEdit::Action action, tote_str_t field, tote_str_t text) {
  using Action = CommandEdit::Action;
  const auto status = use();
  if (is_too_long(field) || is_too_long(text))
    return TOTE_LIMIT;
  if (!is_text(field, "a field's name") || !is_text(text, "what it writes"))
    return TOTE_INVALID;
  result.said.push_back(fmt::format("{} {} {}", name_of(action), view(field), view(text)));
  if (action == Action::append && !worker::is_one_line(view(text))) {
    find(kind.check, "it appended what is not one line");
    return TOTE_INVALID;
  }
  if (action != Action::append &&
      !worker::may_write(manifest->vocabulary, manifest->id, note->type, view(field))) {
    find(kind.check, fmt::format("it wrote '{}' of a {}, which plugin.json does not declare",
                                 view(field), note->type));
    return TOTE_INVALID;
  }
  return status;
}

void SimulatedCall::diagnose(const tote_diagnostic_t& diagnostic) {
  ++result.diagnostics;
  if (diagnostic.size < diagnostic_bytes_1_0)
    return find(kind.check, "a diagnostic is smaller than in ABI 1.0: set its size");
  if (!is_text(diagnostic.code, "a diagnostic's code") ||
      !is_text(diagnostic.text, "a diagnostic's text"))
    return;
  if (diagnostic.code.size == 0 || diagnostic.text.size == 0)
    find("notes.failures-explained", "a diagnostic has no code or no text");
  check_span(diagnostic.span, "a diagnostic");
  if (reason.empty())
    reason = view(diagnostic.text);
  result.said.push_back(fmt::format("{} {}: {} @{}-{}", diagnostic.severity, view(diagnostic.code),
                                    view(diagnostic.text), diagnostic.span.begin,
                                    diagnostic.span.end));
}

bool SimulatedCall::is_refused() const {
  return result.sink_uses > simulation->refuses_from;
}

void SimulatedCall::finish(tote_status_t status) {
  result.status = status;
  // Who was refused may hand that on: the host knows why.
  if (status < 0 && status != TOTE_CANCELLED && !is_refused() && result.diagnostics == 0)
    find("notes.failures-explained", fmt::format("it failed ({}) without a diagnostic", status));
  if (status < 0 && !kind.may_fail && simulation->is_undisturbed() && !reason.empty())
    find(kind.check, "it failed: " + reason);
  for (const auto* misuse : {&markup.misuse(), &files.misuse()})
    if (!misuse->empty())
      find(kind.check, "it " + *misuse);
  // What is cut short is no file of the site.
  if (status < 0 || is_refused())
    return;
  for (const auto& file : files.files())
    if (const auto sound = publish::check_file(file); !sound)
      find(kind.check, sound.error().message);
  result.files = std::move(files.files());
}

}  // namespace tote::host::author::check
