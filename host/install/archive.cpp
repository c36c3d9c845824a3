// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/install/archive.h"

#include <system_error>

#include <boost/dll/shared_library.hpp>
#include <fmt/format.h>

#include "host/install/archive_library.h"
#include "host/load_error.h"
#include "host/paths.h"

namespace tote::host::install {
namespace fs = std::filesystem;
namespace dll = boost::dll;

namespace {

/// Stays open from then on. Errors: unavailable.
Result<const ArchiveLibrary*> open_library() {
  static dll::shared_library library;
  try {
    library.load(library_folder() / "tote-archive.so",
                 dll::load_mode::rtld_now | dll::load_mode::rtld_local);
    return library.get<const ArchiveLibrary*()>("tote_archive_library")();
  } catch (const std::system_error& error) {
    return fail(ErrorCode::unavailable,
                fmt::format("archives cannot be read or written: {}; install tote anew, with the "
                            "libraries that it needs",
                            load_error(error)));
  }
}

const Result<const ArchiveLibrary*>& archive_library() {
  static const auto opened = open_library();
  return opened;
}

}  // namespace

Result<void> write_archive(const fs::path& archive, const std::map<std::string, fs::path>& files) {
  TOTE_TRY(const auto* library, archive_library());
  return library->write(archive, files);
}

Result<void> read_archive(const fs::path& archive, const fs::path& folder) {
  TOTE_TRY(const auto* library, archive_library());
  return library->read(archive, folder);
}

}  // namespace tote::host::install
