// SPDX-License-Identifier: GPL-2.0-or-later
// Writes a link's target anew, in the form in which it was written: a wikilink stays a name or a
// path as it was, a Markdown link stays relative and encoded, quotes and brackets stay whole.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "notes/edit/change.h"
#include "notes/link_graph.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::notes {

/// Where a link leads, before and after.
struct Retarget {
  const Note& note;                             ///< that holds the link, as it was read
  std::string note_path;                        ///< its path afterwards
  const Link& link;                             ///< of that note
  std::string old_path;                         ///< of the file that it led to
  NoteId goal = 0;                              ///< what it is to lead to
  Resolution::How how = Resolution::How::none;  ///< its target found it before
  bool keeps_text = false;         ///< a wikilink goes on showing the name that it was written with
  std::size_t outer_headings = 0;  ///< of a wikilink's `#A#B` so many are left out, from the left
};

/// Where the destination of a Markdown link is written down for `[text][label]` and its like: in a
/// definition of the note. Nothing for a link that holds its destination.
[[nodiscard]] std::optional<ByteSpan> definition_of(const Note& note, const Link& link);

/// Whether the link, as it is written, leads to its goal in `graph`. What was found by its path
/// must be found by its path again, and what was spelled as the file is must be so again: other
/// programs know no titles and tell letters apart. What was found by an alias or a title leads to
/// each note that bears it.
[[nodiscard]] bool leads_to_goal(const LinkGraph& graph, const Retarget& wanted);

/// The replacement after which the link leads to its goal in `graph`, which knows the names as they
/// will be: the shortest target in the link's own form that does. A link without a target, within
/// its note, gets one. Errors: invalid_input if no such
/// link can be written (a name with `|` or `]`).
[[nodiscard]] Result<Replacement> retarget(const LinkGraph& graph, const Retarget& wanted);

}  // namespace tote::notes
