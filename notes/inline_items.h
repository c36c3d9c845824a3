// SPDX-License-Identifier: GPL-2.0-or-later
// What the inline scanner finds in a leaf's text before emphasis is settled.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "notes/leaf_text.h"
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

/// Sets can_open and can_close of a delimiter run from the characters around it.
void classify_delimiter(std::string_view text, InlineItem& run);

/// The items of one leaf.
class InlineItems {
 public:
  /// Gives the item's place.
  std::size_t add(Inline::Kind kind, std::size_t begin, std::size_t end, std::size_t ref = 0);

  /// Adds code line by line: code keeps out of line breaks, so that its spans hold no quote marks.
  void add_code(std::string_view text, std::size_t begin, std::size_t end);

  void drop_from(std::size_t item) { items_.resize(item); }

  [[nodiscard]] std::size_t size() const { return items_.size(); }

  [[nodiscard]] InlineItem& operator[](std::size_t item) { return items_[item]; }

  /// Settles which delimiter runs pair (CommonMark 6.2, and the same for `~~` and `==`): paired
  /// marks shrink to nothing, what lies between paired `*` or `_` becomes emphasised, and the rest
  /// of a run becomes text. Linear.
  void resolve_emphasis(std::string_view text);

  /// Appends the items as inlines, neighbouring text joined.
  void append_to(std::vector<Inline>& inlines, const LeafText& leaf) const;

 private:
  std::vector<InlineItem> items_;
};

}  // namespace tote::notes
