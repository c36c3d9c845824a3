// SPDX-License-Identifier: GPL-2.0-or-later
// What the posts plugin knows: slugs and words for a post's status.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/posts/slug.h"
#include "plugins/posts/status.h"

namespace tote::posts {
namespace {

using ::testing::Values;

struct SlugCase {
  const char* name;
  std::string title;
  std::string slug;
};

class SlugOf : public ::testing::TestWithParam<SlugCase> {};

TEST_P(SlugOf, KeepsWhatAnAddressCanHold) {
  EXPECT_EQ(slug_of(GetParam().title), GetParam().slug);
}

INSTANTIATE_TEST_SUITE_P(
    Titles, SlugOf,
    Values(SlugCase{"Plain", "Making connections", "making-connections"},
           SlugCase{"Punctuation", "Small presses, long evenings!", "small-presses-long-evenings"},
           SlugCase{"Apostrophe", "Don't panic", "dont-panic"},
           SlugCase{"Marks", "Zoë Brandt in Århus", "zoe-brandt-in-arhus"},
           SlugCase{"Ligatures", "Æsop & the Straße", "aesop-the-strasse"},
           SlugCase{"LatinExtended", "Łódź, Şişli, Œuvre", "lodz-sisli-oeuvre"},
           SlugCase{"OtherScripts", "李伟 reads", "李伟-reads"},
           SlugCase{"SignsBeyondAscii", "Dash – “quote” … 🙂 end", "dash-quote-end"},
           SlugCase{"Edges", "  --Tote--  ", "tote"}, SlugCase{"Nothing", "!!!", ""},
           SlugCase{"CutBetweenWords", std::string(60, 'a') + ' ' + std::string(60, 'b'),
                    std::string(60, 'a')},
           SlugCase{"BrokenUtf8", "caf\xC3", "caf"}),
    [](const auto& test) { return test.param.name; });

TEST(Slug, IsTheLastPartOfAnAddress) {
  EXPECT_EQ(normal_slug("/2011/small-presses/"), "small-presses");
  EXPECT_EQ(normal_slug("https://nell.example/2011/Small_Presses.html"), "small-presses");
  EXPECT_EQ(normal_slug("small-presses"), "small-presses");
  EXPECT_EQ(normal_slug("///"), "");
}

TEST(Status, KnowsTheWordsOfSiteGenerators) {
  EXPECT_EQ(read_status("WIP"), "draft");
  EXPECT_EQ(read_status("Work in progress"), "draft");
  EXPECT_EQ(read_status("live"), "published");
  EXPECT_EQ(read_status("Published"), "published");
  EXPECT_EQ(read_status("maybe"), "");
  EXPECT_EQ(read_status(""), "");
}

}  // namespace
}  // namespace tote::posts
