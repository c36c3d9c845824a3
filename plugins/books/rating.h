// SPDX-License-Identifier: GPL-2.0-or-later
// Ratings, in stars from 0 to 5, from the ways in which people write them.
#pragma once

#include <optional>
#include <string_view>

namespace tote::books {

/// A rating as read.
struct Rating {
  std::optional<double> stars;   ///< 0 to 5; none if it cannot be read or is out of range
  bool is_out_of_range = false;  ///< it is a number, but of no scale that is said
};

/// Reads `4`, `4.5`, `4,5`, `4/5`, `8/10`, `9 out of 10`, `80%`, `4 stars`, `★★★★☆`, `⭐⭐⭐`, `****`
/// and halves (`3½`, `★★★½`). A number alone counts stars.
[[nodiscard]] Rating read_rating(std::string_view text);

}  // namespace tote::books
