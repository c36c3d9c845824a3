// SPDX-License-Identifier: GPL-2.0-or-later
// The parts of a path within a vault: folders and a file's name, with '/' between. Pure.
#pragma once

#include <string_view>

namespace tote::notes {

/// What stands before the file's name, without the '/' at its end; "" in the vault's root. Borrowed
/// from `path`, as are the others.
[[nodiscard]] std::string_view folder_of(std::string_view path);

/// The file's name with its extension.
[[nodiscard]] std::string_view file_name_of(std::string_view path);

/// The file's name without its extension. A dot at its front begins none.
[[nodiscard]] std::string_view stem_of(std::string_view path);

}  // namespace tote::notes
