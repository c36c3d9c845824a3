// SPDX-License-Identifier: GPL-2.0-or-later
// What one call into a plugin may give; of what is counted, more is refused with TOTE_LIMIT.
#pragma once

#include <cstddef>
#include <string_view>

namespace tote::host::worker {

inline constexpr std::size_t max_items = 10'000;
inline constexpr std::size_t max_text_bytes = std::size_t{64} * 1024;
// Of a command: each edit has the host read the note once more.
inline constexpr std::size_t max_edits = 256;
inline constexpr std::size_t max_edits_bytes = std::size_t{1024} * 1024;

/// What a command may append to a note.
[[nodiscard]] inline bool is_one_line(std::string_view text) {
  return !text.empty() && text.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace tote::host::worker
