// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

using store::StatedEdge;
using store::Statement;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// An end as the notes' paths, `me` or a literal in quotes.
std::string shown(const TempVault& vault, const Statement& statement, End end) {
  const store::StatementEnd& at = statement.end(end);
  if (at.is_me)
    return "me";
  if (at.note == 0)
    return at.literal == 0 ? "\"\"" : '"' + vault.reader().literal_text(statement, end) + '"';
  std::vector<NoteId> notes(at.other_notes().begin(), at.other_notes().end());
  notes.insert(notes.begin(), at.note);
  std::string text;
  for (const std::string& path : vault.paths(notes))
    text += (text.empty() ? "" : "|") + path;
  return text;
}

/// `from -> to` of each.
std::vector<std::string> shown(const TempVault& vault, const store::Statements& statements) {
  std::vector<std::string> lines;
  for (const Statement& one : statements)
    lines.push_back(shown(vault, one, End::from) + " -> " + shown(vault, one, End::to));
  return lines;
}

class Backlinks : public testing::TestWithParam<const char*> {};

TEST_P(Backlinks, AreFoundHoweverWritten) {
  TempVault vault;
  vault.note("books/Tigana.md",
             "---\ntitle: Tigana of the Peninsula\naliases: [The Kay one]\n---\n");
  vault.note("journal/x.md", "see " + std::string(GetParam()) + "\n");
  vault.note("journal/y.md", "no link\n");
  vault.index();
  const auto backlinks = vault.reader().backlinks(vault.id("books/Tigana.md"));
  ASSERT_EQ(backlinks.size(), 1u);
  EXPECT_EQ(backlinks[0].note.path, "journal/x.md");
  EXPECT_EQ(backlinks[0].line, 1u);
  EXPECT_FALSE(backlinks[0].is_ambiguous);
  EXPECT_EQ(vault.reader().source_text(backlinks[0].note.id, backlinks[0].span), GetParam());
}

INSTANTIATE_TEST_SUITE_P(All, Backlinks,
                         testing::Values("[[Tigana]]", "[[tigana|that book]]", "[[books/Tigana]]",
                                         "[[books/tigana.md]]", "[[Tigana#Ending]]",
                                         "[[Tigana of the Peninsula]]", "[[the kay one]]",
                                         "![[Tigana]]", "[it](../books/Tigana.md)",
                                         "[it](../books/Tigana.md#ending)"));

TEST(BacklinksOf, AmbiguousNamesSaySo) {
  TempVault vault;
  vault.note("a/Emma.md", "x\n");
  vault.note("b/Emma.md", "x\n");
  vault.note("c.md", "[[Emma]]\n");
  vault.index();
  for (const char* path : {"a/Emma.md", "b/Emma.md"}) {
    const auto backlinks = vault.reader().backlinks(vault.id(path));
    ASSERT_EQ(backlinks.size(), 1u);
    EXPECT_TRUE(backlinks[0].is_ambiguous);
  }
}

TEST(BacklinksOf, FollowARenameWithoutTouchingTheLinkingNote) {
  TempVault vault;
  vault.note("a.md", "[[New name]]\n");
  vault.note("b.md", "x\n");
  vault.index();
  EXPECT_THAT(vault.reader().backlinks(vault.id("b.md")), IsEmpty());
  vault.note("b.md", "---\naliases: [New name]\n---\nx\n");
  vault.index();
  EXPECT_EQ(vault.reader().backlinks(vault.id("b.md")).size(), 1u);
}

class Edges : public testing::Test {
 protected:
  void SetUp() override {
    vault_.note("people/Ana Lima.md", "---\ntype: person\naliases: [Ana]\nmet: 2011-05-21\n---\n");
    vault_.note("people/Ben.md", "---\ntype: person\nmet: [2024-01-02, 2011]\n---\n");
    vault_.note("books/Tigana.md",
                "---\ntype: book\nrecommended-by: \"[[Ana Lima]]\"\nread: [2011-09-30, 2024]\n"
                "author: Guy Gavriel Kay\n---\n");
    vault_.note(
        "books/Emma.md",
        "---\ntype: book\nrecommended-by: Ana\nauthor: \"[[Jane Austen]]\"\nread: true\n---\n");
    vault_.note("reviews/R.md", "---\ntype: review\nreviews: \"[[Tigana]]\"\n---\n");
    vault_.index();
  }

  [[nodiscard]] std::vector<std::string> at(std::string_view relation, End end,
                                            std::string_view path) const {
    return shown(vault_, vault_.reader().statements_at(relation, end, vault_.id(path)));
  }

