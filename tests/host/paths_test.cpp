// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/paths.h"

#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

TEST(Paths, VaultIsTheNearestFolderUpwards) {
  const TempFolder folder;
  folder.write("a/.tote/config.toml", "");
  folder.write("a/b/c/note.md", "");
  const auto vault = find_vault(folder.path() / "a" / "b" / "c");
  ASSERT_TRUE(vault);
  EXPECT_EQ(*vault, std::filesystem::canonical(folder.path() / "a"));
}

TEST(Paths, NoVaultSaysWhatToDo) {
  const TempFolder folder;
  const auto vault = find_vault(folder.path());
  ASSERT_FALSE(vault);
  EXPECT_THAT(vault.error().message, testing::HasSubstr("tote init"));
}

TEST(Paths, IndexIsOutsideTheVaultAndOnesOwn) {
  const TempFolder folder;
  std::filesystem::create_directories(folder.path() / "one");
  std::filesystem::create_directories(folder.path() / "two");
  const auto one = index_directory(folder.path() / "one");
  EXPECT_NE(one, index_directory(folder.path() / "two"));
  EXPECT_EQ(one, index_directory(folder.path() / "two" / ".." / "one"));
  EXPECT_NE(one.string().rfind(folder.path().string(), 0), 0U);
}

TEST(Paths, PluginPathBeginsWithTheVariable) {
  ::setenv("TOTE_PLUGIN_PATH", "/one::/two", 1);
  const auto folders = plugin_search_path();
  ::unsetenv("TOTE_PLUGIN_PATH");
  ASSERT_GE(folders.size(), 4U);
  EXPECT_EQ(folders[0], "/one");
  EXPECT_EQ(folders[1], "/two");
}

TEST(Paths, PluginPathIsAbsoluteForThoseWhoStandElsewhere) {
  ::setenv("TOTE_PLUGIN_PATH", "sdk/examples", 1);
  const auto folders = plugin_search_path();
  ::unsetenv("TOTE_PLUGIN_PATH");
  EXPECT_EQ(folders.front(), std::filesystem::current_path() / "sdk/examples");
}

}  // namespace
}  // namespace tote::host
