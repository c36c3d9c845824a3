// SPDX-License-Identifier: GPL-2.0-or-later
// Questions over a small vault: what is typed, and what comes back in one line.
#include "index/question/question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/questions.h"

namespace tote::index {
namespace {

constexpr Case who_and_what[] = {
    {"who recommended Solaris", "recommended-by: Cora Lund"},
    {"Who recommended Solaris?", "recommended-by: Cora Lund"},
    {"who has recommended Solaris to me", "recommended-by: Cora Lund"},
    {"by whom was Solaris recommended", "recommended-by: Cora Lund"},
    {"who was Solaris recommended by", "recommended-by: Cora Lund"},
    {"Solaris was recommended by whom", "recommended-by: Cora Lund"},
    {"Solaris recommended by", "recommended-by: Cora Lund"},
    {"who was it that recommended Solaris", "recommended-by: Cora Lund"},
    {"who is the person who recommended Solaris", "recommended-by: Cora Lund"},
    {"please tell me who recommended Solaris", "recommended-by: Cora Lund"},
    {"do you know what Cora recommended", "recommended-by: Solaris, Middlemarch"},
    {"Solaris: who recommended it", "recommended-by: Cora Lund"},
    {"Solaris, who recommended it?", "recommended-by: Cora Lund"},
    {"about Solaris: who recommended it?", "recommended-by: Cora Lund"},
    {"Regarding Solaris, who recommended it?", "recommended-by: Cora Lund"},
    {"as for Cora, what did she recommend", "recommended-by: Solaris, Middlemarch"},
    {"in 2012, who recommended it?", "search"},
    {"what'd Cora recommend", "recommended-by: Solaris, Middlemarch"},
    {"where'd I meet Ben Novak", "met-at: Quay Fair"},
    {"who'd recommend Solaris", "search"},
    {"books by the author Ben Novak told me about", "search"},
    {"how many of the books Cora recommended have I read", "read: 1"},
    {"what did Cora recommend", "recommended-by: Solaris, Middlemarch"},
    {"what has Cora Lund recommended", "recommended-by: Solaris, Middlemarch"},
    {"which books has Cora recommended to me", "recommended-by: Solaris, Middlemarch"},
    {"what was recommended by Cora", "recommended-by: Solaris, Middlemarch"},
    {"books Cora recommended", "recommended-by: Solaris, Middlemarch"},
    {"books recommended by Cora", "recommended-by: Solaris, Middlemarch"},
    {"recommendations from Cora", "recommended-by: Solaris, Middlemarch"},
    {"Cora's recommendations", "recommended-by: Solaris, Middlemarch"},
    {"recommender of Solaris", "recommended-by: Cora Lund"},
    {"who recommended Middlemarch or The Cyberiad",
     "recommended-by: Cora Lund {Middlemarch}, Ben Okri {The Cyberiad}"},
    {"who wrote Solaris", "author: Stanislaw Lem"},
    {"who is Solaris by", "search"},
    {"who is the author of Solaris", "author: Stanislaw Lem"},
    {"what's the author of Solaris", "author: Stanislaw Lem"},
    {"Solaris's author", "author: Stanislaw Lem"},
    {"books by Stanislaw Lem", "author: Solaris, The Cyberiad"},
    {"Stanislaw Lem's books", "author: Solaris, The Cyberiad"},
    {"which scifi books did Stanislaw Lem write", "author: Solaris, The Cyberiad"},
    {"what did Ben recommend",
     "recommended-by: Persuasion (Folio) {Ben Okri}, The Cyberiad {Ben Okri}"},
    {"who told me about Persuasion",
     "told-about: Ben Novak, Emmeline Roy; also Ben Okri {Persuasion (Folio)}"},
    {"who recommended Persuasion",
     "recommended-by: Emmeline Roy; also Ben Okri {Persuasion (Folio)}"},
    {"who works for Tidewater Press", "works-for: Ben Okri"},
    {"where does Ben Okri work", "works-for: Tidewater Press"},
    {"who introduced me to Ben Okri", "introduced-by: Cora Lund"},
    {"who was I introduced to by Cora", "introduced-by: Ben Okri"},
    {"who did Cora introduce me to", "introduced-by: Ben Okri"},
    {"who introduced me to the person who recommended The Cyberiad", "introduced-by: Cora Lund"},
    {"what did the person who introduced me to Ben Okri recommend",
     "recommended-by: Solaris, Middlemarch"},
    {"what did the person who recommended Solaris also recommend", "recommended-by: Middlemarch"},
    {"what else did Cora recommend", "search"},
    {"what else did the person who recommended Solaris recommend", "recommended-by: Middlemarch"},
    {"who recommended the book Solaris", "recommended-by: Cora Lund"},
    {"who recommended the novel Persuasion",
     "recommended-by: Emmeline Roy; also Ben Okri {Persuasion (Folio)}"},
    {"who recommended the Solaris book", "recommended-by: Cora Lund"},
    {"what did the person called Emm recommend", "recommended-by: Persuasion"},
    {"books by Lem", "author: Solaris, The Cyberiad"},
    {"Lem books", "author: Solaris, The Cyberiad"},
    {"Lem's books", "author: Solaris, The Cyberiad"},
    {"which Lem books have I read", "read: Solaris, The Cyberiad"},
    {"which of Lem's books have I read", "read: Solaris, The Cyberiad"},
    {"which of Stanislaw Lem’s books have I read in 2020?", "read: The Cyberiad"},
    {"which of Stanislaw Lem’s books did I read in 2020?", "read: The Cyberiad"},
    {"how many Lem books have I read", "read: 2"},
    {"Solaris author", "author: Stanislaw Lem"},
    {"Solaris rating", "rating: 5"},
    {"Solaris books", "search"},
    {"whats the author of Solaris", "author: Stanislaw Lem"},
    {"whos the author of solaris", "author: Stanislaw Lem"},
    {"so, who recommended Solaris?", "recommended-by: Cora Lund"},
    {"I'd like to know who recommended Solaris", "recommended-by: Cora Lund"},
    {"who did I meet at the Quay Fair", "met-at: Ben Novak"},
    {"did I meet Ben Novak at the Quay Fair", "met-at: yes"},
    {"which books have I reviewed", "reviews: Solaris, It"},
    {"which books did I review in 2018", "reviews: It"},
    {"where did I meet Ben Novak", "met-at: Quay Fair"},
    {"what is Cora's blog", "profile-of: Corablog"},
    {"whose blog is Corablog", "profile-of: Cora Lund"},
    {"what is Cora's email", "email: cora@lund.example"},
    {"Cora's email", "email: cora@lund.example"},
    {"who is Cora", "define: Cora Lund"},
    {"who is Ben", "define: Ben Novak, Ben Okri"},
    {"what did I rate Solaris", "rating: 5"},
    {"how did I rate It", "rating: 2"},
    {"what rating did I give Solaris", "rating: 5"},
    {"what is the best rated book", "rating: Solaris"},
    {"what have I read by Stanislaw Lem", "read: Solaris, The Cyberiad"},
    {"who does Ben Okri work for", "works-for: Tidewater Press"},
    {"Ben's recommendations",
     "recommended-by: Persuasion (Folio) {Ben Okri}, The Cyberiad {Ben Okri}"},
    {"which posts mention Solaris", "mentions: On oceans"},
    {"which posts mention Ben Okri", "mentions: On oceans"},
    {"which posts mention Cora", "mentions: On tea"},
};

INSTANTIATE_TEST_SUITE_P(WhoAndWhat, Ask, in(journal, who_and_what));

constexpr Case time_and_number[] = {
    {"when did I read Solaris", "read: 2012-06-01"},
    {"when did I read The Cyberiad", "read: 2013-01-05, 2020-09-09"},
    {"when did I last read The Cyberiad", "read: 2020-09-09"},
    {"when was the first time I read The Cyberiad", "read: 2013-01-05"},
    {"in what year did I read The Cyberiad", "read: 2013, 2020"},
    {"in which year did I read the most books", "read: 2020"},
    {"which year did I meet the most people", "met: 2011"},
    {"when did I read the most books", "search"},
    {"how often did I read the most books", "search"},
    {"did I read the most books", "search"},
    {"who recommended the last book", "search"},
    {"when did I read the first book", "search"},
    {"who recommended the last book I read", "recommended-by: Ben Okri"},
    {"when was Solaris recommended", "recommended-by: 2012-03-04"},
    {"when was Middlemarch recommended", "recommended-by: none"},
    {"when is Cora's birthday", "birthday: 1980-11-24"},
    {"how many times did I read The Cyberiad", "read: 2"},
    {"how many books did I read in 2020", "read: 2"},
    {"how many books has Cora recommended", "recommended-by: 2"},
    {"how many books did Ben recommend", "recommended-by: 2 {Ben Okri}"},
    {"when did I meet Ben", "met: 2019-07-07 {Ben Novak}, 2014-02-09 {Ben Okri}"},
    {"when did I last meet Ben", "met: 2019-07-07 {Ben Novak}, 2014-02-09 {Ben Okri}"},
    {"who recommended books in 2012", "recommended-by: Cora Lund"},
    {"who recommended anything in 2012", "recommended-by: Cora Lund"},
    {"which authors have I read", "read: Jane Austen, Stanislaw Lem, Stephen King"},
    {"which authors have I not read", "read: George Eliot"},
    {"people in 2011 I met", "search"},
    {"which people in 2015 have I met", "search"},
    {"when did we meet", "search"},
    {"how often have I read", "search"},
    {"what did I read recently", "search"},
    {"what did I recently read", "search"},
    {"who do I often call", "search"},
    {"what am I reading", "search"},
    {"which books did I read in 2020", "read: Persuasion, The Cyberiad"},
    {"what did I read in 2018", "read: It"},
    {"what did I read between 2012 and 2013", "read: Solaris, The Cyberiad"},
    {"what did I read before 2013", "read: Solaris"},
    {"what did I read in September 2020", "read: The Cyberiad"},
    {"who did I meet in 2011", "met: Cora Lund, Emmeline Roy"},
    {"books recommended by people I met in 2011",
     "recommended-by: Solaris, Middlemarch, Persuasion"},
    {"what was the last book I read", "read: The Cyberiad"},
    {"the first book I read", "read: Solaris"},
    {"who recommended the most books", "recommended-by: Cora Lund, Ben Okri"},
    {"which author have I read most", "read: Stanislaw Lem"},
    {"whose books did I read in 2020", "author: Jane Austen, Stanislaw Lem"},
    {"whose birthday is this month", "birthday: Cora Lund"},
    {"whose birthday is in February", "birthday: Ben Okri"},
    {"which book did I rate highest", "rating: Solaris"},
    {"books rated 5", "rating: Solaris"},
};

INSTANTIATE_TEST_SUITE_P(TimeAndNumber, Ask, in(journal, time_and_number));

constexpr Case measures[] = {
    {"highest rated book", "rating: Solaris"},
    {"my highest-rated book", "rating: Solaris"},
    {"which is the worst rated book", "rating: It"},
    {"which highest rated book did Cora recommend", "recommended-by: Solaris"},
    {"Lem's highest rated book", "rating: Solaris"},
    {"the book with the highest rating", "rating: Solaris"},
    {"which book has the lowest rating", "rating: It"},
    {"longest book", "pages: Middlemarch"},
    {"what's the longest book", "pages: Middlemarch"},
    {"what is the longest book I have read", "pages: The Cyberiad"},
    {"shortest book by Stanislaw Lem", "pages: Solaris"},
    {"longest Lem book", "pages: The Cyberiad"},
    {"what is the shortest Stanislaw Lem book", "pages: Solaris"},
    {"who recommended the longest Lem book", "recommended-by: Ben Okri"},
    {"which book is the longest", "pages: Middlemarch"},
    {"which book has the most pages", "pages: Middlemarch"},
    {"which Lem book has the fewest pages", "pages: Solaris"},
    {"who recommended the longest book", "recommended-by: Cora Lund"},
    {"who wrote the longest book I have read", "author: Stanislaw Lem"},
    {"longest book I read last", "search"},
    {"longest person", "search"},
    {"books with more than 290 pages", "pages: Middlemarch, The Cyberiad"},
    {"books that have at least 295 pages", "pages: Middlemarch, The Cyberiad"},
    {"books with 204 pages", "pages: Solaris"},
    {"books with a rating of at least 4", "rating: Solaris"},
    {"people with more than 290 pages", "search"},
    {"how many books have more than 290 pages", "pages: 2"},
    {"books rated at least 2", "rating: Solaris, It"},
    {"books rated 3 or more", "rating: Solaris"},
    {"books I rated below 3", "rating: It"},
    {"people rated 5", "search"},
    {"books also rated 5", "search"},
    {"books rated 5 also", "search"},
    {"how many pages does Solaris have", "pages: 204"},
    {"how many pages has Solaris", "pages: 204"},
    {"how long is Solaris", "pages: 204"},
    {"how short is Solaris", "search"},
    {"which books have I read twice", "read: The Cyberiad"},
    {"what have I read more than once", "read: The Cyberiad"},
    {"books I've read at least twice", "read: The Cyberiad"},
    {"how many books have I read twice", "read: 1"},
    {"which books have I read only once", "read: Solaris, It, Persuasion; also The Cyberiad"},
    {"which books have I read three times", "read: none"},
    {"which books did I read twice in 2020", "read: none"},
    {"have I read The Cyberiad twice", "read: yes"},
    {"have I read Solaris twice", "read: none"},
    {"when did I read Solaris twice", "search"},
    {"which authors have I read twice", "search"},
    {"who recommended Solaris twice", "search"},
    {"who recommended more than one book", "recommended-by: Cora Lund, Ben Okri"},
    {"which people have recommended at least two books", "recommended-by: Cora Lund, Ben Okri"},
    {"who has recommended more than two books", "recommended-by: none"},
    {"who recommended more than one classic book", "recommended-by: none"},
    {"how many people recommended more than one book", "recommended-by: 2"},
    {"when did I meet people who recommended more than one book", "met: 2011-05-02, 2014-02-09"},
    {"who recommended two books", "search"},
    {"who did not recommend more than one book", "search"},
    {"did Cora recommend more than one book", "search"},
    {"which more than two books did Cora recommend", "search"},
    {"list more than two books", "search"},
    {"how many authors have I read", "read: 3"},
    {"how many authors did I read in 2020", "read: 2"},
    {"how many books has each person recommended", "search"},
    {"which author wrote every book", "search"},
    {"who recommended all books by Stanislaw Lem", "search"},
    {"list all books by Stanislaw Lem", "author: Solaris, The Cyberiad"},
};

INSTANTIATE_TEST_SUITE_P(Measures, Ask, in(journal, measures));

constexpr Case joined_names[] = {
    {"who recommended Solaris and Middlemarch", "recommended-by: Cora Lund"},
    {"who recommended both Solaris and Middlemarch", "recommended-by: Cora Lund"},
    {"who recommended Solaris and Persuasion",
     "recommended-by: none; also Cora Lund {Solaris}, Emmeline Roy {Persuasion}"},
    {"who recommended both Solaris or Middlemarch", "search"},
    {"who recommended either Solaris or Persuasion",
     "recommended-by: Emmeline Roy {Persuasion}, Cora Lund {Solaris}"},
    {"what did Cora and Emm recommend",
     "recommended-by: none; also Middlemarch {Cora Lund}, Persuasion {Emmeline Roy}, Solaris "
     "{Cora Lund}"},
    {"who did not recommend Solaris and Persuasion", "search"},
    {"did Cora recommend Solaris and Middlemarch", "search"},
    {"when did I read Solaris and It", "search"},
    {"who recommended Solaris and Persuasion first", "search"},
    {"books by Lem and King", "search"},
};

INSTANTIATE_TEST_SUITE_P(Several, Ask, in(journal, joined_names));

constexpr Case places[] = {
    {"who did I meet at the Quay Fair in 2019", "met-at: Ben Novak"},
    {"who did I meet at the Quay Fair in 2018", "met-at: none"},
    {"when did I meet Ben at the Quay Fair", "search"},
    {"where do I know Ben Novak from", "met-at: Quay Fair"},
    {"where did I meet Ben Novak in 2019", "search"},
    {"where do I know Solaris from", "search"},
};

INSTANTIATE_TEST_SUITE_P(Places, Ask, in(journal, places));

constexpr Case denials[] = {
    {"who have I not contacted since March", "contacted: Ben Okri; also Ben Novak"},
    {"who haven't I contacted this year", "contacted: Ben Okri; also Ben Novak"},
    {"people I haven't contacted since March", "contacted: Ben Okri; also Ben Novak"},
    {"what have I not read", "read: Middlemarch, Persuasion (Folio)"},
    {"which books have I not reviewed",
     "reviews: Middlemarch, Persuasion, Persuasion (Folio), The Cyberiad"},
    {"which books were not recommended by anyone", "search"},
    {"which books did nobody recommend", "search"},
    {"who did not recommend a book", "search"},
    {"who has not contacted me", "search"},
    {"who have I not called", "search"},
    {"who have I not called since March", "search"},
    {"who did I contact for six months", "search"},
    {"who haven't I contacted for six months", "contacted: Ben Okri; also Ben Novak"},
    {"which people I met in 2011 have I not contacted", "contacted: none"},
    {"unread books", "read: Middlemarch, Persuasion (Folio)"},
    {"which books have I not read", "read: Middlemarch, Persuasion (Folio)"},
    {"books I haven't read that Cora recommended", "read: Middlemarch"},
    {"what have I not read that Cora recommended", "read: Middlemarch"},
    {"which unread books did Cora recommend", "recommended-by: Middlemarch"},
    {"how many unread books do I have", "read: 2"},
    {"did I read Solaris", "read: yes"},
    {"have I read Middlemarch", "read: none"},
    {"did Cora recommend Solaris", "recommended-by: yes"},
    {"was Solaris recommended by Cora", "recommended-by: yes"},
    {"did Ben Okri recommend Solaris", "recommended-by: none"},
    {"did Ben recommend The Cyberiad", "recommended-by: yes {Ben Okri}"},
    {"is Stanislaw Lem the author of Solaris", "author: yes"},
    {"who did not recommend Solaris", "recommended-by: none (negative)"},
    {"who did not recommend Middlemarch", "recommended-by: Ben Novak (negative)"},
    {"did Ben Novak recommend Middlemarch", "recommended-by: no (negative)"},
    {"did Ben Novak recommend any books", "recommended-by: none"},
    {"has Ben Novak ever recommended anything", "recommended-by: none"},
    {"did anyone recommend Middlemarch", "recommended-by: yes"},
};

INSTANTIATE_TEST_SUITE_P(Denials, Ask, in(journal, denials));

constexpr Case corrections[] = {
    {"who recomended Solaris", "recommended-by: Cora Lund"},
    {"wich books did cora recommend", "recommended-by: Solaris, Middlemarch"},
    {"waht did Cora recommend", "recommended-by: Solaris, Middlemarch"},
    {"wich", "search"},
    {"whats coras email", "email: cora@lund.example"},
    {"what is cora lunds blog", "profile-of: Corablog"},
    {"who is solaris author", "author: Stanislaw Lem"},
    {"what is sols email", "search"},
    {"who recommended Solarris", "recommended-by: Cora Lund"},
    {"who recommended middel march", "recommended-by: Cora Lund"},
    {"who recommended cyberiad", "recommended-by: Ben Okri"},
    {"who recommended to Middlemarch", "search"},
    {"who recommended no Middlemarch", "search"},
    {"what did Cora not Lund recommend", "search"},
    {"what did anyone Cora recommend", "search"},
    {"which every books have I read", "search"},
    {"who did I meet at the quay fairr", "met-at: Ben Novak"},
    {"who recommended Hyperion", "recommended-by: none (unknown)"},
    {"who recommended the book of sand", "search"},
    {"what did Lem write", "author: Solaris, The Cyberiad"},
    {"what did he write", "author: none"},
    {"when did I read it", "read: none"},
    {"when did I read It", "read: 2018"},
    {"who recommended Persuasion (Folio)",
     "recommended-by: Ben Okri; also Emmeline Roy {Persuasion}"},
    {"and what did he write?", "author: none"},
    {"what about Solaris", ": none"},
    {"and Solaris?", ": none"},
    {"and Solaris", "search"},
    {"what about tea", "search"},
};

INSTANTIATE_TEST_SUITE_P(Corrections, Ask, in(journal, corrections));

constexpr Case searches[] = {
    {"who", "search"},
    {"it", "search"},
    {"Solaris", "search"},
    {"books", "search"},
    {"scifi books", "search"},
    {"recommended scifi", "search"},
    {"who recommended", "search"},
    {"books recommended", "search"},
    {"what is it", "search"},
    {"what is love", "search"},
    {"who goes there", "search"},
    {"who left the door open", "search"},
    {"how to read a book", "search"},
    {"when we were young", "search"},
    {"the books", "search"},
    {"\"who recommended Solaris\"", "search"},
    {"type:book who recommended Solaris", "search"},
    {"recommended by a friend", "search"},
    {"who would recommend Solaris", "search"},
    {"books by unknown people", "search"},
    {"met Cora", "search"},
    {"read Solaris", "search"},
    {"Cora recommended Solaris", "search"},
    {"who wrote back", "search"},
    {"thing I read", "search"},
    {"books/Review by Cora Lund", "search"},
    {"which posts mention books", "search"},
    {"what did nobody recommend", "search"},
    {"who read Solaris", "search"},
    {"Review of Solaris", "search"},
    {"who also recommended Solaris", "search"},
    {"who recommended fantasy books", "search"},
    {"what did I read fantasy", "search"},
    {"recommended by Cora on Solaris", "search"},
};

INSTANTIATE_TEST_SUITE_P(Searches, Ask, in(journal, searches));

TEST(Answer, QuotesTheStatementWithItsPlace) {
  const auto answer = ask(journal(), "who recommended Solaris");
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->evidence.size(), 1u);
  const Evidence& evidence = answer->evidence.front();
  EXPECT_EQ(evidence.note.path, "books/Solaris.md");
  EXPECT_EQ(evidence.line, 4u);
  EXPECT_EQ(evidence.text, "recommended-by: \"[[Cora Lund]]\"");
  EXPECT_EQ(evidence.tier, Tier::field);
  EXPECT_EQ(answer->reading, "person ← recommended-by — [[Solaris]]");
  EXPECT_EQ(answer->query, "type:person recommended:[[Solaris]]");
}

TEST(Answer, SaysHowNamesWereRead) {
  const auto answer = ask(journal(), "who recomended Solarris");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->resolved.at("Solarris"), "Solaris");
  EXPECT_EQ(answer->resolved.at("recomended"), "recommended");
  const auto several = ask(journal(), "what did Ben recommend");
  ASSERT_TRUE(several);
  EXPECT_EQ(several->ambiguous, (std::vector<std::string>{"Ben Novak", "Ben Okri"}));
}

