// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of a note that a link can lead to behind its `#`: the section under a heading, and a
// block that has an id.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/note.h"
#include "notes/span.h"

namespace tote::notes {

/// Blocks [first, last) of a note.
struct BlockRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  friend bool operator==(const BlockRange&, const BlockRange&) = default;
};

/// The block and all blocks in it.
[[nodiscard]] BlockRange with_inner_blocks(const Note& note, std::uint32_t block);

/// The headings that a link's heading may mean, in order; the first one is what it leads to.
/// Compared without case, diacritics and punctuation, as Obsidian does and as the anchors of
/// GitHub need it (`#some-heading`, of its namesakes `#some-heading-1`); of `A#B`, the headings B
/// below an A.
[[nodiscard]] std::vector<std::uint32_t> headings_called(const Note& note,
                                                         std::string_view heading);

/// The heading and what is below it, up to the next one of its level or above.
/// Requires: the block is a heading.
[[nodiscard]] BlockRange section_blocks(const Note& note, std::uint32_t heading);
/// The same in bytes, whole lines, the blank ones at its end included.
/// Requires: the heading is in no list and no quote.
[[nodiscard]] ByteSpan section_span(const Note& note, std::uint32_t heading);

/// `^id` at the end of a line.
struct BlockId {
  std::string id;           ///< as written, without `^`
  ByteSpan span;            ///< of `^id`
  std::uint32_t block = 0;  ///< that has the id: where it stands, or what stands before it alone
};

/// Those of the note, in order of position.
[[nodiscard]] std::vector<BlockId> block_ids(const Note& note);
/// The first one with this id, without regard to case.
[[nodiscard]] std::optional<BlockId> find_block_id(const Note& note, std::string_view id);

/// What the link's heading or block id means in the note that the link leads to. The whole note if
/// it has neither. Nothing if there is no such part.
[[nodiscard]] std::optional<BlockRange> linked_blocks(const Note& note, const Link& link);

}  // namespace tote::notes
