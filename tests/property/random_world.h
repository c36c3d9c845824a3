// SPDX-License-Identifier: GPL-2.0-or-later
// Random worlds, small enough to read and full of what makes questions hard: shared first names,
// titles that are names, aliases, denials, dates.
#pragma once

#include <cstdint>

#include "tests/property/world.h"

namespace tote::property {

/// The world of a seed; always the same.
[[nodiscard]] World random_world(std::uint64_t seed);

}  // namespace tote::property
