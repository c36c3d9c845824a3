// SPDX-License-Identifier: GPL-2.0-or-later
// Brings the index up to date with the vault: one writer at a time, one commit a batch, readers
// never blocked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"
#include "notes/result.h"
#include "notes/vault.h"

namespace tote::index {

/// What differs between the vault and the index.
struct Changes {
  std::vector<notes::VaultFile> changed;  ///< new, or with other time, size or inode
  std::vector<std::string> removed;

  [[nodiscard]] bool empty() const { return changed.empty() && removed.empty(); }
};

class Updater {
 public:
  /// Opens the index in `directory` for writing, making it if needed. If its format or
  /// `fingerprint` (vocabulary, plugins' libraries and settings that facts depend on) differ,
  /// everything is indexed anew; `rebuild_reason` then says why. Errors: conflict (another process
  /// writes), io.
  [[nodiscard]] static Result<Updater> open(const std::filesystem::path& directory,
                                            Vocabulary vocabulary, std::string_view fingerprint);
  Updater(Updater&&) noexcept;
  Updater& operator=(Updater&&) noexcept;
  ~Updater();

  /// Why everything is indexed anew: "" if it is not, or for the first time.
  [[nodiscard]] const std::string& rebuild_reason() const;
  /// What the scan shows to be different from what is indexed. Requires: sorted by path.
  [[nodiscard]] Changes compare(const std::vector<notes::VaultFile>& files) const;
  /// Indexes a note in place of what was at its path: text, links, the facts that need no plugin,
  /// and `plugin_facts`.
  [[nodiscard]] Result<void> put(const notes::Note& note, const notes::VaultFile& file,
                                 Facts plugin_facts);
  /// Remembers a file that cannot be a note now (unreadable, binary), so that it is tried again
  /// only when it changes.
  [[nodiscard]] Result<void> put_unreadable(const notes::VaultFile& file, notes::Diagnostic reason);
  [[nodiscard]] Result<void> remove(std::string_view path);
  /// Makes everything since the last commit or checkpoint visible and durable, all or nothing.
  [[nodiscard]] Result<void> commit();
  /// As commit, for a batch that others follow: while an index is built anew, readers keep the old
  /// one until the commit. After an interruption the next Updater goes on from the last checkpoint.
  [[nodiscard]] Result<void> checkpoint();

 private:
  struct State;
  explicit Updater(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Whether the index in `directory` is of this format and fingerprint, without a lock; false if
/// there is none.
[[nodiscard]] bool is_current(const std::filesystem::path& directory, std::string_view fingerprint);

/// What the scan shows to be different from the last commit, without a lock. Errors: as
/// Index::open. Requires: sorted by path.
[[nodiscard]] Result<Changes> compare_with_index(const std::filesystem::path& directory,
                                                 const std::vector<notes::VaultFile>& files);

}  // namespace tote::index
