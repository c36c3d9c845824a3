// SPDX-License-Identifier: GPL-2.0-or-later
// A library of its own, opened when the first archive is read or written: what it stands on
// (libarchive, which brings an XML parser and ICU) would make every start of the program longer.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "notes/result.h"

namespace tote::host::install {

/// What the library does: the functions of archive.h. Built together with the program that opens
/// it, and fit for no other.
struct ArchiveLibrary {
  Result<void> (*write)(const std::filesystem::path& archive,
                        const std::map<std::string, std::filesystem::path>& files);
  Result<void> (*read)(const std::filesystem::path& archive, const std::filesystem::path& folder);
};

}  // namespace tote::host::install

/// Its only export. Never null; any thread.
extern "C" __attribute__((visibility("default"))) const tote::host::install::ArchiveLibrary*
tote_archive_library();
