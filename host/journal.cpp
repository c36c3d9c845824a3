// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/journal.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "host/install/plugin_store.h"
#include "host/journal_state.h"
#include "host/never_suggested.h"
#include "host/paths.h"
#include "host/type_names.h"
#include "host/worker/quarantine.h"
#include "notes/note.h"
#include "notes/text.h"

namespace tote::host {
namespace fs = std::filesystem;

namespace {

/// Titles in a sentence: "A, B or C".
std::string alternatives(const std::vector<index::NoteCard>& cards) {
  std::string text;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    if (i > 0)
      text += i + 1 == cards.size() ? " or " : ", ";
    text += fmt::format("{} ({})", cards[i].title, cards[i].path);
  }
  return text;
}

/// Says that there is no folder where the vault should be.
tl::unexpected<Error> no_vault(const JournalOptions& options) {
  const auto place = options.vault.string();
  const auto index = options.index_directory.value_or(index_directory(options.vault));
  if (index::note_count(index))
    return fail(ErrorCode::invalid_input,
                fmt::format("the vault {} is not there any more: is a disk missing? Its index is "
                            "kept until it is back",
                            place));
  return fail(
      ErrorCode::invalid_input,
      fmt::format("there is no folder {}; name the vault with --vault DIR or TOTE_VAULT", place));
}

}  // namespace

Journal::Journal(std::unique_ptr<State> state) : state_(std::move(state)) {}

Journal::Journal(Journal&&) noexcept = default;
Journal& Journal::operator=(Journal&&) noexcept = default;
Journal::~Journal() = default;

Result<Journal> Journal::open(JournalOptions options) {
  std::error_code error;
  if (!fs::is_directory(options.vault, error))
    return no_vault(options);
  options.vault = fs::canonical(options.vault, error);
  if (options.worker_program.empty())
    options.worker_program = program_path();
  auto state = std::make_unique<State>();
  TOTE_TRY(state->config, load_config(options.vault));
  state->index_directory = options.index_directory.value_or(host::index_directory(options.vault));
  auto left_out = state->config.disabled_plugins;
  // Whoever names the plugins to use has chosen already.
  if (!options.plugin_path)
    for (auto& id : install::disabled_plugins())
      left_out.push_back(std::move(id));
  state->state_directory = options.state_directory.value_or(host::state_directory(options.vault));
  TOTE_TRY(state->plugins,
           VaultPlugins::open(options.plugin_path.value_or(plugin_search_path()),
                              std::move(left_out), state->config, config_file(options.vault),
                              state->index_directory / "plugins"));
  state->options = std::move(options);
  TOTE_TRY(auto recovery, state->editor().recover());
  state->recovery = std::move(recovery).value_or("");
  return Journal(std::move(state));
}

Result<fs::path> Journal::init(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error))
    return fail(ErrorCode::invalid_input,
                fmt::format("there is no folder {}; make it first", folder.string()));
  const auto file = fs::absolute(config_file(folder)).lexically_normal();
  if (fs::exists(file, error))
    return fail(ErrorCode::conflict, "this folder is a vault already",
                SourcePlace{file.string(), 0, 0});
  const auto files = notes::disk();
  notes::Editor editor(folder, host::state_directory(folder), *files);
  TOTE_CHECK(editor.apply(
      {"make the folder a vault", {notes::new_file(".tote/config.toml", default_config_text())}}));
  return file;
}

Result<index::Answer> Journal::ask(std::string_view line, index::AskOptions options) const {
  TOTE_TRY(const auto* index, state_->open_index());
  options.me = state_->config.me;
  return index->ask(line, options);
}

Result<index::Answer> Journal::search(std::string_view line, index::AskOptions options) const {
  TOTE_TRY(const auto* index, state_->open_index());
  options.me = state_->config.me;
  return index->search(line, options);
}

Result<index::Answer> Journal::search_as_you_type(std::string_view line,
                                                  index::AskOptions options) const {
  TOTE_TRY(const auto* index, state_->open_index());
  options.me = state_->config.me;
  return index->search_as_you_type(line, options);
}

Result<index::Answer> Journal::list(std::string_view type, std::string_view filter,
                                    index::AskOptions options) const {
  TOTE_TRY(const auto* declared, type_named(vocabulary(), type));
  const auto line = filter.empty() ? fmt::format("type:{}", declared->id)
                                   : fmt::format("type:{} ({})", declared->id, filter);
  return search(line, std::move(options));
}

Result<index::NoteCard> Journal::find_note(std::string_view name) const {
  TOTE_TRY(const auto* index, state_->open_index());
  TOTE_TRY(const auto found, index->find_notes(name));
  if (found.empty())
    return fail(ErrorCode::not_found, fmt::format("no note is called '{}'", name));
  if (found.size() > 1)
    return fail(ErrorCode::conflict,
                fmt::format("'{}' may be {}: say which by its path", name, alternatives(found)));
  return found.front();
}

Result<index::NoteDetails> Journal::details(index::NoteId note) const {
  TOTE_TRY(const auto* index, state_->open_index());
  return index->details(note);
}

Result<std::vector<index::Backlink>> Journal::backlinks(index::NoteId note) const {
  TOTE_TRY(const auto* index, state_->open_index());
  return index->backlinks(note);
}

Result<std::vector<index::ShownEdge>> Journal::edges(std::optional<index::NoteId> note) const {
  TOTE_TRY(const auto* index, state_->open_index());
  return index->edges(note);
}

Result<std::vector<std::string>> Journal::names(std::string_view prefix,
                                                std::uint32_t limit) const {
  TOTE_TRY(const auto* index, state_->open_index());
  return index->names(prefix, limit);
}

Result<std::vector<index::Suggestion>> Journal::suggest_links(
    const notes::Note& note, index::Occurrences occurrences) const {
  TOTE_TRY(const auto* index, state_->open_index());
  TOTE_TRY(const auto never, never_suggested(state_->options.vault));
  return index->suggest_links(note, occurrences, never);
}

Result<Status> Journal::status() const {
  TOTE_TRY(const auto* index, state_->open_index());
  Status status;
  status.vault = state_->options.vault;
  status.index_directory = state_->index_directory;
  TOTE_TRY(status.stats, index->stats());
  TOTE_TRY(status.diagnostics, index->diagnostics());
  if (state_->last_refresh.has_scanned) {
    status.skipped = state_->last_refresh.skipped;
  } else {
    TOTE_TRY(auto scan, notes::scan_vault(state_->options.vault, {state_->config.ignore}));
    status.skipped = std::move(scan.skipped);
  }
  status.gaps = worker::find_gaps(worker::Quarantine(state_->quarantine_file()),
                                  state_->plugins.registry().plugins());
  status.problems = state_->last_refresh.problems;
  return status;
}

Result<std::string> Journal::body(std::string_view path) const {
  TOTE_TRY(auto source, notes::read_file(state_->options.vault, path));
  const auto note = notes::read_note(std::string(path), std::move(source));
  return std::string(note.body.in(note.source));
}

fs::path Journal::file_of(std::string_view path) const {
  return state_->options.vault / fs::path(path);
}

const PluginRegistry& Journal::plugins() const {
  return state_->plugins.registry();
}

const index::Vocabulary& Journal::vocabulary() const {
  return state_->plugins.registry().vocabulary();
}

const fs::path& Journal::vault() const {
  return state_->options.vault;
}

notes::Date Journal::today() const {
  return state_->options.today.value_or(notes::today());
}

}  // namespace tote::host
