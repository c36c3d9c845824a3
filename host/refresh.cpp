// SPDX-License-Identifier: GPL-2.0-or-later
// One refresh: scan, compare with the last commit, and take in what differs: note by note, or all
// anew where that is faster.
#include <algorithm>
#include <chrono>
#include <memory>
#include <thread>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/note_intake.h"
#include "host/watch/watch_socket.h"
#include "host/worker/quarantine.h"

namespace tote::host {
namespace {

/// From so many notes on an index is built rather than written note by note.
constexpr std::size_t min_notes_to_build = 500;
/// Building a note costs about a third of replacing one.
constexpr std::size_t cost_of_change = 3;
constexpr std::size_t min_changes_to_build = 2000;

using Survey = Result<index::Survey>;

/// Whether everything is to be indexed, rather than what changed.
bool is_to_build(const Survey& survey, std::size_t files, Compare what) {
  if (what == Compare::nothing)
    return true;
  if (!survey)
    return files >= min_notes_to_build;
  const auto changes = survey->changes.changed.size() + survey->changes.removed.size();
  return changes >= min_changes_to_build && changes * cost_of_change > files;
}

/// Why all is indexed anew, in words for the user: nothing if there was no index.
std::string rebuild_reason(const Survey& survey) {
  if (survey || survey.error().code == ErrorCode::not_found)
    return "";
  return survey.error().code == ErrorCode::io ? "the index was damaged" : survey.error().message;
}

/// Why an index that had to be built anew is not.
Error cannot_build(const Survey& survey, Error error) {
  if (const auto why = rebuild_reason(survey); !why.empty())
    error.message = fmt::format("{}, and cannot be built anew: {}", why, error.message);
  return error;
}

/// Why a vault of which `known` notes are indexed is not taken for empty, though a scan found none.
Error nothing_to_read(const std::vector<notes::Skipped>& skipped, std::uint32_t known) {
  const auto closed = std::find_if(skipped.begin(), skipped.end(), [](const auto& one) {
    return one.reason == notes::Skipped::Reason::unreadable;
  });
  if (closed != skipped.end())
    return {ErrorCode::io, "no note of the vault can be read: check the permissions",
            SourcePlace{closed->path}};
  return {ErrorCode::io,
          fmt::format("the vault has no notes, but the index has {}: is a disk missing? If the "
                      "notes are really gone, `tote reindex` forgets them",
                      known),
          std::nullopt};
}

/// Whether one of the paths, which are sorted, is that of `place`, or lies below it.
bool holds_any(const std::vector<std::string>& paths, const std::string& place) {
  const auto first = std::lower_bound(paths.begin(), paths.end(), place);
  const auto below = std::lower_bound(first, paths.end(), place + '/');
  return (first != paths.end() && *first == place) ||
         (below != paths.end() && below->starts_with(place + '/'));
}

/// Names what may not be read, where answers lack it from now on.
void tell_unreadable(const Survey& survey, RefreshReport& report) {
  constexpr std::size_t max_told = 5;
  std::size_t count = 0;
  for (const auto& skipped : report.skipped) {
    if (skipped.reason != notes::Skipped::Reason::unreadable ||
        (survey && !holds_any(survey->changes.removed, skipped.path)))
      continue;
    if (++count <= max_told)
      report.problems.push_back(fmt::format("{}: {}", skipped.path, to_string(skipped.reason)));
  }
  if (count > max_told)
    report.problems.push_back(
        fmt::format("{} more cannot be read: see `tote status`", count - max_told));
}

}  // namespace

Result<RefreshReport> Journal::refresh(const std::function<bool(const Progress&)>& progress,
                                       Compare what) {
  State& state = *state_;
  const auto keeps_waiting = [&] { return !progress || progress({}); };
  const auto has_index = [&] {
    return !index::generation(state.index_directory, state.fingerprint()).empty();
  };
  if (what == Compare::times && has_index() &&
      watch::is_up_to_date(state.index_directory, state.plugins.identity().identity,
                           keeps_waiting) &&
      has_index())
    return state.last_refresh = state.new_report();
  TOTE_TRY(state.last_refresh, state.refresh_all(progress, what));
  return state.last_refresh;
}

RefreshReport Journal::State::new_report() const {
  RefreshReport report;
  report.problems = plugins.problems();
  if (const worker::Quarantine quarantine(quarantine_file()); !quarantine.incidents().empty())
    report.gaps = worker::describe_gaps(quarantine, plugins.registry().plugins());
  return report;
}

bool Journal::State::has_index() const {
  return index::note_count(index_directory).has_value();
}

Result<RefreshReport> Journal::State::with_old_index(RefreshReport report,
                                                     const Error& reason) const {
  if (!has_index())
    return tl::unexpected(reason);
  report.problems.push_back("the index is not up to date: " + to_string(reason));
  report.is_stale = true;
  return report;
}

Result<RefreshReport> Journal::State::refresh_all(
    const std::function<bool(const Progress&)>& progress, Compare what) {
  RefreshReport report = new_report();
  scanned_folder = notes::identity_of(options.vault);
  auto scan = notes::scan_vault(options.vault, {config.ignore});
  if (!scan)
    return with_old_index(std::move(report), scan.error());
  report.has_scanned = true;
  report.skipped = std::move(scan->skipped);
  for (;;) {
    const auto survey = index::survey(index_directory, fingerprint(), scan->files);
    if (survey && survey->changes.empty() && what == Compare::times) {
      index::clear_leftovers(index_directory);
      return report;
    }
    if (!plugins.are_read()) {
      // Now they are needed, and may not be what they were remembered to be.
      TOTE_CHECK(plugins.read());
      continue;
    }
    const auto known =
        survey ? survey->known_files : index::note_count(index_directory).value_or(0);
    if (scan->files.empty() && known > 0 && what != Compare::nothing) {
      auto reason = nothing_to_read(report.skipped, known);
      return with_old_index(std::move(report), reason);
    }
    const auto done = take_in(survey, scan->files, what, progress, report);
    if (done) {
      tell_unreadable(survey, report);
      return report;
    }
    if (done.error().code != ErrorCode::conflict)
      return with_old_index(std::move(report), cannot_build(survey, done.error()));
    // Another process writes. What is there answers meanwhile; the first index is waited for.
    if (has_index()) {
      report.is_locked = report.is_stale = true;
      return report;
    }
    constexpr std::chrono::milliseconds pause{50};
    std::this_thread::sleep_for(pause);
    if (progress && !progress({0, scan->files.size()})) {
      report.was_cancelled = true;
      return report;
    }
  }
}

Result<RefreshReport> Journal::State::refresh_files(const std::vector<std::string>& paths) {
  constexpr std::size_t too_many = 1000;
  TOTE_CHECK(plugins.read());
  if (paths.size() > too_many || index::generation(index_directory, fingerprint()).empty())
    return refresh_all({});
  RefreshReport report = new_report();
  std::vector<notes::VaultFile> present;
  std::vector<std::string> gone;
  for (const std::string& path : paths) {
    TOTE_TRY(auto file, notes::look_up(options.vault, path, {config.ignore}));
    if (file)
      present.push_back(*std::move(file));
    else
      gone.push_back(path);
  }
  TOTE_CHECK(with_intake({}, report, [&](const Intake& intake) -> Result<void> {
    TOTE_TRY(auto updater,
             index::Updater::open(index_directory, plugins.registry().vocabulary(), fingerprint()));
    const index::Changes changes = updater.compare_some(present, gone);
    for (const auto& path : changes.removed)
      intake.pool.forget(path);
    return changes.empty() ? Result<void>() : update(intake, updater, changes);
  }));
  return report;
}

std::unique_ptr<worker::WorkerPool> Journal::State::new_pool() const {
  worker::PoolOptions pool_options;
  pool_options.program = options.worker_program;
  pool_options.folder_types = config.folder_types;
  pool_options.settings = plugins.settings();
  pool_options.quarantine = quarantine_file();
  pool_options.deadline = options.plugin_deadline;
  pool_options.start_deadline = 5 * options.plugin_deadline;
  pool_options.is_in_process = options.plugins_in_process;
  return std::make_unique<worker::WorkerPool>(
      plugins.registry().plugins(), plugins.registry().vocabulary(), std::move(pool_options));
}

void Journal::State::end_workers() {
  if (kept_pool)
    kept_pool->close();
  kept_pool.reset();
}

template <class Action>
Result<void> Journal::State::with_intake(const std::function<bool(const Progress&)>& progress,
                                         RefreshReport& report, Action action) {
  auto pool = std::move(kept_pool);
  if (pool)
    pool->begin();
  else
    pool = new_pool();
  const notes::ReadOptions read_options{config.folder_types};
  TOTE_CHECK(action(Intake{options.vault, scanned_folder, read_options, *pool, report, progress}));
  const bool is_kept = keeps_workers && !pool->is_busy();
  if (!is_kept)
    pool->close();
  report.gaps = pool->gaps();
  report.problems.insert(report.problems.end(), pool->problems().begin(), pool->problems().end());
  if (is_kept)
    kept_pool = std::move(pool);
  return {};
}

Result<void> Journal::State::take_in(const Result<index::Survey>& survey,
                                     const std::vector<notes::VaultFile>& files, Compare what,
                                     const std::function<bool(const Progress&)>& progress,
                                     RefreshReport& report) {
  // Plugins, settings or tote are not what they were: whatever failed is tried again.
  if (!survey || what == Compare::nothing)
    TOTE_CHECK(worker::Quarantine(quarantine_file()).clear());
  return with_intake(progress, report, [&](const Intake& intake) -> Result<void> {
    if (survey)
      for (const auto& path : survey->changes.removed)
        intake.pool.forget(path);
    if (is_to_build(survey, files.size(), what)) {
      index::BuildOptions build_options;
      build_options.read_options = intake.read_options;
      TOTE_TRY(auto builder, index::Builder::open(index_directory, plugins.registry().vocabulary(),
                                                  fingerprint(), std::move(build_options)));
      index.reset();
      report.rebuild_reason = rebuild_reason(survey);
      TOTE_CHECK(build_all(intake, builder, files));
      report.removed = survey ? survey->changes.removed.size() : 0;
      return {};
    }
    TOTE_TRY(auto updater,
             index::Updater::open(index_directory, plugins.registry().vocabulary(), fingerprint()));
    index.reset();
    report.rebuild_reason = updater.rebuild_reason();
    index::Changes changes = updater.compare(files);
    if (what == Compare::contents)
      changes.changed = files;
    return update(intake, updater, changes);
  });
}

}  // namespace tote::host
