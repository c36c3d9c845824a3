// SPDX-License-Identifier: GPL-2.0-or-later
// What CommonMark takes for one paragraph and people write as something else: link definitions,
// footnotes, tables (GitHub's and Obsidian's syntax), callouts and task marks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::notes {

/// Consecutive lines of a paragraph that belong together.
struct ParagraphPart {
  enum class Kind : std::uint8_t { text, footnote, table, definition };
  Kind kind = Kind::text;
  std::uint32_t begin = 0;      ///< of the part; a footnote's lines begin behind its `[^1]:`
  std::vector<ByteSpan> lines;  ///< of a table: header, delimiter row, rows
  std::string label;            ///< of a definition, as name_key()
  ByteSpan destination;         ///< of a definition, without `<>`
};

/// Splits the lines of a paragraph. Linear. Requires: lines have no indentation, no quote marks.
[[nodiscard]] std::vector<ParagraphPart> split_paragraph(std::string_view source,
                                                         const std::vector<ByteSpan>& lines);

/// The cells of a table row, trimmed, empty ones included. `\|` and the bar of a
/// `[[wikilink|text]]` do not separate.
[[nodiscard]] std::vector<ByteSpan> split_table_row(std::string_view source, ByteSpan row);

/// `[!kind]`, `[!kind]+` or `[!kind]-` at the front of a quote's first line, with blanks after it.
struct CalloutMarker {
  std::string kind;      ///< lower case
  std::size_t size = 0;  ///< 0 if there is none
};

[[nodiscard]] CalloutMarker read_callout_marker(std::string_view line);

/// The size of `[ ] ` or `[x] ` (any one character) at the front of a list item; 0 if there is
/// none.
[[nodiscard]] std::size_t task_marker_size(std::string_view line);

/// The text of an ATX heading without its `#`s.
[[nodiscard]] ByteSpan atx_heading_text(std::string_view source, ByteSpan heading);

}  // namespace tote::notes
