// SPDX-License-Identifier: GPL-2.0-or-later
// Small changes to a note's whole text, one after the other, before they become one change.
#pragma once

#include <string>
#include <string_view>

#include "notes/note.h"
#include "notes/result.h"

namespace tote::host {

/// Whether an added line begins a paragraph of its own.
enum class LineKind { paragraph, list_item };

/// The text with a line more at its end, in the text's own line endings. An item goes on with a
/// list that is there; a paragraph is set apart.
[[nodiscard]] std::string with_line(std::string_view text, std::string_view line, LineKind kind);

/// The note with a value more in a field: the field's only one if it was empty. Errors: as
/// notes::add_to_field.
[[nodiscard]] Result<notes::Note> with_value(const notes::Note& note, std::string_view field,
                                             std::string_view value);

/// The note without a field. Errors: as notes::unset_field.
[[nodiscard]] Result<notes::Note> without_field(const notes::Note& note, std::string_view field);

/// The note with a field set. Errors: as notes::set_field.
[[nodiscard]] Result<notes::Note> with_field(const notes::Note& note, std::string_view field,
                                             std::string_view value);

}  // namespace tote::host
