// SPDX-License-Identifier: GPL-2.0-or-later
// Where the installed SDK is: always beside the program that is running, wherever that was moved
// to.
#pragma once

#include <filesystem>

#include "notes/result.h"

namespace tote::host::author {

/// share/tote/sdk: templates, schema, examples. Errors: not_found.
[[nodiscard]] Result<std::filesystem::path> sdk_folder();

}  // namespace tote::host::author
