// SPDX-License-Identifier: GPL-2.0-or-later
// A person at a terminal is asked which note a name means; a program is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/cli/at_terminal.h"

namespace tote::cli {
namespace {

using Choose = AtTerminal;

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(Choose, AsksWhichNoteANameMeans) {
  const TwoAndrews world;
  const std::string shown = at_terminal(world, "tote what did Andrew recommend", "2\n");
  EXPECT_THAT(shown, AllOf(HasSubstr("'Andrew' may be:"), HasSubstr("1  Andrew Mocete"),
                           HasSubstr("2  Andrew Pell"), HasSubstr("Dune")));
  EXPECT_THAT(shown, AllOf(Not(HasSubstr("Tigana")), Not(HasSubstr("more than one is meant"))));
}

TEST_F(Choose, AsksAgainForWhatIsNotOnTheList) {
  const TwoAndrews world;
  const std::string shown = at_terminal(world, "tote what did Andrew recommend", "7\nyes\n1\n");
  EXPECT_THAT(shown, AllOf(HasSubstr("Tigana"), Not(HasSubstr("Dune"))));
}

TEST_F(Choose, AnswersForAllOnAnEmptyLine) {
  const TwoAndrews world;
  const std::string shown = at_terminal(world, "tote what did Andrew recommend", "\n");
  EXPECT_THAT(shown, AllOf(HasSubstr("Tigana"), HasSubstr("Dune"),
                           HasSubstr("more than one is meant: Andrew Mocete, Andrew Pell")));
}

TEST_F(Choose, AsksNobodyWhereAProgramListens) {
  const TwoAndrews world;
  for (const char* command :
       {"tote what did Andrew recommend </dev/null", "tote what did Andrew recommend | cat",
        "tote --format json ask what did Andrew recommend"})
    EXPECT_THAT(at_terminal(world, command, "2\n"),
                AllOf(Not(HasSubstr("Which one?")), HasSubstr("Tigana"), HasSubstr("Dune")))
        << command;
}

}  // namespace
}  // namespace tote::cli
