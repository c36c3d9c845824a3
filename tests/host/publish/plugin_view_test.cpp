// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin gives back is believed only as far as it was checked.
#include "host/publish/plugin_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/publish/site.h"
#include "host/worker/publish_messages.h"

namespace tote::host::publish {
namespace {

using Kind = FragmentStep::Kind;

FragmentStep open(std::string name, std::string classes = {}, std::string url = {},
                  std::string relation = {}, std::string value = {}) {
  return {Kind::open,     std::move(name),     std::move(classes),
          std::move(url), std::move(relation), std::move(value)};
}

TEST(Fragment, IsEscapedAndClosed) {
  const auto markup = to_markup({open("a", "u-url", "books/x.html", "me"),
                                 {Kind::text, "<b>&{{", {}, {}, {}, {}},
                                 open("data", "p-rating", {}, {}, "4\" onclick=\"x")});
  ASSERT_TRUE(markup.has_value());
  EXPECT_EQ(with_top(*markup, "../"),
            "<a class=\"u-url\" href=\"../books/x.html\" rel=\"me\">&lt;b&gt;&amp;&#123;&#123;"
            "<data class=\"p-rating\" value=\"4&quot; onclick=&quot;x\"></data></a>");
}

TEST(Fragment, IsRefusedIfItCouldDoMore) {
  for (const auto& step :
       {open("script"), open("img"), open("A"), open("a", "", "javascript:alert(1)"),
        open("a", "", "../../etc"), open("a", "", "/x"), open("a", ""), open("span", "", "x.html"),
        open("span", "x\" y"), open("a", "", "x.html", "me\""), open("a", "", "data:text/html,x")})
    EXPECT_FALSE(to_markup({step}).has_value()) << step.name << " " << step.url;
  EXPECT_FALSE(to_markup({{Kind::close, {}, {}, {}, {}, {}}}).has_value());
}

TEST(ViewedFileCheck, KeepsNamesInTheSite) {
  for (const auto* good : {"feed.xml", "a/b-c_d.json", "x"})
    EXPECT_TRUE(is_file_name(good)) << good;
  for (const auto* bad : {"", "/etc/passwd", "../x", "a/../x", "a//b", ".htaccess", "a/.x", "a/",
                          "a b", "a\\b", "a:b", "%2e%2e/x"})
    EXPECT_FALSE(is_file_name(bad)) << bad;
}

TEST(ViewedFileCheck, WantsTextsToBeWhatTheySay) {
  EXPECT_TRUE(check_file({"a.json", "application/feed+json", "{\"a\": []}"}).has_value());
  EXPECT_FALSE(check_file({"a.json", "application/feed+json", "{"}).has_value());
  EXPECT_TRUE(check_file({"a.xml", "application/atom+xml", "<?xml version=\"1.0\"?><a/>"}));
  EXPECT_FALSE(check_file({"a.xml", "application/atom+xml", "<a>"}).has_value());
  EXPECT_FALSE(check_file({"a.xml", "application/atom+xml", "<!DOCTYPE a><a/>"}).has_value());
  EXPECT_TRUE(check_file({"a.txt", "text/plain", "x"}).has_value());
  EXPECT_FALSE(check_file({"a.txt", "text/plain", "\xFF"}).has_value());
  EXPECT_FALSE(check_file({"a.html", "text/html", "x"}).has_value());
}

TEST(PublishMessages, SurviveTheWay) {
  ViewedSite site{"t", "u", "a", "b", "en", {}};
  site.pages.push_back(
      {"post", "T", "u", "s", "h", notes::Date{2026, 11, 14}, {{"n", "v", "u"}}, {"x", "y"}});
  const auto bytes = worker::encode(site);
  const auto back = worker::decode_site(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(worker::encode(*back), bytes);
  EXPECT_EQ(back->pages.front().published, (notes::Date{2026, 11, 14}));
  PluginShare share;
  share.fragments = {{open("b"), {Kind::text, "x", {}, {}, {}, {}}}, {}};
  share.files = {{"f", "text/plain", "x"}};
  share.problem = "p";
  const auto share_bytes = worker::encode(share);
  const auto share_back = worker::decode_share(share_bytes);
  ASSERT_TRUE(share_back.has_value());
  EXPECT_EQ(worker::encode(*share_back), share_bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(worker::decode_site(std::string_view(bytes).substr(0, size)).has_value());
  for (std::size_t size = 0; size < share_bytes.size(); ++size)
    EXPECT_FALSE(worker::decode_share(std::string_view(share_bytes).substr(0, size)).has_value());
}

}  // namespace
}  // namespace tote::host::publish
