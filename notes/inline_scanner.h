// SPDX-License-Identifier: GPL-2.0-or-later
// Reads the inlines of a leaf block: text, code, links in every form, tags, inline fields. cmark's
// positions of inlines cannot be trusted and it knows nothing of wikilinks; here every span is
// true.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "notes/body_blocks.h"
#include "notes/body_outline.h"
#include "notes/leaf_text.h"
#include "notes/note.h"

namespace tote::notes {

/// Where the findings go. Links, tags and fields are appended as they are found, not in order.
struct InlineSink {
  std::vector<Inline>& inlines;
  std::vector<Link>& links;
  std::vector<Tag>& tags;
  std::vector<InlineField>& fields;
};

/// What the scanner knows beside the text.
struct InlineContext {
  std::string_view source;
  const std::vector<std::uint32_t>& line_starts;
  const LinkDefinitions& definitions;
  const std::vector<OpaqueSpan>& opaque;
  Origin origin = Origin::body;
  bool takes_line_fields = true;  ///< a text that begins with `key::` is a field
};

/// Scans one leaf. Linear.
void scan_inlines(const LeafText& text, const InlineContext& context, const InlineSink& sink);

}  // namespace tote::notes
