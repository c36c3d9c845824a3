// SPDX-License-Identifier: GPL-2.0-or-later
// The rules of the house, each a function from the sources to what breaks it. docs/architecture.md
// says why they are as they are.
#pragma once

#include <string>
#include <vector>

#include "tests/layers/source_tree.h"

namespace tote::layers {

/// One broken rule a line: `path:line: what is wrong`. Empty if the rule holds.
using Complaints = std::vector<std::string>;

/// Includes that run against the layers: a plugin sees the SDK and itself, notes nothing of
/// ours, index only notes; a face sees the host and what the Journal facade's header shows.
[[nodiscard]] Complaints forbidden_includes(const SourceTree& tree);

/// Includes of a library outside the room that owns it, such as Xapian outside index.
[[nodiscard]] Complaints stray_libraries(const SourceTree& tree);

/// Files outside a room that get one of its libraries through the room's headers.
[[nodiscard]] Complaints leaked_libraries(const SourceTree& tree);

/// Headers that include each other in a circle.
[[nodiscard]] Complaints include_circles(const SourceTree& tree);

/// Functions declared in a header that return a Result without [[nodiscard]].
[[nodiscard]] Complaints droppable_results(const SourceTree& tree);

/// Files that are longer than a reader takes in at once.
[[nodiscard]] Complaints overlong_files(const SourceTree& tree);

/// Files whose first line does not name their licence, and headers that can be included twice.
[[nodiscard]] Complaints missing_preambles(const SourceTree& tree);

/// Files and folders named after nothing, and work left for later.
[[nodiscard]] Complaints loose_ends(const SourceTree& tree);

}  // namespace tote::layers
