// SPDX-License-Identifier: GPL-2.0-or-later
// What commands that write ask a person at a terminal before they do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/at_terminal.h"

namespace tote::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* draft = "draft.md";
constexpr const char* text = "I asked Andrew about Tigana.\n\nDune came up.\n";

class AskToLink : public AtTerminal {
 protected:
  AskToLink() { world_.write(draft, text); }

  [[nodiscard]] std::string suggest(const std::string& typed,
                                    const std::string& interrupted_at = "") const {
    return at_terminal(world_, "tote suggest draft --apply", typed, interrupted_at);
  }

  TwoAndrews world_;
};

TEST_F(AskToLink, LinksWhatIsChosen) {
  EXPECT_THAT(suggest("2\n\n"), AllOf(HasSubstr("line 1: link 'Andrew' (ask) to"),
                                      HasSubstr("2  Andrew Pell (people/Andrew Pell.md)"),
                                      HasSubstr("line 3: link 'Dune' (medium) to"),
                                      HasSubstr("draft.md: 2 links written")));
  EXPECT_EQ(world_.read(draft),
            "I asked [[Andrew Pell|Andrew]] about [[Tigana]].\n\nDune came up.\n");
}

TEST_F(AskToLink, AsksAgainForWhatIsNoAnswer) {
  EXPECT_THAT(suggest("3\nwhat\n1\nq\n"), HasSubstr("2 links written"));
  EXPECT_EQ(world_.read(draft),
            "I asked [[Andrew Mocete|Andrew]] about [[Tigana]].\n\nDune came up.\n");
}

TEST_F(AskToLink, StopsAskingAndLinksWhatWasSure) {
  EXPECT_THAT(suggest("q\n"), AllOf(HasSubstr("1 link written"), Not(HasSubstr("line 3"))));
  EXPECT_EQ(world_.read(draft), "I asked Andrew about [[Tigana]].\n\nDune came up.\n");
}

TEST_F(AskToLink, NeverSuggestsAgainWhatIsNotWanted) {
  EXPECT_THAT(suggest("n\nn\n"), HasSubstr("never suggested again: Andrew, Dune"));
  EXPECT_EQ(world_.read(draft), "I asked Andrew about [[Tigana]].\n\nDune came up.\n");
  EXPECT_EQ(world_.read(".tote/never-suggest.txt"),
            "# Names that `tote suggest` leaves alone, one a line.\nAndrew\nDune\n");
  EXPECT_THAT(at_terminal(world_, "tote suggest draft", ""),
              HasSubstr("No name here could be a link."));
  EXPECT_THAT(at_terminal(world_, "tote undo", ""), HasSubstr("Done: undo link a name"));
  EXPECT_EQ(world_.read(".tote/never-suggest.txt"), "");
  EXPECT_EQ(world_.read(draft), text);
}

TEST_F(AskToLink, WritesNothingWhenInterrupted) {
  EXPECT_THAT(suggest("1\n", "line 3"), Not(HasSubstr("written")));
  EXPECT_EQ(world_.read(draft), text);
}

TEST_F(AskToLink, AsksNobodyWhereAProgramListens) {
  EXPECT_THAT(at_terminal(world_, "tote suggest draft --apply </dev/null", ""),
              AllOf(HasSubstr("1 link written"), Not(HasSubstr("Enter for none"))));
}

class AskToCreate : public AtTerminal {
 protected:
  /// What the terminal shows.
  [[nodiscard]] std::string add(const std::string& typed,
                                const std::string& interrupted_at = "") const {
    return at_terminal(world_, "tote --today 2026-11-22 add Dana recommended Piranesi", typed,
                       interrupted_at);
  }

  [[nodiscard]] std::string day() const { return world_.read("journal/2026-11-22.md"); }

  TwoAndrews world_;
};

TEST_F(AskToCreate, MakesTheNotesThatAreWanted) {
  EXPECT_THAT(add("y\ny\n"), AllOf(HasSubstr("no note is called 'Dana'. Make a person of it?"),
                                   HasSubstr("no note is called 'Piranesi'. Make a book of it?"),
                                   HasSubstr("journal/2026-11-22.md")));
  EXPECT_THAT(day(), HasSubstr("[[Dana]] recommended [[Piranesi]]."));
  EXPECT_THAT(world_.read("people/Dana.md"), HasSubstr("type: person"));
  EXPECT_THAT(world_.read("books/Piranesi.md"), HasSubstr("type: book"));
}

TEST_F(AskToCreate, MakesNoneThatIsNotWanted) {
  EXPECT_THAT(add("\ny\n"), HasSubstr("[y/N]"));
  EXPECT_EQ(world_.read("people/Dana.md").empty(), !world_.read("books/Piranesi.md").empty());
  EXPECT_THAT(day(), testing::AnyOf(HasSubstr("Dana recommended [[Piranesi]]."),
                                    HasSubstr("[[Dana]] recommended Piranesi.")));
}

TEST_F(AskToCreate, WritesNothingWhenInterrupted) {
  EXPECT_THAT(add("", "[y/N]"), HasSubstr("[y/N]"));
  EXPECT_EQ(day(), "");
}

TEST_F(AskToCreate, AsksNobodyWhereAProgramListens) {
  EXPECT_THAT(
      at_terminal(world_, "tote --today 2026-11-22 add Dana recommended Tigana </dev/null", ""),
      AllOf(HasSubstr("--create makes a person of it"), Not(HasSubstr("[y/N]"))));
  EXPECT_THAT(day(), HasSubstr("Dana recommended [[Tigana]]."));
}

}  // namespace
}  // namespace tote::cli
