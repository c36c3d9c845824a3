// SPDX-License-Identifier: GPL-2.0-or-later
// Answers for people: what they look like on a terminal, and in the other formats.
#pragma once

#include <string>
#include <vector>

#include "host/cli/command.h"

namespace tote::cli {

/// The answer in the format asked for, ready to print.
[[nodiscard]] std::string render(const Context& context, const index::Answer& answer);
/// `path:line`, as terminals and editors open it.
[[nodiscard]] std::string place(const Context& context, const std::string& path,
                                std::uint32_t line);
/// Paths, one a line or ended by NUL, without repetition.
[[nodiscard]] std::string render_paths(const Context& context,
                                       const std::vector<std::string>& paths);
/// Prints through the pager where there is one to use.
void print(const Context& context, const std::string& text);
/// The exit code for a result that holds `count` things.
[[nodiscard]] ExitCode code_for(std::size_t count);
/// "1 note", "3 notes".
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view singular,
                                  std::string_view plural = {});

}  // namespace tote::cli
