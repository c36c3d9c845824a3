// SPDX-License-Identifier: GPL-2.0-or-later
// Questions over a small vault: what is typed, and what comes back in one line.
#include "index/question/question.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/search/search.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

/// One vault for all cases: nothing here writes.
const TempVault& journal() {
  static const TempVault& vault = [&]() -> const TempVault& {
    auto& notes = *new TempVault;
    const auto person = [&](std::string_view name, std::string_view fields) {
      notes.note("people/" + std::string(name) + ".md",
                 "---\ntype: person\n" + std::string(fields) + "---\n");
    };
    const auto book = [&](std::string_view name, std::string_view fields) {
      notes.note("books/" + std::string(name) + ".md",
                 "---\ntype: book\n" + std::string(fields) + "---\n");
    };
    person("Cora Lund",
           "aliases: [Cora]\nmet: 2011-05-02\nlast-contact: 2026-08-20\n"
           "birthday: 1980-11-24\nemail: cora@lund.example\n");
    person("Ben Okri",
           "met: 2014-02-09\nlast-contact: 2025-01-15\nbirthday: --02-03\n"
           "introduced-by: \"[[Cora Lund]]\"\nworks-for: \"[[Tidewater Press]]\"\n");
    person("Ben Novak", "met: 2019-07-07\nmet-at: \"[[Quay Fair]]\"\n");
    person("Emmeline Roy", "aliases: [Emm]\nlast-contact: 2026-11-01\nmet: 2011-10-10\n");
    notes.note("orgs/Tidewater Press.md", "---\ntype: org\n---\n");
    notes.note("events/Quay Fair.md", "---\ntype: event\n---\n");
    book("Solaris",
         "author: Stanislaw Lem\nrecommended-by: \"[[Cora Lund]]\"\n"
         "recommended-on: 2012-03-04\nread: 2012-06-01\ntags: [scifi]\npages: 204\n");
    book("The Cyberiad",
         "author: Stanislaw Lem\nrecommended-by: \"[[Ben Okri]]\"\n"
         "read: [2013-01-05, 2020-09-09]\ntags: [scifi]\npages: 295\n");
    book("Middlemarch",
         "author: George Eliot\nrecommended-by: \"[[Cora Lund]]\"\npages: 880\n"
         "tags: [classic]\n");
    book("Persuasion",
         "author: Jane Austen\nread: 2020-02-02\ntold-about: \"[[Ben Novak]]\"\n"
         "recommended-by: \"[[Emmeline Roy]]\"\ntags: [classic]\n");
    book("It", "author: Stephen King\nread: 2018\n");
    book("Persuasion (Folio)",
         "edition-of: \"[[Persuasion]]\"\nrecommended-by: \"[[Ben Okri]]\"\n");
    notes.note("reviews/Review of Solaris.md",
               "---\ntype: review\nreviews: \"[[Solaris]]\"\nrating: 5\ndate: 2012-06-03\n---\n");
    notes.note("reviews/Review of It.md",
               "---\ntype: review\nreviews: \"[[It]]\"\nrating: 2\ndate: 2018-11-03\n---\n");
    notes.note("posts/On oceans.md",
               "---\ntype: post\ndate: 2013-04-04\n---\n[[Solaris]] and a word by Ben Okri.\n");
    notes.note("posts/On tea.md",
               "---\ntype: post\ndate: 2014-04-04\n---\nCora Lund pours. `Ben Okri` is code.\n");
    notes.note("profiles/Corablog.md",
               "---\ntype: profile\nnetwork: blog\nprofile-of: \"[[Cora Lund]]\"\n---\n");
    notes.note("profiles/Cora on the fediverse.md",
               "---\ntype: profile\nnetwork: mastodon\nprofile-of: \"[[Cora Lund]]\"\n---\n");
    notes.index();
    return notes;
  }();
  return vault;
}

std::string name_of(const AnswerItem& item) {
  std::string name = item.note ? item.note->title : item.value;
  if (!item.group.empty())
    name += " {" + item.group + "}";
  return name;
}

std::string names_of(const std::vector<AnswerItem>& items) {
  std::string names;
  for (const AnswerItem& item : items)
    names += (names.empty() ? "" : ", ") + name_of(item);
  return names;
}

std::optional<Answer> ask(std::string_view line) {
  AskOptions options;
  options.today = {2026, 11, 22};
  return question::answer(journal().reader(), line, options, nullptr);
}

/// "recommended-by: Cora Lund", "recommended-by: none", "search".
std::string told(std::string_view line) {
  const auto answer = ask(line);
  if (!answer)
    return "search";
  std::string text = answer->relation + ": " + (answer->is_none ? "none" : "");
  text += names_of(answer->items);
  if (answer->polarity < 0)
    text += " (negative)";
  if (!answer->also.empty())
    text += "; also " + names_of(answer->also);
  if (answer->reason == NoneReason::unknown_entity)
    text += " (unknown)";
  return text;
}

struct Case {
  std::string_view line;
  std::string_view want;
};

void PrintTo(const Case& asked, std::ostream* out) {
  *out << asked.line;
}

class Ask : public testing::TestWithParam<Case> {};

