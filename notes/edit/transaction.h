// SPDX-License-Identifier: GPL-2.0-or-later
// Carries out the record of an operation on the vault's files, forwards or back. Private to
// notes/edit.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>

#include "notes/edit/file_system.h"
#include "notes/edit/record.h"
#include "notes/result.h"

namespace tote::notes {

/// Which way a record is carried out.
enum class Direction { forward, back };

class Transaction {
 public:
  /// All must outlive the transaction. `vault` is canonical.
  Transaction(const std::filesystem::path& vault, FileSystem& files, const Record& record)
      : vault_(vault), files_(files), record_(record) {}

  /// Fails with a conflict, naming the file, unless every path is as it was before.
  [[nodiscard]] Result<void> check_unchanged();
  /// Whether every path is as it was before or as it is to be.
  [[nodiscard]] Result<bool> is_ours();
  /// Writes every new content beside its place, and the folders for it.
  [[nodiscard]] Result<void> stage();
  /// Removes what stage wrote.
  [[nodiscard]] Result<void> unstage();
  /// Puts everything in its place, and makes it durable. Paths that have arrived already are left
  /// alone, so that it can be done again. Errors: conflict if a path is neither as before nor as it
  /// is to be.
  [[nodiscard]] Result<void> go(Direction direction);
  /// Takes back what was done; paths that somebody else has changed are left alone.
  [[nodiscard]] Result<void> take_back();

 private:
  [[nodiscard]] std::filesystem::path file(const std::string& path) const { return vault_ / path; }

  [[nodiscard]] std::filesystem::path staged(std::size_t change) const;
  [[nodiscard]] Result<void> run(Direction direction, bool keeps_foreign);
  [[nodiscard]] Result<void> fill(std::size_t change, const Slot& slot, Direction direction);
  [[nodiscard]] Result<void> ensure_staged(std::size_t change, Direction direction);
  [[nodiscard]] Result<std::string> content(const RecordedChange& change, Direction direction);
  [[nodiscard]] Result<void> tidy_folders(Direction direction);

  void touch(const std::filesystem::path& path) { folders_.insert(path.parent_path()); }

  const std::filesystem::path& vault_;
  FileSystem& files_;
  const Record& record_;
  std::set<std::filesystem::path> folders_;  ///< in which something happened
};

}  // namespace tote::notes
