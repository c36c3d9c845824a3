// SPDX-License-Identifier: GPL-2.0-or-later
// The vocabulary that plugins declare, read from their manifests in the source tree.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "index/vocabulary.h"

namespace tote::plugins {

/// The folders of our four plugins, below the source tree.
inline const std::vector<std::string> own_plugins = {"plugins/contacts", "plugins/books",
                                                     "plugins/posts", "plugins/links"};

/// The file's bytes.
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

/// The core's vocabulary and what the plugins in these folders declare; a test failure where one
/// cannot be read or merged.
[[nodiscard]] index::Vocabulary declared_vocabulary(const std::vector<std::string>& folders);

}  // namespace tote::plugins
