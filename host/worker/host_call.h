// SPDX-License-Identifier: GPL-2.0-or-later
// The host's half of a call into a plugin: takes what the plugin says through the ABI's services,
// checks it against what the plugin has declared, and keeps it as facts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tote/plugin.h>

#include "host/plugin_commands.h"
#include "host/worker/patience.h"
#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace tote::host::worker {

/// A call of tote.extract/1, tote.field/1, tote.command/1 or create. Not copyable: the plugin holds
/// its address while it runs.
class HostCall {
 public:
  enum class Grant { none, doc, value, edits };

  /// Borrows everything. `note` may be null for calls that are about no note.
  HostCall(std::string_view plugin, Grant grant, const index::Vocabulary& vocabulary,
           const notes::Note* note, const Patience& patience);
  HostCall(const HostCall&) = delete;
  HostCall& operator=(const HostCall&) = delete;

  /// What is passed to the plugin.
  [[nodiscard]] tote_call_t* abi() { return &abi_.call; }

  /// Facts and diagnostics so far; codes have the plugin's name in front.
  [[nodiscard]] index::Facts& facts() { return facts_; }

  [[nodiscard]] const std::optional<std::string>& canonical() const { return canonical_; }

  [[nodiscard]] const std::optional<double>& sort_key() const { return sort_key_; }

  /// Edits so far, of fields that the plugin may write.
  [[nodiscard]] std::vector<CommandEdit>& edits() { return edits_; }

  /// The first misuse of a service: an undeclared field, a span out of range.
  [[nodiscard]] const std::string& misuse() const { return misuse_; }

 private:
  friend struct Services;

  /// What the plugin holds: the ABI's part first, so that its address leads back to the owner.
  struct AbiCall {
    tote_call_t call;
    HostCall* owner;
  };

  tote_status_t refuse(std::string why);
  tote_status_t add_value(tote_str_t field, tote_str_t text, double number, tote_span_t span,
                          std::initializer_list<index::FieldKind> kinds);
  tote_status_t add_edge(const tote_edge_t& edge);
  tote_status_t add_edit(CommandEdit::Action action, tote_str_t field, tote_str_t text);
  void add_diagnostic(const tote_diagnostic_t& diagnostic);
  [[nodiscard]] std::optional<notes::ByteSpan> checked(tote_span_t span) const;

  AbiCall abi_{};
  std::string plugin_;
  Grant grant_;
  const index::Vocabulary& vocabulary_;
  const notes::Note* note_;
  const Patience& patience_;
  index::Facts facts_;
  std::optional<std::string> canonical_;
  std::optional<double> sort_key_;
  std::vector<CommandEdit> edits_;
  std::size_t edits_bytes_ = 0;
  std::string misuse_;
};

}  // namespace tote::host::worker
