// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/anchors.h"

#include <gtest/gtest.h>

namespace tote::notes {
namespace {

/// The line on which the first heading of this name is; 0 if there is none.
std::uint32_t line_of_heading(const std::string& text, const std::string& heading) {
  const Note note = read_note("n.md", text);
  const auto found = headings_called(note, heading);
  return found.empty() ? 0 : note.blocks[found.front()].line;
}

struct HeadingCase {
  const char* name;
  const char* heading;
  std::uint32_t line;
};

class Headings : public ::testing::TestWithParam<HeadingCase> {};

TEST_P(Headings, AreFoundAsLinksNameThem) {
  const std::string text =
      "# Start\n## Notes\n### Äpfel & Birnen!\n# C# by [[Ana Lima|Ana]]\n## Notes\n## Épilogue\n"
      "Set text\n---\n> ## Quoted\n";
  EXPECT_EQ(line_of_heading(text, GetParam().heading), GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(Links, Headings,
                         ::testing::Values(HeadingCase{"Exact", "Notes", 2},
                                           HeadingCase{"Case", "notes", 2},
                                           HeadingCase{"Nested", "C# by Ana#Notes", 0},
                                           HeadingCase{"NestedBelow", "Start#Äpfel & Birnen!", 3},
                                           HeadingCase{"NestedElsewhere", "Épilogue#Notes", 0},
                                           HeadingCase{"Punctuation", "Äpfel Birnen", 3},
                                           HeadingCase{"Slug", "äpfel--birnen", 3},
                                           HeadingCase{"LinkInHeading", "C by Ana Lima Ana", 4},
                                           HeadingCase{"HashInHeading", "C# by Ana", 4},
                                           HeadingCase{"NumberedSlug", "notes-1", 5},
                                           HeadingCase{"NumberTooHigh", "notes-2", 0},
                                           HeadingCase{"Underlined", "set-text", 7},
                                           HeadingCase{"InAQuote", "Quoted", 9},
                                           HeadingCase{"Unknown", "Nothing", 0}),
                         [](const auto& parameter) { return parameter.param.name; });

TEST(Section, EndsBeforeTheNextHeadingOfItsLevel) {
  const Note note = read_note("n.md", "# A\ntext\n\n## B\nb\n### C\nc\n\n## D\n");
  const auto heading = headings_called(note, "B").front();
  EXPECT_EQ(section_span(note, heading).in(note.source), "## B\nb\n### C\nc\n\n");
  EXPECT_EQ(section_span(note, 0).in(note.source), note.source);
  EXPECT_EQ(section_blocks(note, heading), (BlockRange{2, 6}));
}

TEST(Section, KeepsToItsQuote) {
  const Note note = read_note("n.md", "> ## Q\n> text\n\nafter\n");
  const auto range = section_blocks(note, headings_called(note, "Q").front());
  EXPECT_EQ(note.plain_text(note.blocks[range.last - 1]), "text");
}

/// The text of the block that has the id, as it stands in the note.
std::string block_text(const std::string& text, const std::string& id) {
  const Note note = read_note("n.md", text);
  const auto found = find_block_id(note, id);
  return found ? std::string(note.blocks[found->block].span.in(note.source)) : "nothing";
}

TEST(BlockId, BelongsToTheBlockThatItStandsIn) {
  EXPECT_EQ(block_text("one ^a\n\ntwo ^b-1\n", "b-1"), "two ^b-1");
  EXPECT_EQ(block_text("- one\n- two ^x\n", "X"), "two ^x");
  EXPECT_EQ(block_text("> said ^q\n", "q"), "said ^q");
  EXPECT_EQ(block_text("## Head ^h\n", "h"), "## Head ^h");
}

TEST(BlockId, OnALineOfItsOwnBelongsToWhatIsBefore) {
  EXPECT_EQ(block_text("| a |\n|---|\n| b |\n\n^t\n", "t"), "| a |\n|---|\n| b |");
  EXPECT_EQ(block_text("- one\n- two\n\n^l\n", "l"), "- one\n- two");
  EXPECT_EQ(block_text("```\ncode\n```\n\n^c\n", "c"), "```\ncode\n```");
}

TEST(BlockId, IsNoneInCodeOrCommentsOrWithinALine) {
  EXPECT_EQ(block_text("```\nx ^a\n```\n", "a"), "nothing");
  EXPECT_EQ(block_text("%%\nx ^a\n%%\n", "a"), "nothing");
  EXPECT_EQ(block_text("2 ^a is\n", "a"), "nothing");
  EXPECT_EQ(block_text("2^a\n", "a"), "nothing");
}

TEST(LinkedBlocks, AreWhatALinkLeadsTo) {
  const Note note = read_note("n.md", "# A\none\n\ntwo ^x\n\n# B\n[[#A]] [[#^x]] [[n]] [[#C]]\n");
  EXPECT_EQ(linked_blocks(note, note.links[0]), (BlockRange{0, 3}));
  EXPECT_EQ(linked_blocks(note, note.links[1]), (BlockRange{2, 3}));
  EXPECT_EQ(linked_blocks(note, note.links[2]), (BlockRange{0, 5}));
  EXPECT_EQ(linked_blocks(note, note.links[3]), std::nullopt);
}

}  // namespace
}  // namespace tote::notes
