// SPDX-License-Identifier: GPL-2.0-or-later
// Reading takes time in proportion to the size of a note, whatever someone has put into it.
#include <algorithm>
#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "notes/note.h"

namespace tote::notes {
namespace {

/// A note made of one piece again and again.
struct Case {
  std::string name;
  std::string piece;
};

class ReadNoteTime : public ::testing::TestWithParam<Case> {};

std::string repeated(std::string_view piece, std::size_t size) {
  std::string text;
  while (text.size() < size)
    text += piece;
  return text;
}

/// Seconds of processor time that reading takes, the best of three, since other programs disturb.
double seconds_for(const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const auto start = std::clock();
    const Note note = read_note("note.md", text);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    EXPECT_EQ(note.source.size(), text.size());
  }
  return best;
}

TEST_P(ReadNoteTime, GrowsWithTheSize) {
  constexpr std::size_t small = 64U << 10U;
  constexpr std::size_t growth = 8;
  const double before = std::max(seconds_for(repeated(GetParam().piece, small)), 0.001);
  const double after = seconds_for(repeated(GetParam().piece, growth * small));
  // Quadratic time would grow 64-fold.
  EXPECT_LT(after, before * growth * 3) << "from " << before << " s";
}

INSTANTIATE_TEST_SUITE_P(Of, ReadNoteTime,
                         ::testing::ValuesIn(std::vector<Case>{
                             {"Prose",
                              "She told me about [[Piranesi|it]] over #coffee; rated:: 5.\n\n"},
                             {"OneLine", "a long line of words "},
                             {"EmptyLines", "\n"},
                             {"CarriageReturns", "\r"},
                             {"BrokenBytes", "\xff\xc3"},
                             {"OpenWikilinks", "[["},
                             {"OpenWikilinkTexts", "[[a|"},
                             {"ClosingBrackets", "]]"},
                             {"WikilinksInWikilinks", "[[a[[b]]"},
                             {"OpenLinks", "[a]("},
                             {"OpenLinkTitles", "[a](b \""},
                             {"OpenImages", "![a"},
                             {"OpenReferences", "[a][b"},
                             {"LinkDefinitions", "[a]: b\n"},
                             {"OpenFootnotes", "[^a"},
                             {"Footnotes", "[^a]: b\n\n"},
                             {"OpenEmphasis", "*a **b "},
                             {"MixedEmphasis", "*a_b~~c==d "},
                             {"OpenComments", "%%a "},
                             {"OpenMaths", "$$a $b "},
                             {"OpenCode", "`a ``b "},
                             {"GrowingCode", "`a``b```c````d"},
                             {"OpenFences", "```\na\n~~~\n"},
                             {"Entities", "&a"},
                             {"NumberedEntities", "&#1"},
                             {"OpenTags", "<a "},
                             {"OpenAttributes", "<a b=\"c"},
                             {"OpenHtmlComments", "<!--"},
                             {"OpenInstructions", "<?<![CDATA[<!A"},
                             {"Schemes", "://"},
                             {"Autolinks", "https://a.example/b "},
                             {"OpenAutolinks", "<https:"},
                             {"Addresses", "a@b."},
                             {"Hashes", "#a#b"},
                             {"Fields", "a:: b\n"},
                             {"OpenFields", "(a:: b) [c:: "},
                             {"Colons", "a::b::"},
                             {"Escapes", "\\[\\\\"},
                             {"QuotesInQuotes", "> "},
                             {"Callouts", "> [!note] a\n"},
                             {"ListsInLists", "- "},
                             {"Lists", "- a\n  - b\n"},
                             {"GrowingIndent", "* a\n   "},
                             {"Tables", "| a | b |\n|---|---|\n"},
                             {"WideTable", "|a"},
                             {"Rulers", "---\n"},
                             {"Underlines", "a\n=\n"},
                             {"Headings", "# a\n"},
                             {"BlockIds", "a ^b\n"},
                             {"Tildes", "~"},
                             {"Equals", "="},
                             {"Stars", "*"},
                             {"FrontMatter", "---\na: b\n"},
                         }),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::notes
