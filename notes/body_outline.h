// SPDX-License-Identifier: GPL-2.0-or-later
// What the block parser gets to see. cmark decides about blocks alone, so it is fed an outline: of
// each line the markers that make blocks, and an `x` for the text. Inline parsing by cmark then
// costs nothing, link definitions are not eaten, comments hide what they hold, and nesting is
// bounded, which keeps cmark linear on hostile input. Columns in the outline are those of the
// source.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::notes {

/// A stretch in which Markdown has no meaning: a comment that begins its line with `%%`, or display
/// math that begins its line with `$$`. Delimiters included.
struct OpaqueSpan {
  enum class Kind : std::uint8_t { comment, math };
  Kind kind = Kind::comment;
  ByteSpan span;
};

/// The opaque stretches of the body, in order. Linear.
[[nodiscard]] std::vector<OpaqueSpan> find_opaque_spans(
    std::string_view source, ByteSpan body, const std::vector<std::uint32_t>& line_starts);

/// The text for cmark, and for each of its lines the source line (0-based) that it stands for: of
/// several blank lines only the first is kept.
struct BodyOutline {
  std::string text;
  std::vector<std::uint32_t> source_lines;
};

/// Nested quotes and list items that one line may open; deeper markers are text.
inline constexpr int max_markers_per_line = 48;
/// Columns of indentation that can mean nesting; text that is indented deeper belongs to the level
/// reached there.
inline constexpr std::uint32_t max_indent_columns = 128;

/// Builds the outline of the body. Linear.
[[nodiscard]] BodyOutline make_outline(std::string_view source, ByteSpan body,
                                       const std::vector<std::uint32_t>& line_starts,
                                       const std::vector<OpaqueSpan>& opaque);

}  // namespace tote::notes
