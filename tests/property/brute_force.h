// SPDX-License-Identifier: GPL-2.0-or-later
// Questions about a world, answered by looking at every fact: the slow, plain reading that the
// index has to agree with. Shares nothing with index/question.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/property/world.h"

namespace tote::property {

/// A question and what it should give.
struct Asked {
  std::string line;
  std::set<std::string> want;  ///< titles, dates, a number or "yes"; empty: no record
  bool is_no = false;          ///< of yes and no: denied
};

/// Questions of every family about a world, with their answers.
[[nodiscard]] std::vector<Asked> questions_about(const World& world);

}  // namespace tote::property
