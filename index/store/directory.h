// SPDX-License-Identifier: GPL-2.0-or-later
// The index's directory: databases `db.1`, `db.2`, …, a file `current` that names the one to read,
// and a file `lock` that the one writer holds. A rebuild writes a new database next to the old one
// and then changes `current` in one step, so that nobody ever sees half an index.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "notes/result.h"

namespace tote::index::store {

/// The right to write, held until it is destroyed or the process ends.
class WriterLock {
 public:
  /// Makes the directory if needed, readable by its owner alone. Errors: conflict (held by another
  /// process), io.
  [[nodiscard]] static Result<WriterLock> take(const std::filesystem::path& directory);
  /// Keeps writers out without writing anything, so also in a folder that is read only; several may
  /// at a time. Errors: conflict (one is at work), not_found (there has never been one), io.
  [[nodiscard]] static Result<WriterLock> keep_out(const std::filesystem::path& directory);
  WriterLock(WriterLock&& other) noexcept;
  WriterLock& operator=(WriterLock&& other) noexcept;
  ~WriterLock();

 private:
  explicit WriterLock(int file) : file_(file) {}

  int file_;
};

/// The name of the database that is current ("db.3"), or nullopt if there is none.
[[nodiscard]] std::optional<std::string> current_name(const std::filesystem::path& directory);

/// Whether it is written down which database is current, be it that it cannot be read.
[[nodiscard]] bool has_current_file(const std::filesystem::path& directory);

/// The names of all databases there, the newest first.
[[nodiscard]] std::vector<std::string> database_names(const std::filesystem::path& directory);

/// A name that no database there has: the newest plus one.
[[nodiscard]] std::string next_name(const std::filesystem::path& directory);

/// Makes a database the current one, durably and in one step. Requires the lock. Errors: io.
[[nodiscard]] Result<void> make_current(const std::filesystem::path& directory,
                                        const std::string& name);

/// A folder for what is under way, empty; it goes with the next remove_databases_except. Requires
/// the lock. Errors: io.
[[nodiscard]] Result<std::filesystem::path> make_work_folder(
    const std::filesystem::path& directory);

/// Makes a finished database of the work folder durable, under a new name. Requires the lock.
/// Errors: io.
[[nodiscard]] Result<std::string> adopt(const std::filesystem::path& directory,
                                        const std::filesystem::path& database);

/// Whether something stands there beside the current database: of a writer that is at work, or that
/// was killed. Costs a look at the directory.
[[nodiscard]] bool has_leftovers(const std::filesystem::path& directory);

/// Removes every database but those named, and what a writer that was broken off has left. Readers
/// that have one open keep it. Requires the lock.
void remove_databases_except(const std::filesystem::path& directory,
                             const std::vector<std::string>& kept);

}  // namespace tote::index::store
