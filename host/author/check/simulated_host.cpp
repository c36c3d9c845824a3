// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/simulated_host.h"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <initializer_list>
#include <unistd.h>

#include <fmt/format.h>
#include <xxhash.h>

#include "host/author/check/allocations.h"
#include "host/author/check/arena.h"
#include "host/worker/call_limits.h"
#include "host/worker/claims.h"
#include "notes/text.h"

namespace tote::host::author::check {
namespace {

using index::FieldKind;

constexpr std::size_t most_text_bytes = 64 * 1024;
// What ABI 1.0 knew of the growable structs that plugins make. Frozen with it.
constexpr std::size_t diagnostic_bytes_1_0 = 48;
constexpr std::size_t edge_bytes_1_0 = 88;

std::string_view view(tote_str_t text) {
  return text.data == nullptr ? std::string_view()
                              : std::string_view(text.data, static_cast<std::size_t>(text.size));
}

std::chrono::nanoseconds processor_time() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

std::size_t thread_count() {
  std::size_t count = 0;
  if (DIR* folder = ::opendir("/proc/self/task"); folder != nullptr) {
    while (const dirent* entry = ::readdir(folder))
      count += entry->d_name[0] != '.' ? 1 : 0;
    ::closedir(folder);
  }
  return count;
}

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

/// A call as the plugin sees it, and what it makes of it.
struct Call {
  tote_call_t visible{};
  const Manifest* manifest = nullptr;
  const Simulation* simulation = nullptr;
  const notes::Note* note = nullptr;
  bool takes_doc = false;
  bool takes_value = false;
  bool takes_edits = false;
  std::string_view whole;  ///< what spans count in: the note's source, or the value's text
  bool is_utf8 = true;     ///< whether that is
  pid_t thread = 0;
  CallResult result;

  static Call& of(tote_call_t* call) { return *reinterpret_cast<Call*>(call); }

  void find(const char* check, std::string what) {
    if (result.findings.size() < 20)
      result.findings.push_back({check, std::move(what)});
  }

  /// Counts a use of a service, and says what the host answers.
  tote_status_t use() {
    if (::gettid() != thread)
      find("notes.threads", "it used a service on another thread than it was called on");
    return result.sink_uses++ >= simulation->refuses_from ? TOTE_LIMIT : TOTE_OK;
  }

  bool is_text(tote_str_t given, const char* what) {
    if (given.data == nullptr && given.size != 0) {
      find("notes.declared", fmt::format("{} has a size and no bytes", what));
      return false;
    }
    if (notes::find_invalid_utf8(view(given)) != std::string_view::npos) {
      find("notes.declared", fmt::format("{} is not UTF-8", what));
      return false;
    }
    return true;
  }

  void check_span(tote_span_t span, std::string_view what) {
    if (span.begin == TOTE_NO_PLACE)
      return;
    if (span.begin > span.end || span.end > whole.size())
      return find("notes.spans", fmt::format("the place of {} is {} to {} in a text of {} bytes",
                                             what, span.begin, span.end, whole.size()));
    if (span.begin == span.end && whole.size() != 0)
      return find("notes.spans", fmt::format("the place of {} is empty", what));
    const auto is_inside_character = [&](std::uint32_t at) {
      return at < whole.size() && (static_cast<unsigned char>(whole[at]) & 0xC0) == 0x80;
    };
    if (is_utf8 && (is_inside_character(span.begin) || is_inside_character(span.end)))
      find("notes.spans", fmt::format("the place of {} cuts a character in two", what));
  }

  static bool is_too_long(tote_str_t given) { return given.size > most_text_bytes; }

  tote_status_t value(tote_str_t field, std::string text, tote_span_t span,
                      std::initializer_list<FieldKind> kinds) {
    const auto status = use();
    if (!is_text(field, "a field's name"))
      return TOTE_INVALID;
    const auto* declared = manifest->vocabulary.field(view(field), note->type);
    if (declared == nullptr)
      find("notes.declared",
           fmt::format("it stated '{}' of a {}, which plugin.json does not declare", view(field),
                       note->type));
    else if (std::find(kinds.begin(), kinds.end(), declared->kind) == kinds.end())
      find("notes.declared",
           fmt::format("it stated '{}' as another kind than plugin.json declares", view(field)));
    check_span(span, view(field));
    result.said.push_back(fmt::format("{} = {} @{}-{}", view(field), text, span.begin, span.end));
    return declared == nullptr ? static_cast<tote_status_t>(TOTE_INVALID) : status;
  }

