// SPDX-License-Identifier: GPL-2.0-or-later
// How often something took place, told from what is stated of it: one event may be stated twice.
#pragma once

#include <cstddef>
#include <vector>

#include "index/question/holdings.h"

namespace tote::index::question {

/// Removes accounts in prose of what a field dates nearby: "I finished it on Saturday" is no second
/// reading.
void drop_retellings(std::vector<Witness>& witnesses);

/// The days on which it took place, as far as statements are dated; a month or year with a known
/// day within is not counted beside that day.
[[nodiscard]] std::size_t count_occurrences(Witnesses witnesses);

/// How many different things stand at the other ends.
[[nodiscard]] std::size_t count_others(Witnesses witnesses);

/// Whether as many of them are on record as a predicate asks for.
[[nodiscard]] bool are_enough(const Times& times, Witnesses witnesses);

}  // namespace tote::index::question
