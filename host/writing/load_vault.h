// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/journal.h"
#include "notes/edit/relocate.h"

namespace tote::host {

/// Every note as it is on disk, and every other file by its name. Notes that cannot be read are
/// left out of the links, but not of the names. Errors: as notes::scan_vault.
[[nodiscard]] Result<notes::LoadedVault> load_vault(const Journal& journal);

/// The file that a person means: a note by any of its names, another file by its path in the
/// vault. Errors: as Journal::find_note.
[[nodiscard]] Result<notes::NoteId> find_file(const Journal& journal,
                                              const notes::LoadedVault& vault,
                                              const std::string& name);

/// Says which file a name was taken for that is none of its names: a beginning, a part, a slip.
/// Nothing to say for a name that it has.
[[nodiscard]] std::vector<std::string> remarks_on_name(const notes::LoadedVault& vault,
                                                       notes::NoteId file, const std::string& name);

/// Says in how many other files links change.
[[nodiscard]] std::string remark_on_links(std::size_t others);

}  // namespace tote::host
