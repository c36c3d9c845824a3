// SPDX-License-Identifier: GPL-2.0-or-later
// Makes the index of many notes from nothing, several times faster than an Updater: notes are taken
// in runs of some hundred, each run is written as a small database of its own by a short-lived
// child process, and at the end all runs are merged into one database, which takes the place of the
// old index in one step. Xapian's work per note grows with the notes in memory, so small runs win
// even on one core; the children share the cores. Until the end nobody sees anything of it; what is
// broken off leaves the old index as it was.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"
#include "notes/result.h"
#include "notes/vault.h"

namespace tote::index {

/// A file on its way into the index.
struct BuildFile {
  notes::VaultFile file;
  std::string source;
  Facts plugin_facts;
  std::optional<notes::Diagnostic> unreadable;  ///< why it cannot be a note, if it cannot
};

struct BuildOptions {
  notes::ReadOptions read_options;
  /// Children at a time; 0: everything is done in this process, slower, with the same result. A
  /// process with threads has no children, since a fork copies their locks but not them.
  std::uint32_t processes = 2;
  std::uint32_t merge_at_once = 250;  ///< more runs than this are merged in groups first
};

class Builder {
 public:
  /// Takes the lock and makes room for the work. Nothing of `vocabulary` is needed afterwards.
  /// Errors: conflict (another process writes), io.
  [[nodiscard]] static Result<Builder> open(const std::filesystem::path& directory,
                                            const Vocabulary& vocabulary,
                                            std::string_view fingerprint, BuildOptions options);
  Builder(Builder&&) noexcept;
  Builder& operator=(Builder&&) noexcept;
  /// Ends children that still work.
  ~Builder();

  /// Writes one run; waits while enough children are busy. Runs keep their order, and the files in
  /// them theirs. Errors: io, of this run or an earlier one; then the build has failed.
  [[nodiscard]] Result<void> add_run(std::vector<BuildFile> run);
  /// Merges the runs, waits for the disk, and lets the new index take the place of the old one.
  /// `keeps_going` is asked now and then; once it says no, nothing has changed and the result is
  /// false. Errors: io.
  [[nodiscard]] Result<bool> finish(const std::function<bool()>& keeps_going);

 private:
  struct State;
  explicit Builder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tote::index
