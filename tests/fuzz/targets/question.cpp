// SPDX-License-Identifier: GPL-2.0-or-later
// A line of any bytes is asked, and answered or searched for.
#include "index/index.h"
#include "tests/fuzz/fuzz.h"
#include "tests/index/questions.h"

namespace tote::fuzz {

void read(std::string_view input) {
  static const auto index = index::journal().open();
  index::AskOptions options;
  options.today = {2026, 11, 22};
  options.me = {"Ed"};
  options.limit = 10;
  options.wants_explanation = true;
  require(index.ask(input, options).has_value(), "a line is answered");
}

std::vector<std::string> seeds() {
  return lines_of("fuzz/corpus/questions.txt");
}

}  // namespace tote::fuzz
