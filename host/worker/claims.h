// SPDX-License-Identifier: GPL-2.0-or-later
// Which notes a plugin's code sees. Both ends of the socket go by it.
#pragma once

#include <string_view>

#include "index/vocabulary.h"

namespace tote::host::worker {

/// Whether `plugin` has a say in notes of `type`: it declares the type, or a field on it.
[[nodiscard]] bool claims(const index::Vocabulary& vocabulary, std::string_view plugin,
                          std::string_view type);

}  // namespace tote::host::worker
