// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/plugins/declared.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tote::plugins {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

index::Vocabulary declared_vocabulary(const std::vector<std::string>& folders) {
  index::Vocabulary all = index::core_vocabulary();
  for (const std::string& folder : folders) {
    const auto root = nlohmann::json::parse(
        read_file(std::filesystem::path(TOTE_SOURCE_DIR) / folder / "plugin.json"));
    nlohmann::json declared = nlohmann::json::object();
    for (const char* member : {"types", "fields", "relations"})
      if (root.contains(member))
        declared[member] = root[member];
    auto parsed = index::parse_vocabulary(declared.dump(), folder);
    if (!parsed) {
      ADD_FAILURE() << folder << ": " << to_string(parsed.error());
      continue;
    }
    if (const auto merged = merge(all, *std::move(parsed)); !merged)
      ADD_FAILURE() << folder << ": " << to_string(merged.error());
  }
  return all;
}

}  // namespace tote::plugins
