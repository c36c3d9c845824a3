// SPDX-License-Identifier: GPL-2.0-or-later
// What the parts of the Journal facade share. Private to host/journal*.cpp, refresh.cpp and
// doctor.cpp.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "host/journal.h"
#include "host/vault_plugins.h"
#include "host/worker/worker_pool.h"
#include "index/updater.h"
#include "notes/folder_identity.h"

namespace tote::host {

struct Journal::State {
  JournalOptions options;
  Config config;
  std::filesystem::path index_directory;
  std::filesystem::path state_directory;
  std::string recovery;
  std::unique_ptr<notes::FileSystem> disk = notes::disk();
  mutable VaultPlugins plugins;  ///< reads its manifests when they are needed
  RefreshReport last_refresh;
  /// Where the last scan looked: the folder that was at the vault's path then.
  std::optional<notes::FolderIdentity> scanned_folder;
  mutable std::optional<index::Index> index;  ///< opened when first asked
  bool keeps_workers = false;                 ///< from one refresh to the next
  std::unique_ptr<worker::WorkerPool> kept_pool;

  /// Goes with the index: a new one tries every plugin on every note.
  [[nodiscard]] std::filesystem::path quarantine_file() const {
    return index_directory / "plugin-failures.json";
  }

  /// What the index is made with.
  [[nodiscard]] const std::string& fingerprint() const { return plugins.identity().fingerprint; }

  [[nodiscard]] notes::Editor editor() const { return {options.vault, state_directory, *disk}; }

  /// The index as of the last commit.
  [[nodiscard]] Result<index::Index*> open_index() const {
    if (!index) {
      TOTE_TRY(index, index::Index::open(index_directory, options.vault));
    }
    return &*index;
  }

  /// To try one plugin alone.
  [[nodiscard]] worker::TrialOptions trial_options() const {
    worker::TrialOptions trial;
    trial.program = options.worker_program;
    trial.deadline = options.plugin_deadline;
    trial.start_deadline = 5 * options.plugin_deadline;
    trial.folder_types = config.folder_types;
    trial.settings = plugins.settings();
    return trial;
  }

  /// Whether there is an index to answer from, current or not. One that is damaged is none.
  [[nodiscard]] bool has_index() const;
  /// The report of a refresh that could not be done: the last commit answers, as after a full disk
  /// or in a cache folder that is read only. Errors: `reason`, if there is no index.
  [[nodiscard]] Result<RefreshReport> with_old_index(RefreshReport report,
                                                     const Error& reason) const;
  /// A refresh by a scan of the whole vault.
  [[nodiscard]] Result<RefreshReport> refresh_all(
      const std::function<bool(const Progress&)>& progress, Compare what = Compare::times);
  /// A refresh of the notes at these paths only, which may be there or not.
  [[nodiscard]] Result<RefreshReport> refresh_files(const std::vector<std::string>& paths);
  /// Brings the index from what the survey says to what `files` say. Errors: conflict (another
  /// process writes), io.
  [[nodiscard]] Result<void> take_in(const Result<index::Survey>& survey,
                                     const std::vector<notes::VaultFile>& files, Compare what,
                                     const std::function<bool(const Progress&)>& progress,
                                     RefreshReport& report);

  /// Ends the workers that were kept, in an orderly way.
  void end_workers();

  [[nodiscard]] RefreshReport new_report() const;
  [[nodiscard]] std::unique_ptr<worker::WorkerPool> new_pool() const;
  /// Runs `action` with all that taking notes in needs.
  template <class Action>
  [[nodiscard]] Result<void> with_intake(const std::function<bool(const Progress&)>& progress,
                                         RefreshReport& report, Action action);
};

}  // namespace tote::host
