// SPDX-License-Identifier: GPL-2.0-or-later
// From changed files to what the index takes: each is read, shown to the plugins that want its
// type, and handed on. Private to the host.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/journal.h"
#include "host/worker/worker_pool.h"
#include "index/builder.h"
#include "index/updater.h"
#include "notes/folder_identity.h"
#include "notes/note.h"
#include "notes/vault.h"

namespace tote::host {

/// What taking notes in needs to know.
struct Intake {
  const std::filesystem::path& vault;
  const std::optional<notes::FolderIdentity>& folder;  ///< that was scanned at this path
  const notes::ReadOptions& read_options;
  worker::WorkerPool& pool;
  RefreshReport& report;
  /// Asked now and then; once it says no, the work stops.
  const std::function<bool(const Progress&)>& progress;

  /// Tells how far the work is; whether it goes on.
  [[nodiscard]] bool goes_on(std::uint64_t done, std::uint64_t total) const {
    return !progress || progress({done, total});
  }

  /// Fails if it is another folder now that is at the vault's path, as when a disk was taken away:
  /// then what was not found has not been deleted.
  [[nodiscard]] Result<void> check_folder() const;
};

/// Builds the index of all `files` anew. If it is stopped, the report says so and nothing has
/// changed.
[[nodiscard]] Result<void> build_all(const Intake& intake, index::Builder& builder,
                                     const std::vector<notes::VaultFile>& files);

/// Takes changes into the index that is there, in one commit. If it is stopped, what was done is
/// kept.
[[nodiscard]] Result<void> update(const Intake& intake, index::Updater& updater,
                                  const index::Changes& changes);

/// A file that was written this short a time ago may be written again without a new time: file
/// systems count in steps. Its time is not taken for what tells its versions apart.
[[nodiscard]] notes::VaultFile settled(notes::VaultFile file);

}  // namespace tote::host