  tote_status_t edge(const tote_edge_t& edge) {
    const auto status = use();
    if (edge.size < edge_bytes_1_0) {
      find("notes.declared", "an edge is smaller than in ABI 1.0: set its size");
      return TOTE_INVALID;
    }
    if (is_too_long(edge.from.text) || is_too_long(edge.to.text))
      return TOTE_LIMIT;
    if (!is_text(edge.relation, "a relation's name") || !is_text(edge.from.text, "an end") ||
        !is_text(edge.to.text, "an end"))
      return TOTE_INVALID;
    const auto* declared = manifest->vocabulary.relation(view(edge.relation));
    if (declared == nullptr || declared->id != view(edge.relation))
      find("notes.declared",
           fmt::format("it stated '{}', which plugin.json does not declare as a relation",
                       view(edge.relation)));
    if (edge.from.kind > TOTE_END_NAME || edge.to.kind > TOTE_END_NAME)
      find("notes.declared", "it stated an end of a kind that the host does not know");
    if (edge.date.year < 0 || edge.date.month > 12 || edge.date.day > 31)
      find("notes.declared", "it stated an impossible date");
    check_span(edge.span, view(edge.relation));
    result.said.push_back(fmt::format(
        "{}{}({}:{}, {}:{}) {}-{}-{} @{}-{}", edge.is_denied != 0 ? "not " : "",
        view(edge.relation), edge.from.kind, view(edge.from.text), edge.to.kind, view(edge.to.text),
        edge.date.year, edge.date.month, edge.date.day, edge.span.begin, edge.span.end));
    return declared == nullptr ? static_cast<tote_status_t>(TOTE_INVALID) : status;
  }

  tote_status_t edit(CommandEdit::Action action, tote_str_t field, tote_str_t text) {
    using Action = CommandEdit::Action;
    const auto status = use();
    if (is_too_long(field) || is_too_long(text))
      return TOTE_LIMIT;
    if (!is_text(field, "a field's name") || !is_text(text, "what it writes"))
      return TOTE_INVALID;
    result.said.push_back(fmt::format("{} {} {}", name_of(action), view(field), view(text)));
    if (action == Action::append && !worker::is_one_line(view(text))) {
      find("notes.declared", "it appended what is not one line");
      return TOTE_INVALID;
    }
    if (action != Action::append &&
        !worker::may_write(manifest->vocabulary, manifest->id, note->type, view(field))) {
      find("notes.declared",
           fmt::format("it wrote '{}' of a {}, which plugin.json does not declare", view(field),
                       note->type));
      return TOTE_INVALID;
    }
    return status;
  }

  void diagnose(const tote_diagnostic_t& diagnostic) {
    ++result.diagnostics;
    if (diagnostic.size < diagnostic_bytes_1_0)
      return find("notes.declared", "a diagnostic is smaller than in ABI 1.0: set its size");
    if (!is_text(diagnostic.code, "a diagnostic's code") ||
        !is_text(diagnostic.text, "a diagnostic's text"))
      return;
    if (diagnostic.code.size == 0 || diagnostic.text.size == 0)
      find("notes.failures-explained", "a diagnostic has no code or no text");
    check_span(diagnostic.span, "a diagnostic");
    result.said.push_back(fmt::format("{} {}: {} @{}-{}", diagnostic.severity,
                                      view(diagnostic.code), view(diagnostic.text),
                                      diagnostic.span.begin, diagnostic.span.end));
  }
};

/// The tables of functions that the plugin is given.
struct Services {
  static tote_status_t text(tote_call_t* call, tote_str_t field, tote_str_t value,
                            tote_span_t span) {
    if (Call::is_too_long(value))
      return TOTE_LIMIT;
    if (!Call::of(call).is_text(value, "a value"))
      return TOTE_INVALID;
    return Call::of(call).value(field, std::string(view(value)), span,
                                {FieldKind::text, FieldKind::keyword, FieldKind::url});
  }

  static tote_status_t integer(tote_call_t* call, tote_str_t field, std::int64_t value,
                               tote_span_t span) {
    return Call::of(call).value(field, fmt::format("{}", value), span,
                                {FieldKind::integer, FieldKind::decimal});
  }

  static tote_status_t decimal(tote_call_t* call, tote_str_t field, double value,
                               tote_span_t span) {
    return Call::of(call).value(field, fmt::format("{}", value), span, {FieldKind::decimal});
  }

