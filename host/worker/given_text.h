// SPDX-License-Identifier: GPL-2.0-or-later
// Text that a plugin gives to the host, which may be anything.
#pragma once

#include <cstddef>
#include <string_view>

#include <tote/plugin.h>

#include "host/worker/call_limits.h"
#include "notes/text.h"

namespace tote::host::worker {

/// The text, borrowed; empty if it has no bytes, whatever its size says.
[[nodiscard]] inline std::string_view view(tote_str_t text) {
  return text.data == nullptr ? std::string_view()
                              : std::string_view(text.data, static_cast<std::size_t>(text.size));
}

[[nodiscard]] inline bool is_too_long(tote_str_t text) {
  return text.size > max_text_bytes;
}

/// Whether it has the bytes that it says, and they are UTF-8.
[[nodiscard]] inline bool is_usable(tote_str_t text) {
  return (text.data != nullptr || text.size == 0) &&
         notes::find_invalid_utf8(view(text)) == std::string_view::npos;
}

[[nodiscard]] inline bool is_usable(tote_str_t text, std::size_t max_bytes) {
  return text.size <= max_bytes && is_usable(text);
}

}  // namespace tote::host::worker
