// SPDX-License-Identifier: GPL-2.0-or-later
// Changes to one field of a note's front matter that touch nothing else: order, comments, quotes,
// indentation, line endings and the byte order mark of everything around it stay as they are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "notes/edit/change.h"
#include "notes/note.h"
#include "notes/result.h"

namespace tote::notes {

/// What a field is to hold.
struct FieldContent {
  std::vector<std::string> items;
  bool is_list = false;  ///< else `items` is one text
};

[[nodiscard]] inline FieldContent one_value(std::string text) {
  return {{std::move(text)}, false};
}

// Each gives the replacements in note.source, none if the note is as it is to be. Before it does,
// it makes them on a copy and reads that: the field must read as asked and all others as before.
// Errors: invalid_input, with the place (the front matter is broken, or in a form that is not
// edited by rules; then a person must).

/// Sets a field; adds it, and a front matter, if there is none. An existing key keeps its spelling.
[[nodiscard]] Result<std::vector<Replacement>> set_field(const Note& note, std::string_view key,
                                                         const FieldContent& content);
/// Takes a field away with its lines, and the front matter if nothing else was in it.
[[nodiscard]] Result<std::vector<Replacement>> unset_field(const Note& note, std::string_view key);
/// Adds an item to a list; a single value becomes the list's first item.
[[nodiscard]] Result<std::vector<Replacement>> add_to_field(const Note& note, std::string_view key,
                                                            std::string_view item);

}  // namespace tote::notes
