// SPDX-License-Identifier: GPL-2.0-or-later
// Which names in a draft are suggested as links, and how sure that is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/index.h"
#include "index/suggestion.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

/// "Ana Lima = Ana Lima (high)", one a suggestion.
std::vector<std::string> shown(const std::vector<Suggestion>& suggestions) {
  std::vector<std::string> out;
  for (const auto& each : suggestions) {
    std::string line = each.text + " =";
    for (const auto& target : each.targets)
      line += (line.ends_with('=') ? " " : ", ") + target.title;
    out.push_back(line + " (" + std::string(to_string(each.confidence)) + ")");
  }
  return out;
}

class Suggest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    vault_ = new TempVault;
    person("Ana Lima", "aliases: [Annie, the gardener]");
    person("Ben Okri Hale");
    person("Ben Tan");
    person("Rose Abara");
    person("Jürgen Weiß", "aliases: [Weiß]");
    person("Tove Berg");
    person("陳 明月", "aliases: [明月]");
    book("Emma");
    person("Emma Stone");
    book("It");
    book("Middlemarch", "aliases: [Middle March]");
    book("The Summer Book");
    book("Ulysses (annotated)");
    book("WHO");
    vault_->note("orgs/Blue Door.md", "---\ntype: org\naliases: [the corner shop]\n---\n");
    vault_->note("posts/draft.md", "---\ntype: post\n---\n");
    vault_->index();
  }

  static void TearDownTestSuite() {
    delete vault_;
    vault_ = nullptr;
  }

  static void person(const std::string& name, const std::string& more = "") {
    vault_->note("people/" + name + ".md", "---\ntype: person\n" + more + "\n---\n");
  }

  static void book(const std::string& name, const std::string& more = "") {
    vault_->note("books/" + name + ".md", "---\ntype: book\n" + more + "\n---\n");
  }

  static std::vector<std::string> in(const std::string& draft,
                                     Occurrences occurrences = Occurrences::first) {
    const auto found =
        vault_->open().suggest_links(notes::read_note("posts/draft.md", draft), occurrences);
    EXPECT_TRUE(found) << (found ? "" : to_string(found.error()));
    return found ? shown(*found) : std::vector<std::string>();
  }

  static TempVault* vault_;
};

TempVault* Suggest::vault_ = nullptr;

struct Case {
  const char* name;
  std::string draft;
  std::vector<std::string> want;
};

class SuggestDraft : public Suggest, public ::testing::WithParamInterface<Case> {};

