// SPDX-License-Identifier: GPL-2.0-or-later
// From a change set to the record of an operation: looks at every file that is named, and refuses
// what must not be written. Private to notes/edit.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "notes/edit/change.h"
#include "notes/edit/file_system.h"
#include "notes/edit/record.h"
#include "notes/result.h"

namespace tote::notes {

/// What a record is about to do to a file, with the file's bytes as they are.
struct PlannedFile {
  RecordedChange change;
  std::string before;  ///< "" for a new file and for one that only moves
};

class Planner {
 public:
  /// Both must outlive the planner. `vault` is canonical.
  Planner(const std::filesystem::path& vault, FileSystem& files) : vault_(vault), files_(files) {}

  /// Errors: as Editor::apply.
  [[nodiscard]] Result<std::vector<PlannedFile>> plan(const ChangeSet& changes);
  /// Folders of the vault that the planned files need and that are not there, parents first.
  [[nodiscard]] std::vector<std::string> missing_folders() const;

 private:
  [[nodiscard]] Result<PlannedFile> plan_new(const FileChange& change);
  [[nodiscard]] Result<PlannedFile> plan_old(const FileChange& change);
  [[nodiscard]] Result<void> plan_place(const std::string& path);
  [[nodiscard]] Result<std::string> inside(const std::string& path) const;
  [[nodiscard]] Result<std::string> real_file(const FileChange& change) const;
  [[nodiscard]] Result<FileState> writable_file(const std::string& path, const FileChange& change);

  const std::filesystem::path& vault_;
  FileSystem& files_;
  std::set<std::string> folders_;  ///< missing ones; a parent sorts before what is in it
  std::set<std::string> named_;    ///< paths that a change was planned for
};

}  // namespace tote::notes
