// SPDX-License-Identifier: GPL-2.0-or-later
// Why a library could not be loaded.
#pragma once

#include <string>
#include <string_view>
#include <system_error>

namespace tote::host {

/// The dynamic linker's own words out of what Boost.DLL throws, whose message ends with a
/// misleading "Bad file descriptor".
[[nodiscard]] inline std::string load_error(const std::system_error& error) {
  constexpr std::string_view before = "dlerror system message: ";
  std::string text = error.what();
  const auto begin = text.find(before);
  if (begin == std::string::npos)
    return text;
  const auto end = text.rfind("): ");
  return text.substr(begin + before.size(),
                     end == std::string::npos ? end : end - begin - before.size());
}

}  // namespace tote::host
