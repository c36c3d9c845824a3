// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/search.h"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/temp_vault.h"

namespace tote::index::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// One journal for all tests of this file: reading it is what they do.
class Journal {
 public:
  Journal() {
    add_books();
    add_people();
    add_others();
    vault_.index();
  }

  [[nodiscard]] static const TempVault& vault() {
    static const Journal journal;
    return journal.vault_;
  }

 private:
  void add_books() {
    vault_.note("books/tigana.md",
                "---\ntype: book\ntitle: Tigana\nauthor: Guy Gavriel Kay\n"
                "recommended-by: \"[[Andrew Mocete]]\"\nrecommended-on: 2011-08-01\n"
                "tags: [books/fantasy]\npages: 676\nstatus: wished\n---\nOn the to-read pile.\n");
    vault_.note("books/hobbit.md",
                "---\ntype: book\ntitle: The Hobbit\naliases: [There and Back Again]\n"
                "author: J. R. R. Tolkien\nrecommended-by: \"[[Zoë Brandt]]\"\n"
                "read: [2011-12-20, 2024-12-24]\nbought: [2010-01-02, 2020-05-06]\n"
                "tags: [books/fantasy, classic]\npages: 310\nstatus: done\n---\nRead twice.\n");
    vault_.note("books/left-hand.md",
                "---\ntype: book\ntitle: The Left Hand of Darkness\nauthor: Ursula K. Le Guin\n"
                "told-about: \"[[Ana Lima]]\"\nread: 2024-02-10\ntags: [scifi]\n"
                "isbn: 978-0-441-47812-5\n---\nIce crossing, hoped for.\n");
    vault_.note("books/ravenmarked.md",
                "---\ntype: book\ntitle: Ravenmarked\nauthor: \"[[Amy Rose Davis]]\"\n---\n"
                "First of a series. A happy find.\n");
  }

  void add_people() {
    vault_.note("people/mocete.md",
                "---\ntype: person\ntitle: Andrew Mocete\nmet: 2011-06-18\n"
                "last-contact: [2012-01-01, 2026-01-12]\n---\nBlogger.\n");
    vault_.note("people/zoe.md",
                "---\ntype: person\ntitle: Zoë Brandt\nmet: 2015-09-09\nbirthday: --03-14\n---\n"
                "Reads faster than anyone.\n");
    vault_.note("people/davis.md", "---\ntype: person\ntitle: Amy Rose Davis\n---\nAuthor.\n");
    vault_.note("people/ana.md",
                "---\ntype: person\ntitle: Ana Lima\naliases: [Ana]\nmet: 2011-11-05\n"
                "last-contact: 2012-06-01\n---\nHarbor walks with 李伟 every Sunday.\n");
  }

  void add_others() {
    vault_.note("reviews/of-ravenmarked.md",
                "---\ntype: review\ntitle: \"Review: Ravenmarked\"\nreviews: \"[[Ravenmarked]]\"\n"
                "rating: 4.5\ndate: 2011-10-02\n---\nA strong debut. The red tote held it.\n");
    vault_.note("reviews/of-hobbit.md",
                "---\ntype: review\ntitle: \"Review: The Hobbit\"\nreviews: \"[[The Hobbit]]\"\n"
                "rating: 3\ndate: 2012-01-02\n---\nHoping for more totes. See [[Ravenmarked]].\n");
    vault_.note("profiles/nest.md",
                "---\ntype: profile\ntitle: Nest\nnetwork: bluesky-social\n---\n");
    vault_.note("things/red-tote.md",
                "---\ntype: thing\ntitle: Red tote\n---\nIt hangs on the door.\n");
  }

  TempVault vault_;
};

AskOptions options() {
  AskOptions options;
  options.today = {2026, 11, 22};
  return options;
}

Answer ask(std::string_view line) {
  return search(Journal::vault().reader(), line, options());
}

std::vector<std::string> titles(const Answer& answer) {
  std::vector<std::string> titles;
  for (const AnswerItem& item : answer.items)
    titles.push_back(item.note->title);
  return titles;
}

