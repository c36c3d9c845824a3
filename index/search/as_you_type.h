// SPDX-License-Identifier: GPL-2.0-or-later
// What a line that is still being typed may be after.
#pragma once

#include <string_view>

#include "index/answer.h"
#include "index/index.h"
#include "index/store/reader.h"

namespace tote::index::search {

/// Notes whose title or alias begins with the line, by name; then, if they are fewer than
/// options.limit (0: 10), those that the line finds as a search whose last word may go on, unless a
/// space ends it. `total` is an estimate. Throws Xapian's exceptions.
[[nodiscard]] Answer as_you_type(const store::Reader& reader, std::string_view line,
                                 const AskOptions& options);

}  // namespace tote::index::search
