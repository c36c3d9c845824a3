// SPDX-License-Identifier: GPL-2.0-or-later
// How far a post has come, in the words that people and their site generators use.
#pragma once

#include <string_view>

namespace tote::posts {

/// The status that a word means: `idea`, `draft`, `review`, `scheduled`, `published` or `archived`;
/// empty for an unknown word.
[[nodiscard]] std::string_view read_status(std::string_view text);

}  // namespace tote::posts
