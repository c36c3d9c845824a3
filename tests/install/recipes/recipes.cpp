// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include <tote/plugin.hpp>

namespace {

struct Recipes {
  /// Cooks write "a dozen" as readily as "12".
  tote::normalised field(const tote::field_value& value) {
    return tote::normalised::to(value.text == "a dozen" ? "12" : std::string(value.text));
  }
};

}  // namespace

TOTE_PLUGIN(Recipes)
