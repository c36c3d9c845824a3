// SPDX-License-Identifier: GPL-2.0-or-later
// Bounds of a number, as plugin.json declares them for a field or for what is typed with a command.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tote::index {

/// From `min` to `max`, both of which are within; one that is missing is no limit.
struct Bounds {
  std::optional<double> min;
  std::optional<double> max;

  [[nodiscard]] bool contain(double number) const;
  /// Whether every number within `other` is within these.
  [[nodiscard]] bool contain(const Bounds& other) const;
  /// The number itself, or the bound that it is beyond.
  [[nodiscard]] double nearest(double number) const;
};

/// What the bounds are declared for.
enum class Bounded : std::uint8_t { no_number, integer, decimal };

/// Why such a thing cannot have these bounds, for people; empty if it can.
[[nodiscard]] std::string_view fault_of(const Bounds& bounds, Bounded thing);

/// What is allowed: "a number from 0 to 5", "a whole number of at least 1" where `noun` is "a
/// number" or "a whole number"; without bounds the noun alone.
[[nodiscard]] std::string within(std::string_view noun, const Bounds& bounds);

}  // namespace tote::index
