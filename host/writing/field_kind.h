// SPDX-License-Identifier: GPL-2.0-or-later
// What the plugins' declarations say about a field and its values.
#pragma once

#include <string>
#include <string_view>

#include "index/vocabulary.h"
#include "notes/result.h"

namespace tote::host {

/// Fields that mean the same in every note: `title`, `tags` and their like. `key` is canonical.
[[nodiscard]] bool is_field_of_every_note(std::string_view key);

/// Whether a field can hold the value, as far as its kind and its bounds go.
[[nodiscard]] bool suits_field(const index::FieldDecl& field, const std::string& value);

/// What is wrong with a value that does not suit: "'many' is not what the field pages holds: a
/// whole number of at least 1".
[[nodiscard]] std::string misfit(const index::FieldDecl& field, const std::string& value);

/// Whether the value is a number that the field's bounds leave out.
[[nodiscard]] bool is_out_of_bounds(const index::FieldDecl& field, const std::string& value);

/// Refuses to write a number that is out of the field's bounds. Anything else may be written: what
/// does not suit, the field's plugin may yet bring to suit, such as `8/10`. Errors: invalid_input.
[[nodiscard]] Result<void> check_bounds(const index::FieldDecl& field, const std::string& value);

/// The declared field or relation of such notes that is a slip of the pen away from `key`, else "".
[[nodiscard]] std::string closest_field(const index::Vocabulary& vocabulary, std::string_view type,
                                        const std::string& key);

}  // namespace tote::host
