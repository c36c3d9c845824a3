// SPDX-License-Identifier: GPL-2.0-or-later
// The journal: a vault, its index and the plugins behind one facade. The command line stands on it,
// as will every other face; none of them looks further in. What it answers with are the index's own
// answers.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/config.h"
#include "host/plugin_answer.h"
#include "host/plugin_registry.h"
#include "host/proposal.h"
#include "host/publish/publish.h"
#include "host/reports.h"
#include "index/answer.h"
#include "index/index.h"
#include "notes/edit/editor.h"
#include "notes/note.h"
#include "notes/result.h"
#include "notes/vault.h"

namespace tote::host {

/// Where a journal is and who looks at it. What is left out is found as host/paths.h says.
struct JournalOptions {
  std::filesystem::path vault;
  std::optional<std::filesystem::path> index_directory;
  std::optional<std::filesystem::path> state_directory;
  std::optional<std::vector<std::filesystem::path>> plugin_path;
  std::filesystem::path worker_program;             ///< default: this program
  std::chrono::milliseconds plugin_deadline{2000};  ///< for one note in all plugins
  /// Runs plugins in this process, without any protection: for debuggers and to measure.
  bool plugins_in_process = false;
  std::optional<notes::Date> today;
};

/// What a plugin alone makes of a note: one line each for values, edges, words and findings.
using PluginFindings = std::vector<std::string>;

/// What tells a refresh whether a note changed.
enum class Compare {
  times,     ///< time, size and inode
  contents,  ///< every byte of every note
  nothing,   ///< all is indexed anew; until that is done, the old index answers
};

/// For one thread at a time. A program with threads opens a journal in each; several may be of the
/// same vault.
class Journal {
 public:
  /// Opens the vault: reads its configuration, and the plugins' manifests if one of them was
  /// touched since the last command; runs no plugin. Touches
  /// no note, unless an earlier write was broken off: that is finished or taken back first. Errors:
  /// invalid_input (no such folder; configuration), io.
  [[nodiscard]] static Result<Journal> open(JournalOptions options);
  Journal(Journal&&) noexcept;
  Journal& operator=(Journal&&) noexcept;
  ~Journal();

  /// Makes a vault of a folder: writes `.tote/config.toml`. Errors: conflict if it is one already,
  /// io.
  [[nodiscard]] static Result<std::filesystem::path> init(const std::filesystem::path& folder);

  /// Brings the index up to date. `progress` is called now and then, on this thread; when it
  /// returns false the refresh stops with what is done. Errors: io, unavailable.
  [[nodiscard]] Result<RefreshReport> refresh(
      const std::function<bool(const Progress&)>& progress = {}, Compare what = Compare::times);
  /// Keeps the index up to date until `keeps_going`, which is asked at least once a second, says
  /// no; refreshes of others find it so without a scan. `tell` is called after each update. Errors:
  /// conflict (the vault is watched already), unavailable (this system or file system does not tell
  /// of changes), io.
  [[nodiscard]] Result<void> watch(const std::function<bool()>& keeps_going,
                                   const std::function<void(const RefreshReport&)>& tell);

  // Questions to the index as of the last refresh. Errors: not_found before the first refresh; io.
  [[nodiscard]] Result<index::Answer> ask(std::string_view line, index::AskOptions options) const;
  [[nodiscard]] Result<index::Answer> search(std::string_view line,
                                             index::AskOptions options) const;
  [[nodiscard]] Result<index::Answer> search_as_you_type(std::string_view line,
                                                         index::AskOptions options) const;
  /// Notes of a type, in words or by id ("people", "person"), narrowed by a filter line. Errors:
  /// invalid_input, naming the types there are.
  [[nodiscard]] Result<index::Answer> list(std::string_view type, std::string_view filter,
                                           index::AskOptions options) const;
  /// The one note that a typed name means. Errors: not_found with the closest names; conflict
  /// (ambiguous) with the candidates.
  [[nodiscard]] Result<index::NoteCard> find_note(std::string_view name) const;
  [[nodiscard]] Result<index::NoteDetails> details(index::NoteId note) const;
  [[nodiscard]] Result<std::vector<index::Backlink>> backlinks(index::NoteId note) const;
  [[nodiscard]] Result<std::vector<index::ShownEdge>> edges(
      std::optional<index::NoteId> note) const;
  [[nodiscard]] Result<std::vector<std::string>> names(std::string_view prefix,
                                                       std::uint32_t limit) const;
  /// Names in a text that are not links yet, without those that are never to be suggested.
  [[nodiscard]] Result<std::vector<index::Suggestion>> suggest_links(
      const notes::Note& note, index::Occurrences occurrences) const;
  [[nodiscard]] Result<Status> status() const;

