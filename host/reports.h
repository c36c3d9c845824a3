// SPDX-License-Identifier: GPL-2.0-or-later
// What the Journal tells of its state: how far a refresh is and what it found, and what `tote
// status` and `tote doctor` show.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "index/index.h"
#include "notes/vault.h"

namespace tote::host {

/// How far a refresh is.
struct Progress {
  std::uint64_t done = 0;   ///< notes
  std::uint64_t total = 0;  ///< notes that changed
};

/// What a refresh found and did.
struct RefreshReport {
  std::uint64_t indexed = 0;
  std::uint64_t removed = 0;
  std::string rebuild_reason;  ///< why everything was indexed anew, or ""
  bool was_cancelled = false;  ///< finished in part: the rest follows with the next command
  bool is_stale = false;       ///< the index could not be brought up to date: see problems
  bool is_locked = false;  ///< since another process is writing: answers are from its last commit
  std::vector<std::string> problems;    ///< of plugins and unreadable files, in words for the user
  std::vector<std::string> gaps;        ///< what the index lacks since plugins failed, likewise
  bool has_scanned = false;             ///< false: a watch knew that nothing had changed
  std::vector<notes::Skipped> skipped;  ///< what the scan left out
};

/// What the index lacks since a plugin failed.
struct PluginGap {
  /// A note that is indexed without it.
  struct Failure {
    std::string path;   ///< in the vault
    std::string cause;  ///< "crashed (SIGSEGV) in tote.extract/1"
  };

  std::string plugin;
  std::string version;
  std::string switched_off;  ///< why it is tried on no note any more; "" if it is
  std::vector<Failure> failures;
};

/// What `tote status` shows.
struct Status {
  std::filesystem::path vault;
  std::filesystem::path index_directory;
  index::IndexStats stats;
  std::vector<notes::Skipped> skipped;
  std::vector<index::PlacedDiagnostic> diagnostics;
  std::vector<PluginGap> gaps;
  std::vector<std::string> problems;  ///< of the last refresh
};

/// One line of `tote doctor`.
struct Check {
  enum class Outcome { good, note, bad };
  Outcome outcome = Outcome::good;
  std::string what;
  std::string detail;  ///< what was found and, if bad, what to do
};

}  // namespace tote::host
