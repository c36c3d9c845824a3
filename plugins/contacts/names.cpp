// SPDX-License-Identifier: GPL-2.0-or-later
#include "contacts/names.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "text/ascii.h"

namespace tote::contacts {
namespace {

constexpr std::array<std::string_view, 10> suffixes = {"jr",  "jr.", "sr", "sr.",  "ii",
                                                       "iii", "iv",  "md", "m.d.", "phd"};

}  // namespace

std::string uninverted(std::string_view name) {
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos)
    return {};
  const std::string_view family = text::trim(name.substr(0, comma));
  const std::string_view given = text::trim(name.substr(comma + 1));
  const bool is_suffix =
      std::find(suffixes.begin(), suffixes.end(), text::lower(given)) != suffixes.end();
  if (family.empty() || given.empty() || is_suffix)
    return {};
  return std::string(given) + ' ' + std::string(family);
}

}  // namespace tote::contacts
