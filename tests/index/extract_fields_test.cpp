// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/extract/extract.h"
#include "tests/index/extract_vocabulary.h"

namespace tote::index::extract {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Facts facts_of(const std::string& text, const std::string& path = "books/Nightwood.md") {
  static const Vocabulary vocabulary = extraction_vocabulary();
  Facts facts;
  extract_fields(notes::read_note(path, text), vocabulary, facts);
  return facts;
}

Facts book(const std::string& fields) {
  return facts_of("---\ntype: book\n" + fields + "---\n");
}

/// "relation: kind text date" for each edge.
std::vector<std::string> edges(const Facts& facts) {
  constexpr const char* kinds[] = {"self", "me", "link", "name"};
  std::vector<std::string> written;
  for (const Edge& edge : facts.edges)
    written.push_back(edge.relation + ": " + kinds[static_cast<int>(edge.to.kind)] +
                      (edge.to.text.empty() ? "" : ' ' + edge.to.text) +
                      (edge.date ? ' ' + notes::to_string(*edge.date) : ""));
  return written;
}

/// "field=text" for each value.
std::vector<std::string> values(const Facts& facts) {
  std::vector<std::string> written;
  for (const FieldValue& value : facts.values)
    written.push_back(value.field + '=' + value.text);
  return written;
}

std::vector<std::string> codes(const Facts& facts) {
  std::vector<std::string> written;
  for (const notes::Diagnostic& diagnostic : facts.diagnostics)
    written.push_back(diagnostic.code);
  return written;
}

struct Case {
  const char* name;
  const char* fields;
  std::vector<std::string> want;
};

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return info.param.name;
}

class RelationField : public testing::TestWithParam<Case> {};

