// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a link, an embed or a tag on a public page. The writers ask for it and can write
// nothing else.
#pragma once

#include <string>
#include <string_view>

#include "host/publish/finding.h"
#include "notes/note.h"

namespace tote::host::publish {

struct LinkFate {
  enum class Kind {
    text,    ///< the words stay
    anchor,  ///< a link to `url`
    image,   ///< the picture at `url`
    embed,   ///< `html` in its place
    nothing  ///< nothing stays
  };
  Kind kind = Kind::text;
  std::string url;      ///< as in markup, see top_mark
  std::string classes;  ///< microformats and the like
  std::string html;
  bool is_cited = false;  ///< the title of a book
};

/// Decides, and remembers what it has decided.
class LinkRules {
 public:
  virtual ~LinkRules() = default;
  /// Of a link in the body or in a field of `note`.
  [[nodiscard]] virtual LinkFate fate_of(const notes::Note& note, const notes::Link& link) = 0;
  /// Where the page of a tag is, as in markup; empty if there is none.
  [[nodiscard]] virtual std::string tag_url(std::string_view tag) = 0;
  /// Takes down what was left out or shown beside links.
  virtual void report(const notes::Note& note, std::uint32_t offset, Finding finding) = 0;
};

/// The words that a link shows: its display text; for a bare wikilink the last part of its path,
/// for one to a heading of its own note that heading. Never a folder, a block id or a heading of
/// another note.
[[nodiscard]] std::string label_of(const notes::Note& note, const notes::Link& link);

/// Markdown text with its character references resolved.
[[nodiscard]] std::string decoded(std::string_view text);

}  // namespace tote::host::publish
