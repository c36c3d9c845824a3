// SPDX-License-Identifier: GPL-2.0-or-later
// Reads `[publish]` for host/config.cpp.
#pragma once

#include <string>

#include <toml++/toml.h>

#include "host/publish/publish_config.h"
#include "notes/result.h"

namespace tote::host::publish {

/// Errors: invalid_input with `path`, line and column.
[[nodiscard]] Result<PublishConfig> read_publish_settings(const toml::node& node,
                                                          const std::string& path);

}  // namespace tote::host::publish
