// SPDX-License-Identifier: GPL-2.0-or-later
// The host's side of plugin code: a few worker processes, notes in, facts out. A plugin that
// crashes, hangs or talks nonsense costs its own share of one note. To find out which plugin it
// was, the note is tried again with each alone; then it is extracted without the culprit, which is
// remembered (quarantine.h), and a diagnostic says so.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/manifest.h"
#include "host/worker/trial.h"
#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/result.h"

namespace tote::host::worker {

struct PoolOptions {
  std::filesystem::path program;  ///< the `tote` to run as worker
  std::uint32_t workers = 2;
  std::chrono::milliseconds deadline{2000};  ///< for one note in all plugins
  std::chrono::milliseconds start_deadline{10000};
  std::filesystem::path quarantine;         ///< file; empty: nothing is remembered after the pool
  std::uint32_t faults_until_disabled = 5;  ///< notes that a plugin may fail on
  std::vector<std::pair<std::string, std::string>> folder_types;
  Settings settings;
  /// Runs plugins in this process, without any protection: for debuggers and to measure what the
  /// protection costs.
  bool is_in_process = false;
};

/// What the plugins made of the note submitted as `id`.
struct Outcome {
  std::uint64_t id = 0;
  index::Facts facts;
};

/// Not thread-safe, and to be used from one thread that outlives it: workers die with the thread
/// that started them. Processes start with the first note, and may serve one run after another.
class WorkerPool {
 public:
  /// `plugins` and `vocabulary` must outlive the pool.
  WorkerPool(const std::vector<Manifest>& plugins, const index::Vocabulary& vocabulary,
             PoolOptions options);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Another run: what others remembered of failures meanwhile counts, and problems are those of
  /// this run. Requires: nothing is under way.
  void begin();
  /// Whether notes are under way.
  [[nodiscard]] bool is_busy() const;
  /// Whether any plugin's code has a say in notes of this type: it declares the type, or a field on
  /// it.
  [[nodiscard]] bool wants(std::string_view type) const;
  /// Hands a note to a worker; waits while all have enough to do. `id` comes back with the outcome.
  void submit(std::uint64_t id, std::string path, std::string source);
  /// The next outcome, in any order; waits if notes are under way; nullopt if none is.
  [[nodiscard]] std::optional<Outcome> wait();
  /// An outcome that is there already.
  [[nodiscard]] std::optional<Outcome> ready();
  /// The note at this path is gone, or no plugin wants it any more: what failed on it is forgotten.
  void forget(std::string_view path);
  /// Ends the workers in an orderly way, when nothing is under way: plugins destroy their
  /// instances.
  void close();
  /// What went wrong in this run, in words for the user.
  [[nodiscard]] const std::vector<std::string>& problems() const;
  /// What the index lacks since plugins failed, in this run or before, in words for the user.
  [[nodiscard]] std::vector<std::string> gaps() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tote::host::worker