  /// What one plugin's code makes of these notes, in a worker, beside what is read without it.
  /// Errors: not_found (no such plugin), as notes::read_file.
  [[nodiscard]] Result<std::vector<index::Facts>> plugin_facts(
      std::string_view plugin, const std::vector<std::string>& paths) const;

  /// What a plugin's library answers to a command about this note, in a worker of its own. `call`
  /// need not name the note. Errors: not_found (no such plugin), unavailable, naming the plugin and
  /// how it failed; nothing that it said counts then.
  [[nodiscard]] Result<CommandAnswer> plugin_answer(std::string_view plugin,
                                                    const notes::Note& note,
                                                    CommandCall call) const;

  /// The text of a note below its front matter. Errors: as notes::read_file.
  [[nodiscard]] Result<std::string> body(std::string_view path) const;
  /// Absolute.
  [[nodiscard]] std::filesystem::path file_of(std::string_view path) const;
  /// A note as it is on disk. Errors: as notes::read_file.
  [[nodiscard]] Result<notes::Note> read_note(std::string_view path) const;
  /// The vault's notes as they are on disk.
  [[nodiscard]] Result<notes::ScanResult> scan() const;

  // Writing. What is proposed, here and in host/writing/, is not done until it is written.
  /// A new note of a type from its template. Errors: invalid_input (no such type, no usable title).
  [[nodiscard]] Result<Proposal> propose_note(std::string_view type, std::string_view title) const;
  /// The note of a day, which may be there already: then nothing is proposed. Errors: as
  /// propose_note.
  [[nodiscard]] Result<Proposal> propose_day(notes::Date day) const;
  /// Does it, all or nothing. Errors: as notes::Editor::apply.
  [[nodiscard]] Result<notes::Operation> write(const notes::ChangeSet& changes);
  /// What it would do, as a unified diff.
  [[nodiscard]] Result<std::string> preview(const notes::ChangeSet& changes) const;
  /// Takes the last write back. Errors: not_found (there is none), conflict (edited since), io.
  [[nodiscard]] Result<notes::Operation> undo();
  [[nodiscard]] Result<std::string> preview_undo() const;
  /// The writes that can be undone, the last one first.
  [[nodiscard]] Result<std::vector<notes::Operation>> history() const;
  /// What opening did about a write that was broken off, in words for the user; else "".
  [[nodiscard]] const std::string& recovery() const;

  // Publishing. `name` is a note as find_note takes it. Errors: as find_note; invalid_input (no
  // folder to write to, or one that must not be used; a note that is private or no post), conflict
  // (a file is in the way that tote did not write), io.
  [[nodiscard]] Result<std::vector<publish::PostState>> posts(
      const publish::PublishOptions& options) const;
  [[nodiscard]] Result<publish::PostCheck> check_post(std::string_view name,
                                                      const publish::PublishOptions& options) const;
  /// The post of this name, a draft after `status: published` was written into it; without a name
  /// every post that says that it is public. The note is written when nothing speaks against the
  /// site, and before it: a site that then cannot be written (io) can be published again.
  [[nodiscard]] Result<publish::PublishReport> publish_post(std::optional<std::string_view> name,
                                                            const publish::PublishOptions& options);
  /// Writes the site with this note in it to a folder beside the index, or to options.output.
  [[nodiscard]] Result<publish::PublishReport> preview_post(
      std::string_view name, const publish::PublishOptions& options) const;
  /// Takes the post off the site and makes it a draft, in the same order.
  [[nodiscard]] Result<publish::UnpublishReport> unpublish_post(
      std::string_view name, const publish::PublishOptions& options);

  [[nodiscard]] const PluginRegistry& plugins() const;
  [[nodiscard]] const index::Vocabulary& vocabulary() const;
  [[nodiscard]] const std::filesystem::path& vault() const;
  [[nodiscard]] notes::Date today() const;
  /// Looks at everything that can be wrong, plugins' libraries included: loads them in a worker.
  [[nodiscard]] std::vector<Check> doctor() const;
  /// Shows again what one plugin alone makes of one note, named by its path or otherwise: in a
  /// worker as indexing does it, or, for a debugger, unprotected in this process. Errors: not_found
  /// (no such plugin, no such note), unavailable with how the plugin failed.
  [[nodiscard]] Result<PluginFindings> replay(std::string_view plugin, std::string_view note,
                                              bool in_process) const;

 private:
  struct State;
  class Watch;
  explicit Journal(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tote::host
