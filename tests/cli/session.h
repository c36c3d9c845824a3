// SPDX-License-Identifier: GPL-2.0-or-later
// Sessions: what a person types and what tote answers, kept as Markdown that people can read. A
// case holds
//
//   ```file people/ana.md      the vault's files; without any the vault is a copy of the sample
//   journal
//   ```console                 `$ command` and the output that follows it, both streams; `[exit 1]`
//   where the code is not 0
//
// TOTE_UPDATE_GOLDEN=1 writes the outputs as they are now into the cases.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tote::cli {

/// A command of a session.
struct Step {
  std::string command;
  std::string output;            ///< expected; ends with a newline unless empty
  std::size_t output_begin = 0;  ///< bytes of the case's text that the output takes
  std::size_t output_end = 0;
};

/// A case, read.
struct Session {
  std::string text;
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<Step> steps;
};

[[nodiscard]] Session read_session(const std::filesystem::path& file);

/// Runs a command in the vault as a person's shell would, in an environment of its own. What it
/// printed, and its exit code if not 0. The vault's place reads `$VAULT`; `$SOURCE` is the folder
/// of the sources.
[[nodiscard]] std::string run_step(const std::string& command, const std::filesystem::path& vault,
                                   const std::filesystem::path& home);

}  // namespace tote::cli
