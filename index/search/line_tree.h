// SPDX-License-Identifier: GPL-2.0-or-later
// A search line as a tree. Only its form: what a field's name means is for those who know the
// vocabulary.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "notes/span.h"

namespace tote::index::search {

/// What `field:` asks of the field.
struct FieldTest {
  enum class Kind : std::uint8_t {
    word,     ///< `author:davis`
    phrase,   ///< `author:"Le Guin"`
    link,     ///< `author:[[Amy Rose Davis]]`
    prefix,   ///< `author:dav*`
    any,      ///< `author:*`
    compare,  ///< `rating:>=4`
    range,    ///< `read:2011..2013`, `read:2020..`, `read:..2012`
    nested,   ///< `recommended-by:(type:person met:2011)`; the inner line is the node's child
  };
  enum class Compare : std::uint8_t { less, at_most, equal, at_least, more };

  std::string field;  ///< its name as written; "tag" for `#tag`
  Kind kind = Kind::word;
  Compare compare = Compare::equal;
  std::string value;  ///< the word, phrase, link target or scalar; the lower end of a range
  std::string upper;  ///< the upper end of a range
};

/// A node of the tree.
struct LineNode {
  enum class Kind : std::uint8_t {
    everything,   ///< `*`
    word,         ///< `tote`
    prefix,       ///< `pira*`; `text` is without the star
    phrase,       ///< `"kind of long"`
    link,         ///< `[[Tigana]]`
    field,        ///< `test`
    conjunction,  ///< all of `children`; at least two
    disjunction,  ///< one of `children`; at least two
    negation,     ///< not its one child
  };
  Kind kind = Kind::word;
  std::string text;  ///< of word, prefix, phrase; the target of a link
  FieldTest test;
  std::vector<LineNode> children;
  notes::ByteSpan span;  ///< where a leaf stands in the line; of a field the value
};

/// The tree as a search line again, in one way of writing: reading it gives the same tree.
[[nodiscard]] std::string to_line(const LineNode& node);

}  // namespace tote::index::search