TEST_P(SuggestDraft, IsReadAsPeopleRead) {
  EXPECT_EQ(in(GetParam().draft), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Names, SuggestDraft,
    ::testing::Values(
        Case{"FullName", "Lunch with Ana Lima.", {"Ana Lima = Ana Lima (high)"}},
        Case{"FullNameOpensSentence", "Ana Lima came.", {"Ana Lima = Ana Lima (high)"}},
        Case{"SmallLetters", "met ana lima there", {"ana lima = Ana Lima (low)"}},
        Case{"BookInSmallLetters",
             "in the summer book",
             {"the summer book = The Summer Book (medium)"}},
        Case{"Possessive", "I like Ana Lima's hat.", {"Ana Lima = Ana Lima (high)"}},
        Case{"CurlyPossessive", "I like Ana Lima’s hat.", {"Ana Lima = Ana Lima (high)"}},
        Case{"Diacritics", "I saw Jurgen Weiss.", {"Jurgen Weiss = Jürgen Weiß (high)"}},
        Case{"AliasInside", "I called Annie.", {"Annie = Ana Lima (high)"}},
        Case{"AliasOpensSentence", "Annie called.", {"Annie = Ana Lima (medium)"}},
        Case{"AliasAsDeclared", "I asked the corner shop.", {"the corner shop = Blue Door (high)"}},
        Case{"AliasOpensSentenceAsDeclared",
             "The gardener came.",
             {"The gardener = Ana Lima (high)"}},
        Case{"FirstNameAlone", "I wrote to Tove.", {"Tove = Tove Berg (low)"}},
        Case{"SharedFirstName", "I wrote to Ben.", {"Ben = Ben Okri Hale, Ben Tan (ask)"}},
        Case{"FirstNameAfterFullName", "Ben Tan and Ben agree.", {"Ben Tan = Ben Tan (high)"}},
        Case{"TitleThatIsAFirstName", "I liked Emma.", {"Emma = Emma, Emma Stone (ask)"}},
        Case{"CommonWord", "It rained. A rose is a rose. Rose is red.", {}},
        Case{"EmphasisedCommonWord", "I began *It* at last.", {"It = It (medium)"}},
        Case{"CommonFirstNameInFullName", "I saw Rose Abara.", {"Rose Abara = Rose Abara (high)"}},
        Case{"Capitals", "Who asked the WHO?", {"WHO = WHO (high)"}},
        Case{"LongestWins",
             "The Summer Book by the sea.",
             {"The Summer Book = The Summer Book (high)"}},
        Case{"ClosingBracket",
             "I own Ulysses (annotated) now.",
             {"Ulysses (annotated = Ulysses (annotated) (high)"}},
        Case{"Cjk", "明月 called.", {"明月 = 陳 明月 (medium)"}},
        Case{"SentenceEnd", "I saw Ana. Lima is far.", {"Ana = Ana Lima (low)"}},
        Case{"PartOfAWord", "Middlemarches and Tovey and mail@Tove", {}},
        Case{"Code", "`Ana Lima`\n\n```\nAna Lima\n```\n", {}},
        Case{"UrlAndLink", "https://a.example/Middlemarch [Middlemarch](https://b.example)", {}},
        Case{"LinkedAlready", "[[Ana Lima|A.]] and Ana Lima", {}},
        Case{"FirstOccurrence",
             "Saw Middlemarch. Read Middlemarch.",
             {"Middlemarch = Middlemarch (high)"}},
        Case{"FrontMatter", "---\ntitle: Ana Lima\n---\n", {}},
        Case{"OverALineEnd", "with Ana\nLima today", {"Ana\nLima = Ana Lima (high)"}},
        Case{"ListAndTable",
             "- Tove Berg\n\n| a |\n|---|\n| Ben Tan |\n",
             {"Tove Berg = Tove Berg (high)", "Ben Tan = Ben Tan (high)"}}),
    [](const auto& parameter) { return parameter.param.name; });

TEST_F(Suggest, TellsAllOccurrencesWhenAsked) {
  EXPECT_EQ(in("Saw Middlemarch, read Middlemarch.", Occurrences::all).size(), 2U);
}

TEST_F(Suggest, LeavesOutWhatIsNeverToBeSuggested) {
  const auto found = vault_->open().suggest_links(
      notes::read_note("posts/draft.md", "I saw Annie and Tove, then Ana Lima and Ben Tan."),
      Occurrences::first, {"annie", "tove", "ben tan"});
  ASSERT_TRUE(found);
  EXPECT_EQ(shown(*found), std::vector<std::string>{"Ana Lima = Ana Lima (high)"});
}

TEST(SuggestRank, PutsTheLikelierNoteFirst) {
  TempVault vault;
  for (const char* name : {"Bo Ash", "Bo Elm", "Bo Fir", "Bo Oak"})
    vault.note(std::string("people/") + name + ".md", "---\ntype: person\n---\n");
  vault.note("people/Zoe Hill.md", "---\ntype: person\n---\nA friend of [[Bo Fir]].\n");
  vault.note("2024-01-01.md", "[[Bo Oak]]\n");
  vault.note("2024-01-02.md", "[[Bo Elm]]\n");
  vault.index();
  const auto in = [&](const std::string& draft) {
    const auto found =
        vault.open().suggest_links(notes::read_note("draft.md", draft), Occurrences::first);
    return found ? shown(*found) : std::vector<std::string>();
  };
  EXPECT_EQ(in("I met Bo."), std::vector<std::string>{"Bo = Bo Elm, Bo Oak, Bo Fir, Bo Ash (ask)"})
      << "linked as often: the one that was linked last";
  EXPECT_EQ(in("[[Zoe Hill]] met Bo."),
            std::vector<std::string>{"Bo = Bo Fir, Bo Elm, Bo Oak, Bo Ash (ask)"})
      << "linked as often: the one that is tied to what the text links";
}

TEST_F(Suggest, NeverSuggestsTheNoteItself) {
  const auto found = vault_->open().suggest_links(
      notes::read_note("books/Middlemarch.md", "On Middlemarch."), Occurrences::first);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->empty());
}

}  // namespace
}  // namespace tote::index
