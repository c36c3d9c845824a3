// SPDX-License-Identifier: GPL-2.0-or-later
// The process that a plugin's code runs in while it is checked: this program in another role, as a
// worker is. It loads the library, does one thing with it, and reports line by line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/author/check/findings.h"
#include "host/author/subprocess.h"
#include "notes/result.h"

namespace tote::host::author::check {

/// The hidden command that makes `tote` a probe.
inline constexpr const char* probe_command = "plugin-probe";

/// What a probe does.
enum class Task {
  load,
  bare,
  old,
  future,
  settings,
  notes,
  commands,
  pages,
  sites,
  repeat,
  refuse,
  starve,
  cancel,
  fuzz,
  previous_settings,
};

struct ProbeOptions {
  Task task = Task::load;
  std::filesystem::path folder;    ///< the plugin's
  std::filesystem::path fixtures;  ///< notes to try it with, beside made-up ones
  std::uint64_t seed = 1;
  std::uint32_t cases = 1;           ///< of fuzz
  std::size_t large_note_bytes = 0;  ///< of the hostile notes
  std::filesystem::path previous;    ///< of previous_settings: the previous version's folder
};

/// What became of a probe.
struct ProbeEnd {
  Findings findings;
  std::string doing;   ///< what it was at when it ended
  std::string fault;   ///< "" if it came to its end; else how it ended
  std::string digest;  ///< of repeat: of everything that the plugin stated
  std::string output;  ///< what the plugin printed
};

/// Runs a probe of `program` and waits for it. Errors: as run_program.
[[nodiscard]] Result<ProbeEnd> run_probe(
    const std::filesystem::path& program, const ProbeOptions& options,
    const std::vector<std::pair<std::string, std::string>>& environment = {},
    const std::filesystem::path& working_folder = {});

/// The probe itself: never returns. `words` are those after the command.
[[noreturn]] void serve_probe(const std::vector<std::string>& words);

}  // namespace tote::host::author::check
