// SPDX-License-Identifier: GPL-2.0-or-later
// The keys of the database's metadata. On disk: never rename.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "index/store/terms.h"

namespace tote::index::store::metadata {

inline constexpr const char* format = "format";            ///< format_number in decimal
inline constexpr const char* fingerprint = "fingerprint";  ///< as given to Updater::open
inline constexpr const char* vocabulary = "vocabulary";    ///< JSON, as to_json writes it

/// How many notes there were when the prefix table was made, in decimal.
inline constexpr const char* words_made_for = "words-made-for";

inline constexpr std::string_view words_prefix = "words:";  ///< one a beginning: see prefix_table.h
inline constexpr std::string_view files_prefix = "files:";  ///< one a range: see FileStates
inline constexpr std::string_view blocks_prefix = "values:";  ///< one a block: see value_blocks.h
inline constexpr std::string_view unreadable_prefix = "unreadable:";  ///< one a file: a diagnostic

[[nodiscard]] inline std::string words_key(std::string_view prefix) {
  return make_term(words_prefix, prefix);
}

[[nodiscard]] inline std::string files_key(std::uint32_t range) {
  return std::string(files_prefix) + std::to_string(range);
}

[[nodiscard]] inline std::string block_key(std::uint32_t slot, std::uint32_t block) {
  return std::string(blocks_prefix) + std::to_string(slot) + ':' + std::to_string(block);
}

[[nodiscard]] inline std::string unreadable_key(std::string_view path) {
  return make_term(unreadable_prefix, path);
}

}  // namespace tote::index::store::metadata
