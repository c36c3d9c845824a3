// SPDX-License-Identifier: GPL-2.0-or-later
// The YAML between `---` lines that opens a note.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "notes/note.h"
#include "notes/span.h"

namespace tote::notes {

/// Front matter larger than this is not read.
inline constexpr std::uint32_t max_front_matter_bytes = 64u << 10;
/// Lists and maps nested deeper than this are an error.
inline constexpr std::uint32_t max_front_matter_depth = 32;

/// Where the front matter lies.
struct FrontMatterBounds {
  ByteSpan whole;  ///< with both `---` lines; empty if there is none
  ByteSpan yaml;   ///< between them
};

/// Finds the front matter. A first `---` that is never closed is a thematic break; if fields
/// follow it, a diagnostic says so.
[[nodiscard]] FrontMatterBounds find_front_matter(std::string_view source,
                                                  const std::vector<std::uint32_t>& line_starts,
                                                  std::vector<Diagnostic>& diagnostics);

/// Reads the fields. Broken YAML gives a diagnostic; the fields before the error are kept, and of
/// the rest the lines that are plain `key: value` or `- item`. Linear.
[[nodiscard]] std::vector<Value> read_front_matter(std::string_view source, ByteSpan yaml,
                                                   const std::vector<std::uint32_t>& line_starts,
                                                   std::vector<Diagnostic>& diagnostics);

}  // namespace tote::notes
