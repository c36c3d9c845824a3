// SPDX-License-Identifier: GPL-2.0-or-later
// Changes to a field of a note, as a person types them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/journal.h"

namespace tote::host {

enum class FieldAction : std::uint8_t { set, add, unset };

/// What to do with which field of which note.
struct FieldRequest {
  FieldAction action = FieldAction::set;
  std::string note;   ///< a name
  std::string field;  ///< in any spelling
  std::string value;
};

/// The change to the note's front matter. A value that names a note becomes a link where the field
/// is a relation. A number out of the field's bounds is refused; what else the plugins would not
/// take is remarked upon. Errors: as Journal::find_note, check_bounds and notes::set_field.
[[nodiscard]] Result<Proposal> propose_field(const Journal& journal, const FieldRequest& request);

}  // namespace tote::host
