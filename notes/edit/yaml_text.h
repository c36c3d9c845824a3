// SPDX-License-Identifier: GPL-2.0-or-later
// Values as YAML text, in the style that is asked for where it can hold them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tote::notes {

/// How a scalar is written (YAML 1.2, section 7.3).
enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted };

/// Where it stands: within `[]` and `{}` fewer characters are plain.
enum class ScalarPlace : std::uint8_t { block, flow };

/// The text as a scalar on one line: in the style, or double-quoted if that cannot hold it.
/// Numbers, dates and booleans stay plain, so that they are read as such.
[[nodiscard]] std::string yaml_scalar(std::string_view text, ScalarStyle style = ScalarStyle::plain,
                                      ScalarPlace place = ScalarPlace::block);

/// The text as a literal block (`|`) whose lines are indented by `indent`, without a newline at its
/// end; empty if a literal block cannot hold it.
[[nodiscard]] std::string yaml_literal(std::string_view text, std::string_view indent,
                                       std::string_view newline);

}  // namespace tote::notes
