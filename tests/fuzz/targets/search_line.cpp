// SPDX-License-Identifier: GPL-2.0-or-later
// A search line of any bytes is read and searched for, whole or as it is typed.
#include "index/index.h"
#include "tests/fuzz/fuzz.h"
#include "tests/index/questions.h"

namespace tote::fuzz {

void read(std::string_view input) {
  static const auto index = index::journal().open();
  index::AskOptions options;
  options.today = {2026, 11, 22};
  options.limit = 10;
  require(index.search(input, options).has_value(), "a line is searched for");
  require(index.search_as_you_type(input, options).has_value(),
          "a line is searched for as it is typed");
}

std::vector<std::string> seeds() {
  return lines_of("fuzz/corpus/search_lines.txt");
}

}  // namespace tote::fuzz
