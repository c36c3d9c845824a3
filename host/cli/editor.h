// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>

#include "host/cli/command.h"

namespace tote::cli {

/// Opens a file in `$VISUAL`, else `$EDITOR`, else vi, and waits. `line` 0: at the top. Errors:
/// unavailable (no editor starts).
[[nodiscard]] Result<ExitCode> edit_file(const std::filesystem::path& file, std::uint32_t line);

}  // namespace tote::cli