  static tote_status_t boolean(tote_call_t* call, tote_str_t field, std::int32_t value,
                               tote_span_t span) {
    return Call::of(call).value(field, value != 0 ? "true" : "false", span, {FieldKind::boolean});
  }

  static tote_status_t date(tote_call_t* call, tote_str_t field, tote_date_t value,
                            tote_span_t span) {
    if (value.year < 0 || value.month > 12 || value.day > 31)
      Call::of(call).find("notes.declared", "it stated an impossible date");
    return Call::of(call).value(field, fmt::format("{}-{}-{}", value.year, value.month, value.day),
                                span, {FieldKind::date});
  }

  static tote_status_t edge(tote_call_t* call, const tote_edge_t* edge) {
    return Call::of(call).edge(*edge);
  }

  static tote_status_t term(tote_call_t* call, tote_str_t text) {
    const auto status = Call::of(call).use();
    if (Call::is_too_long(text))
      return TOTE_LIMIT;
    if (!Call::of(call).is_text(text, "a term"))
      return TOTE_INVALID;
    Call::of(call).result.said.push_back(fmt::format("term {}", view(text)));
    return status;
  }

  static tote_status_t canonical(tote_call_t* call, tote_str_t text) {
    const auto status = Call::of(call).use();
    if (Call::is_too_long(text))
      return TOTE_LIMIT;
    if (!Call::of(call).is_text(text, "a canonical value"))
      return TOTE_INVALID;
    Call::of(call).result.said.push_back(fmt::format("canonical {}", view(text)));
    return status;
  }

  static tote_status_t sort_key(tote_call_t* call, double key) {
    const auto status = Call::of(call).use();
    Call::of(call).result.said.push_back(fmt::format("key {}", key));
    return status;
  }

  static tote_status_t set_field(tote_call_t* call, tote_str_t field, tote_str_t value) {
    return Call::of(call).edit(CommandEdit::Action::set, field, value);
  }

  static tote_status_t add_to_field(tote_call_t* call, tote_str_t field, tote_str_t value) {
    return Call::of(call).edit(CommandEdit::Action::add, field, value);
  }

  static tote_status_t unset_field(tote_call_t* call, tote_str_t field) {
    return Call::of(call).edit(CommandEdit::Action::unset, field, {});
  }

  static tote_status_t append_line(tote_call_t* call, tote_str_t line) {
    return Call::of(call).edit(CommandEdit::Action::append, {}, line);
  }

  static const void* service(tote_call_t* call, const char* id) {
    const auto& self = Call::of(call);
    if (!self.simulation->offers_services)
      return nullptr;
    if (self.takes_doc && std::strcmp(id, TOTE_HOST_DOC) == 0)
      return &doc;
    if (self.takes_value && std::strcmp(id, TOTE_HOST_VALUE) == 0)
      return &value;
    if (self.takes_edits && std::strcmp(id, TOTE_HOST_EDITS) == 0)
      return &edits;
    return nullptr;
  }

  static void diagnose(tote_call_t* call, const tote_diagnostic_t* diagnostic) {
    Call::of(call).diagnose(*diagnostic);
  }

  static std::int32_t cancelled(tote_call_t* call) {
    return Call::of(call).simulation->is_cancelled ? 1 : 0;
  }

