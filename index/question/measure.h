// SPDX-License-Identifier: GPL-2.0-or-later
// The words that measure: numbers, bounds and extremes.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "index/question/meaning.h"
#include "index/question/token.h"

namespace tote::index::question {

/// A number as typed; nullopt if the word is none.
[[nodiscard]] std::optional<double> read_double(std::string_view text);

/// "more than", "at least", "above" at `at`, which moves behind it.
[[nodiscard]] std::optional<Compare> read_bound(const Tokens& tokens, std::size_t& at);
/// "or more", "or less" at `at`, which moves behind it.
[[nodiscard]] std::optional<Compare> read_bound_behind(const Tokens& tokens, std::size_t& at);

/// "highest", "most", "worst".
[[nodiscard]] std::optional<Pick> read_extreme(std::string_view word);

}  // namespace tote::index::question
