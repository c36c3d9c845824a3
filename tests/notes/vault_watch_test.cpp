// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/vault_watch.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tote::notes {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class VaultWatchTest : public ::testing::Test {
 protected:
  VaultWatchTest() {
    std::string name = (fs::temp_directory_path() / "tote-watch-XXXXXX").string();
    root = ::mkdtemp(name.data());
    fs::create_directory(root / ".tote");
    write("a.md");
    write("sub/b.md");
    write("ignored/c.md");
  }

  ~VaultWatchTest() override { fs::remove_all(root); }

  void write(const std::string& path) const {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << "text\n";
  }

  [[nodiscard]] VaultWatch watch() const {
    auto opened = VaultWatch::open(root, {{"ignored/", "x.md"}});
    EXPECT_TRUE(opened) << to_string(opened.error());
    return *std::move(opened);
  }

  static VaultEvents taken(VaultWatch& watch) {
    auto events = watch.take();
    EXPECT_TRUE(events) << to_string(events.error());
    return events ? *std::move(events) : VaultEvents{};
  }

  fs::path root;
};

TEST_F(VaultWatchTest, HearsOfNotesThatAreWrittenMovedAndRemoved) {
  auto vault = watch();
  write("sub/b.md");
  write("new.md");
  EXPECT_THAT(taken(vault).files, ElementsAre("new.md", "sub/b.md"));
  fs::rename(root / "new.md", root / "sub" / "moved.md");
  fs::remove(root / "a.md");
  const auto events = taken(vault);
  EXPECT_THAT(events.files, ElementsAre("a.md", "new.md", "sub/moved.md"));
  EXPECT_FALSE(events.needs_scan);
  EXPECT_THAT(taken(vault).files, IsEmpty());
}

TEST_F(VaultWatchTest, DoesNotHearOfWhatIsNoNote) {
  auto vault = watch();
  write("image.png");
  write(".hidden.md");
  write(".tote/undo");
  write("ignored/c.md");
  const auto events = taken(vault);
  EXPECT_THAT(events.files, IsEmpty());
  EXPECT_FALSE(events.needs_scan);
  EXPECT_FALSE(events.has_new_configuration);
}

TEST_F(VaultWatchTest, NewFoldersNeedAScanAndAreWatched) {
  auto vault = watch();
  write("new/deep/d.md");
  EXPECT_TRUE(taken(vault).needs_scan);
  write("new/deep/e.md");
  const auto events = taken(vault);
  EXPECT_FALSE(events.needs_scan);
  EXPECT_THAT(events.files, ElementsAre("new/deep/e.md"));
}

TEST_F(VaultWatchTest, FoldersThatMoveOrGoNeedAScan) {
  auto vault = watch();
  fs::rename(root / "sub", root / "other");
  EXPECT_TRUE(taken(vault).needs_scan);
  write("other/b.md");
  EXPECT_THAT(taken(vault).files, ElementsAre("other/b.md"));
  fs::remove_all(root / "other");
  EXPECT_TRUE(taken(vault).needs_scan);
}

TEST_F(VaultWatchTest, LinksNeedAScan) {
  auto vault = watch();
  fs::create_symlink("a.md", root / "link.md");
  EXPECT_TRUE(taken(vault).needs_scan);
  write("a.md");
  EXPECT_TRUE(taken(vault).needs_scan) << "the note shows at two paths now";
}

TEST_F(VaultWatchTest, HearsOfTheConfiguration) {
  auto vault = watch();
  write(".tote/config.toml");
  EXPECT_TRUE(taken(vault).has_new_configuration);
  fs::remove_all(root / ".tote");
  EXPECT_TRUE(taken(vault).has_new_configuration);
  write(".tote/config.toml");
  EXPECT_TRUE(taken(vault).has_new_configuration);
}

TEST_F(VaultWatchTest, AVaultThatIsGoneIsAnError) {
  auto vault = watch();
  fs::rename(root, root.string() + ".away");
  EXPECT_FALSE(vault.take());
  fs::rename(root.string() + ".away", root);
}

TEST_F(VaultWatchTest, LooksUpAFileAsAScanWould) {
  write("x.md");
  const ScanOptions options{{"ignored/", "x.md"}};
  const auto scan = scan_vault(root, options);
  ASSERT_TRUE(scan);
  const auto file = look_up(root, "a.md", options);
  ASSERT_TRUE(file && *file);
  EXPECT_EQ((*file)->mtime_ns, scan->files.front().mtime_ns);
  EXPECT_EQ((*file)->inode, scan->files.front().inode);
  EXPECT_EQ((*file)->size, 5u);
  for (const char* left_out : {"gone.md", "x.md", "sub"})
    EXPECT_FALSE(*look_up(root, left_out, options)) << left_out;
}

}  // namespace
}  // namespace tote::notes
