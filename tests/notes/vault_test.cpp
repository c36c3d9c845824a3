// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/vault.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tote::notes {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Vault : public ::testing::Test {
 protected:
  Vault() {
    std::string name = (fs::temp_directory_path() / "tote-vault-XXXXXX").string();
    base = ::mkdtemp(name.data());
    root = base / "my vault";
    fs::create_directory(root);
  }

  ~Vault() override { fs::remove_all(base); }

  void write(const std::string& path, const std::string& text = "text\n") const {
    fs::create_directories((root / path).parent_path());
    std::ofstream(root / path, std::ios::binary) << text;
  }

  [[nodiscard]] ScanResult scan(const ScanOptions& options = {}) const {
    auto result = scan_vault(root, options);
    EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
    return result ? *result : ScanResult{};
  }

  static std::vector<std::string> paths(const ScanResult& result) {
    std::vector<std::string> out;
    for (const VaultFile& file : result.files)
      out.push_back(file.path);
    return out;
  }

  static std::vector<std::string> skipped(const ScanResult& result) {
    std::vector<std::string> out;
    for (const Skipped& entry : result.skipped)
      out.push_back(entry.path + ": " + std::string(to_string(entry.reason)));
    return out;
  }

  fs::path base;
  fs::path root;
};

TEST_F(Vault, GivesItsNotesSortedByPath) {
  write("b.md");
  write("a/c.MD");
  write("a/d.markdown");
  write("a/picture.png");
  write("Zoë.md");
  EXPECT_THAT(paths(scan()), ElementsAre("Zoë.md", "a/c.MD", "a/d.markdown", "b.md"));
}

TEST_F(Vault, TellsSizeAndTimeOfAFile) {
  write("a.md", "12345");
  const ScanResult result = scan();
  ASSERT_EQ(result.files.size(), 1U);
  EXPECT_EQ(result.files[0].size, 5U);
  EXPECT_GT(result.files[0].mtime_ns, 1'000'000'000'000'000'000);
  EXPECT_NE(result.files[0].inode, 0U);
}

TEST_F(Vault, LeavesOutHiddenFilesSilently) {
  write(".tote/config.md");
  write(".obsidian/x.md");
  write(".hidden.md");
  const ScanResult result = scan();
  EXPECT_THAT(result.files, IsEmpty());
  EXPECT_THAT(result.skipped, IsEmpty());
}

TEST_F(Vault, ReportsIgnoredFoldersOnce) {
  write("drafts/a.md");
  write("drafts/b.md");
  write("x.tmp.md");
  write("keep.tmp.md");
  const ScanResult result = scan({{"drafts/", "*.tmp.md", "!keep.tmp.md"}});
  EXPECT_THAT(paths(result), ElementsAre("keep.tmp.md"));
  EXPECT_THAT(skipped(result), ElementsAre("drafts: ignored by a pattern in .tote/config.toml",
                                           "x.tmp.md: ignored by a pattern in .tote/config.toml"));
}

TEST_F(Vault, FollowsLinksThatStayInside) {
  write("a/n.md");
  fs::create_symlink("a/n.md", root / "m.md");
  fs::create_directory_symlink("a", root / "b");
  EXPECT_THAT(paths(scan()), ElementsAre("a/n.md", "b/n.md", "m.md"));
}

TEST_F(Vault, ReportsLinksThatLeaveItOrLoop) {
  write("a/n.md");
  fs::create_directory(base / "outside");
  std::ofstream(base / "outside" / "x.md") << "x";
  fs::create_directory_symlink(base / "outside", root / "out");
  fs::create_symlink(base / "outside" / "x.md", root / "x.md");
  fs::create_directory_symlink("..", root / "a" / "up");
  fs::create_symlink("self.md", root / "self.md");
  const ScanResult result = scan();
  EXPECT_THAT(paths(result), ElementsAre("a/n.md"));
  EXPECT_THAT(skipped(result),
              ElementsAre("a/up: symbolic link to a folder that is read already",
                          "out: symbolic link that leaves the vault",
                          "self.md: symbolic link to a folder that is read already",
                          "x.md: symbolic link that leaves the vault"));
}

TEST_F(Vault, EndsWhereLinksPointAtEachOther) {
  for (const char* name : {"a", "b", "c", "d", "e", "f", "g", "h"})
    write(std::string(name) + "/n.md");
  for (const char* from : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
    for (const char* to : {"a", "b", "c", "d", "e", "f", "g", "h"}) {
      if (*from != *to)
        fs::create_directory_symlink(root / to, root / from / to);
    }
  }
  EXPECT_LE(scan().files.size(), 16U);
}

TEST_F(Vault, ReportsWhatIsTooLarge) {
  write("big.md");
  fs::resize_file(root / "big.md", max_note_bytes + 1);
  EXPECT_THAT(skipped(scan()), ElementsAre("big.md: larger than 16 MiB"));
  EXPECT_EQ(read_file(root, "big.md").error().code, ErrorCode::invalid_input);
}

TEST_F(Vault, ReportsWhatCannotBeRead) {
  if (::geteuid() == 0)
    GTEST_SKIP() << "root reads everything";
  write("a/n.md");
  write("b.md");
  ::chmod((root / "a").c_str(), 0);
  ::chmod((root / "b.md").c_str(), 0);
  EXPECT_THAT(skipped(scan()), ElementsAre("a: cannot be read (check its permissions)",
                                           "b.md: cannot be read (check its permissions)"));
  ::chmod((root / "a").c_str(), 0700);
}

TEST_F(Vault, FindsEveryNoteOfALargeVault) {
  // So many that a second thread joins in, in a flat folder and in deep ones.
  std::vector<std::string> expected;
  for (int i = 0; i < 5000; ++i) {
    const std::string number = std::to_string(i);
    expected.push_back(i % 2 == 0 ? "flat/" + number + ".md"
                                  : "deep/" + std::to_string(i % 50) + "/" + number + "/n.md");
    write(expected.back());
  }
  std::sort(expected.begin(), expected.end());
  for (int round = 0; round < 3; ++round)
    EXPECT_EQ(paths(scan()), expected);
}

TEST_F(Vault, FailsOnlyIfTheRootCannotBeRead) {
  const auto result = scan_vault(root / "nowhere");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::not_found);
}

TEST_F(Vault, ReadsTheBytesOfANote) {
  write("a/n.md", "\xEF\xBB\xBFx\r\n");
  EXPECT_EQ(read_file(root, "a/n.md").value(), "\xEF\xBB\xBFx\r\n");
  write("empty.md", "");
  EXPECT_EQ(read_file(root, "empty.md").value(), "");
}

TEST_F(Vault, RefusesToReadWhatIsNoNote) {
  write("binary.md", std::string("\x7F"
                                 "ELF\0\1",
                                 6));
  EXPECT_EQ(read_file(root, "binary.md").error().code, ErrorCode::invalid_input);
  EXPECT_EQ(read_file(root, "gone.md").error().code, ErrorCode::not_found);
  fs::create_directory(root / "folder.md");
  EXPECT_EQ(read_file(root, "folder.md").error().code, ErrorCode::invalid_input);
  ::mkfifo((root / "pipe.md").c_str(), 0600);
  EXPECT_EQ(read_file(root, "pipe.md").error().code, ErrorCode::invalid_input);
}

}  // namespace
}  // namespace tote::notes
