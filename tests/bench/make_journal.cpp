// SPDX-License-Identifier: GPL-2.0-or-later
// make_journal NOTES FOLDER [SEED]: a journal to measure on.
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "tests/bench/journal.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: make_journal NOTES FOLDER [SEED]\n", stderr);
    return 2;
  }
  try {
    tote::bench::write_journal(argv[2],
                               static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)),
                               argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "make_journal: %s\n", error.what());
    return 2;
  }
  return 0;
}
