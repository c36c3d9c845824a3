// SPDX-License-Identifier: GPL-2.0-or-later
// What stands behind `tote plugin new` and `tote plugin test`; how they look is in
// tests/cli/cases/plugins.md.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/author/dev_loop.h"
#include "host/author/plugin_tree.h"
#include "host/author/scaffold.h"
#include "host/author/subprocess.h"
#include "host/author/text_diff.h"
#include "tests/host/temp_folder.h"

namespace tote::host::author {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(LineDiff, IsEmptyForEqualTexts) {
  EXPECT_EQ(line_diff("a\nb\n", "a\nb\n"), "");
}

TEST(LineDiff, ShowsWhatWentAndWhatCameWithTwoLinesAround) {
  EXPECT_EQ(line_diff("1\n2\n3\n4\n5\n6\n7\n", "1\n2\n3\n4\nfive\n6\n7\n"),
            "  3\n  4\n- 5\n+ five\n  6\n  7\n");
}

TEST(LineDiff, LeavesOutWhatIsFarFromAnyDifference) {
  EXPECT_EQ(line_diff("a\n1\n2\n3\n4\n5\nb\n", "A\n1\n2\n3\n4\n5\nB\n"),
            "- a\n+ A\n  1\n  2\n…\n  4\n  5\n- b\n+ B\n");
}

TEST(LineDiff, ManagesTextsOfAnyLength) {
  std::string many;
  for (int i = 0; i < 10'000; ++i)
    many += "line\n";
  EXPECT_THAT(line_diff(many, many + "more\n"), HasSubstr("+ more\n"));
}

TEST(Subprocess, KeepsOutputAndReportApart) {
  const auto end =
      run_program({{"sh", "-c", "echo said; echo error >&2; echo report >&3"}, {}, {}});
  ASSERT_TRUE(end);
  EXPECT_EQ(end->output, "said\nerror\n");
  EXPECT_EQ(end->report, "report\n");
  EXPECT_EQ(end->fault, "");
}

TEST(Subprocess, SaysHowTheProgramEnded) {
  EXPECT_EQ(run_program({{"sh", "-c", "exit 3"}, {}, {}})->fault, "exit 3");
  EXPECT_EQ(run_program({{"sh", "-c", "kill -SEGV $$"}, {}, {}})->fault, "SIGSEGV");
}

TEST(Subprocess, EndsWhatTakesTooLong) {
  CommandLine line{{"sleep", "60"}, {}, {}};
  line.deadline = std::chrono::milliseconds(100);
  EXPECT_THAT(run_program(line)->fault, HasSubstr("more than 100 ms"));
}

TEST(Subprocess, HasTheFolderAndEnvironmentThatWereAskedFor) {
  const TempFolder folder;
  const auto end =
      run_program({{"sh", "-c", "pwd; echo $TZ"}, folder.path(), {{"TZ", "Asia/Tokyo"}}});
  ASSERT_TRUE(end);
  EXPECT_THAT(end->output, HasSubstr(folder.path().filename().string()));
  EXPECT_THAT(end->output, HasSubstr("Asia/Tokyo"));
}

TEST(Subprocess, SaysWhichProgramThereIsNot) {
  const auto end = run_program({{"no-such-program-of-ours"}, {}, {}});
  ASSERT_FALSE(end);
  EXPECT_THAT(end.error().message, HasSubstr("no-such-program-of-ours"));
}

TEST(MakePlugin, FillsEveryMarkInTheTemplates) {
  const TempFolder folder;
  for (const char* language : {"schema", "c", "cpp"}) {
    ScaffoldOptions options;
    options.name = "example.board-game";
    options.language = language;
    options.parent = folder.path() / language;
    const auto made = make_plugin(options);
    ASSERT_TRUE(made) << to_string(made.error());
    EXPECT_EQ(made->folder, "board-games");
    for (const auto& file : made->files) {
      EXPECT_THAT(file, Not(HasSubstr("@"))) << language;
      EXPECT_THAT(folder.read(std::string(language) + '/' + file), Not(HasSubstr("@noun"))) << file;
    }
    EXPECT_THAT(folder.read(std::string(language) + "/board-games/plugin.json"),
                HasSubstr("\"example.board-game\""));
  }
}

TEST(OpenPlugin, ShowsTheCompilersFirstError) {
  const TempFolder folder;
  ScaffoldOptions options;
  options.name = "film";
  options.language = "c";
  options.parent = folder.path();
  ASSERT_TRUE(make_plugin(options));
  folder.write("films/plugin.c", "int broken = \"\" +;\n");
  const auto tree = open_plugin(folder.path() / "films");
  ASSERT_FALSE(tree);
  EXPECT_THAT(tree.error().message, HasSubstr("does not build"));
  EXPECT_THAT(tree.error().message, HasSubstr("plugin.c:1"));
}

class DevLoopTest : public testing::Test {
 protected:
  DevLoopTest() {
    ScaffoldOptions scaffold;
    scaffold.name = "film";
    scaffold.parent = folder.path();
    EXPECT_TRUE(make_plugin(scaffold));
    options.plugin = folder.path() / "films";
    options.program = TOTE_PROGRAM;
  }

  TempFolder folder;
  DevOptions options;
};

TEST_F(DevLoopTest, ReadsOnlyTheNoteThatChangedAndShowsWhatItSaysNow) {
  DevLoop loop(options);
  const auto first = loop.step();
  EXPECT_EQ(first.fault, "");
  EXPECT_EQ(first.indexed, 4U);
  EXPECT_EQ(first.statement_changes + first.answer_changes, "");
  EXPECT_FALSE(loop.has_changed());

  folder.write("films/fixtures/notes/The second film.md",
               "---\ntype: film\nlength: 120\n---\n# The second film\n");
  EXPECT_TRUE(loop.has_changed());
  const auto second = loop.step();
  EXPECT_EQ(second.indexed, 1U);
  EXPECT_THAT(second.statement_changes, HasSubstr("-     3  length = 90\n+     3  length = 120\n"));
  EXPECT_THAT(second.answer_changes, HasSubstr("+   The second film  The second film.md"));
  EXPECT_FALSE(loop.has_changed());
}

TEST_F(DevLoopTest, ReadsEveryNoteAnewWhenThePluginChanged) {
  DevLoop loop(options);
  ASSERT_EQ(loop.step().fault, "");
  auto manifest = folder.read("films/plugin.json");
  manifest.replace(manifest.find("\"showed\""), 8, "\"showing\"");
  folder.write("films/plugin.json", manifest);
  EXPECT_EQ(loop.step().indexed, 4U);
}

TEST_F(DevLoopTest, ReadsACopyOfAJournalAndFollowsIt) {
  folder.write("journal/.tote/config.toml", "ignore = [\"drafts/\"]\n");
  folder.write("journal/one.md", "---\ntype: film\nlength: 90\n---\n# One\n");
  folder.write("journal/drafts/two.md", "---\ntype: film\nlength: 91\n---\n# Two\n");
  folder.write("journal/binary.md", std::string("\0\xFF", 2));
  options.journal = folder.path() / "journal";
  DevLoop loop(options);
  const auto first = loop.step();
  EXPECT_THAT(first.fault, HasSubstr("binary.md: the file is not text"));
  EXPECT_EQ(first.indexed, 1U);
  EXPECT_THAT(first.statement_changes, HasSubstr("+ one.md\n"));
  folder.write("journal/three.md", "---\ntype: film\nlength: 93\n---\n# Three\n");
  loop.wait();
  ASSERT_TRUE(loop.has_changed());
  EXPECT_EQ(loop.step().indexed, 1U);
  std::filesystem::remove(folder.path() / "journal/one.md");
  EXPECT_THAT(loop.step().statement_changes, HasSubstr("- one.md\n"));
}

TEST_F(DevLoopTest, SaysWhatIsWrongAndGoesOnWhenItIsMended) {
  DevLoop loop(options);
  const auto manifest = folder.read("films/plugin.json");
  folder.write("films/plugin.json", "{");
  EXPECT_THAT(loop.step().fault, HasSubstr("plugin.json"));
  folder.write("films/plugin.json", manifest);
  EXPECT_TRUE(loop.has_changed());
  EXPECT_EQ(loop.step().fault, "");
}

}  // namespace
}  // namespace tote::host::author
