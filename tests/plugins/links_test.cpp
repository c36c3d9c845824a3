// SPDX-License-Identifier: GPL-2.0-or-later
// What the links plugin knows: networks, handles and addresses.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/links/account.h"
#include "plugins/links/networks.h"
#include "plugins/text/url.h"

namespace tote::links {
namespace {

using ::testing::Values;

/// A text on a network, and the account that it means; an empty handle: none.
struct AccountCase {
  const char* name;
  const char* network;
  std::string text;
  std::string handle;
  std::string url;
};

class ReadAccount : public ::testing::TestWithParam<AccountCase> {};

TEST_P(ReadAccount, GivesOneHandleAndOneAddress) {
  const Network* network = find_network(GetParam().network);
  ASSERT_NE(network, nullptr);
  const auto account = read_account(GetParam().text, *network);
  ASSERT_EQ(account.has_value(), !GetParam().handle.empty());
  if (account) {
    EXPECT_EQ(account->handle, GetParam().handle);
    EXPECT_EQ(account->url, GetParam().url);
  }
}

INSTANTIATE_TEST_SUITE_P(
    X, ReadAccount,
    Values(AccountCase{"Handle", "x", "@Nell", "nell", "https://x.com/nell"},
           AccountCase{"OldName", "Twitter", "nell", "nell", "https://x.com/nell"},
           AccountCase{"OldAddress", "x", "https://mobile.twitter.com/Nell?s=20", "nell",
                       "https://x.com/nell"},
           AccountCase{"AddressWithoutScheme", "x", "twitter.com/nell", "nell",
                       "https://x.com/nell"},
           AccountCase{"Post", "x", "https://x.com/nell/status/1", "", ""},
           AccountCase{"PageOfTheSite", "x", "https://x.com/home", "", ""},
           AccountCase{"TooLong", "x", "abcdefghijklmnop", "", ""},
           AccountCase{"ForeignSign", "x", "ne-ll", "", ""},
           AccountCase{"OtherNetwork", "x", "https://github.com/nell", "", ""},
           AccountCase{"Nothing", "x", "", "", ""}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Fediverse, ReadAccount,
    Values(AccountCase{"Handle", "mastodon", "@Ana@Shelf.example", "@ana@shelf.example",
                       "https://shelf.example/@ana"},
           AccountCase{"WithoutAt", "fediverse", "ana@shelf.example", "@ana@shelf.example",
                       "https://shelf.example/@ana"},
           AccountCase{"Acct", "mastodon", "acct:ana@shelf.example", "@ana@shelf.example",
                       "https://shelf.example/@ana"},
           AccountCase{"Address", "mastodon", "https://shelf.example/@ana/", "@ana@shelf.example",
                       "https://shelf.example/@ana"},
           AccountCase{"OldAddress", "mastodon", "https://shelf.example/users/ana",
                       "@ana@shelf.example", "https://shelf.example/@ana"},
           AccountCase{"SeenFromElsewhere", "mastodon", "https://other.example/@ana@shelf.example",
                       "@ana@shelf.example", "https://shelf.example/@ana"},
           AccountCase{"Lemmy", "lemmy", "https://lemmy.example/u/ana", "@ana@lemmy.example",
                       "https://lemmy.example/u/ana"},
           AccountCase{"BookWyrm", "bookwyrm", "https://wyrm.example/user/ana", "@ana@wyrm.example",
                       "https://wyrm.example/user/ana"},
           AccountCase{"Post", "mastodon", "https://shelf.example/@ana/123", "", ""},
           AccountCase{"NoHost", "mastodon", "@ana", "", ""},
           AccountCase{"HostWithoutPoint", "mastodon", "@ana@shelf", "", ""}),
    [](const auto& test) { return test.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Others, ReadAccount,
    Values(AccountCase{"BlueskyHandle", "bluesky", "@Ana.bsky.social", "ana.bsky.social",
                       "https://bsky.app/profile/ana.bsky.social"},
           AccountCase{"BlueskyShort", "bsky", "ana", "ana.bsky.social",
                       "https://bsky.app/profile/ana.bsky.social"},
           AccountCase{"BlueskyDomain", "bluesky", "ana.example", "ana.example",
                       "https://bsky.app/profile/ana.example"},
           AccountCase{"BlueskyAddress", "bluesky", "https://bsky.app/profile/ana.example",
                       "ana.example", "https://bsky.app/profile/ana.example"},
           AccountCase{"GitHub", "github", "Mingyue-Chen", "mingyue-chen",
                       "https://github.com/mingyue-chen"},
           AccountCase{"GitHubOrganisation", "github", "https://github.com/orgs/shelf", "shelf",
                       "https://github.com/shelf"},
           AccountCase{"GitHubRepository", "github", "https://github.com/shelf/tote", "", ""},
           AccountCase{"LinkedIn", "linkedin", "https://uk.linkedin.com/in/Ana-Lima/", "ana-lima",
                       "https://www.linkedin.com/in/ana-lima"},
           AccountCase{"LinkedInCompany", "linkedin", "https://www.linkedin.com/company/shelf",
                       "shelf", "https://www.linkedin.com/company/shelf"},
           AccountCase{"LinkedInHandle", "linkedin", "ana-lima", "ana-lima",
                       "https://www.linkedin.com/in/ana-lima"},
           AccountCase{"LinkedInNoLead", "linkedin", "https://www.linkedin.com/feed", "", ""},
           AccountCase{"Instagram", "instagram", "https://www.instagram.com/Ana.Lima/?igshid=1",
                       "ana.lima", "https://www.instagram.com/ana.lima"},
           AccountCase{"InstagramPicture", "instagram", "https://www.instagram.com/p/abc/", "", ""},
           AccountCase{"YouTube", "youtube", "https://www.youtube.com/@AnaReads", "anareads",
                       "https://www.youtube.com/@anareads"},
           AccountCase{"YouTubeOldName", "youtube", "https://youtube.com/c/AnaReads", "anareads",
                       "https://www.youtube.com/@anareads"},
           AccountCase{"YouTubeChannel", "youtube",
                       "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuV",
                       "UCabcdefghijklmnopqrstuV",
                       "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuV"},
           AccountCase{"YouTubeVideo", "youtube", "https://www.youtube.com/watch?v=abc", "", ""},
           AccountCase{"Goodreads", "goodreads", "https://www.goodreads.com/user/show/123-ana-lima",
                       "123", "https://www.goodreads.com/user/show/123"},
           AccountCase{"GoodreadsNumber", "goodreads", "123", "123",
                       "https://www.goodreads.com/user/show/123"},
           AccountCase{"GoodreadsAuthor", "goodreads",
                       "https://www.goodreads.com/author/show/874602.Ursula", "874602",
                       "https://www.goodreads.com/author/show/874602"},
           AccountCase{"GoodreadsName", "goodreads", "https://goodreads.com/ana", "ana",
                       "https://www.goodreads.com/ana"},
           AccountCase{"StoryGraph", "The StoryGraph", "https://app.thestorygraph.com/profile/ana",
                       "ana", "https://app.thestorygraph.com/profile/ana"},
           AccountCase{"LibraryThing", "librarything", "https://www.librarything.com/profile/Ana",
                       "ana", "https://www.librarything.com/profile/ana"},
           AccountCase{"Blog", "blog", "mocete.example", "https://mocete.example/",
                       "https://mocete.example/"},
           AccountCase{"NoBlog", "blog", "none yet", "", ""}),
    [](const auto& test) { return test.param.name; });

TEST(Networks, AreKnownByNameSpellingAndHost) {
  ASSERT_NE(find_network("Twitter"), nullptr);
  EXPECT_EQ(find_network("Twitter")->id, "x");
  EXPECT_EQ(find_network("The StoryGraph")->id, "storygraph");
  EXPECT_EQ(find_network("github.com")->id, "github");
  EXPECT_EQ(find_network("Compuserve"), nullptr);
  EXPECT_EQ(find_network(""), nullptr);
  EXPECT_EQ(network_of_host("m.youtube.com")->id, "youtube");
  EXPECT_EQ(network_of_host("notyoutube.com"), nullptr);
}

TEST(Account, IsReadWithoutItsNetworkWhereTheTextTellsIt) {
  const auto handle = read_account("@ana@shelf.example");
  ASSERT_TRUE(handle);
  EXPECT_EQ(handle->network->id, "mastodon");
  const auto page = read_account("https://github.com/ana");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->network->id, "github");
  EXPECT_FALSE(read_account("ana@shelf.example")) << "an email address";
  EXPECT_FALSE(read_account("ana"));
  EXPECT_FALSE(read_account("https://mocete.example/about"));
}

TEST(Account, KeepsAHandleOfAnUnknownNetwork) {
  EXPECT_EQ(bare_handle(" @Nell "), "nell");
}

/// An address as written and in its one form; empty: it is no web address.
struct UrlCase {
  const char* name;
  std::string text;
  std::string url;
};

class ParseUrl : public ::testing::TestWithParam<UrlCase> {};

TEST_P(ParseUrl, GivesOneForm) {
  auto url = text::parse_url(GetParam().text);
  ASSERT_EQ(url.has_value(), !GetParam().url.empty());
  if (url) {
    text::drop_tracking(*url);
    EXPECT_EQ(text::to_string(*url), GetParam().url);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ParseUrl,
    Values(UrlCase{"Plain", "https://mocete.example/", "https://mocete.example/"},
           UrlCase{"NoPath", "https://mocete.example", "https://mocete.example/"},
           UrlCase{"Capitals", "HTTPS://Mocete.Example/About", "https://mocete.example/About"},
           UrlCase{"NoScheme", "mocete.example/about", "https://mocete.example/about"},
           UrlCase{"Http", "http://mocete.example/", "http://mocete.example/"},
           UrlCase{"OwnPort", "https://mocete.example:443/", "https://mocete.example/"},
           UrlCase{"OtherPort", "https://mocete.example:8443/", "https://mocete.example:8443/"},
           UrlCase{"Autolink", "<https://mocete.example/>", "https://mocete.example/"},
           UrlCase{"MarkdownLink", "[blog](https://mocete.example/)", "https://mocete.example/"},
           UrlCase{"Tracking", "https://mocete.example/a?utm_source=x&id=3&fbclid=y#top",
                   "https://mocete.example/a?id=3#top"},
           UrlCase{"OnlyTracking", "https://mocete.example/?utm_source=x",
                   "https://mocete.example/"},
           UrlCase{"Escapes", "https://mocete.example/%7enell/%c3%a9",
                   "https://mocete.example/~nell/%C3%A9"},
           UrlCase{"Password", "https://nell:secret@mocete.example/", "https://mocete.example/"},
           UrlCase{"Email", "walt@brennan.example", ""}, UrlCase{"Words", "my blog", ""},
           UrlCase{"OneWord", "blog", ""}, UrlCase{"Number", "1.5", ""},
           UrlCase{"OtherScheme", "gemini://mocete.example/", ""},
           UrlCase{"NoHost", "https:///about", ""}, UrlCase{"Nothing", "", ""}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::links
