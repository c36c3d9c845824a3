// SPDX-License-Identifier: GPL-2.0-or-later
// Names as registers write them, turned back.
#pragma once

#include <string>
#include <string_view>

namespace tote::contacts {

/// `Amy Rose Davis` for `Davis, Amy Rose`; empty for a name without exactly one comma, and where
/// what follows the comma is a suffix (`Martin Luther King, Jr.`).
[[nodiscard]] std::string uninverted(std::string_view name);

}  // namespace tote::contacts
