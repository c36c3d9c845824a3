// SPDX-License-Identifier: GPL-2.0-or-later
// What `ask`, `search` and `list` have in common: paging through results.
#pragma once

#include <vector>

#include "host/cli/command.h"

namespace tote::cli {

/// `--limit`, `--offset`.
[[nodiscard]] std::vector<FlagSpec> line_flags();
/// Their values, and today. Errors: invalid_input for what is no number.
[[nodiscard]] Result<index::AskOptions> line_options(const Context& context);

}  // namespace tote::cli
