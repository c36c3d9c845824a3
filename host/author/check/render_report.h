// SPDX-License-Identifier: GPL-2.0-or-later
// What the checks found, for programs.
#pragma once

#include <string>
#include <string_view>

#include "host/author/check/check.h"

namespace tote::host::author::check {

/// "passed", "failed", "waived", "not-tried".
[[nodiscard]] std::string_view name_of(Outcome outcome);
/// One JSON object: docs/output-format.md has its members.
[[nodiscard]] std::string to_json(const CheckReport& report);
/// JUnit's XML, as continuous integration reads it: a test case for each check.
[[nodiscard]] std::string to_junit(const CheckReport& report);

}  // namespace tote::host::author::check
