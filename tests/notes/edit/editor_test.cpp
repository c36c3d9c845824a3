// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/editor.h"

#include <array>
#include <cstdlib>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/notes/edit/vault_fixture.h"

namespace tote::notes {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

FileChange moved(FileChange change, std::string new_path) {
  change.new_path = std::move(new_path);
  return change;
}

TEST_F(EditorTest, ReplacesOnlyTheBytesOfTheSpan) {
  write("a.md", "\xEF\xBB\xBF# One\r\n\r\ntwo \xFF three");
  ASSERT_TRUE(editor().apply({"", {change("a.md", "two", "2")}}));
  EXPECT_EQ(read("a.md"), "\xEF\xBB\xBF# One\r\n\r\n2 \xFF three");
}

TEST_F(EditorTest, DoesAllKindsOfChangesAtOnceAndUndoesThem) {
  write("a.md", "one");
  write("b.md", "two");
  write("pictures/p.png", std::string("\0png", 4));
  write("gone.md", "three");
  const auto before = tree();
  FileChange removal = change("gone.md", "three", "three");
  removal.is_removal = true;
  FileChange picture;
  picture.path = "pictures/p.png";
  picture.base = hash_of(read("pictures/p.png"));
  const auto done = editor().apply(
      {"everything",
       {change("a.md", "one", "1"), moved(change("b.md", "two", "2"), "deep/er/b.md"),
        moved(picture, "p.png"), new_file("new/n.md", "new"), removal}});
  ASSERT_TRUE(done) << to_string(done.error());
  EXPECT_EQ(done->file_count, 5U);
  EXPECT_EQ(read("a.md"), "1");
  EXPECT_EQ(read("deep/er/b.md"), "2");
  EXPECT_EQ(read("p.png"), std::string("\0png", 4));
  EXPECT_EQ(read("new/n.md"), "new");
  EXPECT_FALSE(fs::exists(root() / "b.md"));
  EXPECT_FALSE(fs::exists(root() / "gone.md"));
  const auto undone = editor().undo();
  ASSERT_TRUE(undone) << to_string(undone.error());
  EXPECT_EQ(tree(), before);
  EXPECT_EQ(editor().undo().error().code, ErrorCode::not_found);
}

TEST_F(EditorTest, UndoesStepByStep) {
  write("a.md", "one");
  ASSERT_TRUE(editor().apply({"first", {change("a.md", "one", "two")}}));
  ASSERT_TRUE(editor().apply({"second", {change("a.md", "two", "three")}}));
  const auto history = editor().history();
  ASSERT_TRUE(history);
  ASSERT_EQ(history->size(), 2U);
  EXPECT_EQ(history->front().summary, "second");
  ASSERT_TRUE(editor().undo());
  EXPECT_EQ(read("a.md"), "two");
  ASSERT_TRUE(editor().undo());
  EXPECT_EQ(read("a.md"), "one");
}

TEST_F(EditorTest, RefusesAFileThatChangedMeanwhileAndTouchesNoOther) {
  write("a.md", "one");
  write("b.md", "two");
  const ChangeSet changes{"", {change("a.md", "one", "1"), change("b.md", "two", "2")}};
  write("b.md", "two!");
  const auto before = tree();
  const auto done = editor().apply(changes);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
  EXPECT_EQ(done.error().place->path, "b.md");
  EXPECT_EQ(tree(), before);
}

TEST_F(EditorTest, RefusesToUndoWhatWasEditedSince) {
  write("a.md", "one");
  ASSERT_TRUE(editor().apply({"", {change("a.md", "one", "1"), new_file("b.md", "b")}}));
  write("a.md", "1 and more");
  const auto undone = editor().undo();
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().code, ErrorCode::conflict);
  EXPECT_EQ(read("a.md"), "1 and more");
  EXPECT_EQ(read("b.md"), "b");
  EXPECT_EQ(editor().history()->size(), 1U);
}

TEST_F(EditorTest, NeverWritesOverAFileThatIsThere) {
  write("a.md", "one");
  write("b.md", "two");
  EXPECT_EQ(editor().apply({"", {new_file("b.md", "x")}}).error().code, ErrorCode::conflict);
  EXPECT_EQ(editor().apply({"", {moved(change("a.md", "one", "1"), "b.md")}}).error().code,
            ErrorCode::conflict);
  EXPECT_EQ(read("a.md"), "one");
  EXPECT_EQ(read("b.md"), "two");
}

TEST_F(EditorTest, RenamesInCaseOnly) {
  write("Dune.md", "one");
  ASSERT_TRUE(editor().apply({"", {moved(change("Dune.md", "one", "1"), "dune.md")}}));
  EXPECT_EQ(tree(), (std::map<std::string, std::string>{{"dune.md", "1"}}));
}

