// SPDX-License-Identifier: GPL-2.0-or-later
// One refresh: scan, compare, read what changed, let the plugins see it, index it, commit.
#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/worker/worker_pool.h"
#include "index/updater.h"
#include "notes/note.h"

namespace tote::host {
namespace {

// What is indexed becomes durable every so often, so that a run that is broken off need not start
// over.
constexpr std::uint64_t notes_per_commit = 5'000;

/// Takes changed files to the index, those with plugin code by way of the workers.
class Refresh {
 public:
  Refresh(const std::filesystem::path& vault, const notes::ReadOptions& read_options,
          index::Updater& updater, worker::WorkerPool& pool, RefreshReport& report)
      : vault_(vault),
        read_options_(read_options),
        updater_(updater),
        pool_(pool),
        report_(report) {}

  [[nodiscard]] Result<void> run(const index::Changes& changes,
                                 const std::function<bool(const Progress&)>& progress) {
    for (const auto& path : changes.removed) {
      TOTE_CHECK(updater_.remove(path));
      ++report_.removed;
    }
    const std::uint64_t total = changes.changed.size();
    for (const auto& file : changes.changed) {
      if (progress && !progress({report_.indexed, total})) {
        report_.was_cancelled = true;
        break;
      }
      TOTE_CHECK(take(file));
      while (auto outcome = pool_.ready())
        TOTE_CHECK(finish(*std::move(outcome)));
    }
    while (auto outcome = pool_.wait())
      TOTE_CHECK(finish(*std::move(outcome)));
    if (progress)
      (void)progress({report_.indexed, total});
    // A rebuild that was broken off goes on next time; until it is whole, the old index answers.
    const bool is_for_later = report_.was_cancelled && !report_.rebuild_reason.empty();
    return is_for_later ? updater_.checkpoint() : updater_.commit();
  }

 private:
  /// A note that waits for the plugins.
  struct Pending {
    notes::Note note;
    notes::VaultFile file;
  };

  [[nodiscard]] Result<void> take(const notes::VaultFile& file) {
    auto source = notes::read_file(vault_, file.path);
    if (!source)
      return leave_out(file, std::move(source).error());
    auto note = notes::read_note(file.path, *std::move(source), read_options_);
    if (!pool_.wants(note.type))
      return put(note, file, {});
    const auto id = next_id_++;
    pool_.submit(id, note.path, note.source);
    pending_.emplace(id, Pending{std::move(note), file});
    return {};
  }

  [[nodiscard]] Result<void> finish(worker::Outcome outcome) {
    const auto found = pending_.find(outcome.id);
    if (found == pending_.end())
      return {};
    const auto [note, file] = std::move(found->second);
    pending_.erase(found);
    return put(note, file, std::move(outcome.facts));
  }

  [[nodiscard]] Result<void> put(const notes::Note& note, const notes::VaultFile& file,
                                 index::Facts facts) {
    TOTE_CHECK(updater_.put(note, file, std::move(facts)));
    if (++report_.indexed % notes_per_commit == 0)
      return updater_.checkpoint();
    return {};
  }

  [[nodiscard]] Result<void> leave_out(const notes::VaultFile& file, Error error) {
    // Deleted since the scan: the next refresh will not see it.
    if (error.code == ErrorCode::not_found)
      return updater_.remove(file.path);
    report_.problems.push_back(to_string(error));
    return updater_.put_unreadable(
        file, {notes::Diagnostic::Severity::error, "not-readable", std::move(error.message), {}});
  }

  const std::filesystem::path& vault_;
  const notes::ReadOptions& read_options_;
  index::Updater& updater_;
  worker::WorkerPool& pool_;
  RefreshReport& report_;
  std::unordered_map<std::uint64_t, Pending> pending_;
  std::uint64_t next_id_ = 1;
};

}  // namespace

Result<RefreshReport> Journal::refresh(const std::function<bool(const Progress&)>& progress) {
  auto& state = *state_;
  RefreshReport report;
  for (const auto& problem : state.plugins.problems())
    report.problems.push_back(to_string(problem.error));
  TOTE_TRY(auto scan, notes::scan_vault(state.options.vault, {state.config.ignore}));
  report.skipped = std::move(scan.skipped);

  const bool is_current = index::is_current(state.index_directory, state.fingerprint);
  if (is_current) {
    auto changes = index::compare_with_index(state.index_directory, scan.files);
    if (changes && changes->empty())
      return state.last_refresh = std::move(report);
  }
  auto updater =
      index::Updater::open(state.index_directory, state.plugins.vocabulary(), state.fingerprint);
  if (!updater) {
    if (updater.error().code != ErrorCode::conflict || !is_current)
      return tl::unexpected(std::move(updater).error());
    report.is_stale = true;
    return state.last_refresh = std::move(report);
  }
  report.rebuild_reason = updater->rebuild_reason();
  worker::PoolOptions pool_options;
  pool_options.program = state.options.worker_program;
  pool_options.folder_types = state.config.folder_types;
  pool_options.settings = state.plugin_settings;
  worker::WorkerPool pool(state.plugins.plugins(), state.plugins.vocabulary(),
                          std::move(pool_options));
  const notes::ReadOptions read_options{state.config.folder_types};
  state.index.reset();
  TOTE_CHECK(Refresh(state.options.vault, read_options, *updater, pool, report)
                 .run(updater->compare(scan.files), progress));
  report.problems.insert(report.problems.end(), pool.problems().begin(), pool.problems().end());
  return state.last_refresh = std::move(report);
}

}  // namespace tote::host
