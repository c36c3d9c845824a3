// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/rename.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "host/writing/load_vault.h"
#include "notes/edit/relocate.h"
#include "notes/text.h"

namespace tote::host {
namespace fs = std::filesystem;

namespace {

/// `name` is what the file was named by.
Result<Proposal> propose_relocation(const Journal& journal, notes::LoadedVault vault,
                                    const std::string& name, notes::Relocation relocation) {
  notes::ContentHash base;
  if (relocation.file >= vault.notes.size()) {
    const auto files = notes::disk();
    TOTE_TRY(const auto hash, files->hash(journal.vault() / vault.graph.path(relocation.file)));
    base = hash.value_or(notes::ContentHash());
  }
  Proposal proposal;
  proposal.path = relocation.new_path;
  proposal.remarks = remarks_on_name(vault, relocation.file, name);
  TOTE_TRY(proposal.changes, notes::relocate(vault, relocation, base));
  proposal.remarks.push_back(remark_on_links(proposal.changes.files.size() - 1));
  return proposal;
}

bool is_usable_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.front() != ' ' && name.back() != ' ' &&
         name.size() <= 250 && name.find('/') == std::string::npos &&
         std::none_of(name.begin(), name.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

Result<Proposal> propose_rename(const Journal& journal, const std::string& old_name,
                                const std::string& new_name, OldName keeps) {
  TOTE_TRY(auto vault, load_vault(journal));
  notes::Relocation relocation;
  TOTE_TRY(relocation.file, find_file(journal, vault, old_name));
  const fs::path old_path = vault.graph.path(relocation.file);
  const std::string extension = old_path.extension().string();
  std::string name = new_name;
  if (name.ends_with(extension))
    name.resize(name.size() - extension.size());
  if (!is_usable_name(name))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' cannot be a file's name{}", new_name,
                            name.find('/') == std::string::npos
                                ? ""
                                : "; 'tote move' moves a note to another folder"));
  relocation.new_path = (old_path.parent_path() / (name + extension)).generic_string();
  relocation.keeps_alias = keeps == OldName::kept_as_alias;
  if (relocation.file < vault.notes.size())
    relocation.renames_title =
        notes::name_key(vault.notes[relocation.file].title) == notes::name_key(old_name);
  if (relocation.new_path == old_path.generic_string())
    return fail(ErrorCode::invalid_input, fmt::format("the file is called '{}' already", name));
  return propose_relocation(journal, std::move(vault), old_name, std::move(relocation));
}

Result<Proposal> propose_move(const Journal& journal, const std::string& name,
                              const std::string& folder) {
  TOTE_TRY(auto vault, load_vault(journal));
  notes::Relocation relocation;
  TOTE_TRY(relocation.file, find_file(journal, vault, name));
  const fs::path old_path = vault.graph.path(relocation.file);
  const auto target = (fs::path(folder) / old_path.filename()).lexically_normal();
  if (target.is_absolute() || target.generic_string().starts_with(".."))
    return fail(
        ErrorCode::invalid_input,
        fmt::format("'{}' is no folder of the vault; name it from the vault's top", folder));
  relocation.new_path = target.generic_string();
  if (relocation.new_path == old_path.generic_string())
    return fail(ErrorCode::invalid_input, fmt::format("{} is in that folder already", name));
  return propose_relocation(journal, std::move(vault), name, std::move(relocation));
}

}  // namespace tote::host
