// SPDX-License-Identifier: GPL-2.0-or-later
// Checks made quickly, and what they said.
#pragma once

#include <string>
#include <vector>

#include "host/author/check/check.h"

namespace tote::host::author::check {

inline CheckOptions quick_options() {
  CheckOptions options;
  options.program = TOTE_PROGRAM;
  options.large_note_bytes = 120'000;
  options.fuzz_cases = 10;
  return options;
}

/// The ids of the checks that failed.
inline std::vector<std::string> failed(const CheckReport& report) {
  std::vector<std::string> ids;
  for (const auto& result : report.results)
    if (result.outcome == Outcome::failed)
      ids.emplace_back(result.check->id);
  return ids;
}

inline std::string findings(const CheckReport& report) {
  std::string text;
  for (const auto& result : report.results)
    for (const auto& finding : result.findings)
      text += std::string(result.check->id) + ": " + finding + '\n';
  return text;
}

}  // namespace tote::host::author::check
