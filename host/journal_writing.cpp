// SPDX-License-Identifier: GPL-2.0-or-later
// The journal's part in writing: it lends the edit layer its vault and its folder for records.
#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/new_note.h"
#include "host/type_names.h"

namespace tote::host {
namespace {

/// The type with the folder that the vault's settings give it, and the vault's own template, in
/// `.tote/templates/TYPE.md`, if it has one.
index::TypeDecl as_this_vault_has_it(index::TypeDecl type, const Config& config,
                                     const std::filesystem::path& vault) {
  const auto folder = std::find_if(config.folder_types.begin(), config.folder_types.end(),
                                   [&](const auto& entry) { return entry.second == type.id; });
  if (folder != config.folder_types.end())
    type.folder = folder->first.substr(0, folder->first.find_last_not_of('/') + 1);
  if (auto own = notes::read_file(vault, fmt::format(".tote/templates/{}.md", type.id)))
    type.template_text = *std::move(own);
  return type;
}

}  // namespace

Result<notes::Note> Journal::read_note(std::string_view path) const {
  TOTE_TRY(auto source, notes::read_file(state_->options.vault, path));
  return notes::read_note(std::string(path), std::move(source), {state_->config.folder_types});
}

Result<notes::ScanResult> Journal::scan() const {
  return notes::scan_vault(state_->options.vault, {state_->config.ignore});
}

Result<Proposal> Journal::propose_note(std::string_view type, std::string_view title) const {
  TOTE_TRY(const auto* declared, type_named(vocabulary(), type));
  const auto own = as_this_vault_has_it(*declared, state_->config, state_->options.vault);
  Proposal proposal;
  TOTE_TRY(proposal.path, new_note_path(own, title));
  proposal.changes.summary = fmt::format("new {} {}", declared->id, title);
  proposal.changes.files = {notes::new_file(proposal.path, new_note_text(own, title, today()))};
  return proposal;
}

Result<Proposal> Journal::propose_day(notes::Date day) const {
  const auto* declared = vocabulary().type("journal");
  if (declared == nullptr)
    return fail(ErrorCode::internal, "the core vocabulary has no type 'journal'");
  auto own = as_this_vault_has_it(*declared, state_->config, state_->options.vault);
  if (own.template_text.empty())
    own.template_text = "---\ndate: {{date}}\n---\n";
  const auto title = notes::to_string(day);
  Proposal proposal;
  TOTE_TRY(proposal.path, new_note_path(own, title));
  proposal.changes.summary = fmt::format("new journal entry {}", title);
  std::error_code error;
  if (!std::filesystem::exists(file_of(proposal.path), error))
    proposal.changes.files = {notes::new_file(proposal.path, new_note_text(own, title, day))};
  return proposal;
}

Result<notes::Operation> Journal::write(const notes::ChangeSet& changes) {
  return state_->editor().apply(changes);
}

Result<std::string> Journal::preview(const notes::ChangeSet& changes) const {
  return state_->editor().preview(changes);
}

Result<notes::Operation> Journal::undo() {
  return state_->editor().undo();
}

Result<std::string> Journal::preview_undo() const {
  return state_->editor().preview_undo();
}

Result<std::vector<notes::Operation>> Journal::history() const {
  return state_->editor().history();
}

const std::string& Journal::recovery() const {
  return state_->recovery;
}

}  // namespace tote::host
