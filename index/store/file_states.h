// SPDX-License-Identifier: GPL-2.0-or-later
// What the index remembers of every file, so that one scan of the vault shows what changed. Kept in
// the database's metadata and so committed together with the notes: the sorted list of paths is cut
// into ranges of a few hundred, one entry each, so that a changed note rewrites one range, however
// large its folder. A range is decoded only where it is changed; comparing reads the bytes.
#pragma once

#include <cstdint>
#include <optional>
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
  std::uint64_t hash = 0;  ///< see content_hash
  NoteId note = 0;         ///< 0: the file could not be a note
};

/// The state of a file whose bytes have `hash` and that is indexed as `note`.
[[nodiscard]] FileState state_of(const notes::VaultFile& file, std::uint64_t hash, NoteId note);

/// Whether nothing shows that the file changed since.
[[nodiscard]] bool is_same(const FileState& state, const notes::VaultFile& file);

class FileStates {
 public:
  /// All that the database holds; nullopt if it is damaged. Throws Xapian's exceptions.
  [[nodiscard]] static std::optional<FileStates> load(const Xapian::Database& database);

  /// The state of a file, or nullptr. Valid until anything is set or erased.
  [[nodiscard]] const FileState* find(std::string_view path);
  void set(std::string_view path, const FileState& state);
  void erase(std::string_view path);

  /// How many files there are, and how many of them are notes.
  [[nodiscard]] std::uint32_t file_count() const { return file_count_; }

  [[nodiscard]] std::uint32_t note_count() const { return note_count_; }

  /// What differs. Requires: `files` sorted by path. Linear.
  [[nodiscard]] Changes compare(const std::vector<notes::VaultFile>& files) const;

  /// Puts the ranges that changed since the last call into the database's metadata. Throws Xapian's
  /// exceptions.
  void save(Xapian::WritableDatabase& database);

 private:
  struct Entry {
    std::string path;
    FileState state;
  };

  /// A stretch of the list of files.
  struct Range {
    std::uint32_t number = 0;  ///< of its entry in the metadata
    std::string first;         ///< the smallest path
    std::string bytes;         ///< as stored; empty if it has to be written
    std::vector<Entry> entries;
    bool is_decoded = false;
  };

  class Walk;

  [[nodiscard]] Range& range_for(std::string_view path);
  void decode(Range& range) const;
  void split(std::size_t position);

  std::vector<Range> ranges_;  ///< by `first`
  std::vector<std::uint32_t> removed_;
  std::uint32_t next_number_ = 1;
  std::uint32_t file_count_ = 0;
  std::uint32_t note_count_ = 0;
};

}  // namespace tote::index::store
