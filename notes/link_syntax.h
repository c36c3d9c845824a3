// SPDX-License-Identifier: GPL-2.0-or-later
// The forms in which notes write links, read from a text at a position. Pure functions: offsets in
// and out are into the text given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "notes/span.h"

namespace tote::notes {

/// `[[target#heading|text]]`. Spans are trimmed.
struct WikilinkSyntax {
  std::size_t end = 0;  ///< behind `]]`
  ByteSpan target;
  ByteSpan heading;  ///< what follows the first `#`; with `^` a block id; empty if there is none
  ByteSpan label;    ///< what follows the `|`, else the target, else the heading
};

/// Reads a wikilink whose `[[` is at `at`. It may go over one line's end, since people wrap lines.
/// Looks no further than the next `[[`, so that reading at every `[[` stays linear.
[[nodiscard]] std::optional<WikilinkSyntax> read_wikilink(std::string_view text, std::size_t at);

/// `(destination "title")`: the destination without `<>`.
struct LinkTail {
  std::size_t end = 0;  ///< behind `)`
  ByteSpan destination;
};

/// Reads what follows a Markdown link's `]`, with `(` at `at` (CommonMark 6.3).
[[nodiscard]] std::optional<LinkTail> read_link_tail(std::string_view text, std::size_t at);

/// The destination of a link definition on one line, read behind its colon; nothing but a title may
/// follow (CommonMark 4.7).
[[nodiscard]] std::optional<ByteSpan> read_definition_target(std::string_view text, std::size_t at);

/// Whether a destination begins with a URI scheme (RFC 3986, section 3.1; two letters or more, so
/// that `C:\x` is none).
[[nodiscard]] bool has_scheme(std::string_view destination);

/// The start of a bare URL whose `://` is at `at`, or npos.
[[nodiscard]] std::size_t bare_url_begin(std::string_view text, std::size_t at);

/// The end of a bare URL that is read from `at`: before white space, `<` and closing punctuation
/// (GitHub's rules for extended autolinks).
[[nodiscard]] std::size_t bare_url_end(std::string_view text, std::size_t at);

/// Backslash escapes of punctuation and character references resolved.
[[nodiscard]] std::string unescape(std::string_view text);

/// `%20` and its like resolved; a `%` that is none stays.
[[nodiscard]] std::string percent_decode(std::string_view text);

}  // namespace tote::notes
