// SPDX-License-Identifier: GPL-2.0-or-later
// A book's place in a series, when name and number were written in one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tote::books {

/// A series and the book's number in it.
struct SeriesPlace {
  std::string name;              ///< without the number
  std::optional<double> number;  ///< 2; 2.5 for what came between; of `#1-3` the first
};

/// Reads `Earthsea #2`, `Earthsea, book 2`, `Earthsea (vol. 2)`, `Earthsea Book Two`, `#2 in
/// Earthsea` and `book 2 of Earthsea`. A number without such a mark belongs to the name.
[[nodiscard]] SeriesPlace read_series(std::string_view text);

}  // namespace tote::books
