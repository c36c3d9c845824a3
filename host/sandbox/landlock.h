// SPDX-License-Identifier: GPL-2.0-or-later
// Landlock (landlock(7)): this process opens nothing but what it is given here. Every version of
// the kernel's interface since the first is used as far as it goes; the constants are our own,
// since older headers lack the newer ones.
#pragma once

#include <filesystem>
#include <vector>

#include "host/sandbox/measure.h"

namespace tote::host::sandbox {

/// From here on this thread, and those that it starts, may open for reading and executing what is
/// at or beneath `readable` and nothing else; where the kernel's version knows of it, they neither
/// connect nor bind TCP sockets, reach no abstract Unix socket and signal nobody outside. Paths
/// that do not exist are passed over. Requires: no_new_privs is set, and this is the only thread.
[[nodiscard]] std::vector<Measure> restrict_with_landlock(
    const std::vector<std::filesystem::path>& readable);

}  // namespace tote::host::sandbox
