// SPDX-License-Identifier: GPL-2.0-or-later
// The sample journal as a site, read back: pages are well-formed, links lead somewhere, other
// programs find who wrote what, and the feeds hold it.
#include <pugixml.hpp>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/host/publish/site_fixture.h"

namespace tote::host::publish {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class SampleSite : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    TempFolder folder;
    const auto vault = folder.path() / "vault";
    std::filesystem::copy(TOTE_SAMPLE_JOURNAL, vault, std::filesystem::copy_options::recursive);
    auto text = folder.read("vault/posts/Making connections.md");
    const std::string status = "status: draft";
    text.replace(text.find(status), status.size(), "status: published");
    folder.write("vault/posts/Making connections.md", text);
    JournalOptions options;
    options.vault = vault;
    options.index_directory = folder.path() / "index";
    options.plugin_path = {{TOTE_BUILT_PLUGINS}};
    options.worker_program = TOTE_PROGRAM;
    auto journal = Journal::open(std::move(options));
    ASSERT_TRUE(journal.has_value()) << to_string(journal.error());
    ASSERT_TRUE(journal->refresh().has_value());
    PublishOptions where;
    where.output = folder.path() / "site";
    const auto report = journal->publish_post(std::nullopt, where);
    ASSERT_TRUE(report.has_value()) << to_string(report.error());
    EXPECT_THAT(report->problems, IsEmpty());
    files_ = new std::map<std::string, std::string>(files_below(folder.path() / "site"));
  }

  static void TearDownTestSuite() {
    delete files_;
    files_ = nullptr;
  }

  static pugi::xml_document parsed(const std::string& address) {
    pugi::xml_document document;
    const auto& text = files_->at(address);
    const auto result = document.load_buffer(text.data(), text.size(), pugi::parse_full);
    EXPECT_TRUE(result) << address << ": " << result.description() << " at byte " << result.offset;
    return document;
  }

  /// The first element with this class below a node.
  static pugi::xml_node with_class(const pugi::xml_node& node, const std::string& name) {
    return node.find_node([&](const pugi::xml_node& one) {
      return (" " + std::string(one.attribute("class").value()) + " ").find(" " + name + " ") !=
             std::string::npos;
    });
  }

  static std::map<std::string, std::string>* files_;
};

std::map<std::string, std::string>* SampleSite::files_ = nullptr;

/// Every href and src of a page.
std::vector<std::string> addresses_in(const pugi::xml_document& page) {
  std::vector<std::string> found;
  for (const auto& node : page.select_nodes("//*[@href or @src]"))
    for (const char* name : {"href", "src"})
      if (const auto attribute = node.node().attribute(name))
        found.emplace_back(attribute.value());
  return found;
}

TEST_F(SampleSite, IsWellFormedAndComplete) {
  std::set<std::string> ids;
  for (const auto& [address, text] : *files_) {
    if (!address.ends_with(".html"))
      continue;
    const auto page = parsed(address);
    ids.insert(address);
    std::set<std::string> own;
    for (const auto& node : page.select_nodes("//*[@id]")) {
      const std::string id = node.node().attribute("id").value();
      EXPECT_TRUE(own.insert(id).second) << address << " has two ids " << id;
      ids.insert(address + "#" + id);
    }
    EXPECT_STREQ(page.child("html").attribute("lang").value(), "en");
    EXPECT_EQ(page.select_nodes("//h1").size(), 1U) << address;
  }
  for (const auto& [address, text] : *files_) {
    if (!address.ends_with(".html"))
      continue;
    for (const auto& link : addresses_in(parsed(address))) {
      if (link.find(':') != std::string::npos)
        continue;
      const auto target = link.starts_with('#')
                              ? address + link
                              : (std::filesystem::path(address).parent_path() / link)
                                    .lexically_normal()
                                    .generic_string();
      EXPECT_TRUE(files_->count(target) != 0 || ids.count(target) != 0)
          << address << " links to " << link;
    }
  }
}

