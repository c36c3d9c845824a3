// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever a note holds, its spans are true: notes made of random pieces of markup, broken bytes
// among them, the same ones in every run.
#include <array>
#include <random>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "notes/note.h"
#include "tests/notes/note_dump.h"

namespace tote::notes {
namespace {

using namespace std::string_view_literals;

constexpr std::array pieces = {"a"sv,
                               " "sv,
                               "\n"sv,
                               "\n\n"sv,
                               "\r\n"sv,
                               "\r"sv,
                               "\t"sv,
                               "    "sv,
                               "[["sv,
                               "]]"sv,
                               "["sv,
                               "]"sv,
                               "("sv,
                               ")"sv,
                               "]("sv,
                               "!["sv,
                               "![["sv,
                               "|"sv,
                               "\\|"sv,
                               "\\"sv,
                               "#"sv,
                               "#tag"sv,
                               "# "sv,
                               "^id"sv,
                               "*"sv,
                               "**"sv,
                               "_"sv,
                               "~~"sv,
                               "=="sv,
                               "`"sv,
                               "``"sv,
                               "```"sv,
                               "~~~"sv,
                               "$"sv,
                               "$$"sv,
                               "%%"sv,
                               "> "sv,
                               "- "sv,
                               "1. "sv,
                               "---"sv,
                               "==="sv,
                               "key:: "sv,
                               "[key:: "sv,
                               "(k:: "sv,
                               "::"sv,
                               "https://a.b/"sv,
                               "<http://c>"sv,
                               "<b>"sv,
                               "<!--"sv,
                               "-->"sv,
                               "<div>"sv,
                               "&amp;"sv,
                               "[^1]"sv,
                               "[^1]: "sv,
                               "[a]: b"sv,
                               "[a]"sv,
                               "| a | b |\n|---|---|\n"sv,
                               "> [!note] "sv,
                               "- [ ] "sv,
                               "é"sv,
                               "李伟"sv,
                               "🎉"sv,
                               "\xFF"sv,
                               "\xE2\x80"sv,
                               "\0"sv,
                               ": "sv,
                               "\""sv,
                               "'"sv,
                               "{"sv,
                               "}"sv,
                               ","sv,
                               "&x "sv,
                               "*x"sv,
                               "tags: "sv,
                               "- x"sv,
                               "|\n  "sv,
                               "%"sv,
                               "b c"sv};

std::string random_text(std::mt19937& random, int count) {
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1);
  std::string text;
  for (int i = 0; i < count; ++i)
    text += pieces[pick(random)];
  return text;
}

void expect_true_spans(const std::string& source) {
  const Note note = read_note("a.md", source);
  for (const Block& block : note.blocks)
    EXPECT_LE(note.plain_text(block).size(), 3 * source.size() + 16);
  ASSERT_THAT(broken_promises(note), ::testing::IsEmpty()) << ::testing::PrintToString(source);
}

TEST(RandomText, GivesTrueSpansInTheBody) {
  std::mt19937 random(2011);  // NOLINT: the same texts in every run
  for (int i = 0; i < 4000; ++i)
    expect_true_spans(random_text(random, 4 + i % 60));
}

TEST(RandomText, GivesTrueSpansInTheFrontMatter) {
  std::mt19937 random(2012);  // NOLINT: the same texts in every run
  for (int i = 0; i < 4000; ++i) {
    expect_true_spans("---\ntitle: x\nby: " + random_text(random, 1 + i % 12) + "\nz: [" +
                      random_text(random, i % 5) + "]\n---\n" + random_text(random, 5));
  }
}

}  // namespace
}  // namespace tote::notes
