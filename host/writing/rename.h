// SPDX-License-Identifier: GPL-2.0-or-later
// Renames and moves, with every link that leads to what is renamed or moved.
#pragma once

#include <cstdint>
#include <string>

#include "host/journal.h"

namespace tote::host {

/// Whether the name that a note had goes on leading to it.
enum class OldName : std::uint8_t { forgotten, kept_as_alias };

/// A note (by any of its names) or another file (by its path) gets another name in its folder. A
/// title that was spelled as the file's name, or by which the note was named here, follows. Errors:
/// as Journal::find_note; conflict (a file of that name is there); invalid_input (no usable name).
[[nodiscard]] Result<Proposal> propose_rename(const Journal& journal, const std::string& old_name,
                                              const std::string& new_name, OldName keeps);

/// A note or another file moves to a folder, which is made if need be; "." is the vault's own.
/// Errors: as propose_rename.
[[nodiscard]] Result<Proposal> propose_move(const Journal& journal, const std::string& name,
                                            const std::string& folder);

/// The text of `from` is appended to `into`, its names become aliases, its fields are added where
/// there were none, links to it lead to `into`, and its file goes. What the two say differently is
/// remarked upon and stays as `into` has it. Errors: as propose_rename; invalid_input if both have
/// a footnote or a link definition of one name.
[[nodiscard]] Result<Proposal> propose_merge(const Journal& journal, const std::string& from,
                                             const std::string& into);

}  // namespace tote::host
