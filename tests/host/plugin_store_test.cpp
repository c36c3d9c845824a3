// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/install/plugin_store.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/install/archive.h"
#include "tests/host/temp_folder.h"

namespace tote::host::install {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;

TEST(PackedPlugin, HasTheFixturesOfItsSourcesAndNotTheVersionBefore) {
  const TempFolder folder;
  folder.write("source/build/plugins/lake/plugin.json", "{}");
  folder.write("source/lake.c", "");
  folder.write("source/.git/config", "");
  folder.write("source/fixtures/expected.txt", "");
  folder.write("source/fixtures/notes/Loch.md", "");
  folder.write("source/fixtures/notes/.tote/config.toml", "");
  folder.write("source/fixtures/previous.tote-plugin.tar.gz", "");
  folder.write("source/fixtures/previous/plugin.json", "{}");
  Manifest manifest;
  manifest.directory = folder.path() / "source/build/plugins/lake";
  const auto file =
      pack_plugin(manifest, folder.path() / "source", folder.path() / "lake.tote-plugin.tar.gz");
  ASSERT_TRUE(file) << to_string(file.error());
  ASSERT_TRUE(read_archive(*file, folder.path() / "out"));
  std::set<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "out"))
    if (entry.is_regular_file())
      names.insert(entry.path().lexically_relative(folder.path() / "out").string());
  EXPECT_THAT(names, ElementsAre("fixtures/expected.txt", "fixtures/notes/.tote/config.toml",
                                 "fixtures/notes/Loch.md", "plugin.json"));
}

}  // namespace
}  // namespace tote::host::install
