// SPDX-License-Identifier: GPL-2.0-or-later
// What the checks find, by the id of the check.
#pragma once

#include <string>
#include <vector>

namespace tote::host::author::check {

struct Finding {
  std::string check;  ///< a check's id
  std::string what;   ///< one line
};

using Findings = std::vector<Finding>;

}  // namespace tote::host::author::check
