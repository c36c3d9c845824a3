// SPDX-License-Identifier: GPL-2.0-or-later
// Brings the index up to date with the vault, note by note: one writer at a time, one commit,
// readers never blocked. An index of many notes is made from nothing by a Builder.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

/// What the last commit says of the vault's files.
struct Survey {
  Changes changes;
  std::uint32_t known_files = 0;
};

/// Looks at the last commit, without a lock. Requires: `files` sorted by path. Errors: not_found
/// (never built), unavailable (of another format or `fingerprint`), io (damaged). The message says
/// why the index has to be built anew.
[[nodiscard]] Result<Survey> survey(const std::filesystem::path& directory,
                                    std::string_view fingerprint,
                                    const std::vector<notes::VaultFile>& files);

/// Which commit of which database readers see now: another after every write; "" if there is no
/// index of this format and `fingerprint`. Without a lock.
[[nodiscard]] std::string generation(const std::filesystem::path& directory,
                                     std::string_view fingerprint);

/// How many notes the last commit has, whatever plugins it was made with; nullopt if there is no
/// index of this format, or a damaged one. Without a lock.
[[nodiscard]] std::optional<std::uint32_t> note_count(const std::filesystem::path& directory);

/// Removes what a writer that was killed has left beside the index, which may be as large as the
/// index, unless another one is at work. Costs a look at the directory where there is nothing.
void clear_leftovers(const std::filesystem::path& directory);

class Updater {
 public:
  /// Opens the index in `directory` for writing, making it if needed. If its format or
  /// `fingerprint` (vocabulary, plugins' libraries and settings that facts depend on) differ, a new
  /// one takes its place at the first commit; `rebuild_reason` then says why. Errors: conflict
  /// (another process writes), io.
  [[nodiscard]] static Result<Updater> open(const std::filesystem::path& directory,
                                            Vocabulary vocabulary, std::string_view fingerprint);
  Updater(Updater&&) noexcept;
  Updater& operator=(Updater&&) noexcept;
  ~Updater();

  /// Why everything is indexed anew: "" if it is not, or for the first time.
  [[nodiscard]] const std::string& rebuild_reason() const;
  /// What the scan shows to be different from what is indexed. Requires: sorted by path.
  [[nodiscard]] Changes compare(const std::vector<notes::VaultFile>& files) const;
  /// The same for some files only: `present` as they are now, `gone` for those that are not there.
  [[nodiscard]] Changes compare_some(const std::vector<notes::VaultFile>& present,
                                     const std::vector<std::string>& gone);
  /// Whether the note at this path is indexed from these very bytes: then only the file's time is
  /// taken in, and there is nothing to put.
  [[nodiscard]] Result<bool> keep_if_same(const notes::VaultFile& file, std::string_view source);
  /// Indexes a note in place of what was at its path: text, links, the facts that need no plugin,
  /// and `plugin_facts`.
  [[nodiscard]] Result<void> put(const notes::Note& note, const notes::VaultFile& file,
                                 Facts plugin_facts);
  /// Remembers a file that cannot be a note now (unreadable, binary), so that it is tried again
  /// only when it changes.
  [[nodiscard]] Result<void> put_unreadable(const notes::VaultFile& file, notes::Diagnostic reason);
  [[nodiscard]] Result<void> remove(std::string_view path);
  /// Makes everything since the last commit visible and durable, all or nothing.
  [[nodiscard]] Result<void> commit();

 private:
  struct State;
  explicit Updater(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tote::index
