// SPDX-License-Identifier: GPL-2.0-or-later
// What the index remembers of every file, so that one scan of the vault shows what changed. Kept in
// the database's metadata, one entry a folder, and so committed together with the notes.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "index/answer.h"
#include "index/updater.h"
#include "notes/vault.h"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace tote::index::store {

/// One file as it was when it was indexed.
struct FileState {
  std::int64_t mtime_ns = 0;
  std::uint64_t size = 0;
  std::uint64_t inode = 0;
  std::uint64_t hash = 0;  ///< of the bytes and of what they were taken for
  NoteId note = 0;         ///< 0: the file could not be a note
};

class FileStates {
 public:
  /// All that the database holds; nullopt if it is damaged. Throws Xapian's exceptions.
  [[nodiscard]] static std::optional<FileStates> load(const Xapian::Database& database);

  /// The state of a file, or nullptr. Valid until it is set or erased.
  [[nodiscard]] const FileState* find(std::string_view path) const;
  void set(std::string_view path, const FileState& state);
  void erase(std::string_view path);

  /// What differs. Requires: `files` sorted by path. Linear.
  [[nodiscard]] Changes compare(const std::vector<notes::VaultFile>& files) const;

  /// Puts the folders that changed since the last call into the database's metadata. Throws
  /// Xapian's exceptions.
  void save(Xapian::WritableDatabase& database);

 private:
  using Folder = std::map<std::string, FileState, std::less<>>;
  std::map<std::string, Folder, std::less<>> folders_;
  std::set<std::string, std::less<>> changed_;
};

}  // namespace tote::index::store