  [[nodiscard]] std::vector<std::string> of_me(std::string_view relation,
                                               std::optional<notes::Date> first,
                                               std::optional<notes::Date> last) const {
    return shown(vault_, vault_.reader().statements_of_me(relation, first, last));
  }

  TempVault vault_;
};

TEST_F(Edges, AreFoundFromBothSides) {
  EXPECT_THAT(at("recommended-by", End::to, "people/Ana Lima.md"),
              UnorderedElementsAre("books/Tigana.md -> people/Ana Lima.md",
                                   "books/Emma.md -> people/Ana Lima.md"));
  EXPECT_THAT(at("recommended-by", End::from, "books/Tigana.md"),
              ElementsAre("books/Tigana.md -> people/Ana Lima.md"));
  EXPECT_THAT(at("reviews", End::to, "books/Tigana.md"),
              ElementsAre("reviews/R.md -> books/Tigana.md"));
  EXPECT_THAT(at("recommended-by", End::to, "people/Ben.md"), IsEmpty());
}

TEST_F(Edges, OfARelationAreListedByNote) {
  EXPECT_THAT(
      shown(vault_, vault_.reader().statements("recommended-by")),
      ElementsAre("books/Emma.md -> people/Ana Lima.md", "books/Tigana.md -> people/Ana Lima.md"));
}

TEST_F(Edges, NamesWithoutANoteAreLiterals) {
  EXPECT_THAT(
      shown(vault_, vault_.reader().statements_at_literal("author", End::to, "guy gavriel kay")),
      ElementsAre("books/Tigana.md -> \"Guy Gavriel Kay\""));
  EXPECT_THAT(
      shown(vault_, vault_.reader().statements_at_literal("author", End::to, "jane austen")),
      ElementsAre("books/Emma.md -> \"Jane Austen\""));
}

TEST_F(Edges, LiteralBecomesANoteWhenOneIsWritten) {
  vault_.note("people/kay.md", "---\ntype: person\ntitle: Guy Gavriel Kay\n---\n");
  vault_.index();
  EXPECT_THAT(vault_.reader().statements_at_literal("author", End::to, "guy gavriel kay"),
              IsEmpty());
  EXPECT_THAT(at("author", End::to, "people/kay.md"),
              ElementsAre("books/Tigana.md -> people/kay.md"));
}

TEST_F(Edges, OfTheOwnerAreFoundByDate) {
  EXPECT_THAT(of_me("met", std::nullopt, std::nullopt).size(), 3u);
  EXPECT_THAT(of_me("met", notes::Date{2011, 1, 1}, notes::Date{2011, 12, 31}),
              UnorderedElementsAre("people/Ana Lima.md -> me", "people/Ben.md -> me"));
  EXPECT_THAT(of_me("met", notes::Date{2012, 0, 0}, std::nullopt),
              ElementsAre("people/Ben.md -> me"));
  EXPECT_THAT(of_me("met", std::nullopt, notes::Date{2010, 12, 31}), IsEmpty());
  EXPECT_THAT(of_me("met", notes::Date{2011, 6, 1}, notes::Date{2011, 8, 1}),
              ElementsAre("people/Ben.md -> me"));
}

TEST_F(Edges, OfTheOwnerWithoutADateAreIncluded) {
  EXPECT_THAT(of_me("read", notes::Date{2012, 0, 0}, notes::Date{2013, 0, 0}),
              ElementsAre("books/Emma.md -> me"));
}

TEST(EdgeEnds, TakeTheNoteWhoseTypeFits) {
  TempVault vault;
  vault.note("a/Emma.md", "---\ntype: book\n---\n");
  vault.note("b/Emma.md", "---\ntype: person\n---\n");
  vault.note("Dune.md", "---\ntype: book\nrecommended-by: \"[[Emma]]\"\n---\n");
  vault.note("It.md", "---\ntype: book\nrecommended-by: Emma\n---\n");
  vault.note("Solo.md", "---\ntype: book\nrecommended-by: Dune\n---\n");
  vault.index();
  EXPECT_THAT(
      shown(vault, vault.reader().statements("recommended-by")),
      UnorderedElementsAre("Dune.md -> b/Emma.md", "It.md -> b/Emma.md", "Solo.md -> Dune.md"));
  EXPECT_THAT(vault.reader().statements_at("recommended-by", End::to, vault.id("a/Emma.md")),
              IsEmpty());
}

