// SPDX-License-Identifier: MIT
// The season and number that an episode's title may carry.
#pragma once

#include <optional>
#include <string_view>

namespace podcasts {

struct Numbering {
  int season = 0;
  int episode = 0;
};

/// Of "S02E05 The long way home" or "s2e5"; nothing if the title does not begin so.
[[nodiscard]] std::optional<Numbering> read_numbering(std::string_view title);

}  // namespace podcasts
