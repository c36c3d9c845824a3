// SPDX-License-Identifier: GPL-2.0-or-later
// Commands to try a plugin with: as people type them and as nobody should, all of it of the
// declared kinds, as the host sees to.
#pragma once

#include <string>
#include <vector>

#include "host/plugin_answer.h"
#include "host/plugin_commands.h"

namespace tote::host::author::check {

/// A command as it may be typed, first as people do. The n-th way types each value in the n-th of
/// its ways. Path and source of the note are left empty.
[[nodiscard]] std::vector<CommandCall> ways_to_type(const CommandDecl& command);

/// "weighed grams=12 on 2024-05-12".
[[nodiscard]] std::string to_string(const CommandCall& typed);

}  // namespace tote::host::author::check
