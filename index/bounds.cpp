// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/bounds.h"

#include <cmath>

#include <fmt/format.h>

namespace tote::index {
namespace {

/// A whole number that std::int64_t holds.
bool is_integer(double bound) {
  return std::trunc(bound) == bound && std::abs(bound) < 0x1p63;
}

}  // namespace

bool Bounds::contain(double number) const {
  return (!min || number >= *min) && (!max || number <= *max);
}

bool Bounds::contain(const Bounds& other) const {
  return (!min || (other.min && *other.min >= *min)) && (!max || (other.max && *other.max <= *max));
}

double Bounds::nearest(double number) const {
  if (min && number < *min)
    return *min;
  return max && number > *max ? *max : number;
}

std::string_view fault_of(const Bounds& bounds, Bounded thing) {
  if (!bounds.min && !bounds.max)
    return {};
  if (thing == Bounded::no_number)
    return "has 'min' or 'max', which are for the kinds integer and decimal";
  if (thing == Bounded::integer &&
      !(is_integer(bounds.min.value_or(0)) && is_integer(bounds.max.value_or(0))))
    return "is an integer: its 'min' and 'max' must be whole numbers";
  if (bounds.min && bounds.max && *bounds.min > *bounds.max)
    return "has a 'min' above its 'max': nothing would be allowed";
  return {};
}

std::string within(std::string_view noun, const Bounds& bounds) {
  if (bounds.min && bounds.max)
    return fmt::format("{} from {} to {}", noun, *bounds.min, *bounds.max);
  if (bounds.min)
    return fmt::format("{} of at least {}", noun, *bounds.min);
  if (bounds.max)
    return fmt::format("{} of at most {}", noun, *bounds.max);
  return std::string(noun);
}

}  // namespace tote::index
