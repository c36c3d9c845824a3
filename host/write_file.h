// SPDX-License-Identifier: GPL-2.0-or-later
// Files of plugins and their authors. Notes are written by notes/edit alone.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#include "notes/result.h"

namespace tote::host {

/// Writes a file anew, and makes the folders above it. Errors: io; then there may be a part of it.
[[nodiscard]] inline Result<void> write_file(const std::filesystem::path& file,
                                             std::string_view bytes) {
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  std::ofstream stream(file, std::ios::binary);
  stream << bytes;
  stream.close();
  if (error || !stream)
    return fail(ErrorCode::io, "cannot write this file", SourcePlace{file.string(), 0, 0});
  return {};
}

}  // namespace tote::host
