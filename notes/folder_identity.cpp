// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/folder_identity.h"

#include <sys/stat.h>

namespace tote::notes {

std::optional<FolderIdentity> identity_of(const std::filesystem::path& path) {
  struct stat info {};

  if (::stat(path.c_str(), &info) != 0 || !S_ISDIR(info.st_mode))
    return std::nullopt;
  return FolderIdentity{info.st_dev, info.st_ino};
}

}  // namespace tote::notes
