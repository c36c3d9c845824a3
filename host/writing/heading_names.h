// SPDX-License-Identifier: GPL-2.0-or-later
// The headings and block ids of a note as people name them, and mistype them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "notes/note.h"
#include "notes/result.h"

namespace tote::host {

/// The heading that looks like this one, as it stands in the note; "" if none does.
[[nodiscard]] std::string closest_heading(const notes::Note& note, std::string_view heading);
/// The block id that looks like this one, without `^`; "" if none does.
[[nodiscard]] std::string closest_block_id(const notes::Note& note, std::string_view id);

/// The one heading that a person means, as a block of the note; `A#B` is a B below an A. Errors:
/// not_found, with the closest heading or with all of them; conflict if there are several.
[[nodiscard]] Result<std::uint32_t> find_heading(const notes::Note& note, std::string_view heading);

}  // namespace tote::host
