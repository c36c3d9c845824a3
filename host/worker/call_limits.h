// SPDX-License-Identifier: GPL-2.0-or-later
// What one call into a plugin may give; more is refused with TOTE_LIMIT.
#pragma once

#include <cstddef>

namespace tote::host::worker {

inline constexpr std::size_t max_items = 10'000;
inline constexpr std::size_t max_text_bytes = 64 * 1024;

}  // namespace tote::host::worker
