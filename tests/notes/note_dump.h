// SPDX-License-Identifier: GPL-2.0-or-later
// A note as lines of text, to be compared with what an example expects; and the promises that hold
// for every note, whatever its bytes.
#pragma once

#include <string>
#include <vector>

#include "notes/note.h"

namespace tote::notes {

/// Title, values, blocks, links, tags, fields and diagnostics, one a line, as far as they are
/// there. Line ends within texts are shown as `⏎`.
[[nodiscard]] std::string dump(const Note& note);

/// What is wrong with the spans and indices of a note; empty if nothing is.
[[nodiscard]] std::vector<std::string> broken_promises(const Note& note);

}  // namespace tote::notes
