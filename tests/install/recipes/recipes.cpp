// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>

#include <tote/plugin.hpp>

namespace {

struct Recipes {
  /// Cooks write "a dozen" as readily as "12".
  tote::normalised field(const tote::field_value& value) {
    if (value.text == "a dozen")
      return tote::normalised::to("12", 12.0);
    return tote::normalised::to(std::string(value.text));
  }
};

}  // namespace

TOTE_PLUGIN(Recipes)
