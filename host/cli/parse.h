// SPDX-License-Identifier: GPL-2.0-or-later
// From the shell's words to a command and its flags.
#pragma once

#include <string>
#include <vector>

#include "host/cli/command.h"

namespace tote::cli {

/// A command line that can be run.
struct ParsedLine {
  const CommandSpec* command = nullptr;
  const CommandGroup* group = nullptr;  ///< with wants_help: a group was named and no command of it
  Invocation invocation;
  bool wants_help = false;
  bool wants_version = false;
};

/// Reads the words after the program's name. The first word that is no flag names the command; if
/// it names none, the line is a question or search for `ask`. Errors: invalid_input, with what was
/// meant if that can be guessed.
[[nodiscard]] Result<ParsedLine> parse_line(const std::vector<std::string>& words);

}  // namespace tote::cli
