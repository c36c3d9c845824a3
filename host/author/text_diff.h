// SPDX-License-Identifier: GPL-2.0-or-later
// What differs between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace tote::host::author {

/// The lines that differ, "-" those of `before`, "+" those of `after`, each with two lines around
/// it; "" if the texts are equal.
[[nodiscard]] std::string line_diff(std::string_view before, std::string_view after);

}  // namespace tote::host::author
