// SPDX-License-Identifier: GPL-2.0-or-later
// Where the records of operations are kept: one that is being prepared, one that is being carried
// out, and those that are done and can be undone. A folder of the vault's own, outside the vault:
// a vault may be synced, and another machine must not finish what this one began.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "notes/edit/file_system.h"
#include "notes/edit/record.h"
#include "notes/result.h"

namespace tote::notes {

/// Keeps other processes from writing while it lives.
class WriteLock {
 public:
  /// Errors: conflict (another process writes), io.
  [[nodiscard]] static Result<WriteLock> take(const std::filesystem::path& file);
  WriteLock(WriteLock&& other) noexcept;
  WriteLock& operator=(WriteLock&&) = delete;
  ~WriteLock();

 private:
  explicit WriteLock(int file) : file_(file) {}

  int file_;
};

/// Every function but lock and has_unfinished is for the process that holds the lock.
class RecordStore {
 public:
  RecordStore(std::filesystem::path folder, FileSystem& files)
      : folder_(std::move(folder)), files_(files) {}

  /// Makes the folder if need be. Errors: as WriteLock::take.
  [[nodiscard]] Result<WriteLock> lock() const;
  /// Whether an operation was begun and not finished, by a process that lives or one that died.
  [[nodiscard]] bool has_unfinished() const;

  /// Writes down an operation that is being prepared. Nothing of the user's has changed yet.
  [[nodiscard]] Result<void> prepare(const Record& record) const;
  /// From here on the operation is finished rather than forgotten.
  [[nodiscard]] Result<void> commit() const;
  /// Moves the operation that was carried out to the history; drops the one that it undoes.
  [[nodiscard]] Result<void> finish(const Record& record) const;
  /// Forgets an operation that was prepared or taken back.
  [[nodiscard]] Result<void> forget() const;

  [[nodiscard]] Result<std::optional<Record>> prepared() const;
  [[nodiscard]] Result<std::optional<Record>> committed() const;
  /// Operations that can be undone, the last one first; at most `max_history`.
  [[nodiscard]] Result<std::vector<Record>> history() const;
  /// The number for the next operation.
  [[nodiscard]] std::uint64_t next_number() const;

 private:
  [[nodiscard]] std::filesystem::path history_file(std::uint64_t number) const;
  [[nodiscard]] std::vector<std::uint64_t> numbers() const;  ///< ascending
  [[nodiscard]] Result<std::optional<Record>> read(const std::filesystem::path& file) const;

  std::filesystem::path folder_;
  FileSystem& files_;
};

/// Older operations are forgotten.
inline constexpr std::size_t max_history = 200;

}  // namespace tote::notes
