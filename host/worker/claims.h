// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin's code has a say in. Both ends of the socket go by it.
#pragma once

#include <string_view>

#include "index/vocabulary.h"

namespace tote::host::worker {

/// Whether `plugin` has a say in notes of `type`: it declares the type, or a field on it.
[[nodiscard]] bool claims(const index::Vocabulary& vocabulary, std::string_view plugin,
                          std::string_view type);

/// Whether commands of `plugin` may write the field `key` of notes of `type`: it declares it for
/// them, a relation's field included, or every note has it.
[[nodiscard]] bool may_write(const index::Vocabulary& vocabulary, std::string_view plugin,
                             std::string_view type, std::string_view key);

}  // namespace tote::host::worker
