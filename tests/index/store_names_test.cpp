// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

using store::NamedNote;
using store::NameMatch;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

/// Found names as `path exact|without-article|part|typoN: name`.
std::vector<std::string> shown(const TempVault& vault, const std::vector<NamedNote>& found) {
  std::vector<std::string> lines;
  for (const NamedNote& one : found) {
    std::string how = "exact";
    if (one.match == NameMatch::without_article)
      how = "without-article";
    else if (one.match == NameMatch::name_part)
      how = "part";
    else if (one.match == NameMatch::typo)
      how = "typo" + std::to_string(one.edits);
    lines.push_back(vault.reader().card(one.note).path + ' ' + how + ": " + one.name);
  }
  return lines;
}

class Names : public testing::Test {
 protected:
  void SetUp() override {
    vault_.note("books/left-hand.md", "---\ntype: book\ntitle: The Left Hand of Darkness\n---\n");
    vault_.note("books/Emma.md", "---\ntype: book\n---\n");
    vault_.note("people/emma-hart.md",
                "---\ntype: person\ntitle: Emma Hart\naliases: [Emma]\n---\n");
    vault_.note("people/zoe.md", "---\ntype: person\ntitle: Zoë Brandt\n---\n");
    vault_.note("people/liwei.md", "---\ntype: person\ntitle: 李伟\naliases: [Li Wei]\n---\n");
    vault_.note("books/Ravenmarked.md", "---\ntype: book\n---\n");
    vault_.index();
  }

  [[nodiscard]] std::vector<std::string> find(std::string_view typed) const {
    return shown(vault_, vault_.reader().find_name(typed));
  }

  [[nodiscard]] std::vector<std::string> similar(std::string_view typed) const {
    return shown(vault_, vault_.reader().find_similar_names(typed, 10));
  }

  TempVault vault_;
};

TEST_F(Names, AreFoundWithoutCaseAndDiacritics) {
  EXPECT_THAT(find("zoe  BRANDT"), ElementsAre("people/zoe.md exact: Zoë Brandt"));
  EXPECT_THAT(find("Zoë Brandt"), ElementsAre("people/zoe.md exact: Zoë Brandt"));
  EXPECT_THAT(find("李伟"), ElementsAre("people/liwei.md exact: 李伟"));
}

TEST_F(Names, KeepEveryNoteThatOwnsOne) {
  EXPECT_THAT(find("emma"),
              UnorderedElementsAre("books/Emma.md exact: Emma", "people/emma-hart.md exact: Emma"));
}

TEST_F(Names, AreFoundByPathToo) {
  EXPECT_THAT(find("books/emma"), ElementsAre("books/Emma.md exact: books/Emma.md"));
}

TEST_F(Names, AreFoundWithAndWithoutArticle) {
  EXPECT_THAT(find("left hand of darkness"),
              ElementsAre("books/left-hand.md without-article: The Left Hand of Darkness"));
  EXPECT_THAT(find("the ravenmarked"),
              ElementsAre("books/Ravenmarked.md without-article: Ravenmarked"));
}

TEST_F(Names, AreFoundByOneOfTheirWords) {
  EXPECT_THAT(find("brandt"), ElementsAre("people/zoe.md part: Zoë Brandt"));
  EXPECT_THAT(find("brandt darkness"), IsEmpty());
  EXPECT_THAT(find(""), IsEmpty());
}

TEST_F(Names, AreGuessedFromTypos) {
  EXPECT_THAT(similar("ravenmarkd"), ElementsAre("books/Ravenmarked.md typo1: Ravenmarked"));
  EXPECT_THAT(similar("ravnemarked"), ElementsAre("books/Ravenmarked.md typo1: Ravenmarked"));
  EXPECT_THAT(similar("raven marked"), ElementsAre("books/Ravenmarked.md typo0: Ravenmarked"));
  EXPECT_THAT(similar("left hand of darknes"),
              ElementsAre("books/left-hand.md typo1: The Left Hand of Darkness"));
  EXPECT_THAT(similar("zoe brant"), ElementsAre("people/zoe.md typo1: Zoë Brandt"));
}

TEST_F(Names, AreGuessedFromTyposInFileNamesAndAliases) {
  EXPECT_THAT(similar("left-hamd"), ElementsAre("books/left-hand.md typo1: left-hand"));
  EXPECT_THAT(similar("emma-hrat"), ElementsAre("people/emma-hart.md typo1: Emma Hart"));
  EXPECT_THAT(similar("li wie"), ElementsAre("people/liwei.md typo1: Li Wei"));
}