TEST(Answer, TellsWhatIsKnownWhereThePlaceIsNot) {
  const auto answer = ask(journal(), "where did I meet Cora");
  ASSERT_TRUE(answer);
  EXPECT_TRUE(answer->is_none);
  EXPECT_EQ(answer->message, "where is not on record; this is:");
  ASSERT_EQ(answer->evidence.size(), 1u);
  EXPECT_EQ(answer->evidence.front().text, "met: 2011-05-02");
}

TEST(Answer, TakesTheNoteThatWasChosen) {
  AskOptions options;
  options.today = today_in_cases;
  const auto both = ask(journal(), "when did I meet Ben");
  ASSERT_TRUE(both);
  ASSERT_EQ(both->names.size(), 1u);
  EXPECT_EQ(both->names.front().typed, "Ben");
  ASSERT_EQ(both->names.front().notes.size(), 2u);
  options.chosen["Ben"] = both->names.front().notes.back().id;
  const auto one = question::answer(journal().reader(), "when did I meet Ben", options, nullptr);
  ASSERT_TRUE(one);
  EXPECT_EQ(names_of(one->items), "2014-02-09");
  EXPECT_TRUE(one->names.empty());
}

TEST(Answer, NamesWhatIsClosestToAnUnknownName) {
  const auto answer = ask(journal(), "who recommended The Cyberia Tales");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->reason, NoneReason::unknown_entity);
  EXPECT_THAT(answer->message, testing::StartsWith("no note called 'The Cyberia Tales'"));
}

