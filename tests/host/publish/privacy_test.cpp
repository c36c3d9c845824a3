// SPDX-License-Identifier: GPL-2.0-or-later
// What leaves and what stays, rule by rule.
#include "host/publish/privacy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/publish/site_fixture.h"

namespace tote::host::publish {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct PublicityCase {
  std::string name;
  std::string front_matter;
  bool is_public;
};

class PublicityOf : public ::testing::TestWithParam<PublicityCase> {};

TEST_P(PublicityOf, FailsClosed) {
  const auto note = notes::read_note("x.md", "---\n" + GetParam().front_matter + "\n---\nText\n");
  EXPECT_EQ(publicity_of(note).is_public, GetParam().is_public);
  EXPECT_FALSE(publicity_of(note).reason.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Rules, PublicityOf,
    ::testing::Values(
        PublicityCase{"Nothing", "type: book", false},
        PublicityCase{"Publish", "type: book\npublish: true", true},
        PublicityCase{"Public", "type: profile\npublic: true", true},
        PublicityCase{"PublishFalse", "type: book\npublish: false", false},
        PublicityCase{"OneOfTwoSaysNo", "type: book\npublish: true\npublic: false", false},
        PublicityCase{"Words", "type: book\npublish: soon", false},
        PublicityCase{"Quoted", "type: book\npublish: \"true\"", false},
        PublicityCase{"Number", "type: book\npublish: 1", false},
        PublicityCase{"List", "type: book\npublish: [true]", false},
        PublicityCase{"Null", "type: book\npublish:", false},
        PublicityCase{"StatusPublished", "type: post\nstatus: Published", true},
        PublicityCase{"StatusDraft", "type: post\nstatus: draft", false},
        PublicityCase{"StatusUnknown", "type: post\nstatus: publishedish", false},
        PublicityCase{"StatusOfABook", "type: book\nstatus: published", false},
        PublicityCase{"PublishBeatsStatus", "type: post\nstatus: published\npublish: false", false},
        PublicityCase{"PublishOfADraft", "type: post\nstatus: draft\npublish: true", true},
        PublicityCase{"Broken", "type: post\nstatus: published\ntags: [", false},
        PublicityCase{"Twice", "type: book\npublish: true\npublish: false", false}),
    [](const auto& test) { return test.param.name; });

TEST(WebAddress, TakesNothingElse) {
  for (const auto* good : {"https://mocete.example/", "HTTP://a.example", "https://a.b/c?d#e"})
    EXPECT_TRUE(is_web_address(good)) << good;
  for (const auto* bad :
       {"javascript:alert(1)", "file:///home/nell/x", "https://", "https:///x", "//a.example/",
        "https://user:word@a.example/", "https://a.example/\"onload=", "https://a b.example/",
        "data:text/html,x", "obsidian://open?vault=x", ""})
    EXPECT_FALSE(is_web_address(bad)) << bad;
  EXPECT_TRUE(may_link_to("mailto:nell@nell.example"));
  EXPECT_FALSE(may_link_to("tel:+15550100"));
}

TEST(MayShow, IsAList) {
  PublishConfig config;
  EXPECT_TRUE(may_show(config, "book", "author"));
  EXPECT_FALSE(may_show(config, "book", "recommended-by"));
  EXPECT_FALSE(may_show(config, "person", "email"));
  config.fields["person"] = {"Job_Title"};
  EXPECT_TRUE(may_show(config, "person", "job-title"));
  EXPECT_FALSE(may_show(config, "org", "job-title"));
}

TEST(PublicPage, ShowsAPersonByWhatIsPublic) {
  SiteFixture site;
  site.note("people/Ana.md", "---\ntype: person\nemail: ana@home.example\n---\nPrivate words.\n");
  const auto plain = site.page_of("Coffee with [[Ana]] again.");
  EXPECT_THAT(plain, HasSubstr("Coffee with Ana again."));
  site.note("people/Ana.md",
            "---\ntype: person\npublish: true\nemail: ana@home.example\n---\nHi.\n");
  const auto own_page = site.page_of("Coffee with [[Ana]] again.");
  EXPECT_THAT(own_page, HasSubstr("<a class=\"h-card\" href=\"../people/ana.html\">Ana</a>"));
  site.note("profiles/a.md",
            "---\ntype: profile\npublish: true\nurl: https://shelf.example/@ana\n"
            "profile-of: \"[[Ana]]\"\n---\n");
  const auto profile = site.page_of("Coffee with [[Ana|A.]] again.");
  EXPECT_THAT(profile, HasSubstr("<a class=\"h-card\" href=\"https://shelf.example/@ana\">A.</a>"));
  for (const auto& [address, text] : files_below(site.site()))
    EXPECT_THAT(text, Not(HasSubstr("home.example"))) << address;
}

TEST(PublicPage, LeavesOutWhatIsNotMeantForIt) {
  SiteFixture site;
  site.note("Diary.md", "Dear diary.\n");
  const auto page = site.page_of(
      "One %%aside%% two <!-- note to self --> three. ^block-id\n\n"
      "%%\nblock of\n\n- comment\n%%\n\n"
      "<div>raw</div>\n\n[mood:: low] and (weight:: 80)\n\nkey:: value\n\n"
      "See [[Diary#Deep fears|here]], [file](../tax/2025.pdf) and <b>this</b>.\n\n![[Diary]]\n");
  EXPECT_THAT(page, AllOf(HasSubstr("One  two  three."), HasSubstr("See here, file and this.")));
  for (const auto* secret :
       {"aside", "note to self", "block-id", "comment", "raw", "mood", "low", "weight", "80",
        "key::", "Diary", "Deep fears", "tax", "2025.pdf", "Dear", "%%"})
    EXPECT_THAT(page, Not(HasSubstr(secret))) << secret;
}

TEST(PublicPage, LinksToAnUnpublishedPostByWordsAlone) {
  SiteFixture site;
  site.note("posts/Later.md", "---\ntype: post\nstatus: draft\n---\nNot yet.\n");
  EXPECT_THAT(site.page_of("See [[Later|the next one]]."), HasSubstr("See the next one."));
  EXPECT_EQ(files_below(site.site()).count("posts/later.html"), 0U);
}

TEST(Publish, RefusesAPostThatSaysNo) {
  SiteFixture site;
  const std::string text = "---\ntype: post\npublish: false\nstatus: draft\n---\nNot yet.\n";
  site.note("posts/Later.md", text);
  const auto report = site.journal().publish_post("Later", site.to());
  ASSERT_FALSE(report.has_value());
  EXPECT_EQ(report.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(report.error().place->line, 3U);
  EXPECT_FALSE(std::filesystem::exists(site.site()));
  EXPECT_EQ(site.folder().read("vault/posts/Later.md"), text);
}

TEST(Publish, NeedsMoreThanAStatus) {
  SiteFixture site;
  site.note("posts/A.md", "---\ntype: post\nstatus: published\ndate: 2026-01-01\n---\nA.\n");
  site.note("posts/B.md", "---\ntype: post\nstatus: published\ndate: 2026-01-02\n---\nB.\n");
  ASSERT_TRUE(site.journal().publish_post("A", site.to()).has_value());
  const auto files = files_below(site.site());
  EXPECT_EQ(files.count("posts/a.html"), 1U);
  EXPECT_EQ(files.count("posts/b.html"), 0U) << "nobody has published it";
}

TEST(Publish, TakesOffWhatIsPrivateAgain) {
  SiteFixture site;
  site.note("posts/A.md", "---\ntype: post\nstatus: published\n---\nA.\n");
  site.note("posts/B.md", "---\ntype: post\nstatus: published\n---\nB.\n");
  site.publish_all();
  site.note("posts/A.md", "---\ntype: post\nstatus: draft\n---\nA.\n");
  const auto report = site.journal().publish_post("B", site.to());
  ASSERT_TRUE(report.has_value()) << to_string(report.error());
  EXPECT_THAT(report->withdrawn, ::testing::ElementsAre("a"));
  EXPECT_EQ(files_below(site.site()).count("posts/a.html"), 0U);
}

TEST(PostCheck, NamesEveryThingAndItsFate) {
  SiteFixture site;
  site.note("people/Ana.md", "---\ntype: person\n---\n");
  site.note("books/Tigana.md", "---\ntype: book\npublish: true\n---\n");
  site.note("posts/P.md",
            "---\ntype: post\nstatus: draft\n---\n[[Ana]] gave me [[Tigana]]. %%no%%\n\n"
            "Mail her: ana@home.example\n");
  const auto check = site.journal().check_post("P", site.to());
  ASSERT_TRUE(check.has_value()) << to_string(check.error());
  EXPECT_FALSE(check->publicity.is_public);
  EXPECT_EQ(check->address, "posts/p.html");
  std::vector<std::string> told;
  for (const auto& finding : check->findings)
    told.push_back(std::string(to_string(finding.what)) + " " +
                   std::string(to_string(finding.outcome)) + " " + finding.name + " " +
                   std::to_string(finding.place.line));
  EXPECT_THAT(told,
              ::testing::ElementsAre("person text Ana 5", "book linked Tigana 5",
                                     "comment blocked  5", "contact warning ana@home.example 7"));
}

}  // namespace
}  // namespace tote::host::publish
