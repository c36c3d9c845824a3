// SPDX-License-Identifier: GPL-2.0-or-later
// What the plugins' declarations say about a field and its values.
#pragma once

#include <string>
#include <string_view>

#include "index/vocabulary.h"

namespace tote::host {

/// Fields that mean the same in every note: `title`, `tags` and their like. `key` is canonical.
[[nodiscard]] bool is_field_of_every_note(std::string_view key);

/// Whether a field can hold the value, as far as its kind goes.
[[nodiscard]] bool suits_field(const index::FieldDecl& field, const std::string& value);

/// "a whole number", "a date such as 2026-11-22", "one of to-read, reading".
[[nodiscard]] std::string what_field_holds(const index::FieldDecl& field);

/// The declared field or relation of such notes that is a slip of the pen away from `key`, else "".
[[nodiscard]] std::string closest_field(const index::Vocabulary& vocabulary, std::string_view type,
                                        const std::string& key);

}  // namespace tote::host
