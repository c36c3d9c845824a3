// SPDX-License-Identifier: GPL-2.0-or-later
// Help on the terminal and man pages, from the command tables.
#pragma once

#include <string>

#include "host/cli/command.h"

namespace tote::cli {

/// What tote is and which commands there are.
[[nodiscard]] std::string overview(const Terminal& terminal);
/// How a command is used.
[[nodiscard]] std::string help_of(const Terminal& terminal, const CommandSpec& command);
/// Which commands a group has.
[[nodiscard]] std::string help_of(const Terminal& terminal, const CommandGroup& group);
/// "tote show NOTE".
[[nodiscard]] std::string usage_of(const CommandSpec& command);
/// The error for a command that there is not.
[[nodiscard]] tl::unexpected<Error> unknown_command(const std::string& name);
/// tote(1) in man's macros (man(7)).
[[nodiscard]] std::string man_page();
/// "tote-plugin-new".
[[nodiscard]] std::string man_page_name(const CommandSpec& command);
/// tote-COMMAND(1).
[[nodiscard]] std::string man_page(const CommandSpec& command);

}  // namespace tote::cli
