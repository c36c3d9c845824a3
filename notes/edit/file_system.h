// SPDX-License-Identifier: GPL-2.0-or-later
// The seam between the edit layer and the disk: the few calls that change files, so that a test can
// let any of them fail, or be the last.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "notes/edit/change.h"
#include "notes/result.h"

namespace tote::notes {

/// What stands at a path. Symbolic links are not followed.
struct FileState {
  bool is_file = false;  ///< a regular file
  bool is_symlink = false;
  bool is_folder = false;
  std::uint32_t mode = 0;   ///< permission bits
  std::uint64_t links = 1;  ///< names that the file has
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
};

/// Calls that change files are durable only after sync_folder of their folders; write_new syncs
/// the file's own bytes. All errors are io unless said otherwise.
class FileSystem {
 public:
  virtual ~FileSystem() = default;

  /// What is there; nothing if there is none.
  [[nodiscard]] virtual Result<std::optional<FileState>> look(
      const std::filesystem::path& path) = 0;
  /// All bytes; nothing if there is no such file.
  [[nodiscard]] virtual Result<std::optional<std::string>> read(
      const std::filesystem::path& path) = 0;
  /// Hash of all bytes without holding them; nothing if there is no such file.
  [[nodiscard]] virtual Result<std::optional<ContentHash>> hash(
      const std::filesystem::path& path) = 0;

  /// Writes a file that must not be there, and syncs it. With `like`: with that file's mode, owner
  /// and extended attributes; else with `mode`, which the umask narrows. Errors: conflict.
  [[nodiscard]] virtual Result<void> write_new(const std::filesystem::path& path,
                                               std::string_view bytes,
                                               const std::filesystem::path* like,
                                               std::uint32_t mode) = 0;
  /// Renames over what is there, in one step.
  [[nodiscard]] virtual Result<void> replace(const std::filesystem::path& from,
                                             const std::filesystem::path& to) = 0;
  /// Renames; never over another file. Errors: conflict if one is there.
  [[nodiscard]] virtual Result<void> rename_new(const std::filesystem::path& from,
                                                const std::filesystem::path& to) = 0;
  /// Removes a file.
  [[nodiscard]] virtual Result<void> remove(const std::filesystem::path& path) = 0;
  /// Makes one folder; its parent must be there.
  [[nodiscard]] virtual Result<void> make_folder(const std::filesystem::path& path) = 0;
  /// Removes a folder if it is empty; leaves it otherwise.
  [[nodiscard]] virtual Result<void> remove_empty_folder(const std::filesystem::path& path) = 0;
  /// Makes what happened in a folder durable.
  [[nodiscard]] virtual Result<void> sync_folder(const std::filesystem::path& path) = 0;
};

/// The disk.
[[nodiscard]] std::unique_ptr<FileSystem> disk();

}  // namespace tote::notes
