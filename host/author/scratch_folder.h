// SPDX-License-Identifier: GPL-2.0-or-later
// A temporary folder that goes with its owner.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace tote::host::author {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::error_code error;
    auto pattern = (std::filesystem::temp_directory_path(error) / "tote-plugin-XXXXXX").string();
    if (const char* made = ::mkdtemp(pattern.data()); made != nullptr)
      path_ = made;
  }

  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  ~ScratchFolder() {
    std::error_code error;
    if (!path_.empty())
      std::filesystem::remove_all(path_, error);
  }

  /// Empty if none could be made.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace tote::host::author
