// SPDX-License-Identifier: GPL-2.0-or-later
// What the inline scanner finds in a leaf's text before emphasis is settled.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "notes/note.h"

namespace tote::notes {

/// A stretch of a leaf's text. Items are in order and do not overlap.
struct InlineItem {
  enum class Role : std::uint8_t {
    content,    ///< what `kind` says
    delimiter,  ///< a run of `*`, `_`, `~~` or `==`: markup if it pairs, else text
    markup      ///< nothing to read
  };
  Role role = Role::content;
  Inline::Kind kind = Inline::Kind::text;
  bool is_emphasised = false;
  bool can_open = false;
  bool can_close = false;
  std::uint32_t begin = 0;  ///< in the leaf's text
  std::uint32_t end = 0;
  std::uint32_t ref = 0;
};

/// Settles which delimiter runs pair (CommonMark 6.2, and the same for `~~` and `==`): paired
/// marks shrink to nothing, what lies between paired `*` or `_` becomes emphasised, and the rest
/// of a run becomes text. Linear.
void resolve_emphasis(std::string_view text, std::vector<InlineItem>& items);

/// Sets can_open and can_close of a delimiter run from the characters around it.
void classify_delimiter(std::string_view text, InlineItem& run);

}  // namespace tote::notes