TEST_F(Names, AreGuessedAsTheyAreNow) {
  vault_.note("people/zoe.md", "---\ntype: person\ntitle: Zoë Brandt\naliases: [Dr Fugue]\n---\n");
  vault_.note("people/liwei.md", "---\ntype: person\ntitle: 李伟\n---\n");
  vault_.remove("books/Ravenmarked.md");
  vault_.note("books/Wavemarked.md", "---\ntype: book\n---\n");
  vault_.index();
  EXPECT_THAT(similar("dr fugge"), ElementsAre("people/zoe.md typo1: Dr Fugue"));
  EXPECT_THAT(similar("zoe brant"), ElementsAre("people/zoe.md typo1: Zoë Brandt"));
  EXPECT_THAT(similar("li wie"), ElementsAre("people/liwei.md typo1: liwei"));
  EXPECT_THAT(similar("ravenmarkd"), IsEmpty());
  EXPECT_THAT(similar("wavemarkd"), ElementsAre("books/Wavemarked.md typo1: Wavemarked"));
}

TEST_F(Names, AreNotGuessedFromFarOrShortWords) {
  EXPECT_THAT(similar("ema"), IsEmpty());
  EXPECT_THAT(similar("ravenmxxx"), IsEmpty());
  EXPECT_THAT(similar(std::string(10'000, 'a')), IsEmpty());
}

TEST_F(Names, CompleteAsWritten) {
  EXPECT_THAT(vault_.reader().names_with_prefix("zo", 10), ElementsAre("Zoë Brandt"));
  EXPECT_THAT(vault_.reader().names_with_prefix("emma", 10), ElementsAre("Emma", "Emma Hart"));
  EXPECT_THAT(vault_.reader().names_with_prefix("", 3).size(), 3u);
}

TEST_F(Names, ResolveAsLinksDo) {
  const auto resolve = [&](std::string_view target) {
    return vault_.paths(notes::resolve(vault_.reader(), target, "journal/x.md").candidates);
  };
  EXPECT_THAT(resolve("Zoe Brandt"), ElementsAre("people/zoe.md"));
  EXPECT_THAT(resolve("people/emma-hart"), ElementsAre("people/emma-hart.md"));
  // A file's name goes before an alias.
  EXPECT_THAT(resolve("Emma"), ElementsAre("books/Emma.md"));
  EXPECT_THAT(resolve("../books/Emma.md"), ElementsAre("books/Emma.md"));
  EXPECT_THAT(resolve("nobody"), IsEmpty());
}

TEST(LongNames, AreFoundLikeShortOnes) {
  TempVault vault;
  std::string title(300, 'x');
  vault.note("long.md", "---\ntitle: " + title + "\n---\n");
  vault.note("link.md", "[[" + title + "]]\n");
  vault.index();
  EXPECT_THAT(vault.paths(vault.reader().named(title)), ElementsAre("long.md"));
  EXPECT_EQ(vault.reader().backlinks(vault.id("long.md")).size(), 1u);
  EXPECT_THAT(vault.reader().names_with_prefix("xxx", 5), ElementsAre(title));
}

struct FacadeCase {
  std::string name;
  std::string typed;
  std::vector<std::string> paths;
};

class FindNotes : public testing::TestWithParam<FacadeCase> {};

TEST_P(FindNotes, TakesTheFirstStepThatFindsSomething) {
  TempVault vault;
  vault.note("books/Tigana.md", "# Tigana\n");
  vault.note("books/Tigana (anniversary edition).md", "x\n");
  vault.note("people/andrew-mocete.md", "---\ntitle: Andrew Mocete\n---\n");
  vault.note("people/andrew-pell.md", "---\ntitle: Andrew Pell\n---\n");
  vault.note("people/priya.md", "---\ntitle: Priya Raman\naliases: [Pri]\n---\n");
  vault.index();
  const auto found = vault.open().find_notes(GetParam().typed);
  ASSERT_TRUE(found) << to_string(found.error());
  std::vector<std::string> paths;
  for (const NoteCard& card : *found)
    paths.push_back(card.path);
  EXPECT_THAT(paths, testing::UnorderedElementsAreArray(GetParam().paths));
}

INSTANTIATE_TEST_SUITE_P(
    All, FindNotes,
    testing::Values(FacadeCase{"path", "people/priya.md", {"people/priya.md"}},
                    FacadeCase{"path_without_ending", "people/priya", {"people/priya.md"}},
                    FacadeCase{"file_name", "tigana", {"books/Tigana.md"}},
                    FacadeCase{"alias", "pri", {"people/priya.md"}},
                    FacadeCase{"unique_beginning", "priya r", {"people/priya.md"}},
                    FacadeCase{"ambiguous_part",
                               "andrew",
                               {"people/andrew-mocete.md", "people/andrew-pell.md"}},
                    FacadeCase{"ambiguous_beginning",
                               "tig",
                               {"books/Tigana.md", "books/Tigana (anniversary edition).md"}},
                    FacadeCase{"part", "mocete", {"people/andrew-mocete.md"}},
                    FacadeCase{"typo", "andrew mocetti", {"people/andrew-mocete.md"}},
                    FacadeCase{"nothing", "zzzzzzzz", {}}, FacadeCase{"empty", "", {}}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::index
