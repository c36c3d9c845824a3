// SPDX-License-Identifier: GPL-2.0-or-later
// A new note: where it goes and what it begins with.
#pragma once

#include <string>
#include <string_view>

#include "index/vocabulary.h"
#include "notes/date.h"
#include "notes/result.h"

namespace tote::host {

/// The path in the vault of a new note: the type's folder, and the title as file name, with what
/// file systems or links cannot hold (`/ \ : * ? " < > | # ^ [ ]` and control characters) as a
/// space. Errors: invalid_input if nothing is left.
[[nodiscard]] Result<std::string> new_note_path(const index::TypeDecl& type,
                                                std::string_view title);

/// The type's template with `{{title}}` and `{{date}}` filled in; without a template front matter
/// with type and title.
[[nodiscard]] std::string new_note_text(const index::TypeDecl& type, std::string_view title,
                                        notes::Date today);

}  // namespace tote::host
