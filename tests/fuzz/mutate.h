// SPDX-License-Identifier: GPL-2.0-or-later
// Changes an input as a damaged disk, a careless editor or an attacker would.
#pragma once

#include <random>
#include <string>
#include <vector>

namespace tote::fuzz {

/// One of `inputs` with a few changes, at most `max_bytes` long: the same for the same state of
/// `random`.
[[nodiscard]] std::string mutate(const std::vector<std::string>& inputs, std::size_t max_bytes,
                                 std::mt19937_64& random);

}  // namespace tote::fuzz
