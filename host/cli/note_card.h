// SPDX-License-Identifier: GPL-2.0-or-later
// A note for a person: what its fields say, how it stands to other notes, who links to it.
#pragma once

#include <string>
#include <string_view>

#include "host/cli/command.h"

namespace tote::cli {

/// The note's title, fields, relations and backlinks, a line each.
[[nodiscard]] std::string note_card(const Context& context, const index::NoteDetails& details);
/// The note's text for a terminal, without the empty lines around it.
[[nodiscard]] std::string note_text(std::string_view body);

}  // namespace tote::cli
