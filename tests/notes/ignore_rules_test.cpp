// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/ignore_rules.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tote::notes {
namespace {

constexpr auto file = IgnoreRules::FileKind::file;
constexpr auto folder = IgnoreRules::FileKind::folder;

struct IgnoreCase {
  std::string name;
  std::vector<std::string> patterns;
  std::string path;
  IgnoreRules::FileKind kind;
  bool want;
};

class Ignore : public ::testing::TestWithParam<IgnoreCase> {};

TEST_P(Ignore, MatchesAsGitDoes) {
  const IgnoreCase& test = GetParam();
  EXPECT_EQ(IgnoreRules(test.patterns).is_ignored(test.path, test.kind), test.want);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Ignore,
    ::testing::Values(
        IgnoreCase{"NameAnywhere", {"x.md"}, "a/b/x.md", file, true},
        IgnoreCase{"NameAtTop", {"x.md"}, "x.md", file, true},
        IgnoreCase{"NoPartOfAName", {"x.md"}, "ax.md", file, false},
        IgnoreCase{"Anchored", {"/x.md"}, "x.md", file, true},
        IgnoreCase{"AnchoredNotBelow", {"/x.md"}, "a/x.md", file, false},
        IgnoreCase{"SlashWithinAnchors", {"a/x.md"}, "b/a/x.md", file, false},
        IgnoreCase{"FolderOnly", {"drafts/"}, "drafts", folder, true},
        IgnoreCase{"FolderOnlyAnywhere", {"drafts/"}, "a/drafts", folder, true},
        IgnoreCase{"FolderOnlyNotAFile", {"drafts/"}, "drafts", file, false},
        IgnoreCase{"Star", {"*.tmp.md"}, "a/b.tmp.md", file, true},
        IgnoreCase{"StarKeepsToOneFolder", {"a/*.md"}, "a/b/c.md", file, false},
        IgnoreCase{"StarMatchesNothing", {"a*b"}, "ab", file, true},
        IgnoreCase{"QuestionMarkIsOneCharacter", {"?.md"}, "é.md", file, true},
        IgnoreCase{"LeadingDoubleStar", {"**/x"}, "x", file, true},
        IgnoreCase{"LeadingDoubleStarDeep", {"**/x"}, "a/b/x", file, true},
        IgnoreCase{"TrailingDoubleStar", {"a/**"}, "a/b/c", file, true},
        IgnoreCase{"TrailingDoubleStarNotItself", {"a/**"}, "a", folder, false},
        IgnoreCase{"MiddleDoubleStar", {"a/**/b"}, "a/b", file, true},
        IgnoreCase{"MiddleDoubleStarDeep", {"a/**/b"}, "a/x/y/b", file, true},
        IgnoreCase{"Class", {"[a-c]x"}, "bx", file, true},
        IgnoreCase{"ClassOutside", {"[a-c]x"}, "dx", file, false},
        IgnoreCase{"ClassNegated", {"[!a-c]x"}, "dx", file, true},
        IgnoreCase{"ClassWithBracket", {"[]x]"}, "]", file, true},
        IgnoreCase{"ClassUnclosedIsText", {"[ax"}, "[ax", file, true},
        IgnoreCase{"EscapedStar", {"\\*x"}, "*x", file, true},
        IgnoreCase{"EscapedStarOnly", {"\\*x"}, "ax", file, false},
        IgnoreCase{"EscapedHash", {"\\#x"}, "#x", file, true},
        IgnoreCase{"EscapedBang", {"\\!x"}, "!x", file, true},
        IgnoreCase{"Comment", {"# x"}, "# x", file, false},
        IgnoreCase{"Blank", {"", "  "}, "x", file, false},
        IgnoreCase{"TrailingSpaces", {"x  "}, "x", file, true},
        IgnoreCase{"TrailingSpaceEscaped", {"x\\ "}, "x ", file, true},
        IgnoreCase{"NegatedLater", {"*.md", "!keep.md"}, "keep.md", file, false},
        IgnoreCase{"NegatedThenTakenBack", {"*.md", "!keep.md", "keep.md"}, "keep.md", file, true},
        IgnoreCase{"CaseMatters", {"X.md"}, "x.md", file, false}),
    [](const auto& test) { return test.param.name; });

TEST(IgnoreSegment, StaysPolynomialWithManyStars) {
  std::string pattern;
  for (int i = 0; i < 40; ++i)
    pattern += "a*";
  EXPECT_FALSE(matches_segment(pattern + "b", std::string(250, 'a')));
}

}  // namespace
}  // namespace tote::notes
