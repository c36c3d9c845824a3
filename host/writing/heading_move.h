// SPDX-License-Identifier: GPL-2.0-or-later
// A section becomes part of another note, or a note of its own.
#pragma once

#include <cstdint>
#include <string>

#include "host/journal.h"

namespace tote::host {

/// What a section may be moved to.
enum class SectionTarget : std::uint8_t { note_that_is_there, new_note };

/// The section under a heading of a note goes to the end of the note `target`; a new one is made in
/// the folder of the first, with nothing but the section. Every link to it, to a heading or to a
/// block in it follows. Errors: as Journal::find_note and notes::move_section; not_found with the
/// headings there are; conflict (a new note's name is taken).
[[nodiscard]] Result<Proposal> propose_heading_move(const Journal& journal, const std::string& note,
                                                    const std::string& heading,
                                                    const std::string& target, SectionTarget kind);

}  // namespace tote::host