TEST_P(RelationField, MakesEdges) {
  const Facts facts = book(GetParam().fields);
  EXPECT_EQ(edges(facts), GetParam().want);
  EXPECT_THAT(codes(facts), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Values, RelationField,
    testing::Values(
        Case{"Link", "recommended-by: \"[[Rui]]\"\n", {"recommended-by: link Rui"}},
        Case{"LinkWithoutQuotes", "recommended-by: [[Rui]]\n", {"recommended-by: link Rui"}},
        Case{"LinkWithDisplayText",
             "recommended-by: \"[[people/Rui|he]]\"\n",
             {"recommended-by: link people/Rui"}},
        Case{"Name", "author: Djuna Barnes\n", {"author: name Djuna Barnes"}},
        Case{"NameWithComma", "author: Barnes, Djuna\n", {"author: name Barnes, Djuna"}},
        Case{"OtherSpelling", "Recommended_By: Rui\n", {"recommended-by: name Rui"}},
        Case{"Synonym", "via: Rui\n", {"recommended-by: name Rui"}},
        Case{"List",
             "recommended-by: [\"[[Rui]]\", Sol]\n",
             {"recommended-by: link Rui", "recommended-by: name Sol"}},
        Case{"SeveralLinksInOneText",
             "recommended-by: \"[[Rui]], [[Sol]]\"\n",
             {"recommended-by: link Rui", "recommended-by: link Sol"}},
        Case{"MarkdownLink",
             "recommended-by: \"[Rui](../people/Rui.md)\"\n",
             {"recommended-by: link ../people/Rui.md"}},
        Case{"LinkToTheWeb",
             "recommended-by: \"[Nell](https://nell.example/)\"\n",
             {"recommended-by: name Nell"}},
        Case{"SameTwice", "via: Rui\nrecommended-by: rui\n", {"recommended-by: name rui"}},
        Case{"Number", "author: 1984\n", {"author: name 1984"}},
        Case{"Empty", "author:\nvia: \"\"\n", {}},
        Case{"OfAnotherType", "works-for: Harbor Library\n", {}},
        Case{"DateOfTheEdge",
             "via: Rui\nrecommended-on: 2011-08\n",
             {"recommended-by: name Rui 2011-08"}},
        Case{"DateOfTheEdgeInAnotherSpelling",
             "lent-by: Rui\nlent: 2011-08\n",
             {"lent-by: name Rui 2011-08"}},
        Case{"OneDateForAll",
             "via: [Rui, Sol]\nrecommended-on: 2011\n",
             {"recommended-by: name Rui 2011", "recommended-by: name Sol 2011"}},
        Case{"DatesInOrder",
             "via: [Rui, Sol]\nrecommended-on: [2011, 2012]\n",
             {"recommended-by: name Rui 2011", "recommended-by: name Sol 2012"}},
        Case{"DatesThatDoNotPair",
             "via: [Rui, Sol, Ida]\nrecommended-on: [2011, 2012]\n",
             {"recommended-by: name Rui", "recommended-by: name Sol", "recommended-by: name Ida"}},
        Case{"DateWithMe", "read: 2011-09-30\n", {"read: me 2011-09-30"}},
        Case{"DatesWithMe", "read: [2011-09, 2024]\n", {"read: me 2011-09", "read: me 2024"}},
        Case{"DatesAsText",
             "read: 2011-09-30, 2024-01-02\n",
             {"read: me 2011-09-30", "read: me 2024-01-02"}},
        Case{"DateAsLink", "read: \"[[2011-09-30]]\"\n", {"read: me 2011-09-30"}},
        Case{"YesWithMe", "read: true\n", {"read: me"}}, Case{"NoWithMe", "read: no\n", {}}),
    name_of);

class ValueField : public testing::TestWithParam<Case> {};

TEST_P(ValueField, GivesItsCanonicalForm) {
  const Facts facts = book(GetParam().fields);
  EXPECT_EQ(values(facts), GetParam().want);
  EXPECT_THAT(codes(facts), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ValueField,
    testing::Values(
        Case{"Integer", "pages: 272\n", {"pages=272"}},
        Case{"IntegerAsText", "Page Count: \"272\"\n", {"pages=272"}},
        Case{"IntegerOutOfBounds", "pages: 0\n", {"pages=0"}},
        Case{"Date", "published: 1936-11\n", {"published=1936-11"}},
        Case{"Year", "published: 1936\n", {"published=1936"}},
        Case{"Boolean", "owned: Yes\n", {"owned=true"}},
        Case{"Address", "homepage: <https://nell.example/>\n", {"homepage=https://nell.example/"}},
        Case{"Keyword", "format: Paperback\n", {"format=paperback"}},
        Case{
            "KeywordsAsText", "format: paperback, E Book\n", {"format=paperback", "format=e-book"}},
        Case{"Text", "series: One, Two\n", {"series=One, Two"}},
        Case{"ThePluginsOwn", "isbn: 0-451-45776-X\n", {"isbn=0-451-45776-X"}},
        Case{"Unknown", "shelf: top\n", {}}),
    name_of);

class MisfitField : public testing::TestWithParam<Case> {};

TEST_P(MisfitField, IsReportedAndGivesNothing) {
  const Facts facts = book(GetParam().fields);
  EXPECT_EQ(codes(facts), GetParam().want);
  EXPECT_THAT(facts.values, IsEmpty());
  EXPECT_THAT(facts.edges, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, MisfitField,
    testing::Values(Case{"Integer", "pages: many\n", {"field-not-a-number"}},
                    Case{"IntegerWithFraction", "pages: 27.5\n", {"field-not-a-number"}},
                    Case{"Date", "published: long ago\n", {"field-not-a-date"}},
                    Case{"ImpossibleDate", "published: 2011-02-30\n", {"field-not-a-date"}},
                    Case{"Boolean", "owned: perhaps\n", {"field-not-yes-or-no"}},
                    Case{"Address", "homepage: nell.example\n", {"field-not-an-address"}},
                    Case{"Keyword", "format: scroll\n", {"field-not-a-keyword"}},
                    Case{"Map", "pages: {a: 1}\n", {"field-not-a-number"}},
                    Case{"NameOfNothing", "author: true\n", {"field-not-a-name"}},
                    Case{"DateWithMe", "read: last summer\n", {"field-not-a-date"}},
                    Case{"BirthdayWithMe", "read: --07-03\n", {"field-not-a-date"}}),
    name_of);

TEST(Fields, SayWhereAndWhatToDo) {
  const std::string text = "---\ntype: book\npages: many\n---\n";
  const Facts facts = facts_of(text);
  ASSERT_THAT(facts.diagnostics, SizeIs(1));
  EXPECT_EQ(facts.diagnostics[0].span.in(text), "many");
  EXPECT_THAT(facts.diagnostics[0].message, HasSubstr("a whole number such as 272, not 'many'"));
}

TEST(Fields, KeepTheLineAsEvidence) {
  const std::string text =
      "---\ntype: book\nvia: [\"[[Rui]]\", Sol]\nauthor:\n  - Djuna Barnes\n---\n\nvia:: [[Ida]]\n";
  const Facts facts = facts_of(text);
  ASSERT_THAT(facts.edges, SizeIs(4));
  EXPECT_EQ(facts.edges[0].span.in(text), "Djuna Barnes");
  EXPECT_EQ(facts.edges[0].line, 5U);
  EXPECT_EQ(facts.edges[1].span.in(text), "via: [\"[[Rui]]\", Sol]");
  EXPECT_EQ(facts.edges[1].line, 3U);
  EXPECT_EQ(facts.edges[1].tier, Tier::field);
  EXPECT_EQ(facts.edges[3].span.in(text), "via:: [[Ida]]");
  EXPECT_EQ(facts.edges[3].tier, Tier::inline_field);
}

TEST(Fields, MeanTheSameInTheText) {
  const Facts facts = facts_of(
      "---\ntype: book\n---\n\nvia:: [[Rui]], [[Sol]]\nrecommended-on:: 2011-08-01\n\n"
      "It is (pages:: 272) long. [read:: 2012]\n");
  EXPECT_THAT(edges(facts), ElementsAre("read: me 2012", "recommended-by: link Rui 2011-08-01",
                                        "recommended-by: link Sol 2011-08-01"));
  EXPECT_THAT(values(facts), ElementsAre("pages=272"));
}

TEST(Fields, TakeTheDateOfADatedEntryOnly) {
  const std::string fields = "date: 2012-05-06\nhomepage: https://nell.example/\nvia: Rui\n---\n";
  const Vocabulary vocabulary = [] {
    Vocabulary changed = extraction_vocabulary();
    for (RelationDecl& relation : changed.relations)
      if (relation.id == "recommended-by")
        relation.from.emplace_back("review");
    return changed;
  }();
  Facts review;
  extract_fields(notes::read_note("a.md", "---\ntype: review\n" + fields), vocabulary, review);
  EXPECT_THAT(edges(review), ElementsAre("recommended-by: name Rui 2012-05-06"));
  EXPECT_THAT(edges(facts_of("---\ntype: book\n" + fields)),
              ElementsAre("recommended-by: name Rui"));
}

}  // namespace
}  // namespace tote::index::extract
