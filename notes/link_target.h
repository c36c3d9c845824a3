// SPDX-License-Identifier: GPL-2.0-or-later
// Where a Markdown link leads: `[text](destination)`, `[text][label]`, `[label][]`, `[label]`.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "notes/body_blocks.h"
#include "notes/span.h"

namespace tote::notes {

struct LinkTarget {
  std::size_t end = 0;           ///< of the whole link
  ByteSpan written;              ///< the destination, or the label of its definition
  std::string_view destination;  ///< as written, here or in the definition
};

/// Reads what follows the text of a link, whose `]` is at label.end. `holds_brackets` says that the
/// link's text cannot be the label of a definition. Definitions are spans of `source`.
[[nodiscard]] std::optional<LinkTarget> read_link_target(std::string_view text, ByteSpan label,
                                                         bool holds_brackets,
                                                         const LinkDefinitions& definitions,
                                                         std::string_view source);

}  // namespace tote::notes
