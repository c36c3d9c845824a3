// SPDX-License-Identifier: GPL-2.0-or-later
// Sentences that state something, and what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/extract_sentences.h"

namespace tote::index::extract {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

struct Case {
  const char* text;
  const char* states;
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return case_name(info.param.text, info.index);
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
        Case{"I gave [[Nightwood]] away to [[Rui]].", "given-to(Nightwood,Rui)+"},
        Case{"I gave away [[Nightwood]] to [[Rui]].", "given-to(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]], so did she.", "recommended-by(Nightwood,Rui)+"},
        Case{"I read [[Nightwood]] back in 2011.", "read(Nightwood,me)+"},
        Case{"I walked [[Seven Falls]].", "walked(Seven Falls,me)+"},
        Case{"I walked [[Seven Falls]] with [[Rui]].",
             "walked(Seven Falls,me)+; walked-with(Seven Falls,Rui)+"},
        Case{"I did not walk [[Seven Falls]] with [[Rui]].", "walked-with(Seven Falls,Rui)-"},
        Case{"I did [[Seven Falls]] in the rain.", "walked(Seven Falls,me)+"},
        Case{"I have not done [[Seven Falls]].", "walked(Seven Falls,me)-"},
        Case{"I did not do [[Seven Falls]].", "walked(Seven Falls,me)-"},
        Case{"Emailed [[Rui]] about the harbour walk.", "contacted(Rui,me)+"},
        Case{"[[Rui]] told me about [[Nightwood]] during a phone call.",
             "told-about(Nightwood,Rui)+"},
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
        Case{"[[Rui]] recommended that I read [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended we read [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended to us that we read [[Nightwood]].",
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
        Case{"In the end I finally finished [[Nightwood]].", "read(Nightwood,me)+"},
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
        Case{"[[Rui]], not [[Sol]], recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
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
        Case{"Emily recommended [[Nightwood]].", "recommended-by(Nightwood,Emily)+"},
        Case{"Walking home, I met [[Rui]] and his dog.", "met(Rui,me)+"},
        Case{"At the market this morning I met [[Rui]].", "met(Rui,me)+"},
        Case{"In the evening [[Rui]] called me about the tickets.", "contacted(Rui,me)+"},
        Case{"[[Rui]] and his wife recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]], the new librarian, lent me [[Nightwood]] and [[Emma]].",
             "lent-by(Emma,Rui)+; lent-by(Nightwood,Rui)+"},
        Case{"I borrowed [[Nightwood]] and [[Emma]] from [[Rui]] last week.",
             "lent-by(Emma,Rui)+; lent-by(Nightwood,Rui)+"},
        Case{"I called [[Rui]], but he was out.", "contacted(Rui,me)+"},
        Case{"I called [[Rui]] and he told me about [[Nightwood]].", "contacted(Rui,me)+"},
        Case{"I called [[Rui]] who told me about [[Nightwood]].", "contacted(Rui,me)+"},
        Case{"I called [[Rui]], who told me about [[Nightwood]].",
             "contacted(Rui,me)+; told-about(Nightwood,Rui)+"},
        Case{"I remember that [[Rui]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"I forgot that [[Rui]] recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)+"},
        Case{"When [[Rui]] recommended [[Nightwood]], I laughed.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Djuna Barnes]] wrote [[Nightwood]] and [[Ryder]].",
             "author(Nightwood,Djuna Barnes)+; author(Ryder,Djuna Barnes)+"},
        Case{"[[Djuna Barnes]], who wrote [[Nightwood]], lived in Paris.",
             "author(Nightwood,Djuna Barnes)+"},
        Case{"[[Nightwood]], written by [[Djuna Barnes]] in Paris, is short.",
             "author(Nightwood,Djuna Barnes)+"},
        Case{"[[Rui]] recommended [[Nightwood]] by [[Djuna Barnes]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Djuna Barnes]]'s wonderful [[Nightwood]] to me.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] over [[Emma]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] instead of [[Emma]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] for the train.", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] as a joke.", "recommended-by(Nightwood,Rui)+"},
        Case{"Rui told me I met [[Sol]] in 2004.", "met(Sol,me)+"},
        Case{"My cousin [[Rui]] told us about [[Nightwood]] at dinner.",
             "told-about(Nightwood,Rui)+"},
        Case{"[[Rui]] told me about [[Nightwood]] and [[Emma]].",
             "told-about(Emma,Rui)+; told-about(Nightwood,Rui)+"},
        Case{"[[Rui]] introduced us to [[Sol]] and [[Ida]].",
             "introduced-by(Ida,Rui)+; introduced-by(Sol,Rui)+"},
        Case{"[[Rui]] left [[Harbor Library]] in 2010.", "left-by(Harbor Library,Rui)+"},
        Case{"I read [[Nightwood]].", "read(Nightwood,me)+"},
        Case{"Read [[Nightwood]] on the ferry.", "read(Nightwood,me)+"},
        Case{"I started [[Nightwood]] and finished [[Emma]].", "read(Emma,me)+"},
        Case{"I read [[Nightwood]], [[Emma]] and half of [[Ulysses]].",
             "read(Emma,me)+; read(Nightwood,me)+"},
        Case{"Talked with [[Rui]] and [[Sol]] about [[Nightwood]].",
             "contacted(Rui,me)+; contacted(Sol,me)+"},
        Case{"I talked about [[Rui]] to [[Sol]].", "contacted(Sol,me)+"},
        Case{"Emailed [[Rui]] and [[Sol]].", "contacted(Rui,me)+; contacted(Sol,me)+"},
        Case{"I once met [[Rui]] in Porto.", "met(Rui,me)+"},
        Case{"[[Rui]] works for [[Harbor Library]] and [[Sol]] for [[Redline]].",
             "works-for(Rui,Harbor Library)+"},
        Case{"Lent [[Nightwood]] to [[Rui]]; he lent me [[Emma]].", "lent-to(Nightwood,Rui)+"},
        Case{"Lent [[Rui]] [[Nightwood]] and [[Emma]].",
             "lent-to(Emma,Rui)+; lent-to(Nightwood,Rui)+"},
        Case{"I lent [[Nightwood]] to [[Rui]] and [[Emma]] to [[Sol]].", "lent-to(Nightwood,Rui)+"},
        Case{"[[Rui]] gave me [[Nightwood]] and I lent [[Emma]] to [[Sol]].", "lent-to(Emma,Sol)+"},
        Case{"[[Rui]] borrowed [[Nightwood]] from me and [[Emma]] from [[Sol]].",
             "lent-to(Nightwood,Rui)+"},
        Case{"[[Rui]] borrowed [[Nightwood]].", "lent-to(Nightwood,Rui)+"},
        Case{"[[Nightwood]] was borrowed from me by [[Rui]].", "lent-to(Nightwood,Rui)+"},
        Case{"[[Nightwood]], which I lent to [[Rui]], is back.", "lent-to(Nightwood,Rui)+"},
        Case{"Two years ago [[Rui]] lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"Rui Costa, an old friend, lent me [[Nightwood]].", "lent-by(Nightwood,Rui Costa)+"},
        Case{"In 2011 Rui lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"Rain. Rui lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"Rui – a saint – lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"Then [[Rui]] lent me [[Nightwood]] :)", "lent-by(Nightwood,Rui)+"},
        Case{"Note to self: [[Rui]] lent me [[Nightwood]].", "lent-by(Nightwood,Rui)+"},
        Case{"TODO: [[Rui]] lent me [[Nightwood]], return it.", "lent-by(Nightwood,Rui)+"},
        Case{"Rui's [[Nightwood]] was recommended by [[Sol]].", "recommended-by(Nightwood,Sol)+"},
        Case{"[[Emma]] and [[Nightwood]] were recommended by [[Sol]].",
             "recommended-by(Emma,Sol)+; recommended-by(Nightwood,Sol)+"},
        Case{"[[Nightwood]] was recommended by [[The Times]], of all papers.",
             "recommended-by(Nightwood,The Times)+"},
        Case{"[[Nightwood]]: recommended by [[Sol]].", "recommended-by(Nightwood,Sol)+"},
        Case{"According to [[Sol]], [[Rui]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]], unlike [[Sol]], recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"Unlike [[Sol]], [[Rui]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] & [[Sol]] recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+; recommended-by(Nightwood,Sol)+"},
        Case{"[[Rui]] recommended [[Djuna Barnes]]' [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]], not [[Emma]].", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] but not [[Emma]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] and not [[Emma]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]]; I disagree.", "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] in jest, but still.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] recommended [[Nightwood]] to read on trains.",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] (who lives in Porto) recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]], who lives in Porto, recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"[[Rui]] gave a talk and recommended [[Nightwood]].",
             "recommended-by(Nightwood,Rui)+"},
        Case{"I saw [[Rui]] and finished [[Nightwood]].", "read(Nightwood,me)+"},
        Case{"I went home and read [[Nightwood]].", "read(Nightwood,me)+"},
        Case{"I stayed up late and finally finished [[Nightwood]], which [[Rui]] had lent me.",
             "lent-by(Nightwood,Rui)+; read(Nightwood,me)+"},
        Case{"Should I read [[Nightwood]]? I called [[Rui]] to ask.", "contacted(Rui,me)+"},
        Case{"Today: called [[Rui]].", "contacted(Rui,me)+"},
        Case{"Today I called [[Rui]], emailed [[Sol]] and wrote to [[Ida]].",
             "contacted(Ida,me)+; contacted(Rui,me)+; contacted(Sol,me)+"},
        Case{"We called [[Rui]] and sang.", "contacted(Rui,me)+"},
        Case{"She said that I called [[Rui]].", "contacted(Rui,me)+"},
        Case{"I told [[Sol]] that I had called [[Rui]].", "contacted(Rui,me)+"},
        Case{"I did call [[Rui]].", "contacted(Rui,me)+"},
        Case{"I also called [[Rui]].", "contacted(Rui,me)+"},
        Case{"I just called [[Rui]].", "contacted(Rui,me)+"},
        Case{"I only called [[Rui]].", "contacted(Rui,me)+"},
        Case{"I called [[Rui]] and got no answer.", "contacted(Rui,me)+"},
        Case{"I called [[Rui]] without success.", "contacted(Rui,me)+"},
        Case{"I called my brother [[Rui]].", "contacted(Rui,me)+"},
        Case{"I called the [[Harbor Library]] about [[Nightwood]].",
             "contacted(Harbor Library,me)+"},
        Case{"Rui called me Tuesday.", "contacted(Rui,me)+"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Denials, Sentence,
    testing::Values(
        Case{"I never finished [[Nightwood]].", "read(Nightwood,me)-"},
        Case{"I haven't read [[Nightwood]] yet.", "read(Nightwood,me)-"},
        Case{"Did not finish [[Nightwood]].", "read(Nightwood,me)-"},
        Case{"[[Rui]] panned [[Nightwood]].", "recommended-by(Nightwood,Rui)-"},
        Case{"[[Rui]] recommended [[Nightwood]], but I never finished [[Ulysses]].",
             "read(Ulysses,me)-; recommended-by(Nightwood,Rui)+"},
        Case{"[[Nightwood]] was never recommended by [[Rui]].", "recommended-by(Nightwood,Rui)-"},
        Case{"[[Rui]] doesn't recommend [[Nightwood]].", "recommended-by(Nightwood,Rui)-"},
        Case{"[[Rui]] doesn’t recommend [[Nightwood]].", "recommended-by(Nightwood,Rui)-"},
        Case{"[[Rui]] hasn't recommended [[Nightwood]].", "recommended-by(Nightwood,Rui)-"},
        Case{"[[Rui]] never told me about [[Nightwood]].", "told-about(Nightwood,Rui)-"},
        Case{"I have not yet finished [[Nightwood]].", "read(Nightwood,me)-"},
        Case{"I have never met [[Rui]].", "met(Rui,me)-"},
        Case{"[[Rui]] does not work at [[Harbor Library]] any more.",
             "works-for(Rui,Harbor Library)-"},
        Case{"[[Nightwood]], not recommended by [[Sol]], is good.",
             "recommended-by(Nightwood,Sol)-"},
        Case{"[[Nightwood]] wasn't recommended by [[Sol]] but by [[Ida]].",
             "recommended-by(Nightwood,Sol)-"},
        Case{"[[Rui]] came but did not recommend [[Nightwood]].",
             "recommended-by(Nightwood,Rui)-"}),
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
