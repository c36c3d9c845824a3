// SPDX-License-Identifier: GPL-2.0-or-later
// What ties a part of a note to the rest of it: footnotes and link definitions, which mean nothing
// in another file.
#pragma once

#include "notes/note.h"
#include "notes/result.h"
#include "notes/span.h"

namespace tote::notes {

/// Whether a part can leave `note` for `target`. Errors: invalid_input if a footnote or a link
/// definition would be parted from what uses it, or would meet one of its name there.
[[nodiscard]] Result<void> check_ties(const Note& note, ByteSpan part, const Note& target);

}  // namespace tote::notes
