// SPDX-License-Identifier: GPL-2.0-or-later
// One call into a plugin as the simulated host makes it: the services that the plugin finds there,
// and what it makes of them.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <sys/types.h>

#include <tote/plugin.h>

#include "host/author/check/simulated_host.h"
#include "host/manifest.h"
#include "host/worker/publish_sinks.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace tote::host::author::check {

/// What sort of call it is.
struct CallKind {
  const char* service = "";              ///< the service that it grants
  const char* check = "notes.declared";  ///< the check whose matter it is what it gives
  bool may_fail = true;                  ///< whether it may refuse what it is given
};

/// Not to be moved while the plugin runs: it holds the address of `visible`.
struct SimulatedCall {
  tote_call_t visible{};
  CallKind kind = {};
  const Manifest* manifest = nullptr;
  const Simulation* simulation = nullptr;
  const notes::Note* note = nullptr;  ///< that it is about, if it is about one
  std::string_view whole = {};        ///< what spans count in: the note's source, or the value
  bool is_utf8 = true;                ///< whether that is
  pid_t thread = 0;
  worker::MarkupSink markup = {};
  worker::FilesSink files = {};
  std::string reason = {};  ///< the first diagnostic
  CallResult result = {};

  /// Borrows everything.
  SimulatedCall(CallKind call_kind, const Manifest& plugin, const Simulation& host);

  /// Sets what spans count in.
  void is_about(std::string_view text);
  void find(const char* check, std::string what);
  /// Whether the host refused something.
  [[nodiscard]] bool is_refused() const;
  /// Looks at the call as a whole once the plugin has returned.
  void finish(tote_status_t status);

 private:
  friend struct SimulatedServices;

  /// Counts a use of a service, and says what the host answers.
  tote_status_t use();
  bool is_text(tote_str_t given, const char* what);
  void check_span(tote_span_t span, std::string_view what);
  tote_status_t value(tote_str_t field, std::string text, tote_span_t span,
                      std::initializer_list<index::FieldKind> kinds);
  tote_status_t edge(const tote_edge_t& edge);
  tote_status_t edit(CommandEdit::Action action, tote_str_t field, tote_str_t text);
  void diagnose(const tote_diagnostic_t& diagnostic);
};

}  // namespace tote::host::author::check