TEST(Answer, CountsStatementsWithoutADateAside) {
  const auto answer = ask(journal(), "what did Cora recommend in 2012");
  ASSERT_TRUE(answer);
  EXPECT_EQ(names_of(answer->items), "Solaris");
  EXPECT_EQ(answer->ignored, (std::vector<std::string>{"1 undated statement"}));
}

TEST(Answer, CountsWhatMayComeBeforeTheFirst) {
  const auto answer = ask(journal(), "what did Cora recommend first");
  ASSERT_TRUE(answer);
  EXPECT_EQ(names_of(answer->items), "Solaris");
  EXPECT_EQ(answer->ignored, (std::vector<std::string>{"1 undated statement"}));
}

TEST(Answer, UnderstandsNothingOfWhatLeansOnAnotherQuestion) {
  const auto answer = ask(journal(), "and what did he write?");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->reading, "");
  EXPECT_THAT(answer->message, testing::StartsWith("'he' leans on something said before"));
  const auto it = ask(journal(), "when did I read it");
  ASSERT_TRUE(it);
  EXPECT_THAT(it->message, testing::EndsWith("the note of that name is written It"));
}

TEST(Answer, SaysWhatNotesCannotTell) {
  AskOptions options;
  options.today = today_in_cases;
  const auto declined = [&](std::string_view line) {
    std::string why;
    EXPECT_FALSE(question::answer(journal().reader(), line, options, nullptr, &why)) << line;
    return why;
  };
  EXPECT_EQ(declined("what am I reading"), "what is going on now is not on record");
  EXPECT_EQ(declined("who have I not called"),
            "notes seldom say how: ask who was not contacted rather than not 'called'");
  EXPECT_EQ(declined("who goes there"), "");
  EXPECT_EQ(declined("reading Solaris"), "");
}

