// SPDX-License-Identifier: GPL-2.0-or-later
// Completion scripts for shells, from the command tables. Names of notes come from `tote
// complete-names`, a hidden command that answers from the index as it is, in a moment.
#pragma once

#include <string>
#include <vector>

namespace tote::cli {

/// The shells that have a script.
[[nodiscard]] const std::vector<std::string>& completion_shells();
/// The script for one of completion_shells().
[[nodiscard]] std::string completion_script(const std::string& shell);

}  // namespace tote::cli
