// SPDX-License-Identifier: GPL-2.0-or-later
// The driver of libFuzzer, which brings its own main().
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/fuzz.h"

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  tote::fuzz::read({reinterpret_cast<const char*>(data), size});
  return 0;
}
