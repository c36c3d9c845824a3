// SPDX-License-Identifier: GPL-2.0-or-later
// Lines of a source: `\n`, `\r\n` and a lone `\r` each end one, as in CommonMark (section 2.1).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::notes {

/// The offset of each line's first byte; a source that ends with a line ending has no line after
/// it. An empty source has one line.
[[nodiscard]] std::vector<std::uint32_t> find_line_starts(std::string_view source);

/// The index (0-based) of the line that holds `offset`. O(log lines).
[[nodiscard]] std::uint32_t line_index(const std::vector<std::uint32_t>& starts,
                                       std::uint32_t offset);

/// The bytes of a line (0-based) without its ending.
[[nodiscard]] ByteSpan line_content(std::string_view source,
                                    const std::vector<std::uint32_t>& starts, std::uint32_t line);

/// The span without spaces and tabs at its end.
[[nodiscard]] ByteSpan trim_end(std::string_view source, ByteSpan span);

/// The span without spaces, tabs and line endings at both ends.
[[nodiscard]] ByteSpan trim(std::string_view source, ByteSpan span);

}  // namespace tote::notes