TEST_F(SampleSite, MarksUpAPostAsAnEntry) {
  const auto page = parsed("posts/making-connections.html");
  const auto entry = with_class(page, "h-entry");
  EXPECT_STREQ(with_class(entry, "p-name").child_value(), "Making connections");
  EXPECT_STREQ(with_class(entry, "dt-published").attribute("datetime").value(), "2026-11-14");
  EXPECT_STREQ(with_class(entry, "p-author").child_value(), "Nell Hartigan");
  EXPECT_TRUE(with_class(entry, "e-content"));
  EXPECT_TRUE(with_class(entry, "u-url"));
  const auto person = with_class(with_class(entry, "e-content"), "h-card");
  EXPECT_STREQ(person.attribute("href").value(), "https://mocete.example/");
  EXPECT_TRUE(page.select_node("//link[@rel='me'][@href='https://shelf.example/@nell']"));
  EXPECT_TRUE(page.select_node("//a[@rel='me'][@href='https://shelf.example/@nell']"));
}

TEST_F(SampleSite, MarksUpAReview) {
  const auto page = parsed("reviews/review-of-ravenmarked.html");
  const auto review = with_class(page, "h-review");
  const auto item = with_class(review, "p-item");
  EXPECT_STREQ(with_class(item, "p-name").child_value(), "Ravenmarked");
  EXPECT_STREQ(with_class(item, "u-url").attribute("href").value(), "../books/ravenmarked.html");
  EXPECT_STREQ(with_class(review, "p-rating").attribute("value").value(), "4");
  EXPECT_STREQ(with_class(review, "p-rating").child_value(), "★★★★☆");
}

TEST_F(SampleSite, ListsPeopleWithTheirProfiles) {
  const auto page = parsed("people/index.html");
  EXPECT_TRUE(page.select_node("//a[@href='https://shelf.example/@ana'][.='@ana@shelf.example']"));
  EXPECT_THAT(files_->at("people/index.html"), Not(HasSubstr("Walt")));
  EXPECT_FALSE(page.select_node("//main//a[@rel='me']")) << "these are others";
}

TEST_F(SampleSite, HasAnAtomFeed) {
  const auto document = parsed("feed.xml");
  const auto feed = document.child("feed");
  EXPECT_STREQ(feed.attribute("xmlns").value(), "http://www.w3.org/2005/Atom");
  EXPECT_STREQ(feed.child("id").child_value(), "https://nell.example/");
  EXPECT_STREQ(feed.child("updated").child_value(), "2026-11-14T00:00:00Z");
  const auto entry = feed.child("entry");
  EXPECT_STREQ(entry.child("title").child_value(), "Making connections");
  EXPECT_STREQ(entry.child("id").child_value(),
               "https://nell.example/posts/making-connections.html");
  EXPECT_STREQ(entry.child("published").child_value(), "2026-11-14T00:00:00Z");
  const std::string content = entry.child("content").child_value();
  EXPECT_THAT(content, HasSubstr("href=\"https://nell.example/people/amy-rose-davis.html\""));
  pugi::xml_document inner;
  EXPECT_TRUE(inner.load_string(("<div>" + content + "</div>").c_str()));
}

TEST_F(SampleSite, HasAJsonFeed) {
  const auto feed = nlohmann::json::parse(files_->at("feed.json"));
  EXPECT_EQ(feed.at("version"), "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(feed.at("items").size(), 3U);
  const auto& post = feed.at("items").at(0);
  EXPECT_EQ(post.at("url"), "https://nell.example/posts/making-connections.html");
  EXPECT_EQ(post.at("date_published"), "2026-11-14T00:00:00Z");
  EXPECT_THAT(post.at("content_html").get<std::string>(), HasSubstr("<table>"));
}

}  // namespace
}  // namespace tote::host::publish
