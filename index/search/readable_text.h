// SPDX-License-Identifier: GPL-2.0-or-later
// Markdown as a person reads it, by a quick scan of lines instead of a parse: good enough to quote
// a stretch of a note, cheap enough to do so for every result of a search.
#pragma once

#include <string>
#include <string_view>

namespace tote::index::search {

/// A note's text in two parts.
struct ReadableText {
  /// The body without markup: marks of headings, lists, quotes, emphasis and code, URLs of links,
  /// HTML tags and comments are gone; `[[…]]` stays as written. One line a block, ended by `\n`.
  std::string body;
  std::string_view front_matter;  ///< between its `---` lines, as written; into the source
};

/// Reads at most the first MiB of `source`, which must outlive the result. Linear; any thread.
[[nodiscard]] ReadableText readable_text(std::string_view source);

}  // namespace tote::index::search
