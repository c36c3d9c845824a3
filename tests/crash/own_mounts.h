// SPDX-License-Identifier: GPL-2.0-or-later
// Mounts that only this process and its children see, for tests of disks that come, go and fill up.
#pragma once

#include <filesystem>
#include <string>

namespace tote::crash {

/// Gives this process mounts of its own, as root or in a user namespace. Returns why that is not
/// possible here, or "". Requires: no other thread.
[[nodiscard]] std::string enter_own_mounts();

/// Shows the folder `from` at `at`. Whether that was possible.
[[nodiscard]] bool mount_folder(const std::filesystem::path& from, const std::filesystem::path& at);
/// A disk in memory of this size.
[[nodiscard]] bool mount_disk(const std::filesystem::path& at, int kilobytes);
/// Takes away what is mounted there, also from those who use it, as when a cable is pulled.
[[nodiscard]] bool unmount(const std::filesystem::path& at);

}  // namespace tote::crash
