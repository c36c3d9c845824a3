// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/sdk_location.h"

#include <system_error>

#include <fmt/format.h>

#include "host/paths.h"

namespace tote::host::author {
namespace fs = std::filesystem;

Result<fs::path> sdk_folder() {
  auto folder = install_prefix() / "share" / "tote" / "sdk";
  std::error_code error;
  if (!fs::exists(folder / "plugin.schema.json", error))
    return fail(ErrorCode::not_found,
                fmt::format("the plugin SDK is not installed beside this tote: there is no {}; "
                            "'cmake --install' puts it there",
                            folder.string()));
  return folder;
}

}  // namespace tote::host::author
