// SPDX-License-Identifier: GPL-2.0-or-later
// How far what was typed is from what was meant: names and words are corrected by one rule. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tote::index::store {

/// Code points of well-formed UTF-8, as notes::fold gives it.
[[nodiscard]] std::u32string code_points(std::string_view text);

/// Whether each byte of a text is a character.
[[nodiscard]] bool is_ascii(std::string_view text);

/// How many edits a name or word of this many letters may be away from what was typed: none below
/// 4, 1 below 8, 2 below 14, else 3.
[[nodiscard]] std::uint32_t tolerance(std::size_t letters);

/// Which letters a text has, in a few bits: for telling cheaply that two texts are far apart. On
/// disk, in names_slot.
[[nodiscard]] std::uint64_t letter_set(std::string_view text);

/// Whether texts with these letters may be within `edits` of each other: each edit takes away one
/// letter at most and brings one.
[[nodiscard]] inline bool may_be_near(std::uint64_t a, std::uint64_t b, std::uint32_t edits) {
  // Counted by hand: not every processor that this is built for counts bits.
  std::uint64_t different = a ^ b;
  for (std::uint32_t left = 2 * edits; left > 0 && different != 0; --left)
    different &= different - 1;
  return different == 0;
}

/// Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours. Gives
/// `limit` + 1 for everything further away. O(limit × length).
[[nodiscard]] std::uint32_t edit_distance(std::u32string_view a, std::u32string_view b,
                                          std::uint32_t limit);
/// The same for well-formed UTF-8, counting characters.
[[nodiscard]] std::uint32_t edit_distance(std::string_view a, std::string_view b,
                                          std::uint32_t limit);

}  // namespace tote::index::store
