// SPDX-License-Identifier: GPL-2.0-or-later
// The block structure of a note's body: what cmark finds in the outline, and what it does not know:
// tables, footnotes, callouts, task marks, link definitions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "notes/body_outline.h"
#include "notes/note.h"
#include "notes/span.h"

namespace tote::notes {

/// A leaf block whose text is still to be read: one piece of source a line, without quote marks,
/// indentation and block markers.
struct Leaf {
  std::uint32_t block = 0;  ///< into BodyBlocks::blocks
  std::uint32_t first_piece = 0;
  std::uint32_t piece_count = 0;
};

/// Destinations of link definitions by name_key() of their label; the first one counts.
using LinkDefinitions = std::unordered_map<std::string, ByteSpan>;

struct BodyBlocks {
  std::vector<Block> blocks;
  std::vector<Leaf> leaves;
  std::vector<ByteSpan> pieces;
  LinkDefinitions definitions;
};

/// Reads the blocks of the body. Linear.
[[nodiscard]] BodyBlocks read_blocks(std::string_view source, ByteSpan body,
                                     const std::vector<std::uint32_t>& line_starts,
                                     const std::vector<OpaqueSpan>& opaque);

}  // namespace tote::notes
