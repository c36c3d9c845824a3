// SPDX-License-Identifier: GPL-2.0-or-later
// What publishing a post, and taking it back, write into the post itself.
#pragma once

#include <string>

#include "notes/date.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::host {

/// The text of a private post as it must be to be published: `status: published`, and `today` as
/// its date if it has none. Of a public post, and of a note that is no post, the text as it is.
/// Errors: as notes::set_field.
[[nodiscard]] Result<std::string> text_to_publish(const notes::Note& note, notes::Date today);

/// The text of a public post as it is when it was taken back: a draft that nothing else makes
/// public. Of any other note, the text as it is. Errors: as notes::set_field.
[[nodiscard]] Result<std::string> text_to_unpublish(const notes::Note& note);

}  // namespace tote::host
