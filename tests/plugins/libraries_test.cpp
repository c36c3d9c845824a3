// SPDX-License-Identifier: GPL-2.0-or-later
// The built libraries, driven through the C ABI as any host would.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/plugins/bare_host.h"

namespace tote::plugins {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using ::testing::Values;

std::string library_of(const std::string& name) {
  return std::string(TOTE_PLUGIN_FOLDER) + '/' + name + "/libtote-" + name + ".so";
}

class EveryPlugin : public ::testing::TestWithParam<const char*> {};

INSTANTIATE_TEST_SUITE_P(Ours, EveryPlugin, Values("contacts", "books", "posts", "links"),
                         [](const auto& test) { return std::string(test.param); });

TEST_P(EveryPlugin, DescribesItselfAsItsManifestDoes) {
  const BareHost host(library_of(GetParam()));
  EXPECT_GE(host.plugin().size, sizeof(tote_plugin_t));
  EXPECT_EQ(host.plugin().magic, TOTE_PLUGIN_MAGIC);
  EXPECT_EQ(host.plugin().abi_major, 1U);
  EXPECT_EQ(host.plugin().abi_minor, 0U);
  EXPECT_EQ(host.plugin().id, std::string("tote.") + GetParam());
  EXPECT_STREQ(host.plugin().version, "1.0.0");
}

TEST_P(EveryPlugin, ProvidesItsInterfacesAndNoOther) {
  const BareHost host(library_of(GetParam()));
  EXPECT_NE(host.get_interface(TOTE_EXTRACT), nullptr);
  EXPECT_NE(host.get_interface(TOTE_FIELD), nullptr);
  EXPECT_EQ(host.get_interface("tote.extract/2"), nullptr);
  EXPECT_EQ(host.get_interface("tote.extract/10"), nullptr);
  EXPECT_EQ(host.get_interface(""), nullptr);
}

TEST_P(EveryPlugin, FailsWithAReasonWhereAServiceIsMissing) {
  const BareHost host(library_of(GetParam()));
  const Outcome outcome = host.extract({"person"}, false);
  EXPECT_EQ(outcome.status, TOTE_FAILED);
  EXPECT_THAT(outcome.lines, ElementsAre("error service-missing"));
}

TEST_P(EveryPlugin, TakesANoteWithNothingInIt) {
  const BareHost host(library_of(GetParam()));
  for (const char* type : {"person", "org", "book", "review", "profile", "note", ""}) {
    const Outcome outcome = host.extract({type, ""});
    EXPECT_EQ(outcome.status, TOTE_OK) << type;
    EXPECT_THAT(outcome.lines, IsEmpty()) << type;
  }
}

TEST_P(EveryPlugin, LeavesAFieldAloneThatItDoesNotKnow) {
  const BareHost host(library_of(GetParam()));
  const Outcome outcome = host.normalise("lent-by", "book", "Zoë");
  EXPECT_EQ(outcome.status, TOTE_OK);
  EXPECT_THAT(outcome.lines, IsEmpty());
}

TEST_P(EveryPlugin, GivesTheSameAnswerTwice) {
  const BareHost host(library_of(GetParam()));
  const TestNote note{"person", "Davis, Amy Rose", {{"mastodon", {"@amy@shelf.example"}}}};
  EXPECT_EQ(host.extract(note).lines, host.extract(note).lines);
}

/// A value on its way through tote.field/1, and what the plugin says.
struct FieldCase {
  const char* name;
  const char* plugin;
  const char* field;
  const char* note_type;
  const char* text;
  std::vector<std::string> lines;
};

class PluginField : public ::testing::TestWithParam<FieldCase> {};

TEST_P(PluginField, IsBroughtToItsForm) {
  const BareHost host(library_of(GetParam().plugin));
  const Outcome outcome = host.normalise(GetParam().field, GetParam().note_type, GetParam().text);
  EXPECT_EQ(outcome.status, TOTE_OK);
  EXPECT_EQ(outcome.lines, GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(
    Values, PluginField,
    Values(
        FieldCase{"Isbn", "books", "isbn", "book", "0-451-45776-5", {"canonical 9780451457769"}},
        FieldCase{
            "WrongIsbn", "books", "isbn", "book", "9780441478126", {"warning isbn-check-digit"}},
        FieldCase{"Rating", "books", "rating", "review", "★★★★½", {"canonical 4.5", "key 4.5"}},
        FieldCase{"RatingOfTen", "books", "rating", "book", "9", {"warning rating-range"}},
        FieldCase{"Series", "books", "series", "book", "Earthsea #2", {"canonical Earthsea"}},
        FieldCase{
            "BookStatus", "books", "status", "book", "Currently reading", {"canonical reading"}},
        FieldCase{"UnknownStatus", "books", "status", "book", "lost", {"warning status-unknown"}},
        FieldCase{"Pages", "books", "pages", "book", "304 pp.", {"canonical 304", "key 304"}},
        FieldCase{"Email",
                  "contacts",
                  "email",
                  "person",
                  "Walt <walt@BRENNAN.example>",
                  {"canonical walt@brennan.example"}},
        FieldCase{"Birthday",
                  "contacts",
                  "birthday",
                  "person",
                  "30 June",
                  {"canonical --06-30", "key 630"}},
        FieldCase{
            "Phone", "contacts", "phone", "org", "+1 503 555 0100", {"canonical +15035550100"}},
        FieldCase{"PhoneWithoutCountry",
                  "contacts",
                  "phone",
                  "org",
                  "503 555 0100",
                  {"info phone-country"}},
        FieldCase{"PostStatus", "posts", "status", "post", "WIP", {"canonical draft"}},
        FieldCase{
            "Slug", "posts", "slug", "post", "/2011/Small presses/", {"canonical small-presses"}},
        FieldCase{"Canonical",
                  "posts",
                  "canonical-url",
                  "post",
                  "https://Nell.example/a?utm_source=x",
                  {"canonical https://nell.example/a"}},
        FieldCase{"Network", "links", "network", "profile", "Twitter", {"canonical x"}},
        FieldCase{
            "OwnNetwork", "links", "network", "profile", "Book club", {"canonical book-club"}},
        FieldCase{"Handle",
                  "links",
                  "handle",
                  "profile",
                  "@Ana@Shelf.example",
                  {"canonical @ana@shelf.example"}},
        FieldCase{"PlainHandle", "links", "handle", "profile", "@Ana", {"canonical ana"}},
        FieldCase{"Url",
                  "links",
                  "url",
                  "profile",
                  "https://twitter.com/Nell",
                  {"canonical https://x.com/nell"}},
        FieldCase{"UrlOfAnything",
                  "links",
                  "url",
                  "book",
                  "https://github.com/shelf/tote",
                  {"canonical https://github.com/shelf/tote"}},
        FieldCase{"OtherScheme", "links", "url", "note", "gemini://nell.example/", {}},
        FieldCase{"Mastodon",
                  "links",
                  "mastodon",
                  "person",
                  "https://shelf.example/@ana",
                  {"canonical @ana@shelf.example"}},
        FieldCase{
            "NoMastodon", "links", "mastodon", "person", "ana", {"warning account-unreadable"}}),
    [](const auto& test) { return test.param.name; });

TEST(Contacts, TakeTheCountryOfANumberFromTheSettings) {
  const BareHost host(library_of("contacts"), {{"Country_Code", "+1"}});
  EXPECT_THAT(host.normalise("phone", "person", "(503) 555-0142").lines,
              ElementsAre("canonical +15035550142"));
}

TEST(Contacts, ReadTheLogInAPersonsNote) {
  const BareHost host(library_of("contacts"));
  const Outcome outcome = host.extract({"person",
                                        "Imogen Falk",
                                        {},
                                        {},
                                        {{TOTE_BLOCK_LIST_ITEM, 0, "- 2020-01-01 not in the log"},
                                         {TOTE_BLOCK_HEADING, 2, "## Contact log"},
                                         {TOTE_BLOCK_LIST_ITEM, 0, "- 2024-05-12: tea"},
                                         {TOTE_BLOCK_HEADING, 3, "### Further back"},
                                         {TOTE_BLOCK_LIST_ITEM, 0, "- 2023-04-01: a letter"},
                                         {TOTE_BLOCK_HEADING, 2, "## Birthdays"},
                                         {TOTE_BLOCK_LIST_ITEM, 0, "- 2021-06-30 a party"}}});
  EXPECT_THAT(outcome.lines,
              ElementsAre("edge contacted(self, me) 2024-05-12 @- 2024-05-12: tea",
                          "edge contacted(self, me) 2023-04-01 @- 2023-04-01: a letter"));
}

TEST(Contacts, FindAPersonByEveryName) {
  const BareHost host(library_of("contacts"));
  EXPECT_THAT(host.extract({"person", "Davis, Amy Rose", {{"nicknames", {"Rosie", "AR"}}}}).lines,
              ElementsAre("term Amy Rose Davis", "term Rosie", "term AR"));
  EXPECT_THAT(host.extract({"org", "Davis, Rose & Co"}).lines, IsEmpty());
}

TEST(Books, StateWhatTheFieldsImply) {
  const BareHost host(library_of("books"));
  const Outcome outcome = host.extract({"book",
                                        "The Tombs of Atuan",
                                        {{"Series", {"Earthsea #2"}},
                                         {"isbn", {"0-451-45776-5"}},
                                         {"read", {"2011-06-05", "2024-12-27"}}}});
  EXPECT_THAT(outcome.lines, ElementsAre("decimal series-number 2 @Earthsea #2",
                                         "text status \"read\" @2011-06-05", "term 0451457765"));
}

TEST(Books, LeaveAloneWhatTheNoteSaysItself) {
  const BareHost host(library_of("books"));
  EXPECT_THAT(host.extract({"book",
                            "Tigana",
                            {{"series", {"Palm #9"}},
                             {"series_number", {"1"}},
                             {"status", {"reference"}},
                             {"read", {"2012-01-15"}}}})
                  .lines,
              IsEmpty());
}

TEST(Books, TakeTheStatusFromInlineFieldsToo) {
  const BareHost host(library_of("books"));
  EXPECT_THAT(host.extract({"book", "Tigana", {}, {{"started", "2024-05-05"}}}).lines,
              ElementsAre("text status \"reading\" @2024-05-05"));
  EXPECT_THAT(host.extract({"book", "Tigana", {{"dnf", {"false"}}}}).lines, IsEmpty());
}

TEST(Books, DoubtAReadingBeforeItsStart) {
  const BareHost host(library_of("books"));
  EXPECT_THAT(
      host.extract({"book", "Tigana", {{"started", {"2012-01-15"}}, {"read", {"2011-12-26"}}}})
          .lines,
      Contains("warning read-before-started @2011-12-26"));
  EXPECT_THAT(
      host.extract({"book", "Tigana", {{"started", {"2011-12-26"}}, {"read", {"2011"}}}}).lines,
      Not(Contains("warning read-before-started @2011")));
}

TEST(Books, ReadTheBookOutOfAReviewsTitle) {
  const BareHost host(library_of("books"));
  EXPECT_THAT(host.extract({"review", "Review: Ravenmarked"}).lines,
              ElementsAre("edge reviews(self, \"Ravenmarked\")"));
  EXPECT_THAT(host.extract({"review", "Review: Ravenmarked", {{"reviews", {"[[Tigana]]"}}}}).lines,
              IsEmpty());
  EXPECT_THAT(host.extract({"review", "Thoughts"}).lines, IsEmpty());
}

TEST(Posts, GetTheSlugThatTheirTitleSuggests) {
  const BareHost host(library_of("posts"));
  EXPECT_THAT(host.extract({"post", "Making connections"}).lines,
              ElementsAre("text slug \"making-connections\""));
  EXPECT_THAT(host.extract({"post", "Making connections", {{"slug", {"links"}}}}).lines, IsEmpty());
}

TEST(Posts, AreAskedForTheDayOfTheirPublication) {
  const BareHost host(library_of("posts"));
  TestNote note{"post", "A", {{"slug", {"a"}}, {"status", {"live"}}}};
  EXPECT_THAT(host.extract(note).lines, ElementsAre("info published-undated @live"));
  note.date = {2011, 10, 9};
  EXPECT_THAT(host.extract(note).lines, IsEmpty());
}

TEST(Links, CompleteAProfileFromItsAddress) {
  const BareHost host(library_of("links"));
  EXPECT_THAT(host.extract({"profile", "Ana", {{"url", {"https://github.com/Ana"}}}}).lines,
              ElementsAre("text network \"github\" @https://github.com/Ana",
                          "text handle \"ana\" @https://github.com/Ana", "term ana"));
}

TEST(Links, CompleteAProfileFromItsHandle) {
  const BareHost host(library_of("links"));
  EXPECT_THAT(host.extract({"profile",
                            "Ana",
                            {{"network", {"Mastodon"}},
                             {"handle", {"@ana@shelf.example"}},
                             {"profile-of", {"[[Ana Lima]]"}}}})
                  .lines,
              ElementsAre("text url \"https://shelf.example/@ana\" @@ana@shelf.example",
                          "term @ana@shelf.example", "term ana",
                          "edge posts-on([[Ana Lima]], \"Mastodon\") @[[Ana Lima]]"));
}

TEST(Links, SayWhereHandleAndAddressDisagree) {
  const BareHost host(library_of("links"));
  EXPECT_THAT(host.extract({"profile",
                            "Ana",
                            {{"network", {"github"}},
                             {"handle", {"ana"}},
                             {"url", {"https://github.com/nell"}}}})
                  .lines,
              Contains("warning profile-mismatch @ana"));
  EXPECT_THAT(host.extract({"profile",
                            "Ana",
                            {{"network", {"mastodon"}},
                             {"handle", {"@ana@books.example"}},
                             {"url", {"https://shelf.example/@ana"}}}})
                  .lines,
              Not(Contains("warning profile-mismatch @@ana@books.example")));
}

TEST(Links, ReadTheAccountsThatAPersonDeclares) {
  const BareHost host(library_of("links"));
  EXPECT_THAT(host.extract({"person",
                            "Chen Mingyue",
                            {{"mastodon", {"@mingyue@inkstone.example"}},
                             {"github", {"mingyue-chen"}},
                             {"blog", {"inkstone.example"}}}})
                  .lines,
              UnorderedElementsAre(
                  "term @mingyue@inkstone.example", "term mingyue",
                  "edge profile-of(\"@mingyue@inkstone.example\", self) @@mingyue@inkstone.example",
                  "edge posts-on(self, \"Mastodon\") @@mingyue@inkstone.example",
                  "term mingyue-chen", "edge posts-on(self, \"GitHub\") @mingyue-chen"));
}

}  // namespace
}  // namespace tote::plugins
