// SPDX-License-Identifier: GPL-2.0-or-later
// A reader that ends the program in the way that its input names: to try the driver with.
#include <climits>
#include <memory>

#include "tests/fuzz/fuzz.h"

namespace tote::fuzz {

void read(std::string_view input) {
  const volatile auto size = input.size();
  if (input == "abort") {
    require(false, "this input is harmless");
  } else if (input == "null") {
    volatile char* volatile nowhere = nullptr;
    *nowhere = 'x';
  } else if (input == "overflow") {
    const auto bytes = std::make_unique<char[]>(size);
    const volatile char* beyond = bytes.get() + size;
    (void)*beyond;
  } else if (input == "undefined") {
    volatile int number = INT_MAX;
    number = number + static_cast<int>(size);
  }
}

std::vector<std::string> seeds() {
  return {"harmless"};
}

}  // namespace tote::fuzz
