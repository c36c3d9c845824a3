// SPDX-License-Identifier: GPL-2.0-or-later
// Sentences and what they state. Most of the table are sentences that look like a statement and are
// none: a missed statement costs an answer, a wrong one costs the trust in all of them.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/extract/extract.h"
#include "tests/index/extract_vocabulary.h"

namespace tote::index::extract {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

std::string written(const EdgeEnd& end) {
  switch (end.kind) {
    case EdgeEnd::Kind::me:
      return "me";
    case EdgeEnd::Kind::self:
      return "self";
    default:
      return end.text;
  }
}

const ProseReader& reader() {
  static const ProseReader built(test_vocabulary());
  return built;
}

std::vector<Edge> edges_of(const std::string& path, const std::string& text) {
  Facts facts;
  reader().extract(notes::read_note(path, text), facts);
  return facts.edges;
}

/// The edges of a journal entry, sorted: "met(Rui,me)+; …".
std::string stated_by(const std::string& text) {
  std::vector<std::string> edges;
  for (const Edge& edge : edges_of("journal/2026-01-02.md", text + "\n"))
    edges.push_back(edge.relation + '(' + written(edge.from) + ',' + written(edge.to) + ')' +
                    (edge.polarity > 0 ? '+' : '-'));
  std::sort(edges.begin(), edges.end());
  std::string joined;
  for (const std::string& edge : edges)
    joined += (joined.empty() ? "" : "; ") + edge;
  return joined;
}

struct Case {
  const char* text;
  const char* states;
};

/// The letters of the sentence.
std::string name_of(const testing::TestParamInfo<Case>& info) {
  std::string name;
  for (const char* c = info.param.text; *c != 0; ++c)
    if (std::isalnum(static_cast<unsigned char>(*c)) != 0)
      name += *c;
  return name + std::to_string(info.index);
}

class Sentence : public testing::TestWithParam<Case> {};

TEST_P(Sentence, StatesWhatItSays) {
  EXPECT_EQ(stated_by(GetParam().text), GetParam().states) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    Statements, Sentence,
    testing::Values(
        Case{"I met [[Rui]] on the tram.", "met(Rui,me)+"},
        Case{"I met [[Rui]] and [[Sol]] on the tram.", "met(Rui,me)+; met(Sol,me)+"},
        Case{"Yesterday [[Rui]] recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"Last night [[Rui]] recommended [[Nightwood]] again.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"After dinner, [[Rui]] recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"On Saturday [[Rui]] recommended [[Nightwood]] to me.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"Over coffee [[Rui]] recommended [[Nightwood]] to us.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] strongly recommends [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] has already recommended [[Nightwood]] twice.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] had recommended [[Nightwood]], [[Emma]], and [[Ulysses]] to me.",
             "recommended-by(Emma,Rui)+; recommended-by(Nightwood,Rui)+; "
             "recommended-by(Ulysses,Rui)+"},
        Case{"My friend [[Rui]] recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]], my neighbour, recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] (the librarian) recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] herself recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"Only [[Rui]] recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"Both [[Rui]] and [[Sol]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+; recommended-by(Nightwood,Sol)+"},
        Case{"[[Rui]], [[Sol]] and [[Ida]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Ida)+; recommended-by(Nightwood,Rui)+; "
             "recommended-by(Nightwood,Sol)+"},
        Case{"[[Rui]] recommended \"[[Nightwood]]\" to me.", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended me [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"**[[Rui]]** recommended *[[Nightwood]]*.", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [Nightwood](../books/Nightwood.md).",
             "recommended-by(../books/Nightwood.md,Rui)+"},
        Case{"[[Nightwood]] was warmly recommended by [[Rui]] and [[Sol]].",
             "recommended-by(Nightwood,Rui)+; recommended-by(Nightwood,Sol)+"},
        Case{"[[Nightwood]] has been recommended to me by [[Rui]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Nightwood]] comes highly recommended by [[Rui]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"I bought [[Nightwood]] (recommended by [[Rui]]) and went home.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Nightwood]], which [[Rui]] recommended, is long.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Nightwood]], which [[Rui]] told me about, is long.", "told-about(Nightwood,Rui)+"},
        Case{"[[Nightwood]], which was recommended by [[Rui]], is long.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]], whom I met in Lisbon, is away.", "met(Rui,me)+"},
        Case{"It was [[Rui]] who recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"I finally finished [[Nightwood]].", "read(Nightwood,me)+"},
        Case{"Finished [[Nightwood]] at last.", "read(Nightwood,me)+"},
        Case{"I finished reading [[Nightwood]] on the train.", "read(Nightwood,me)+"},
        Case{"I've read [[Nightwood]].", "read(Nightwood,me)+"},
        Case{"I read [[Nightwood]] in two days and loved it.", "read(Nightwood,me)+"},
        Case{"We had lunch with [[Rui]].", "contacted(Rui,me)+"},
        Case{"Had a long lunch with [[Rui]].", "contacted(Rui,me)+"},
        Case{"I have had lunch with [[Rui]] and [[Sol]].",
             "contacted(Rui,me)+; contacted(Sol,me)+"},
        Case{"[[Rui]] called me from the airport.", "contacted(Rui,me)+"},
        Case{"I called [[Rui]] back.", "contacted(Rui,me)+"},
        Case{"I wrote a letter to [[Rui]].", "contacted(Rui,me)+"},
        Case{"I wrote to [[Rui]] and to [[Sol]].", "contacted(Rui,me)+; contacted(Sol,me)+"},
        Case{"[[Djuna Barnes]] wrote [[Nightwood]] in 1936.", "author(Nightwood,Djuna Barnes)+"},
        Case{"[[Nightwood]] was written by [[Djuna Barnes]].", "author(Nightwood,Djuna Barnes)+"},
        Case{"[[Rui]] introduced me to [[Sol]] at the fair.", "introduced-by(Sol,Rui)+"},
        Case{"I was introduced to [[Sol]] by [[Rui]].", "introduced-by(Sol,Rui)+"},
        Case{"I lent [[Rui]] [[Nightwood]].", "lent-to(Nightwood,Rui)+"},
        Case{"[[Rui]] lent [[Nightwood]] to me.", "lent-by(Nightwood,Rui)+"},
        Case{"I was lent [[Nightwood]] by [[Rui]].", "lent-by(Nightwood,Rui)+"},
        Case{"I borrowed [[Nightwood]] from [[Rui]].", "lent-by(Nightwood,Rui)+"},
        Case{"[[Rui]] told me all about [[Nightwood]].", "told-about(Nightwood,Rui)+"},
        Case{"I heard about [[Nightwood]] from [[Rui]].", "told-about(Nightwood,Rui)+"},
        Case{"[[Rui]] mentioned [[Nightwood]] to me.", "told-about(Nightwood,Rui)+"},
        Case{"[[Rui]] works at [[Harbor Library]].", "works-for(Rui,Harbor Library)+"},
        Case{"Thanks again to [[Rui]] for recommending [[Nightwood]]!",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] said [[Sol]] recommended [[Nightwood]].", "recommended-by(Nightwood,Sol)+"},
        Case{"[[Rui]] told me that [[Sol]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Sol)+"},
        Case{"I bought it because [[Rui]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] came by and lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"[[Rui]] came by, lent me [[Nightwood]] and left.", "lent-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] and [[Sol]] lent me [[Emma]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]], and [[Sol]] lent me [[Emma]].",
             "lent-by(Emma,Sol)+; recommended-by(Nightwood,Rui)+"},
        Case{"- [x] called [[Rui]]", "contacted(Rui,me)+"},
        Case{"- called [[Rui]], met [[Sol]]", "contacted(Rui,me)+; met(Sol,me)+"},
        Case{"[[Rui]]'s sister [[Ida]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Ida)+"},
        Case{"[[Rui]] and I recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"Björn Åkesson lent me [[Nightwood]].", "lent-by(Nightwood,Björn Åkesson)+"},
        Case{"Called Aunt Ida about the roof.", "contacted(Aunt Ida,me)+"},
        Case{"I met Ursula K. Le Guin once.", "met(Ursula K. Le Guin,me)+"},
        Case{"Dr. Ana Lopes lent me [[Nightwood]].", "lent-by(Nightwood,Dr. Ana Lopes)+"},
        Case{"Ana recommended The Left Hand of Darkness.",
             "recommended-by(The Left Hand of Darkness,Ana)+"},
        Case{"I met 李伟 on the stairs.", "met(李伟,me)+"},
        Case{"Called Rui. He lent me [[Nightwood]].", "contacted(Rui,me)+"},
        Case{"I lent [[Nightwood]] to Rui on Friday.", "lent-to(Nightwood,Rui)+"},
        Case{"On Friday Rui lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"Emily recommended [[Nightwood]].", "recommended-by(Nightwood,Emily)+"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Denials, Sentence,
    testing::Values(Case{"I never finished [[Nightwood]].", "read(Nightwood,me)-"},
                    Case{"I haven't read [[Nightwood]] yet.", "read(Nightwood,me)-"},
                    Case{"Did not finish [[Nightwood]].", "read(Nightwood,me)-"},
                    Case{"[[Rui]] panned [[Nightwood]].", "recommended-by(Nightwood,Rui)-"},
                    Case{"[[Rui]] recommended [[Nightwood]], but I never finished [[Ulysses]].",
                         "read(Ulysses,me)-; recommended-by(Nightwood,Rui)+"},
                    Case{"[[Nightwood]] was never recommended by [[Rui]].",
                         "recommended-by(Nightwood,Rui)-"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    NoStatements, Sentence,
    testing::Values(
        Case{"I had no lunch with [[Rui]].", ""}, Case{"I wrote an ode to [[Rui]].", ""},
        Case{"[[Rui]] introduced [[Sol]] to [[Ida]].", ""},
        Case{"I lent [[Rui]] my copy of [[Nightwood]].", ""},
        Case{"[[Rui]] lent [[Sol]] [[Nightwood]].", ""},
        Case{"[[Rui]] borrowed [[Nightwood]] from the library.", ""},
        Case{"[[Rui]] told me nothing about [[Nightwood]].", ""},
        Case{"[[Rui]] told [[Sol]] about [[Nightwood]].", ""},
        Case{"I heard about [[Nightwood]].", ""}, Case{"[[Rui]] mentioned [[Nightwood]].", ""},
        Case{"No thanks to [[Rui]] for recommending [[Nightwood]].", ""},
        Case{"Nobody said that [[Sol]] recommended [[Nightwood]].", ""},
        Case{"I doubt that [[Sol]] recommended [[Nightwood]].", ""},
        Case{"I think [[Sol]] recommended [[Nightwood]].", ""},
        Case{"[[Rui]] denied that [[Sol]] recommended [[Nightwood]].", ""},
        Case{"[[Rui]] did not recommend [[Nightwood]] or [[Emma]].", ""},
        Case{"[[Rui]] did not only recommend [[Nightwood]].", ""},
        Case{"I did not read [[Nightwood]] until last year.", ""},
        Case{"[[Rui]] almost recommended [[Nightwood]].", ""},
        Case{"[[Rui]] would have recommended [[Nightwood]].", ""},
        Case{"[[Rui]] wanted to recommend [[Nightwood]].", ""},
        Case{"[[Rui]] perhaps recommended [[Nightwood]].", ""},
        Case{"[[Rui]] should recommend [[Nightwood]].", ""},
        Case{"I wish [[Rui]] recommended [[Nightwood]].", ""},
        Case{"Had [[Rui]] recommended [[Nightwood]], I would know.", ""},
        Case{"Unless [[Rui]] recommended [[Nightwood]], it was [[Sol]].", ""},
        Case{"[[Rui]] recommended [[Nightwood]], or so he says.", ""},
        Case{"[[Rui]] recommended [[Nightwood]] or [[Emma]].", ""},
        Case{"Either [[Rui]] or [[Sol]] recommended [[Nightwood]].", ""},
        Case{"Who recommended [[Nightwood]]?", ""},
        Case{"[[Rui]] recommended [[Nightwood]], didn't he?", ""},
        Case{"I wonder whether [[Rui]] recommended [[Nightwood]].", ""},
        Case{"Ask [[Rui]] who recommended [[Nightwood]].", ""},
        Case{"\"[[Rui]] recommended [[Nightwood]],\" said Sol.", ""},
        Case{"Sol wrote: “I lent [[Nightwood]] to [[Rui]].”", ""},
        Case{"[[Rui]] said, 'I met [[Sol]] in Rome.'", ""},
        Case{"> [[Rui]] recommended [[Nightwood]].", ""},
        Case{"# [[Rui]] recommended [[Nightwood]]", ""},
        Case{"%% [[Rui]] recommended [[Nightwood]] %%", ""}, Case{"- [ ] called [[Rui]]", ""},
        Case{"The friend of [[Rui]] recommended [[Nightwood]].", ""},
        Case{"The friend of [[Rui]] and [[Sol]] recommended [[Nightwood]].", ""},
        Case{"A letter from [[Rui]] recommended [[Nightwood]].", ""},
        Case{"People like [[Rui]] recommended [[Nightwood]].", ""},
        Case{"All except [[Rui]] recommended [[Nightwood]].", ""},
        Case{"[[Rui]]'s sister recommended [[Nightwood]].", ""},
        Case{"[[Rui|Rui's]] sister recommended [[Nightwood]].", ""},
        Case{"The sister of [[Rui]], who recommended [[Nightwood]], is away.", ""},
        Case{"Not [[Rui]] but [[Sol]] recommended [[Nightwood]].", ""},
        Case{"[[Rui]], not [[Sol]], recommended [[Nightwood]].", ""},
        Case{"[[Rui]] recommended a book about [[Nightwood]].", ""},
        Case{"[[Rui]] recommended anything but [[Nightwood]].", ""},
        Case{"[[Rui]] recommended no [[Nightwood]].", ""},
        Case{"[[Rui]] recommended [[Sol]]'s review of [[Nightwood]].", ""},
        Case{"[[Rui]] recommended [[Nightwood]] to [[Sol]].", ""},
        Case{"[[Rui]] recommended [[Nightwood]] to everyone but me.", ""},
        Case{"[[Rui]] recommended [[Nightwood]] reviews.", ""},
        Case{"I called [[Rui]] a liar.", ""}, Case{"I called [[Rui]] names.", ""},
        Case{"I called [[Rui]]'s sister.", ""}, Case{"I read about [[Nightwood]].", ""},
        Case{"I read half of [[Nightwood]].", ""},
        Case{"I was reading [[Nightwood]] when he came.", ""},
        Case{"I will read [[Nightwood]] tomorrow.", ""}, Case{"I'd read [[Nightwood]].", ""},
        Case{"I'll call [[Rui]].", ""}, Case{"I forgot to call [[Rui]].", ""},
        Case{"I made [[Rui]] read [[Nightwood]].", ""}, Case{"Let me call [[Rui]].", ""},
        Case{"Everyone told me about [[Nightwood]].", ""},
        Case{"She recommended [[Nightwood]].", ""}, Case{"The well-read [[Rui]] slept.", ""},
        Case{"The [[Rui]]-recommended [[Nightwood]] is long.", ""},
        Case{"The recommended [[Nightwood]] is long.", ""},
        Case{"The book [[Rui]] recommended was long.", ""},
        Case{"[[Rui]] recommended it, and [[Nightwood]] is long.", ""},
        Case{"[[Rui]] meant [[Nightwood]] when he recommended it.", ""},
        Case{"Coffee with [[Rui]].", ""}, Case{"Recommended: [[Nightwood]].", ""},
        Case{"Written by [[Djuna Barnes]].", ""},
        Case{"Ana's cousin recommended [[Nightwood]].", ""},
        Case{"Grace recommended [[Nightwood]].", ""}, Case{"I met Hope on the stairs.", ""},
        Case{"Critics recommended [[Nightwood]].", ""}),
    name_of);

TEST(Prose, KeepsTheSentenceAsEvidence) {
  const std::string text =
      "---\ntype: journal\ndate: 2011-07-03\n---\n\nRain. [[Rui]] recommended\n"
      "[[Nightwood]]. More rain.\n";
  const auto edges = edges_of("journal/rain.md", text);
  ASSERT_THAT(edges, SizeIs(1));
  EXPECT_EQ(edges[0].span.in(text), "[[Rui]] recommended\n[[Nightwood]].");
  EXPECT_EQ(edges[0].line, 6U);
  EXPECT_EQ(edges[0].date, (notes::Date{2011, 7, 3}));
  EXPECT_EQ(edges[0].tier, Tier::prose_linked);
  EXPECT_EQ(edges[0].from.kind, EdgeEnd::Kind::link);
}

TEST(Prose, IsLessSureOfNamesWithoutBrackets) {
  const auto edges = edges_of("journal/2011-07-03.md", "Aunt Ida Rey lent me [[Nightwood]].\n");
  ASSERT_THAT(edges, SizeIs(1));
  EXPECT_EQ(edges[0].tier, Tier::prose_partly);
  EXPECT_EQ(edges[0].to.kind, EdgeEnd::Kind::name);
  EXPECT_THAT(edges[0].to.keys, testing::ElementsAre("aunt ida rey", "ida rey"));
}

TEST(Prose, TakesTheNoteItselfForTheBookRecommended) {
  const auto edges =
      edges_of("books/Nightwood.md", "---\ntype: book\n---\nRecommended by [[Rui]] at the fair.\n");
  ASSERT_THAT(edges, SizeIs(1));
  EXPECT_EQ(edges[0].from.kind, EdgeEnd::Kind::self);
  EXPECT_EQ(edges[0].to.text, "Rui");
}

TEST(Prose, HasNoOwnerBehindAPersonsPage) {
  EXPECT_THAT(edges_of("people/Rui.md", "---\ntype: person\n---\nMet [[Sol]] in Rome.\n"),
              IsEmpty());
}

TEST(Prose, ReadsCalloutsButNotQuotations) {
  EXPECT_EQ(stated_by("> [!note] Visit\n> I met [[Rui]]."), "met(Rui,me)+");
  EXPECT_EQ(stated_by("> [!quote] Sol\n> I met [[Rui]]."), "");
}

TEST(Prose, StaysWithinOneSentenceAndOneBlock) {
  EXPECT_EQ(stated_by("- I met\n- [[Rui]]"), "");
  EXPECT_EQ(stated_by("I met nobody. [[Rui]] was ill."), "");
}

TEST(Prose, StatesAnEdgeOncePerSentence) {
  EXPECT_EQ(stated_by("I met [[Rui]] today, and I met [[Rui]] again."), "met(Rui,me)+");
}

TEST(Prose, TakesHostileTextInLinearTime) {
  std::string text;
  for (int i = 0; i < 60000; ++i)
    text += "recommended by, \"( ";
  EXPECT_THAT(edges_of("journal/2011-07-03.md", text), IsEmpty());
}

}  // namespace
}  // namespace tote::index::extract
