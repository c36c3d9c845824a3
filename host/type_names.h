// SPDX-License-Identifier: GPL-2.0-or-later
// What people call the types of notes.
#pragma once

#include <string_view>

#include "index/vocabulary.h"
#include "notes/result.h"

namespace tote::host {

/// The declared type that `words` name: its id or one of its nouns in either number. Valid as long
/// as the vocabulary. Errors: invalid_input, naming the types.
[[nodiscard]] Result<const index::TypeDecl*> type_named(const index::Vocabulary& vocabulary,
                                                        std::string_view words);

}  // namespace tote::host
