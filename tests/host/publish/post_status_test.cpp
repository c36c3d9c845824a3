// SPDX-License-Identifier: GPL-2.0-or-later
// Publishing writes into the post what it says of itself, and nothing when it does not come to
// that.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/publish/site_fixture.h"

namespace tote::host::publish {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto draft_text =
    "---\r\ntype: post\r\n# soon\r\nStatus:  'draft'   # really\r\ndate: "
    "2026-01-02\r\n---\r\nA.\r\n";
constexpr auto published_text =
    "---\r\ntype: post\r\n# soon\r\nStatus:  'published'   # really\r\ndate: "
    "2026-01-02\r\n---\r\nA.\r\n";

class PostStatus : public ::testing::Test {
 protected:
  std::string text(const std::string& path) { return site.folder().read("vault/" + path); }

  void expect_untouched(const PublishOptions& options, ErrorCode code) {
    const auto before = text("posts/A.md");
    const auto report = site.journal().publish_post("A", options);
    ASSERT_FALSE(report.has_value());
    EXPECT_EQ(report.error().code, code) << to_string(report.error());
    EXPECT_EQ(text("posts/A.md"), before);
    const auto history = site.journal().history();
    ASSERT_TRUE(history.has_value());
    EXPECT_THAT(*history, IsEmpty());
  }

  SiteFixture site;
};

TEST_F(PostStatus, BecomesPublishedAndNothingElseChanges) {
  site.note("posts/A.md", draft_text);
  const auto report = site.journal().publish_post("A", site.to());
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_EQ(report->note_change.path, "posts/A.md");
  EXPECT_EQ(text("posts/A.md"), published_text);
  EXPECT_EQ(files_below(site.site()).count("posts/a.html"), 1U);
  ASSERT_TRUE(site.journal().undo().has_value());
  EXPECT_EQ(text("posts/A.md"), draft_text);
}

TEST_F(PostStatus, GetsTheDayAsItsDateIfThereIsNone) {
  for (const std::string date : {"", "date:\n"}) {
    SiteFixture fresh;
    fresh.note("posts/A.md", "---\ntype: post\n" + date + "---\nA.\n");
    ASSERT_TRUE(fresh.journal().publish_post("A", fresh.to()).has_value());
    const auto text = fresh.folder().read("vault/posts/A.md");
    EXPECT_THAT(text, HasSubstr("date: " + notes::to_string(fresh.journal().today()) + "\n"));
    EXPECT_THAT(text, HasSubstr("status: published\n"));
  }
}

TEST_F(PostStatus, KeepsTheDateOfTheFilesName) {
  site.note("posts/2026-01-02 A.md", "---\ntype: post\nstatus: draft\n---\nA.\n");
  ASSERT_TRUE(site.journal().publish_post("posts/2026-01-02 A.md", site.to()).has_value());
  EXPECT_EQ(text("posts/2026-01-02 A.md"), "---\ntype: post\nstatus: published\n---\nA.\n");
}

TEST_F(PostStatus, IsNotTouchedByADryRun) {
  site.note("posts/A.md", draft_text);
  auto options = site.to();
  options.mode = WriteMode::dry_run;
  const auto report = site.journal().publish_post("A", options);
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_THAT(report->files.written, ::testing::Contains("posts/a.html"));
  EXPECT_EQ(report->note_change.changes.files.size(), 1U);
  EXPECT_EQ(text("posts/A.md"), draft_text);
  EXPECT_FALSE(std::filesystem::exists(site.site()));
}

TEST_F(PostStatus, StaysWhenAnotherPostHasTheSlug) {
  site.note("posts/A.md", draft_text);
  site.note("posts/B.md", "---\ntype: post\nslug: a\n---\n");
  expect_untouched(site.to(), ErrorCode::conflict);
}

TEST_F(PostStatus, StaysWhenAFileIsInTheWay) {
  site.note("posts/A.md", draft_text);
  site.folder().write("site-html/posts/a.html", "mine");
  expect_untouched(site.to(), ErrorCode::conflict);
  auto options = site.to();
  options.mode = WriteMode::force;
  ASSERT_TRUE(site.journal().publish_post("A", options).has_value());
  EXPECT_EQ(text("posts/A.md"), published_text);
}

TEST_F(PostStatus, StaysWhenThereIsNoFolder) {
  site.note("posts/A.md", draft_text);
  expect_untouched({}, ErrorCode::invalid_input);
}

TEST_F(PostStatus, OfAPublicPostIsLeftAndThePageHasTheSameBytes) {
  site.note("posts/A.md", draft_text);
  ASSERT_TRUE(site.journal().publish_post("A", site.to()).has_value());
  const auto first = files_below(site.site());
  const auto again = site.journal().publish_post("A", site.to());
  ASSERT_TRUE(again.has_value());
  EXPECT_THAT(again->note_change.changes.files, IsEmpty());
  EXPECT_THAT(again->files.written, IsEmpty());
  EXPECT_EQ(files_below(site.site()), first);
}

TEST_F(PostStatus, BecomesDraftWhenThePostIsTakenBack) {
  site.note("posts/A.md", published_text);
  site.publish_all();
  ASSERT_TRUE(site.journal().unpublish_post("A", site.to()).has_value());
  EXPECT_EQ(text("posts/A.md"), draft_text);
  EXPECT_THAT(site.publish_all(),
              ::testing::Not(::testing::Contains(::testing::Key("posts/a.html"))));
}

TEST_F(PostStatus, OfAPostThatIsTakenBackOutweighsWhatItSaidBefore) {
  site.note("posts/A.md", "---\ntype: post\npublish: true\ntitle: A\n---\nA.\n");
  site.publish_all();
  ASSERT_TRUE(site.journal().unpublish_post("A", site.to()).has_value());
  EXPECT_EQ(text("posts/A.md"), "---\ntype: post\ntitle: A\nstatus: draft\n---\nA.\n");
}

TEST_F(PostStatus, StaysWhenThereIsNothingToTakeBack) {
  site.note("posts/A.md", published_text);
  EXPECT_EQ(site.journal().unpublish_post("A", site.to()).error().code, ErrorCode::not_found);
  EXPECT_EQ(text("posts/A.md"), published_text);
}

}  // namespace
}  // namespace tote::host::publish
