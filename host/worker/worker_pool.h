// SPDX-License-Identifier: GPL-2.0-or-later
// The host's side of plugin code: a few worker processes, notes in, facts out. A plugin that
// crashes or hangs costs its own share of one note: the note is extracted again without it, and a
// diagnostic says so.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/manifest.h"
#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/result.h"

namespace tote::host::worker {

struct PoolOptions {
  std::filesystem::path program;  ///< the `tote` to run as worker
  std::uint32_t workers = 2;
  std::chrono::milliseconds deadline{2000};  ///< for one note in all plugins
  std::chrono::milliseconds start_deadline{10000};
  std::uint32_t faults_until_disabled = 5;  ///< then the plugin is left out for the rest of the run
  std::vector<std::pair<std::string, std::string>> folder_types;
  std::map<std::string, std::vector<notes::Value>> settings;  ///< by plugin id, in preorder
};

/// What the plugins made of the note submitted as `id`.
struct Outcome {
  std::uint64_t id = 0;
  index::Facts facts;
};

/// Not thread-safe. Processes start with the first note.
class WorkerPool {
 public:
  /// `plugins` and `vocabulary` must outlive the pool.
  WorkerPool(const std::vector<Manifest>& plugins, const index::Vocabulary& vocabulary,
             PoolOptions options);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Whether any plugin's code has a say in notes of this type: it declares the type, or a field on
  /// it.
  [[nodiscard]] bool wants(std::string_view type) const;
  /// Hands a note to a worker; waits while all are busy. `id` comes back with the outcome.
  void submit(std::uint64_t id, std::string path, std::string source);
  /// The next outcome, in any order; waits if notes are under way; nullopt if none is.
  [[nodiscard]] std::optional<Outcome> wait();
  /// An outcome that is there already.
  [[nodiscard]] std::optional<Outcome> ready();
  /// Starts a worker and loads every plugin: for each, by position, why it cannot be loaded, or "".
  [[nodiscard]] Result<std::vector<std::string>> load_all();
  /// What went wrong with plugins rather than with notes, in words for the user.
  [[nodiscard]] const std::vector<std::string>& problems() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether `plugin` has code that wants notes of `type`. Shared by both ends.
[[nodiscard]] bool claims(const index::Vocabulary& vocabulary, std::string_view plugin,
                          std::string_view type);

}  // namespace tote::host::worker
