// SPDX-License-Identifier: GPL-2.0-or-later
// Renames and moves a file of the vault, or lets one note take another's place, so that every link
// leads where it led before.
#pragma once

#include <string>
#include <vector>

#include "notes/edit/change.h"
#include "notes/link_graph.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::notes {

/// A vault in memory. Ids of the graph below notes.size() are places in `notes`.
struct LoadedVault {
  std::vector<Note> notes;
  LinkGraph graph;
};

struct Relocation {
  NoteId file = 0;
  std::string new_path;
  bool renames_title = false;  ///< the title follows, even if it differed from the file's name
  bool keeps_alias = false;    ///< the old name becomes an alias of the note
};

/// The edits for it: of the file itself, and of every link, in whatever form, that would lead
/// elsewhere or nowhere. `vault.graph` is left as it will be afterwards; `vault.notes` as they are.
/// A title that is spelled as the file's name follows it. `base` is the content hash of a file
/// that is no note. Errors: conflict (a file is at that path), invalid_input (a link cannot be
/// written).
[[nodiscard]] Result<ChangeSet> relocate(LoadedVault& vault, const Relocation& relocation,
                                         ContentHash base = {});

/// Replacements in one note's links.
struct LinkEdits {
  NoteId note = 0;
  std::vector<Replacement> replacements;
};

/// The edits after which every link that leads to `from` leads to `to`. `from` has no name in the
/// graph afterwards. Its own links are written for the place of `to`.
[[nodiscard]] Result<std::vector<LinkEdits>> redirect_links(LoadedVault& vault, NoteId from,
                                                            NoteId to);

}  // namespace tote::notes
