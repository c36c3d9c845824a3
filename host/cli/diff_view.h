// SPDX-License-Identifier: GPL-2.0-or-later
// Differences for people.
#pragma once

#include <string>
#include <string_view>

#include "host/cli/terminal.h"

namespace tote::cli {

/// A line_diff under a heading, in colour; "" for an empty one.
[[nodiscard]] std::string shown_diff(const Terminal& terminal, std::string_view heading,
                                     std::string_view diff);

}  // namespace tote::cli
