// SPDX-License-Identifier: GPL-2.0-or-later
// A plugin in one file: a gzip'd tar archive of its folder, with the SHA-256 of every file in
// checksums.txt. The same folder gives the same bytes, whenever and wherever it is packed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "notes/result.h"

namespace tote::host::install {

/// What an archive may hold: more is refused before it is written anywhere.
inline constexpr std::uint64_t most_archive_bytes = 64u << 20;
inline constexpr std::size_t most_archive_files = 2000;

/// What file names end in.
inline constexpr const char* archive_suffix = ".tote-plugin.tar.gz";

/// Writes an archive of these files: name within it → file on disk. Errors: io.
[[nodiscard]] Result<void> write_archive(const std::filesystem::path& archive,
                                         const std::map<std::string, std::filesystem::path>& files);
/// Unpacks an archive into an empty folder and compares every checksum. Plain files only: a link, a
/// device, or a name that leads out of the folder is refused. Errors: invalid_input, io.
[[nodiscard]] Result<void> read_archive(const std::filesystem::path& archive,
                                        const std::filesystem::path& folder);

}  // namespace tote::host::install