TEST(Answer, SaysWhatASuperlativeLeavesOut) {
  const auto answer = ask(journal(), "longest book");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->message, "among those with pages on record");
}

TEST(Answer, LeavesPhrasesAloneThatAreNotMeant) {
  Vocabulary vocabulary = test_vocabulary();
  for (RelationDecl& relation : vocabulary.relations)
    if (relation.id == "read")
      relation.not_phrases = {"read the riot act"};
  TempVault vault(vocabulary);
  for (const char* book : {"The Riot Act", "Solaris"})
    vault.note(std::string("books/") + book + ".md", "---\ntype: book\nread: 2011\n---\n");
  vault.index();
  AskOptions options;
  options.today = {2026, 11, 22};
  EXPECT_TRUE(question::answer(vault.reader(), "when did I read Solaris", options, nullptr));
  EXPECT_FALSE(question::answer(vault.reader(), "when did I read The Riot Act", options, nullptr));
}

TEST(Answer, ExplainsHowTheLineWasRead) {
  AskOptions options;
  options.today = today_in_cases;
  options.wants_explanation = true;
  std::string explanation;
  EXPECT_FALSE(question::answer(journal().reader(), "who goes there", options, &explanation));
  EXPECT_THAT(explanation, testing::HasSubstr("words: who · goes · there"));
  explanation.clear();
  const auto answer =
      question::answer(journal().reader(), "who wrote Persuasion", options, &explanation);
  ASSERT_TRUE(answer);
  for (const char* part :
       {"words: who · wrote · persuasion", "name 'Persuasion': Persuasion (book)",
        "frame author/write: fits", "frame contacted/write:", "reading: ",
        "understood: person ← author — [[Persuasion]]", "time: "})
    EXPECT_THAT(answer->explanation, testing::HasSubstr(part));
}

}  // namespace
}  // namespace tote::index
