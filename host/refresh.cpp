// SPDX-License-Identifier: GPL-2.0-or-later
// One refresh: scan, compare with the last commit, and take in what differs: note by note, or all
// anew where that is faster.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/note_intake.h"
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
bool is_faster_to_build(const Survey& survey, std::size_t files) {
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

}  // namespace

Result<RefreshReport> Journal::refresh(const std::function<bool(const Progress&)>& progress) {
  auto& state = *state_;
  RefreshReport report;
  for (const auto& problem : state.plugins.problems())
    report.problems.push_back(to_string(problem.error));
  TOTE_TRY(auto scan, notes::scan_vault(state.options.vault, {state.config.ignore}));
  report.skipped = std::move(scan.skipped);

  for (;;) {
    const auto survey = index::survey(state.index_directory, state.fingerprint, scan.files);
    if (survey && survey->changes.empty()) {
      report.gaps = worker::describe_gaps(worker::Quarantine(state.quarantine_file()),
                                          state.plugins.plugins());
      return state.last_refresh = std::move(report);
    }
    if (survey && scan.files.empty()) {
      report.problems.push_back(fmt::format(
          "the vault has no notes, but the index has {}: is a disk missing? The answers are from "
          "the index; if the notes are really gone, `tote reindex` forgets them",
          survey->known_files));
      return state.last_refresh = std::move(report);
    }
    const auto done = state.take_in(survey, scan.files, progress, report);
    if (done)
      return state.last_refresh = std::move(report);
    if (done.error().code != ErrorCode::conflict) {
      // A full disk or a cache folder that is read only need not keep anyone from an answer.
      if (!survey)
        return tl::unexpected(done.error());
      report.problems.push_back("the index is not up to date: " + to_string(done.error()));
      return state.last_refresh = std::move(report);
    }
    // Another process writes. What is there answers meanwhile; the first index has to be waited
    // for.
    if (state.has_index()) {
      report.is_stale = true;
      return state.last_refresh = std::move(report);
    }
    constexpr std::chrono::milliseconds pause{50};
    std::this_thread::sleep_for(pause);
    if (progress && !progress({0, scan.files.size()})) {
      report.was_cancelled = true;
      return state.last_refresh = std::move(report);
    }
  }
}

bool Journal::State::has_index() const {
  return index::Index::open(index_directory, options.vault).has_value();
}

Result<void> Journal::State::take_in(const Result<index::Survey>& survey,
                                     const std::vector<notes::VaultFile>& files,
                                     const std::function<bool(const Progress&)>& progress,
                                     RefreshReport& report) {
  // Plugins, settings or tote are not what they were: whatever failed is tried again.
  if (!survey)
    TOTE_CHECK(worker::Quarantine(quarantine_file()).clear());
  worker::PoolOptions pool_options;
  pool_options.program = options.worker_program;
  pool_options.folder_types = config.folder_types;
  pool_options.settings = plugin_settings;
  pool_options.quarantine = quarantine_file();
  pool_options.deadline = options.plugin_deadline;
  pool_options.start_deadline = 5 * options.plugin_deadline;
  pool_options.is_in_process = options.plugins_in_process;
  worker::WorkerPool pool(plugins.plugins(), plugins.vocabulary(), std::move(pool_options));
  if (survey)
    for (const auto& path : survey->changes.removed)
      pool.forget(path);
  const notes::ReadOptions read_options{config.folder_types};
  const Intake intake{options.vault, read_options, pool, report, progress};
  if (is_faster_to_build(survey, files.size())) {
    index::BuildOptions build_options;
    build_options.read_options = read_options;
    TOTE_TRY(auto builder, index::Builder::open(index_directory, plugins.vocabulary(), fingerprint,
                                                std::move(build_options)));
    index.reset();
    report.rebuild_reason = rebuild_reason(survey);
    TOTE_CHECK(build_all(intake, builder, files));
    report.removed = survey ? survey->changes.removed.size() : 0;
  } else {
    TOTE_TRY(auto updater,
             index::Updater::open(index_directory, plugins.vocabulary(), fingerprint));
    index.reset();
    report.rebuild_reason = updater.rebuild_reason();
    TOTE_CHECK(update(intake, updater, updater.compare(files)));
  }
  pool.close();
  report.gaps = pool.gaps();
  report.problems.insert(report.problems.end(), pool.problems().begin(), pool.problems().end());
  return {};
}

}  // namespace tote::host
