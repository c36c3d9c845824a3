// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/heading_move.h"

#include <utility>

#include <fmt/format.h>

#include "host/new_note.h"
#include "host/writing/heading_names.h"
#include "host/writing/load_vault.h"
#include "notes/edit/section_move.h"
#include "notes/path_parts.h"

namespace tote::host {
namespace {

using notes::LoadedVault;
using notes::NoteId;

Result<NoteId> note_named(const Journal& journal, const LoadedVault& vault,
                          const std::string& name) {
  TOTE_TRY(const auto id, find_file(journal, vault, name));
  if (id >= vault.notes.size())
    return fail(ErrorCode::invalid_input, fmt::format("{} is no note", vault.graph.path(id)));
  return id;
}

/// A note that is not written yet, beside another one.
Result<notes::Note> new_note_beside(const LoadedVault& vault, NoteId sibling,
                                    const std::string& title) {
  if (const auto taken = vault.graph.meaning(title, vault.graph.path(sibling)))
    return fail(ErrorCode::conflict,
                fmt::format("{} goes by this name already: leave out --create to move the section "
                            "there",
                            vault.graph.path(taken->file)));
  index::TypeDecl type;
  type.folder = notes::folder_of(vault.graph.path(sibling));
  TOTE_TRY(auto new_path, new_note_path(type, title));
  return notes::read_note(std::move(new_path), "");
}

}  // namespace

Result<Proposal> propose_heading_move(const Journal& journal, const std::string& note,
                                      const std::string& heading, const std::string& target,
                                      SectionTarget kind) {
  TOTE_TRY(auto vault, load_vault(journal));
  TOTE_TRY(const auto from, note_named(journal, vault, note));
  TOTE_TRY(const auto block, find_heading(vault.notes[from], heading));
  Proposal proposal;
  proposal.remarks = remarks_on_name(vault, from, note);
  if (kind == SectionTarget::new_note) {
    TOTE_TRY(const auto made, new_note_beside(vault, from, target));
    proposal.path = made.path;
    const NoteId to = vault.graph.add(made);
    TOTE_TRY(proposal.changes, notes::move_section(vault, {from, block, to, made}));
  } else {
    auto to = note_named(journal, vault, target);
    if (!to && to.error().code == ErrorCode::not_found)
      to.error().message += "; --create makes it";
    TOTE_TRY(const auto id, std::move(to));
    proposal.path = vault.notes[id].path;
    for (std::string& remark : remarks_on_name(vault, id, target))
      proposal.remarks.push_back(std::move(remark));
    TOTE_TRY(proposal.changes, notes::move_section(vault, {from, block, id, vault.notes[id]}));
  }
  proposal.remarks.push_back(remark_on_links(proposal.changes.files.size() - 2));
  return proposal;
}

}  // namespace tote::host
