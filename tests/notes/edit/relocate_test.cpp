// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/relocate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/notes/edit/vault_tree.h"

namespace tote::notes {
namespace {

Result<ChangeSet> plan(const Tree& tree, const std::string& path, const std::string& new_path,
                       Relocation relocation = {}) {
  LoadedVault vault = load(tree);
  relocation.file = *vault.graph.at(path);
  relocation.new_path = new_path;
  return relocate(vault, relocation, hash_of(tree.at(path)));
}

Tree moved(const Tree& tree, const std::string& path, const std::string& new_path,
           Relocation relocation = {}) {
  const auto changes = plan(tree, path, new_path, relocation);
  EXPECT_TRUE(changes) << (changes ? "" : to_string(changes.error()));
  return changes ? changed(tree, *changes) : tree;
}

struct LinkCase {
  const char* name;
  std::string before;
  std::string after;
};

class Rename : public ::testing::TestWithParam<LinkCase> {};

TEST_P(Rename, KeepsTheLinksForm) {
  const Tree tree = {{"books/Old Name.md", "# Chapter\n\ntext ^block\n"},
                     {"books/Other.md", "\n"},
                     {"journal/day.md", GetParam().before}};
  const Tree after = moved(tree, "books/Old Name.md", "books/New Name.md");
  EXPECT_EQ(after.at("journal/day.md"), GetParam().after);
  EXPECT_EQ(moved(after, "books/New Name.md", "books/Old Name.md"), tree);
}

INSTANTIATE_TEST_SUITE_P(
    Links, Rename,
    ::testing::Values(
        LinkCase{"Plain", "see [[Old Name]].\n", "see [[New Name]].\n"},
        LinkCase{"Text", "[[Old Name|that one]]", "[[New Name|that one]]"},
        LinkCase{"Heading", "[[Old Name#Chapter]]", "[[New Name#Chapter]]"},
        LinkCase{"Block", "![[Old Name#^block|x]]", "![[New Name#^block|x]]"},
        LinkCase{"Embed", "![[Old Name]]", "![[New Name]]"},
        LinkCase{"Folder", "[[books/Old Name]]", "[[books/New Name]]"},
        LinkCase{"Extension", "[[Old Name.md]] [[books/Old Name.md|a]]",
                 "[[New Name.md]] [[books/New Name.md|a]]"},
        LinkCase{"SmallLetters", "[[old name]]", "[[new name]]"},
        LinkCase{"TableCell", "| a | b |\n|---|---|\n| [[Old Name\\|x]] | [[Old Name]] |\n",
                 "| a | b |\n|---|---|\n| [[New Name\\|x]] | [[New Name]] |\n"},
        LinkCase{"Markdown", "[x](../books/Old%20Name.md)", "[x](../books/New%20Name.md)"},
        LinkCase{"MarkdownFromTheTop", "[x](books/Old%20Name.md#chapter \"title\")",
                 "[x](books/New%20Name.md#chapter \"title\")"},
        LinkCase{"MarkdownInAngles", "[x](<../books/Old Name.md#chapter>)",
                 "[x](<../books/New Name.md#chapter>)"},
        LinkCase{"MarkdownWithoutExtension", "[x](../books/Old%20Name)",
                 "[x](../books/New%20Name)"},
        LinkCase{"Reference", "[x][r] and [y][r] and [r]\n\n[r]: ../books/Old%20Name.md \"t\"\n",
                 "[x][r] and [y][r] and [r]\n\n[r]: ../books/New%20Name.md \"t\"\n"},
        LinkCase{"Quoted", "---\nby: \"[[Old Name]]\"\nvia: '[[Old Name|x]]'\n---\n",
                 "---\nby: \"[[New Name]]\"\nvia: '[[New Name|x]]'\n---\n"},
        LinkCase{"Unquoted", "---\nby: [[Old Name]]\n---\n", "---\nby: [[New Name]]\n---\n"},
        LinkCase{"FrontMatterList", "---\nby:\n  - \"[[Old Name]]\"\n  - \"[[Other]]\"\n---\n",
                 "---\nby:\n  - \"[[New Name]]\"\n  - \"[[Other]]\"\n---\n"},
        LinkCase{"InlineField", "by:: [[Old Name]]\n[via:: [[Old Name#Chapter|x]]]\n",
                 "by:: [[New Name]]\n[via:: [[New Name#Chapter|x]]]\n"},
        LinkCase{"Code", "`[[Old Name]]`\n\n```\n[[Old Name]]\n```\n\n    [[Old Name]]\n",
                 "`[[Old Name]]`\n\n```\n[[Old Name]]\n```\n\n    [[Old Name]]\n"},
        LinkCase{"Comment", "%% [[Old Name]] %% Old Name", "%% [[Old Name]] %% Old Name"},
        LinkCase{"CrLfAndBom", "\xEF\xBB\xBF[[Old Name]]\r\n> [[Old Name]]\r\n",
                 "\xEF\xBB\xBF[[New Name]]\r\n> [[New Name]]\r\n"},
        LinkCase{"OtherNotes", "[[Other]] [x](https://old.example/Old%20Name.md) [[Old Names]]",
                 "[[Other]] [x](https://old.example/Old%20Name.md) [[Old Names]]"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(Relocate, TitleThatIsTheFilesNameFollows) {
  EXPECT_EQ(moved({{"A.md", "---\ntitle: 'A' # name\n---\n"}}, "A.md", "B.md").at("B.md"),
            "---\ntitle: 'B' # name\n---\n");
  EXPECT_EQ(moved({{"A.md", "# A\n\ntext\n"}}, "A.md", "B.md").at("B.md"), "# B\n\ntext\n");
  EXPECT_EQ(moved({{"A.md", "# Something else\n"}}, "A.md", "B.md").at("B.md"),
            "# Something else\n");
}

TEST(Relocate, LinksByTitleFollowWhenTheTitleDoes) {
  const Tree tree = {{"2011.md", "---\ntitle: Old\n---\n"}, {"b.md", "[[Old]] [[2011]]"}};
  EXPECT_EQ(moved(tree, "2011.md", "2012.md").at("b.md"), "[[Old]] [[2012]]");
  Relocation by_title;
  by_title.renames_title = true;
  const Tree after = moved(tree, "2011.md", "New.md", by_title);
  EXPECT_EQ(after.at("New.md"), "---\ntitle: New\n---\n");
  EXPECT_EQ(after.at("b.md"), "[[New]] [[New]]");
}

TEST(Relocate, OldNameStaysAsAnAlias) {
  Relocation keeping;
  keeping.keeps_alias = true;
  const Tree after = moved({{"A.md", "text\n"}, {"n.md", "[[A]]"}}, "A.md", "B.md", keeping);
  EXPECT_EQ(after.at("B.md"), "---\naliases: [A]\n---\ntext\n");
  EXPECT_EQ(after.at("n.md"), "[[B]]");
}

TEST(Relocate, AddsAFolderOnlyWhereTheNameNeedsIt) {
  const Tree tree = {
      {"x/Same.md", ""}, {"y/Old.md", ""}, {"x/a.md", "[[Old]]"}, {"y/b.md", "[[Old]]"}};
  const Tree after = moved(tree, "y/Old.md", "y/Same.md");
  EXPECT_EQ(after.at("x/a.md"), "[[y/Same]]");
  EXPECT_EQ(after.at("y/b.md"), "[[Same]]");
}

TEST(Relocate, LinksToNamesakesStayWithThem) {
  const Tree tree = {
      {"a.md", "[[Dune]]"}, {"b/Saga.md", "---\naliases: [Dune]\n---\n"}, {"c/Old.md", ""}};
  EXPECT_EQ(moved(tree, "c/Old.md", "c/Dune.md").at("a.md"), "[[Saga|Dune]]");
}

TEST(Relocate, AnAliasOfSeveralStaysAsItIs) {
  const Tree tree = {{"a.md", "[[Bo]]"},
                     {"p/B.md", "---\naliases: [Bo]\n---\n"},
                     {"p/M.md", "---\naliases: [Bo]\n---\n"}};
  EXPECT_EQ(moved(tree, "p/B.md", "p/Longer than M.md").at("a.md"), "[[Bo]]");
}

TEST(Relocate, MovesTheNotesOwnRelativeLinks) {
  const Tree tree = {
      {"a/n.md", "[x](m.md) ![p](img/p.png) ![[p.png]] [y](../top.md#h) [[./m]] [z](/top.md)"},
      {"a/m.md", "[n](n.md) [[n]] [[a/n]] [[../a/n]]"},
      {"a/img/p.png", ""},
      {"top.md", "[n](a/n.md) [[a/n|x]]"}};
  const Tree after = moved(tree, "a/n.md", "b/c/n.md");
  EXPECT_EQ(after.at("b/c/n.md"),
            "[x](../../a/m.md) ![p](../../a/img/p.png) ![[p.png]] "
            "[y](../../top.md#h) [[../../a/m]] [z](/top.md)");
  EXPECT_EQ(after.at("a/m.md"), "[n](../b/c/n.md) [[n]] [[b/c/n]] [[../b/c/n]]");
  EXPECT_EQ(after.at("top.md"), "[n](b/c/n.md) [[b/c/n|x]]");
}

TEST(Relocate, MarkdownLinksFromTheTopStayRelative) {
  const Tree tree = {
      {"n.md", "[x](m.md) [y](a/o.md) [z](/m.md)"}, {"m.md", "[n](n.md)"}, {"a/o.md", ""}};
  const Tree after = moved(tree, "n.md", "a/n.md");
  EXPECT_EQ(after.at("a/n.md"), "[x](../m.md) [y](o.md) [z](/m.md)");
  EXPECT_EQ(after.at("m.md"), "[n](a/n.md)");
}

TEST(Relocate, RenamesPictures) {
  const Tree tree = {{"n.md", "![[p.png|300]] ![x](img/p.png) [[p.png]]"}, {"img/p.png", "\1"}};
  EXPECT_EQ(moved(tree, "img/p.png", "img/q r.png").at("n.md"),
            "![[q r.png|300]] ![x](img/q%20r.png) [[q r.png]]");
}

TEST(Relocate, RenamesInCaseOnly) {
  const Tree tree = {{"Dune.md", ""}, {"b.md", "[[Dune]] [x](Dune.md)"}};
  const Tree after = moved(tree, "Dune.md", "DUNE.md");
  EXPECT_EQ(after.at("b.md"), "[[DUNE]] [x](DUNE.md)") << "not every program reads over case";
  EXPECT_EQ(after.count("DUNE.md"), 1U);
}

TEST(Relocate, SpellingFollowsWhereTheNameIsTheSameForTote) {
  const Tree tree = {{"p/Ana Petrovic.md", "---\naliases: [Ana Petrovic]\n---\n"},
                     {"b.md",
                      "[[Ana Petrovic]] [[ana petrovic]] [[p/Ana Petrovic|A]] "
                      "[x](p/Ana%20Petrovic.md)"}};
  const Tree after = moved(tree, "p/Ana Petrovic.md", "p/Ana Petrović.md");
  EXPECT_EQ(after.at("b.md"),
            "[[Ana Petrović]] [[ana petrović]] [[p/Ana Petrović|A]] [x](p/Ana%20Petrović.md)");
  EXPECT_EQ(moved(after, "p/Ana Petrović.md", "p/Ana Petrovic.md"), tree);
}

TEST(Relocate, QuotesAreEscapedWhereTheyStand) {
  const Tree tree = {{"A.md", ""}, {"b.md", "---\nx: '[[A]]'\ny: \"[[A]]\"\n---\n"}};
  EXPECT_EQ(moved(tree, "A.md", "It's.md").at("b.md"),
            "---\nx: '[[It''s]]'\ny: \"[[It's]]\"\n---\n");
}

TEST(Relocate, ReferenceWhoseLabelIsTheFilesName) {
  const Tree tree = {{"A.md", ""}, {"n.md", "[A] [x][A]\n\n[A]: A\n"}};
  EXPECT_EQ(moved(tree, "A.md", "B.md").at("n.md"), "[A] [x][A]\n\n[A]: B\n");
}

TEST(Redirect, LinksToANoteThatGoesShowTheNameThatTheyShowed) {
  const Tree tree = {{"Old.md", "# H\n"},
                     {"Into.md", "# H\n"},
                     {"n.md", "[[Old]] [[Old#H]] [[Old#^b]] [[Old#H|x]] ![[Old#H]]"}};
  LoadedVault vault = load(tree);
  const auto edits = redirect_links(vault, *vault.graph.at("Old.md"), *vault.graph.at("Into.md"));
  ASSERT_TRUE(edits) << to_string(edits.error());
  ASSERT_EQ(edits->size(), 1U);
  EXPECT_EQ(replaced(tree.at("n.md"), edits->front().replacements),
            "[[Into|Old]] [[Into#H|Old]] [[Into#^b|Old]] [[Into#H|x]] ![[Into#H]]");
}

TEST(Relocate, RefusesWhatNoLinkCanSay) {
  const auto changes = plan({{"A.md", ""}, {"b.md", "[[A]]"}}, "A.md", "A|B.md");
  ASSERT_FALSE(changes);
  EXPECT_THAT(to_string(changes.error()), ::testing::HasSubstr("b.md:1:1"));
  EXPECT_EQ(plan({{"A.md", ""}, {"B.md", ""}}, "A.md", "B.md").error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace tote::notes
