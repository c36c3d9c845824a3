// SPDX-License-Identifier: GPL-2.0-or-later
// A search line in words, so that people see what was taken for what.
#pragma once

#include <string>

#include "index/search/line_tree.h"
#include "index/vocabulary.h"

namespace tote::index::search {

/// "type book, read in 2024, not tagged #scifi".
[[nodiscard]] std::string reading_of(const LineNode& root, const Vocabulary& vocabulary);

}  // namespace tote::index::search
