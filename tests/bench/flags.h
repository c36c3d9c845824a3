// SPDX-License-Identifier: GPL-2.0-or-later
// The benchmarks' own flags, beside those of google-benchmark.
#pragma once

#include <string>
#include <string_view>

namespace tote::bench {

/// What follows `name` ("--notes=") on the command line, or `otherwise`.
inline std::string flag(int argc, char** argv, std::string_view name, std::string otherwise) {
  for (int i = 1; i < argc; ++i)
    if (const std::string_view word = argv[i]; word.starts_with(name))
      otherwise = word.substr(name.size());
  return otherwise;
}

}  // namespace tote::bench