TEST_P(Ask, GivesTheAnswer) {
  EXPECT_EQ(told(GetParam().line), GetParam().want);
}

TEST_P(Ask, HasAFilterWithTheSameNotes) {
  const auto answer = ask(GetParam().line);
  if (!answer || answer->query.empty())
    return;
  std::set<std::string> asked;
  for (const AnswerItem& item : answer->items)
    if (item.note)
      asked.insert(item.note->path);
  AskOptions options;
  options.today = {2026, 11, 22};
  const Answer filtered = search::search(journal().reader(), answer->query, options);
  std::set<std::string> found;
  for (const AnswerItem& item : filtered.items)
    found.insert(item.note->path);
  EXPECT_EQ(filtered.kind, Answer::Kind::filter) << answer->query;
  if (answer->items.size() == 1 && !answer->items.front().note)
    EXPECT_EQ(answer->items.front().value, std::to_string(found.size())) << answer->query;
  else
    EXPECT_EQ(asked, found) << answer->query;
}

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

INSTANTIATE_TEST_SUITE_P(WhoAndWhat, Ask, testing::ValuesIn(who_and_what));

constexpr Case time_and_number[] = {
    {"when did I read Solaris", "read: 2012-06-01"},
    {"when did I read The Cyberiad", "read: 2013-01-05, 2020-09-09"},
    {"when did I last read The Cyberiad", "read: 2020-09-09"},
    {"when was the first time I read The Cyberiad", "read: 2013-01-05"},
    {"in what year did I read The Cyberiad", "read: 2013, 2020"},
    {"when was Solaris recommended", "recommended-by: 2012-03-04"},
    {"when was Middlemarch recommended", "recommended-by: none"},
    {"when is Cora's birthday", "birthday: 1980-11-24"},
    {"how many times did I read The Cyberiad", "read: 2"},
    {"how many books did I read in 2020", "read: 2"},
    {"how many books has Cora recommended", "recommended-by: 2"},
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

INSTANTIATE_TEST_SUITE_P(TimeAndNumber, Ask, testing::ValuesIn(time_and_number));

constexpr Case denials[] = {
    {"who have I not contacted since March", "contacted: Ben Okri; also Ben Novak"},
    {"who haven't I contacted this year", "contacted: Ben Okri; also Ben Novak"},
    {"people I haven't contacted since March", "contacted: Ben Okri; also Ben Novak"},
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
    {"is Stanislaw Lem the author of Solaris", "author: yes"},
    {"who did not recommend Solaris", "recommended-by: none (negative)"},
};

INSTANTIATE_TEST_SUITE_P(Denials, Ask, testing::ValuesIn(denials));

constexpr Case corrections[] = {
    {"who recomended Solaris", "recommended-by: Cora Lund"},
    {"who recommended Solarris", "recommended-by: Cora Lund"},
    {"who recommended middel march", "recommended-by: Cora Lund"},
    {"who recommended cyberiad", "recommended-by: Ben Okri"},
    {"who recommended Hyperion", "recommended-by: none (unknown)"},
    {"who recommended the book of sand", "search"},
    {"what did Lem write", "author: Solaris, The Cyberiad"},
    {"what did he write", "author: none"},
    {"and what did he write?", "author: none"},
};

INSTANTIATE_TEST_SUITE_P(Corrections, Ask, testing::ValuesIn(corrections));

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
    {"who recommended Solaris and Persuasion", "search"},
    {"recommended by Cora on Solaris", "search"},
};

INSTANTIATE_TEST_SUITE_P(Searches, Ask, testing::ValuesIn(searches));

TEST(Answer, QuotesTheStatementWithItsPlace) {
  const auto answer = ask("who recommended Solaris");
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
  const auto answer = ask("who recomended Solarris");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->resolved.at("Solarris"), "Solaris");
  EXPECT_EQ(answer->resolved.at("recomended"), "recommended");
  const auto several = ask("what did Ben recommend");
  ASSERT_TRUE(several);
  EXPECT_EQ(several->ambiguous, (std::vector<std::string>{"Ben Novak", "Ben Okri"}));
}

TEST(Answer, NamesWhatIsClosestToAnUnknownName) {
  const auto answer = ask("who recommended The Cyberia Tales");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->reason, NoneReason::unknown_entity);
  EXPECT_THAT(answer->message, testing::StartsWith("no note called 'The Cyberia Tales'"));
}

TEST(Answer, CountsStatementsWithoutADateAside) {
  const auto answer = ask("what did Cora recommend in 2012");
  ASSERT_TRUE(answer);
  EXPECT_EQ(names_of(answer->items), "Solaris");
  EXPECT_EQ(answer->ignored, (std::vector<std::string>{"1 undated statement"}));
}

TEST(Answer, ExplainsHowTheLineWasRead) {
  AskOptions options;
  options.today = {2026, 11, 22};
  options.wants_explanation = true;
  std::string explanation;
  EXPECT_FALSE(question::answer(journal().reader(), "who goes there", options, &explanation));
  EXPECT_THAT(explanation, testing::HasSubstr("words: who · goes · there"));
}

}  // namespace
}  // namespace tote::index