  static const tote_doc_v1_t doc;
  static const tote_value_sink_v1_t value;
  static const tote_edits_v1_t edits;
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

const tote_doc_v1_t Services::doc{of_the_host<text>,    of_the_host<integer>, of_the_host<decimal>,
                                  of_the_host<boolean>, of_the_host<date>,    of_the_host<edge>,
                                  of_the_host<term>};
const tote_value_sink_v1_t Services::value{of_the_host<canonical>, of_the_host<sort_key>};
const tote_edits_v1_t Services::edits{of_the_host<set_field>, of_the_host<add_to_field>,
                                      of_the_host<unset_field>, of_the_host<append_line>};
const tote_call_v1_t Services::call{of_the_host<service>, of_the_host<diagnose>,
                                    of_the_host<cancelled>};

Call call_of(const Manifest& manifest, const Simulation& simulation, const notes::Note* note,
             std::string_view text) {
  Call call;
  call.visible.functions = &Services::call;
  call.manifest = &manifest;
  call.simulation = &simulation;
  call.note = note;
  call.whole = text;
  call.is_utf8 = notes::find_invalid_utf8(text) == std::string_view::npos;
  call.thread = ::gettid();
  return call;
}

/// Runs the plugin with its inputs sealed, and burns them afterwards.
template <class Body>
CallResult perform(Call& call, Arena& arena, Body body) {
  const auto threads = thread_count();
  arena.seal();
  const auto before = processor_time();
  try {
    const AllocationLimit limit(call.simulation->memory_ends_at);
    call.result.status = body(&call.visible);
    call.result.allocations = limit.count();
  } catch (...) {
    call.find("notes.failures-explained", "an exception left the plugin");
    call.result.status = TOTE_FAILED;
    ++call.result.diagnostics;
  }
  call.result.processor_time = processor_time() - before;
  arena.burn();
  if (thread_count() > threads)
    call.find("notes.threads", "a thread that it started outlived the call");
  // Who was refused may hand that on: the host knows why.
  const bool is_refused = call.result.sink_uses > call.simulation->refuses_from;
  if (call.result.status < 0 && call.result.status != TOTE_CANCELLED && !is_refused &&
      call.result.diagnostics == 0)
    call.find("notes.failures-explained",
              fmt::format("it failed ({}) without a diagnostic", call.result.status));
  return std::move(call.result);
}

}  // namespace

std::uint64_t CallResult::digest() const {
  std::string all = fmt::format("{}\n", status);
  for (const auto& line : said)
    all.append(line).push_back('\n');
  return XXH3_64bits(all.data(), all.size());
}

std::string first_difference(const CallResult& one, const CallResult& other) {
  for (std::size_t i = 0; i < std::max(one.said.size(), other.said.size()); ++i) {
    const auto line = [&](const CallResult& result) {
      return i < result.said.size() ? result.said[i] : std::string("nothing");
    };
    if (line(one) != line(other))
      return fmt::format("\"{}\" became \"{}\"", line(one), line(other));
  }
  return fmt::format("status {} became {}", one.status, other.status);
}

CallResult SimulatedHost::create(const std::vector<notes::Value>& settings,
                                 const Simulation& simulation, void*& self) const {
  auto call = call_of(manifest_, simulation, nullptr, {});
  Stage stage(simulation.era);
  const auto* given = stage.settings(settings);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return plugin_.create(visible, given, &self); });
}

CallResult SimulatedHost::extract(void* self, const notes::Note& note,
                                  const Simulation& simulation) const {
  const auto* functions =
      static_cast<const tote_extract_v1_t*>(plugin_.get_interface(self, TOTE_EXTRACT));
  if (functions == nullptr)
    return {};
  auto call = call_of(manifest_, simulation, &note, note.source);
  call.takes_doc = true;
  Stage stage(simulation.era);
  const auto* given = stage.note(note);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->extract(self, visible, given); });
}

CallResult SimulatedHost::normalise(void* self, std::string_view field, std::string_view note_type,
                                    std::string_view text, const Simulation& simulation) const {
  const auto* functions =
      static_cast<const tote_field_v1_t*>(plugin_.get_interface(self, TOTE_FIELD));
  if (functions == nullptr)
    return {};
  auto call = call_of(manifest_, simulation, nullptr, text);
  call.takes_value = true;
  Stage stage(simulation.era);
  const auto* given = stage.field_value(field, note_type, text);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->normalise(self, visible, given); });
}

CallResult SimulatedHost::propose(void* self, const CommandCall& typed, const notes::Note& note,
                                  const Simulation& simulation) const {
  const auto* functions =
      static_cast<const tote_command_v1_t*>(plugin_.get_interface(self, TOTE_COMMAND));
  if (functions == nullptr)
    return {};
  auto call = call_of(manifest_, simulation, &note, note.source);
  call.takes_edits = true;
  Stage stage(simulation.era);
  const auto* given = stage.command(typed, note);
  return perform(call, stage.arena(),
                 [&](tote_call_t* visible) { return functions->propose(self, visible, given); });
}

Instance::Instance(const SimulatedHost& host) : host_(host) {
  std::vector<notes::Value> defaults;
  if (auto resolved = resolve_settings(host.manifest().settings, {}))
    defaults = *std::move(resolved);
  (void)host.create(defaults, {}, self_);
}

Instance::~Instance() {
  if (self_ != nullptr)
    host_.plugin().destroy(self_);
}

}  // namespace tote::host::author::check