TEST_F(EditorTest, KeepsModeAndExtendedAttributes) {
  write("a.md", "one");
  const auto file = root() / "a.md";
  ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
  const bool has_attributes = ::setxattr(file.c_str(), "user.colour", "red", 3, 0) == 0;
  ASSERT_TRUE(editor().apply({"", {moved(change("a.md", "one", "1"), "b.md")}}));

  struct stat info {};

  ASSERT_EQ(::stat((root() / "b.md").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 07777U, 0640U);
  std::array<char, 8> value{};
  if (has_attributes) {
    EXPECT_EQ(::getxattr((root() / "b.md").c_str(), "user.colour", value.data(), value.size()), 3);
  }
}

TEST_F(EditorTest, KeepsTheOwner) {
  if (::geteuid() != 0)
    GTEST_SKIP() << "only root can give a file away";
  write("a.md", "one");
  ASSERT_EQ(::chown((root() / "a.md").c_str(), 1234, 4321), 0);
  ASSERT_TRUE(editor().apply({"", {change("a.md", "one", "1")}}));

  struct stat info {};

  ASSERT_EQ(::stat((root() / "a.md").c_str(), &info), 0);
  EXPECT_EQ(info.st_uid, 1234U);
  EXPECT_EQ(info.st_gid, 4321U);
}

TEST_F(EditorTest, WritesThroughASymbolicLinkAndKeepsIt) {
  write("real.md", "one");
  fs::create_symlink("real.md", root() / "link.md");
  ASSERT_TRUE(editor().apply({"", {change("link.md", "one", "1")}}));
  EXPECT_TRUE(fs::is_symlink(root() / "link.md"));
  EXPECT_EQ(read("real.md"), "1");
  const auto move = editor().apply({"", {moved(change("link.md", "1", "2"), "x.md")}});
  EXPECT_THAT(to_string(move.error()), HasSubstr("symbolic link to real.md"));
  const auto twice =
      editor().apply({"", {change("link.md", "1", "2"), change("real.md", "1", "3")}});
  EXPECT_EQ(twice.error().code, ErrorCode::conflict);
  EXPECT_EQ(read("real.md"), "1");
}

TEST_F(EditorTest, StaysInTheVault) {
  folder_.write("outside.md", "precious");
  fs::create_symlink(folder_.path() / "outside.md", root() / "link.md");
  fs::create_symlink(folder_.path(), root() / "folder");
  for (const char* path : {"../x.md", "/tmp/x.md", "folder/x.md", "a/../../x.md", ""})
    EXPECT_EQ(editor().apply({"", {new_file(path, "x")}}).error().code, ErrorCode::invalid_input)
        << path;
  EXPECT_FALSE(editor().apply({"", {change("link.md", "precious", "x")}}));
  EXPECT_EQ(folder_.read("outside.md"), "precious");
}

TEST_F(EditorTest, DoesNotPartHardLinks) {
  write("a.md", "one");
  fs::create_hard_link(root() / "a.md", root() / "b.md");
  const auto done = editor().apply({"", {change("a.md", "one", "1")}});
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("hard links"));
  EXPECT_EQ(read("b.md"), "one");
}

TEST_F(EditorTest, LeavesReadOnlyFilesAlone) {
  write("a.md", "one");
  ASSERT_EQ(::chmod((root() / "a.md").c_str(), 0444), 0);
  EXPECT_THAT(editor().apply({"", {change("a.md", "one", "1")}}).error().message,
              HasSubstr("read-only"));
}

TEST_F(EditorTest, LeavesNothingBehindInTheVault) {
  write("a.md", "one");
  ASSERT_TRUE(editor().apply({"", {change("a.md", "one", "1")}}));
  EXPECT_EQ(tree().size(), 1U);
}

TEST_F(EditorTest, TwoDoNotWriteAtOnce) {
  write("a.md", "one");
  const RecordStore records(state(), *disk_);
  const auto lock = records.lock();
  ASSERT_TRUE(lock);
  const auto done = editor().apply({"", {change("a.md", "one", "1")}});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
  EXPECT_EQ(read("a.md"), "one");
}

TEST_F(EditorTest, AnOperationThatChangesNothingIsNotRemembered) {
  write("a.md", "one");
  ASSERT_TRUE(editor().apply({"", {change("a.md", "one", "one")}}));
  EXPECT_TRUE(editor().history()->empty());
}

TEST_F(EditorTest, PreviewsAreDiffsThatGitApplies) {
  if (std::system("command -v git >/dev/null") != 0)
    GTEST_SKIP() << "git is not installed";
  write("a.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12");
  write("b c.md", "two\r\nthree\r\n");
  write("gone.md", "three\nfour");
  FileChange removal = change("gone.md", "three", "three");
  removal.is_removal = true;
  FileChange both = change("a.md", "2\n3", "two\nthree\nand");
  const auto last = static_cast<std::uint32_t>(read("a.md").size());
  both.replacements.push_back({{last, last}, "\n13"});
  const ChangeSet changes{
      "",
      {both, moved(change("b c.md", "two", "2"), "d/b c.md"), new_file("new.md", "x\n"), removal}};
  const auto diff = editor().preview(changes);
  ASSERT_TRUE(diff) << to_string(diff.error());
  fs::copy(root(), folder_.path() / "copy", fs::copy_options::recursive);
  folder_.write("change.diff", *diff);
  const std::string command = "cd '" + (folder_.path() / "copy").string() +
                              "' && git apply --whitespace=nowarn ../change.diff";
  ASSERT_EQ(std::system(command.c_str()), 0) << *diff;
  ASSERT_TRUE(editor().apply(changes));
  const std::string compare = "cd '" + folder_.path().string() + "' && diff -r copy vault";
  EXPECT_EQ(std::system(compare.c_str()), 0) << *diff;
}

TEST_F(EditorTest, PreviewShowsTheLinesBetweenTwoChangesAsTheyAre) {
  write("a.md", "one\ntwo\nthree\nfour\n");
  const Note note = read_note("a.md", read("a.md"));
  const auto diff = editor().preview(
      {"", {rewrite(note, {difference(note.source, "1\ntwo\nthree\nmore\n4\n")})}});
  ASSERT_TRUE(diff) << to_string(diff.error());
  EXPECT_EQ(diff->substr(diff->find("@@")),
            "@@ -1,4 +1,5 @@\n-one\n+1\n two\n three\n-four\n+more\n+4\n");
}

}  // namespace
}  // namespace tote::notes
