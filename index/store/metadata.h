// SPDX-License-Identifier: GPL-2.0-or-later
// The keys of the database's metadata. On disk: never rename.
#pragma once

#include <string>
#include <string_view>

#include "index/store/terms.h"

namespace tote::index::store::metadata {

inline constexpr const char* format = "format";            ///< format_number in decimal
inline constexpr const char* fingerprint = "fingerprint";  ///< as given to Updater::open
inline constexpr const char* vocabulary = "vocabulary";    ///< JSON, as to_json writes it

inline constexpr std::string_view folder_prefix = "files:";  ///< one a folder: see FileStates
inline constexpr std::string_view unreadable_prefix = "unreadable:";  ///< one a file: a diagnostic

[[nodiscard]] inline std::string folder_key(std::string_view folder) {
  return make_term(folder_prefix, folder);
}

[[nodiscard]] inline std::string unreadable_key(std::string_view path) {
  return make_term(unreadable_prefix, path);
}

}  // namespace tote::index::store::metadata
