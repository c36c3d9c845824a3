// SPDX-License-Identifier: GPL-2.0-or-later
// `tote plugin dev`: what a plugin makes of a journal, shown anew whenever something was saved.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host/author/fixtures.h"
#include "host/author/journal_mirror.h"
#include "host/author/scratch_folder.h"
#include "notes/vault_watch.h"

namespace tote::host::author {

struct DevOptions {
  std::filesystem::path plugin;   ///< the plugin's folder
  std::filesystem::path journal;  ///< the notes to read; empty: those in its fixtures
  std::filesystem::path program;  ///< the `tote` whose workers to use; default: this one
};

/// What came of one round.
struct DevStep {
  std::string fault;  ///< why there is nothing to show: it does not build, or cannot run
  std::uint64_t notes = 0;
  std::uint64_t indexed = 0;      ///< notes that were read again
  std::string statement_changes;  ///< as line_diff, against the round before
  std::string answer_changes;
};

/// Keeps a copy of the journal and its index in a temporary folder, so that a round reads only the
/// notes that changed, or all that the plugin has a say in if it changed. One thread.
class DevLoop {
 public:
  explicit DevLoop(DevOptions options);

  /// Builds the plugin, reads what is affected in a fresh worker, asks the questions, and compares
  /// with the round before; the first round with the golden files.
  [[nodiscard]] DevStep step();
  /// Whether a file of the plugin or the journal changed since the last step.
  [[nodiscard]] bool has_changed() const;
  /// Returns when something happens in the folders of the plugin or the journal, or when a second
  /// has passed or a signal has come; where the system does not tell of changes, after a moment.
  void wait();

 private:
  using Snapshot = std::map<std::string, std::pair<std::int64_t, std::uintmax_t>>;

  [[nodiscard]] Snapshot look() const;
  void listen();

  [[nodiscard]] std::filesystem::path fixtures() const { return options_.plugin / "fixtures"; }

  DevOptions options_;
  ScratchFolder scratch_;
  JournalMirror mirror_;
  std::vector<notes::VaultWatch> watches_;  ///< empty: nothing tells of changes
  Snapshot seen_;
  FixtureTexts last_;
};

}  // namespace tote::host::author