TEST(EdgeEnds, AmbiguousFieldKeepsAllAndAmbiguousMentionMeansNothing) {
  TempVault vault;
  vault.note("a/Ann.md", "---\ntype: person\n---\n");
  vault.note("b/Ann.md", "---\ntype: person\n---\n");
  vault.note("x.md", "x\n");
  vault.index();
  StatedEdge stated;
  stated.note = vault.id("x.md");
  stated.edge.relation = "recommended-by";
  stated.edge.to = {EdgeEnd::Kind::name, "Ann", {"ann"}};
  stated.edge.tier = Tier::field;
  EXPECT_EQ(vault.reader().resolve_end(stated, End::to).notes.size(), 2u);
  stated.edge.tier = Tier::prose_partly;
  const auto mention = vault.reader().resolve_end(stated, End::to);
  EXPECT_THAT(mention.notes, IsEmpty());
  EXPECT_EQ(mention.literal, "");
}

TEST(EdgeEnds, FirstKeyThatFitsDecides) {
  TempVault vault;
  vault.note("Ana Lima.md", "---\ntype: person\n---\n");
  vault.note("Lima.md", "---\ntype: place\n---\n");
  vault.index();
  StatedEdge stated;
  stated.note = vault.id("Lima.md");
  stated.edge.relation = "recommended-by";
  stated.edge.tier = Tier::prose_partly;
  stated.edge.to = {EdgeEnd::Kind::name, "Yesterday Ana Lima", {"lima", "ana lima"}};
  EXPECT_THAT(vault.paths(vault.reader().resolve_end(stated, End::to).notes),
              ElementsAre("Ana Lima.md"));
}

TEST(EdgeEnds, SentenceAboutAnotherKindOfNoteMeansNothing) {
  TempVault vault;
  vault.note("Ann.md", "---\ntype: person\n---\n");
  vault.note("Plain.md", "x\n");
  vault.index();
  StatedEdge stated;
  stated.note = vault.id("Plain.md");
  stated.edge.relation = "recommended-by";
  stated.edge.from = {EdgeEnd::Kind::link, "Ann", {}};
  stated.edge.tier = Tier::prose_linked;
  const auto of_prose = vault.reader().resolve_end(stated, End::from);
  EXPECT_THAT(of_prose.notes, IsEmpty());
  EXPECT_EQ(of_prose.literal, "");
  stated.edge.tier = Tier::field;
  EXPECT_THAT(vault.paths(vault.reader().resolve_end(stated, End::from).notes),
              ElementsAre("Ann.md"));
  stated.edge.from.text = "Plain";
  stated.edge.tier = Tier::prose_linked;
  EXPECT_THAT(vault.paths(vault.reader().resolve_end(stated, End::from).notes),
              ElementsAre("Plain.md"));
}

TEST(LinkRelation, HoldsForEveryLink) {
  TempVault vault;
  vault.note("a.md", "[[b]] and [[nowhere]]\n");
  vault.note("b.md", "x\n");
  vault.index();
  EXPECT_THAT(shown(vault, vault.reader().statements("mentions")),
              ElementsAre("a.md -> b.md", "a.md -> \"nowhere\""));
  EXPECT_THAT(shown(vault, vault.reader().statements_at("mentions", End::to, vault.id("b.md"))),
              ElementsAre("a.md -> b.md"));
  EXPECT_EQ(vault.reader().statements_at("mentions", End::from, vault.id("a.md")).size(), 2u);
}

TEST_F(Edges, AreShownAroundANote) {
  const Index index = vault_.open();
  const auto details = index.details(vault_.id("books/Tigana.md"));
  ASSERT_TRUE(details) << to_string(details.error());
  std::vector<std::string> lines;
  for (const ShownEdge& edge : details->edges)
    lines.push_back(edge.relation + '/' + edge.inverse + ": " + edge.from_text + " -> " +
                    edge.to_text);
  EXPECT_THAT(lines, UnorderedElementsAre(
                         "recommended-by/recommended: Tigana -> Ana Lima",
                         "author/wrote: Tigana -> Guy Gavriel Kay", "read/read-by: Tigana -> me",
                         "read/read-by: Tigana -> me", "reviews/reviewed-in: R -> Tigana"));
  EXPECT_EQ(details->backlinks.size(), 1u);
  const auto all = index.edges(std::nullopt);
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), 11u);
  EXPECT_EQ(all->front().note.path, "books/Emma.md");
}

TEST_F(Edges, AreCountedWithLinksAndTags) {
  const auto stats = vault_.open().stats();
  ASSERT_TRUE(stats) << to_string(stats.error());
  EXPECT_EQ(stats->notes, 5u);
  EXPECT_EQ(stats->edges, 11u);
  EXPECT_EQ(stats->links, 3u);
  EXPECT_EQ(stats->notes_by_type.at(0), (std::pair<std::string, std::uint32_t>("book", 2)));
}

TEST_F(Edges, UnknownNoteIsNotFound) {
  const auto details = vault_.open().details(4711);
  ASSERT_FALSE(details);
  EXPECT_EQ(details.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace tote::index
