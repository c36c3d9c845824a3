// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin's previous version declares and this one does not, or not as widely.
#pragma once

#include <string>
#include <vector>

#include "host/manifest.h"
#include "index/vocabulary.h"

namespace tote::host::author::check {

/// A line for each thing that notes, settings or command lines made for the previous version would
/// miss. `words` is what the plugin declares now, and all that comes with tote.
[[nodiscard]] std::vector<std::string> lost_declarations(const Manifest& before,
                                                         const Manifest& now,
                                                         const index::Vocabulary& words);

/// The relation that is stated by what stated this one, or nullptr. Lives in `words`.
[[nodiscard]] const index::RelationDecl* successor_of(const index::RelationDecl& before,
                                                      const index::Vocabulary& words);

}  // namespace tote::host::author::check
