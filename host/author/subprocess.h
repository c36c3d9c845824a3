// SPDX-License-Identifier: GPL-2.0-or-later
// Runs another program to its end: CMake for an author's plugin, or this program itself in the role
// of a host that tries a plugin out.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "notes/result.h"

namespace tote::host::author {

struct CommandLine {
  std::vector<std::string> words;  ///< the program (looked up in PATH) and its arguments
  std::filesystem::path folder;    ///< to run in; empty: here
  std::vector<std::pair<std::string, std::string>> environment;  ///< added to ours, or replacing it
  std::chrono::milliseconds deadline{600'000};
};

/// The descriptor on which a program that is started here may write its report.
inline constexpr int report_descriptor = 3;

struct CommandEnd {
  std::string output;  ///< standard output and error
  std::string report;  ///< what it wrote to report_descriptor
  std::string fault;  ///< "" if it ended with 0; else "exit 2", "SIGSEGV", "ran for more than 10 s"
};

/// Runs the program with nothing on its standard input and waits for it; ends it at the deadline.
/// Errors: unavailable if it cannot be started.
[[nodiscard]] Result<CommandEnd> run_program(const CommandLine& line);

}  // namespace tote::host::author
