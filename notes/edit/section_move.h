// SPDX-License-Identifier: GPL-2.0-or-later
// Moves a section to the end of another note, so that every link leads to the words that it led to
// before, and shows what it showed.
#pragma once

#include <cstdint>

#include "notes/edit/change.h"
#include "notes/edit/relocate.h"
#include "notes/link_graph.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::notes {

struct SectionMove {
  NoteId from = 0;
  std::uint32_t heading = 0;  ///< a block of that note: the section is what stands under it
  NoteId to = 0;              ///< as `vault.graph` knows it
  const Note& target;         ///< the note that `to` is; one that is not written yet has no bytes
};

/// The edits for it, in both notes and in every note with a link to what moves. Errors:
/// invalid_input if the section cannot be moved as it is: it is the note's title or stands in a
/// list or quote, footnotes or link definitions would be parted from their uses, the target has a
/// heading or block of that name or ends in something that is not closed; conflict if the two are
/// one note.
[[nodiscard]] Result<ChangeSet> move_section(const LoadedVault& vault, const SectionMove& move);

}  // namespace tote::notes
