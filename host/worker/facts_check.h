// SPDX-License-Identifier: GPL-2.0-or-later
// What the host asks of facts and edits that came out of a worker. A worker checks what its plugins
// say; but their code runs in it, and may have written to the socket itself.
#pragma once

#include <string>

#include "host/plugin_answer.h"
#include "index/facts.h"
#include "index/vocabulary.h"
#include "notes/note.h"

namespace tote::host::worker {

/// Whether facts about a note of so many bytes can go into the index: every field and relation is
/// declared, every text is UTF-8 and of a sane length, every span lies within the note, and there
/// are not more of anything than plugins may give.
[[nodiscard]] bool is_believable(const index::Facts& facts, std::size_t source_bytes,
                                 const index::Vocabulary& vocabulary);

/// Whether `plugin` may answer a command about this note so: each edit is of a field that it may
/// write, or one line, and otherwise as for facts.
[[nodiscard]] bool is_believable(const CommandAnswer& answer, std::string_view plugin,
                                 const notes::Note& note, const index::Vocabulary& vocabulary);

}  // namespace tote::host::worker