struct FoundCase {
  std::string name;
  std::string line;
  std::vector<std::string> titles;  ///< in order
};

void PrintTo(const FoundCase& found_case, std::ostream* out) {  // NOLINT: GoogleTest's name
  *out << found_case.line;
}

class SearchFinds : public testing::TestWithParam<FoundCase> {};

TEST_P(SearchFinds, TheNotesInOrder) {
  const Answer answer = ask(GetParam().line);
  EXPECT_EQ(titles(answer), GetParam().titles) << answer.message;
  EXPECT_EQ(answer.total, GetParam().titles.size());
}

TEST_P(SearchFinds, TheSameWhenItsQueryIsPastedBack) {
  const TempVault& vault = Journal::vault();
  const Answer answer = ask(GetParam().line);
  EXPECT_EQ(vault.paths(matching(vault.reader(), answer.query, options())),
            vault.paths(matching(vault.reader(), GetParam().line, options())));
  EXPECT_EQ(titles(ask(answer.query)), GetParam().titles);
}

constexpr auto name_of = [](const auto& test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Text, SearchFinds,
    testing::Values(
        FoundCase{"Word", "blogger", {"Andrew Mocete"}},
        FoundCase{"AnyForm", "walking", {"Ana Lima"}},
        FoundCase{"FormWithOtherEnding", "happiness", {"Ravenmarked"}},
        FoundCase{"ExactFormFirst", "hoping", {"Review: The Hobbit", "The Left Hand of Darkness"}},
        FoundCase{"AllWords", "red door", {"Red tote"}},
        FoundCase{"Phrase", "\"strong debut\"", {"Review: Ravenmarked"}},
        FoundCase{"PhraseInOrder", "\"debut strong\"", {}},
        FoundCase{"PhraseIsExact", "\"red totes\"", {}},
        FoundCase{"HyphenAsPhrase", "to-read", {"Tigana"}},
        FoundCase{"Prefix", "blog*", {"Andrew Mocete"}},
        FoundCase{"Excluded", "tote -door", {"Review: Ravenmarked", "Review: The Hobbit"}},
        FoundCase{"Either", "blogger OR debut", {"Andrew Mocete", "Review: Ravenmarked"}},
        FoundCase{"Grouped", "(strong OR happy) debut", {"Review: Ravenmarked"}},
        FoundCase{"WithoutDiacritics", "zoe", {"Zoë Brandt", "The Hobbit"}},
        FoundCase{"Cjk", "李伟", {"Ana Lima"}}, FoundCase{"CjkCharacter", "伟", {"Ana Lima"}},
        FoundCase{"CjkBetweenLatin", "walks 李伟 sunday", {"Ana Lima"}},
        FoundCase{"CjkPhrase", "\"with 李伟 every\"", {"Ana Lima"}},
        FoundCase{"NotInCjkOrder", "伟李", {}},
        FoundCase{"TitleFirst", "red tote", {"Red tote", "Review: Ravenmarked"}},
        FoundCase{"TitleBeginningSecond",
                  "ravenmarked",
                  {"Ravenmarked", "Review: Ravenmarked", "Review: The Hobbit"}},
        FoundCase{"AliasFirst", "there and back again", {"The Hobbit"}},
        FoundCase{"ItsPathFirst", "books/hobbit.md", {"The Hobbit"}},
        FoundCase{"TitleWithColon", "review: the hobbit", {"Review: The Hobbit"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Fields, SearchFinds,
    testing::Values(
        FoundCase{
            "Type", "type:person", {"Amy Rose Davis", "Ana Lima", "Andrew Mocete", "Zoë Brandt"}},
        FoundCase{"TypeByItsNoun", "type:novels -read:*", {"Ravenmarked", "Tigana"}},
        FoundCase{"TwoTypes", "type:(thing OR review) -tote OR type:thing", {"Red tote"}},
        FoundCase{"OnlyExcluded", "-type:book -type:person -type:review", {"Nest", "Red tote"}},
        FoundCase{"Title", "title:hobbit", {"Review: The Hobbit", "The Hobbit"}},
        FoundCase{"Tag", "#scifi", {"The Left Hand of Darkness"}},
        FoundCase{"TagAbove", "#books", {"The Hobbit", "Tigana"}},
        FoundCase{"TagBelow", "tag:books/fantasy #classic", {"The Hobbit"}},
        FoundCase{"Folder", "folder:reviews", {"Review: Ravenmarked", "Review: The Hobbit"}},
        FoundCase{"Path", "path:books/hobbit.md", {"The Hobbit"}},
        FoundCase{"Keyword", "status:wished", {"Tigana"}},
        FoundCase{"KeywordAsAWhole", "network:bluesky", {}},
        FoundCase{"KeywordByItsBeginning", "network:bluesky*", {"Nest"}},
        FoundCase{"Spelling", "isbn13:978-0-441-47812-5", {"The Left Hand of Darkness"}},
        FoundCase{"AtLeast", "rating:>=4", {"Review: Ravenmarked"}},
        FoundCase{"Below", "rating:<4", {"Review: The Hobbit"}},
        FoundCase{"AboveIsWithoutEnd", "rating:>3", {"Review: Ravenmarked"}},
        FoundCase{"EqualNumber", "rating:3", {"Review: The Hobbit"}},
        FoundCase{"NumberRange", "pages:300..400", {"The Hobbit"}},
        FoundCase{"Exists", "rating:*", {"Review: Ravenmarked", "Review: The Hobbit"}},
        FoundCase{"NotExists", "type:book -isbn:*", {"Ravenmarked", "The Hobbit", "Tigana"}},
        FoundCase{"NoteDate", "date:2011-10", {"Review: Ravenmarked"}},
        FoundCase{"DateInOrder", "date:2011..", {"Review: Ravenmarked", "Review: The Hobbit"}},
        FoundCase{"FirstOfSeveralDates", "bought:2010", {"The Hobbit"}},
        FoundCase{"BetweenSeveralDates", "bought:2011..2019", {}},
        FoundCase{"NoYear", "birthday:--03-14", {"Zoë Brandt"}},
        FoundCase{"NoYearIsNotEarly", "birthday:<1990", {}},
        FoundCase{"Everything", "* type:thing", {"Red tote"}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Relations, SearchFinds,
    testing::Values(
        FoundCase{"ToANote", "recommended-by:[[Andrew Mocete]]", {"Tigana"}},
        FoundCase{"BySpelling", "via:[[Andrew Mocete]]", {"Tigana"}},
        FoundCase{"ByNamePart", "recommended-by:mocete", {"Tigana"}},
        FoundCase{"Inverse", "recommended:[[Tigana]]", {"Andrew Mocete"}},
        FoundCase{"InverseOfAnything", "recommended:*", {"Andrew Mocete", "Zoë Brandt"}},
        FoundCase{"Nested", "recommended-by:(type:person met:2011)", {"Tigana"}},
        FoundCase{"NestedTwice", "reviews:(author:(type:person))", {"Review: Ravenmarked"}},
        FoundCase{"ImpliedRelation",
                  "told-about:*",
                  {"Tigana", "The Hobbit", "The Left Hand of Darkness"}},
        FoundCase{"NeverUpward", "recommended-by:[[Ana Lima]]", {}},
        FoundCase{"DateOfARelation", "recommended-on:2011", {"Tigana"}},
        FoundCase{"LiteralByWords", "author:\"le guin\"", {"The Left Hand of Darkness"}},
        FoundCase{"NoteByWord", "author:davis", {"Ravenmarked"}},
        FoundCase{"OfMineByYear", "read:2024", {"The Left Hand of Darkness", "The Hobbit"}},
        FoundCase{"OfMineByMonth", "read:2011-12", {"The Hobbit"}},
        FoundCase{"OfMineInRange", "read:2012..2023", {}},
        FoundCase{"OfMineAfter", "met:>2011", {"Zoë Brandt"}},
        FoundCase{"OfMineInOrder", "met:*", {"Andrew Mocete", "Ana Lima", "Zoë Brandt"}},
        FoundCase{"NeverDone", "type:book -read:*", {"Ravenmarked", "Tigana"}},
        FoundCase{"ByMe", "read-by:me", {"The Hobbit", "The Left Hand of Darkness"}},
        FoundCase{"AnyContact", "contacted:2012", {"Andrew Mocete", "Ana Lima"}},
        FoundCase{"LastContact", "last-contact:2012", {"Ana Lima"}},
        FoundCase{
            "Linked", "linked:[[Ravenmarked]]", {"Review: Ravenmarked", "Review: The Hobbit"}},
        FoundCase{"MentionedIn", "mentioned-in:[[Review: Ravenmarked]]", {"Ravenmarked"}},
        FoundCase{"LoneLink",
                  "[[Ravenmarked]]",
                  {"Ravenmarked", "Review: Ravenmarked", "Review: The Hobbit"}}),
    name_of);

TEST(Search, NeverCountsADenial) {
  TempVault vault;
  vault.note("people/mocete.md", "---\ntype: person\ntitle: Andrew Mocete\n---\n");
  vault.index();
  Edge denial;
  denial.relation = "recommended-by";
  denial.to = {EdgeEnd::Kind::link, "Andrew Mocete", {}};
  denial.polarity = -1;
  Facts facts;
  facts.edges = {denial};
  auto updater = Updater::open(vault.directory(), vault.vocabulary(), "test");
  ASSERT_TRUE(updater);
  ASSERT_TRUE(updater->put(notes::read_note("books/it.md", "---\ntype: book\n---\n"),
                           {"books/it.md", 1, 1, 1}, facts));
  ASSERT_TRUE(updater->commit());
  const auto reader = store::Reader::open(vault.directory(), vault.root());
  ASSERT_TRUE(reader);
  EXPECT_THAT((*reader)->statements("recommended-by"), SizeIs(1));
  EXPECT_THAT(matching(**reader, "recommended-by:*", options()), IsEmpty());
  EXPECT_THAT(matching(**reader, "recommended-by:[[Andrew Mocete]]", options()), IsEmpty());
  EXPECT_THAT(matching(**reader, "recommended:*", options()), IsEmpty());
}

TEST(Search, IsAFilterWithoutFreeText) {
  EXPECT_EQ(ask("type:book #scifi").kind, Answer::Kind::filter);
  EXPECT_EQ(ask("recommended-by:(blogger)").kind, Answer::Kind::filter);
  EXPECT_EQ(ask("type:book ice").kind, Answer::Kind::search);
}

TEST(Search, SaysWhenItKnowsNoSuchField) {
  const Answer answer = ask("raitng:4");
  EXPECT_EQ(answer.kind, Answer::Kind::search);
  EXPECT_THAT(answer.message, HasSubstr("no field 'raitng' (did you mean 'rating'?)"));
  EXPECT_THAT(ask("nosuch:debut").message, HasSubstr("no field 'nosuch': read as text"));
  EXPECT_THAT(titles(ask("nosuch:debut")), ElementsAre("Review: Ravenmarked"));
}

TEST(Search, SuggestsTheFieldThatWasMeant) {
  EXPECT_THAT(ask("raitng:>=4").suggestions, ElementsAre("rating:>=4"));
}

TEST(Search, SaysWhenAValueDoesNotFitItsField) {
  EXPECT_THAT(ask("rating:good").message, HasSubstr("'good' is no number"));
  EXPECT_THAT(ask("date:soon").message, HasSubstr("'soon' is no date"));
  EXPECT_THAT(ask("status:<done").message, HasSubstr("not compared"));
  EXPECT_THAT(ask("type:boook").message, HasSubstr("did you mean 'book'?"));
  EXPECT_THAT(ask("#nothing").message, HasSubstr("no note has the tag '#nothing'"));
}

TEST(Search, TakesAKeywordAsAWhole) {
  TempVault vault;
  vault.note("shelf.md", "---\ntype: profile\nnetwork: shelf\n---\n");
  vault.note("book-shelf.md", "---\ntype: profile\nnetwork: book-shelf\n---\n");
  vault.index();
  const auto found = [&](std::string_view line) {
    return titles(search(vault.reader(), line, options()));
  };
  EXPECT_THAT(found("network:shelf"), ElementsAre("shelf"));
  EXPECT_THAT(found("network:Book-Shelf"), ElementsAre("book-shelf"));
  EXPECT_THAT(found("network:\"book shelf\""), ElementsAre("book-shelf"));
  EXPECT_THAT(found("network:book"), IsEmpty());
  EXPECT_THAT(found("network:book*"), ElementsAre("book-shelf"));
}

TEST(Search, SuggestsWordsThatAreThere) {
  EXPECT_THAT(ask("stong debbut").suggestions, Contains("strong debut"));
  EXPECT_THAT(ask("recommended-by:[[Andrew Mocet]]").suggestions,
              ElementsAre("recommended-by:[[Andrew Mocete]]"));
  EXPECT_THAT(ask("raven marked").suggestions, Contains("Ravenmarked"));
  EXPECT_THAT(ask("xyzzy").suggestions, IsEmpty());
}

TEST(Search, SuggestsNothingThatFindsNothing) {
  EXPECT_THAT(ask("stong blogger").suggestions, IsEmpty());
}

TEST(Search, SaysThatNobodyHasAName) {
  EXPECT_THAT(ask("recommended-by:[[Nobody Atall]]").message,
              HasSubstr("no note is called 'Nobody Atall'"));
}

TEST(Search, GivesPagesOfOneOrder) {
  for (const std::string_view line : {"*", "the", "met:*"}) {
    const std::vector<std::string> all = titles(ask(line));
    std::vector<std::string> paged;
    AskOptions page = options();
    page.limit = 2;
    for (page.offset = 0; page.offset < all.size() + 2; page.offset += 2) {
      const Answer answer = search(Journal::vault().reader(), line, page);
      EXPECT_EQ(answer.total, all.size());
      for (const std::string& title : titles(answer))
        paged.push_back(title);
    }
    EXPECT_EQ(paged, all) << line;
  }
}

TEST(Search, CountsAPhraseAsFarAsIsCheap) {
  TempVault vault;
  constexpr int notes = 1200;
  for (int i = 0; i < notes; ++i)
    vault.note(fmt::format("{}.md", i),
               fmt::format("A {} red tote{}.\n", i % 3 == 0 ? "tote, a" : "little",
                           std::string(static_cast<std::size_t>(i % 7), '!')));
  vault.note("red.md", "A red one, and a tote.\n");
  vault.note("bag.md", "---\naliases: [red tote]\n---\nIt has the words as a name alone.\n");
  vault.index();
  for (const char* line : {"\"red tote\"", "\"red tote\" -little", "\"red tote\" \"a little\""}) {
    const Answer all = search(vault.reader(), line, options());
    EXPECT_FALSE(all.is_total_least);
    AskOptions page = options();
    page.limit = 20;
    const Answer first = search(vault.reader(), line, page);
    EXPECT_EQ(first.is_total_least, all.total > 1000) << line;
    EXPECT_EQ(first.total, std::min(all.total, 1000u)) << line;
    ASSERT_THAT(first.items, SizeIs(20));
    for (std::size_t i = 0; i < first.items.size(); ++i)
      EXPECT_EQ(first.items[i].note->path, all.items[i].note->path) << line;
  }
}

TEST(Search, MarksEveryFormInSnippets) {
  const Answer answer = ask("tote");
  ASSERT_THAT(titles(answer), Contains("Review: The Hobbit"));
  const Snippet& snippet = answer.items.back().snippet;
  EXPECT_EQ(snippet.text, "Hoping for more totes. See [[Ravenmarked]].");
  ASSERT_THAT(snippet.marks, SizeIs(1));
  EXPECT_EQ(snippet.marks.front().in(snippet.text), "totes");
}

TEST(Search, LeavesSnippetsOutOnRequest) {
  AskOptions without = options();
  without.wants_snippets = false;
  EXPECT_EQ(search(Journal::vault().reader(), "tote", without).items.front().snippet.text, "");
}

TEST(Search, SaysHowItReadTheLine) {
  const Answer answer = ask("type:book  read:>=2011 -#scifi");
  EXPECT_EQ(answer.query, "type:book read:>=2011 -#scifi");
  EXPECT_EQ(answer.reading, "type book, read since 2011, not (tag #scifi)");
}

TEST(Search, SaysDatesAsPeopleDo) {
  EXPECT_EQ(ask("read:2011").reading, "read in 2011");
  EXPECT_EQ(ask("read:=2011-12-20").reading, "read on 2011-12-20");
  EXPECT_EQ(ask("read:yesterday").reading, "read yesterday");
  EXPECT_EQ(ask("read:2011..").reading, "read since 2011");
  EXPECT_EQ(ask("-read:*").reading, "not (read at any time)");
}

TEST(Search, ExplainsItselfOnRequest) {
  AskOptions explained = options();
  explained.wants_explanation = true;
  EXPECT_THAT(search(Journal::vault().reader(), "tote", explained).explanation,
              HasSubstr("query: "));
  EXPECT_THAT(ask("tote").explanation, IsEmpty());
}

TEST(Search, AnswersThroughTheIndex) {
  const auto answer = Journal::vault().open().search("type:thing", options());
  ASSERT_TRUE(answer);
  EXPECT_THAT(titles(*answer), ElementsAre("Red tote"));
}

TEST(Search, HasAnAnswerToALineOfNothing) {
  EXPECT_THAT(ask("").message, HasSubstr("nothing to search for"));
  EXPECT_THAT(ask("!!!").message, HasSubstr("'!!!' holds no word"));
  EXPECT_THAT(ask("\"\" ()").items, IsEmpty());
}

TEST(Search, AnswersEveryRandomLine) {
  const std::vector<std::string> parts = {"(",
                                          ")",
                                          "\"",
                                          "-",
                                          " ",
                                          " ",
                                          "OR ",
                                          "NOT ",
                                          "*",
                                          "#",
                                          "tag:",
                                          "..",
                                          "[[Ana]]",
                                          "]]",
                                          ">=",
                                          "tote",
                                          "type:",
                                          "rating:",
                                          "read:",
                                          "author:",
                                          "2011",
                                          "李伟",
                                          "“",
                                          "\xFF",
                                          "linked:",
                                          "4",
                                          "recommended:",
                                          "\"red tote\"",
                                          "\"tote held it\""};
  AskOptions first_page = options();
  first_page.limit = 2;
  std::mt19937 random(20111203);
  for (int round = 0; round < 1500; ++round) {
    std::string line;
    for (auto count = random() % 10; count > 0; --count)
      line += parts[random() % parts.size()];
    const Answer answer = ask(line);
    EXPECT_EQ(answer.total, matching(Journal::vault().reader(), line, options()).size()) << line;
    EXPECT_EQ(answer.total, search(Journal::vault().reader(), line, first_page).total) << line;
    EXPECT_THAT(answer.kind, Not(Answer::Kind::question)) << line;
  }
}

TEST(Search, TakesHostileLines) {
  std::string words;
  while (words.size() < 1'000'000)
    words += "tote ";
  EXPECT_THAT(ask(words).message, HasSubstr("too long"));
  EXPECT_THAT(ask(std::string(10'000, '(') + "tote").message, HasSubstr("nested too deeply"));
  EXPECT_THAT(ask(std::string(100'000, 'x')).items, IsEmpty());
  EXPECT_THAT(ask("author:" + std::string(3'000, 'x')).items, IsEmpty());
  // Of two relations: each level must not take twice as long.
  std::string within = "tote";
  for (int level = 0; level < 40; ++level)
    within = "lent-on:(" + within + ")";
  EXPECT_THAT(ask(within).items, IsEmpty());
}

TEST(Search, TakesAFieldOfMarksAloneForNone) {
  EXPECT_THAT(ask("\u065A:(tote)").message, HasSubstr("no field"));
}

}  // namespace
}  // namespace tote::index::search
