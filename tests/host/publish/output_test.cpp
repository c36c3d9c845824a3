// SPDX-License-Identifier: GPL-2.0-or-later
// The folder: nothing that tote did not write is touched, and equal sites are equal bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/publish/output_folder.h"
#include "tests/host/publish/site_fixture.h"

namespace tote::host::publish {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OutputFolder : public ::testing::Test {
 protected:
  Result<WriteReport> write(const std::vector<PublicFile>& files,
                            WriteMode mode = WriteMode::write) const {
    return write_site(folder.path() / "site", Target::html, files, {"a"}, mode);
  }

  TempFolder folder;
};

TEST_F(OutputFolder, WritesAndRemovesOnlyItsOwn) {
  ASSERT_TRUE(write({{"a/x.html", "1"}, {"y.html", "2"}}).has_value());
  folder.write("site/a/mine.html", "mine");
  const auto report = write({{"y.html", "3"}});
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_THAT(report->written, ElementsAre("y.html"));
  EXPECT_THAT(report->removed, ElementsAre("a/x.html"));
  EXPECT_EQ(folder.read("site/y.html"), "3");
  EXPECT_EQ(folder.read("site/a/mine.html"), "mine");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "site/a/x.html"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "site/.tote-staging"));
}

TEST_F(OutputFolder, RefusesToWriteOverOthersFiles) {
  folder.write("site/y.html", "mine");
  const auto report = write({{"a.html", "1"}, {"y.html", "2"}});
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, ErrorCode::conflict);
  EXPECT_EQ(folder.read("site/y.html"), "mine");
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "site/a.html")) << "all or nothing";
  ASSERT_TRUE(write({{"y.html", "2"}}, WriteMode::force).has_value());
  EXPECT_EQ(folder.read("site/y.html"), "2");
}

TEST_F(OutputFolder, LeavesWhatWasChangedSince) {
  ASSERT_TRUE(write({{"a.html", "1"}, {"b.html", "2"}}).has_value());
  folder.write("site/a.html", "changed by hand");
  const auto gone = write({{"b.html", "2"}});
  ASSERT_TRUE(gone.has_value());
  EXPECT_THAT(gone->kept, ElementsAre("a.html"));
  EXPECT_EQ(folder.read("site/a.html"), "changed by hand");
}

TEST_F(OutputFolder, DoesNothingInADryRun) {
  const auto report = write({{"a.html", "1"}}, WriteMode::dry_run);
  ASSERT_TRUE(report.has_value());
  EXPECT_THAT(report->written, ElementsAre("a.html"));
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "site"));
}

TEST_F(OutputFolder, DryRunOfForceSaysWhatItWouldWriteOver) {
  folder.write("site/a.html", "mine");
  EXPECT_FALSE(write({{"a.html", "1"}}, WriteMode::dry_run).has_value());
  const auto report = write({{"a.html", "1"}}, WriteMode::dry_run_of_force);
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_THAT(report->written, ElementsAre("a.html"));
  EXPECT_EQ(folder.read("site/a.html"), "mine");
}

TEST_F(OutputFolder, GoesOnAfterARunThatWasCutShort) {
  ASSERT_TRUE(write({{"a.html", "1"}}).has_value());
  // As a run leaves it that is killed between its files and its list.
  auto list = folder.read("site/.tote-site.json");
  const auto next = write({{"a.html", "2"}});
  ASSERT_TRUE(next.has_value());
  const auto hash = read_site_list(folder.path() / "site")->files.at("a.html");
  list.insert(1, "\"begun\":{\"a.html\":\"" + hash + "\"},");
  folder.write("site/.tote-site.json", list);
  const auto third = write({{"a.html", "3"}});
  ASSERT_TRUE(third.has_value()) << to_string(third.error());
  EXPECT_EQ(folder.read("site/a.html"), "3");
}

TEST_F(OutputFolder, FollowsNoLinkOutOfItself) {
  std::filesystem::create_directories(folder.path() / "site");
  std::filesystem::create_directories(folder.path() / "elsewhere");
  std::filesystem::create_directory_symlink(folder.path() / "elsewhere", folder.path() / "site/a");
  EXPECT_FALSE(write({{"a/x.html", "1"}}, WriteMode::force).has_value());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path() / "elsewhere"));
}

TEST_F(OutputFolder, BelongsToOneTarget) {
  ASSERT_TRUE(write({{"a.html", "1"}}).has_value());
  EXPECT_FALSE(
      write_site(folder.path() / "site", Target::hugo, {}, {}, WriteMode::write).has_value());
}

TEST_F(OutputFolder, MustNotBeTheJournal) {
  folder.write("vault/a.md", "x");
  const auto vault = folder.path() / "vault";
  EXPECT_FALSE(checked_output(vault / "out", vault, false).has_value());
  EXPECT_FALSE(checked_output(vault, vault, true).has_value());
  EXPECT_FALSE(checked_output(folder.path(), vault, true).has_value()) << "it holds the journal";
  EXPECT_TRUE(checked_output(vault / "out", vault, true).has_value());
  EXPECT_TRUE(checked_output(folder.path() / "vault-site", vault, false).has_value());
}

TEST(Publish, GivesTheSameBytesForTheSameNotes) {
  for (const auto target : {Target::html, Target::hugo, Target::jekyll}) {
    SiteFixture site;
    site.note("people/Ana.md", "---\ntype: person\npublish: true\n---\nHello [[P]].\n");
    site.note("posts/P.md", "---\ntype: post\nstatus: published\ntags: [b, a]\n---\n[[Ana]] #c\n");
    const auto first = site.publish_all(target);
    const auto again = site.journal().publish_post("P", site.to(target));
    ASSERT_TRUE(again.has_value());
    EXPECT_THAT(again->files.written, IsEmpty());
    std::filesystem::remove_all(site.site(target));
    EXPECT_EQ(site.publish_all(target), first);
  }
}

TEST(Unpublish, TellsWhatCannotBeTakenBack) {
  SiteFixture site;
  site.note("posts/A.md", "---\ntype: post\nstatus: published\n---\nA.\n");
  site.note("posts/B.md", "---\ntype: post\nstatus: published\n---\nSee [[A]].\n");
  site.publish_all();
  const auto report = site.journal().unpublish_post("A", site.to());
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_EQ(report->address, "posts/a.html");
  EXPECT_THAT(report->mentions, ElementsAre("posts/b.html"));
  const auto files = files_below(site.site());
  EXPECT_EQ(files.count("posts/a.html"), 0U);
  EXPECT_EQ(files.at("posts/b.html").find("href=\"../posts/a.html\""), std::string::npos);
  EXPECT_EQ(files.at("index.html").find("a.html"), std::string::npos);
  EXPECT_EQ(site.journal().unpublish_post("A", site.to()).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace tote::host::publish
