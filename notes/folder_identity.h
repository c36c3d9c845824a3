// SPDX-License-Identifier: GPL-2.0-or-later
// Tells one folder at a path from another: that of a disk from the empty one it was mounted over.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace tote::notes {

/// Which folder a path leads to: another one when a disk was mounted there or taken away.
struct FolderIdentity {
  std::uint64_t device = 0;
  std::uint64_t inode = 0;

  bool operator==(const FolderIdentity&) const = default;
};

/// Of the folder that is at `path` now; nullopt if there is none.
[[nodiscard]] std::optional<FolderIdentity> identity_of(const std::filesystem::path& path);

}  // namespace tote::notes
