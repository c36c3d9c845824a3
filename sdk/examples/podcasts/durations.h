// SPDX-License-Identifier: MIT
// How long something takes, as people write it.
#pragma once

#include <optional>
#include <string_view>

namespace podcasts {

/// Minutes, rounded up, of "1h 20m", "80 min", "1:20:30", "52:10" (minutes and seconds) or "80";
/// nothing if the text is none of these or more than a week.
[[nodiscard]] std::optional<int> read_minutes(std::string_view text);

}  // namespace podcasts
