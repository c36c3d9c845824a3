// SPDX-License-Identifier: GPL-2.0-or-later
// Questions with more answers than are shown: the first of them in their order, and how many there
// are.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int books = 100;

/// Books read one a day, all recommended by Ana; people met but for one never contacted.
const TempVault& journal() {
  static const TempVault& vault = []() -> const TempVault& {
    auto& notes = *new TempVault;
    for (int i = 0; i < books; ++i) {
      const std::string two = std::to_string(i / 10) + std::to_string(i % 10);
      notes.note("books/Book " + two + ".md",
                 "---\ntype: book\nrecommended-by: \"[[Ana Lima]]\"\nread: 20" + two +
                     "-03-04\nauthor: \"[[Ana Lima]]\"\n---\n");
      notes.note("people/Person " + two + ".md", "---\ntype: person\nmet: 2011-05-02\n---\n");
    }
    notes.note("people/Ana Lima.md", "---\ntype: person\nlast-contact: 2012-01-02\n---\n");
    notes.index();
    return notes;
  }();
  return vault;
}

Answer asked(std::string_view question, std::uint32_t limit, std::uint32_t offset = 0) {
  AskOptions options;
  options.today = {2026, 11, 22};
  options.limit = limit;
  options.offset = offset;
  const auto answer = journal().open().ask(question, options);
  EXPECT_TRUE(answer);
  EXPECT_EQ(answer->kind, Answer::Kind::question);
  return *answer;
}

std::vector<std::string> titles(const Answer& answer) {
  std::vector<std::string> names;
  for (const AnswerItem& item : answer.items)
    names.push_back(item.note ? item.note->title : item.value);
  return names;
}

TEST(QuestionLimit, ShowsTheFirstInTheirOrder) {
  const Answer some = asked("what did Ana Lima recommend", 3);
  EXPECT_EQ(some.total, 100u);
  EXPECT_THAT(titles(some), ElementsAre("Book 00", "Book 01", "Book 02"));
  EXPECT_THAT(some.evidence, SizeIs(3));
  EXPECT_THAT(titles(asked("what did Ana Lima recommend", 2, 98)),
              ElementsAre("Book 98", "Book 99"));
}

TEST(QuestionLimit, WithoutOneEverythingIsShownInTheSameOrder) {
  const Answer all = asked("what did Ana Lima recommend", 0);
  EXPECT_EQ(all.total, 100u);
  ASSERT_THAT(all.items, SizeIs(books));
  EXPECT_THAT(all.evidence, SizeIs(books));
  EXPECT_THAT(all.ignored, IsEmpty());
  const std::vector<std::string> whole = titles(all);
  for (std::uint32_t offset = 0; offset < books; offset += 7)
    EXPECT_EQ(titles(asked("what did Ana Lima recommend", 1, offset)).front(), whole[offset]);
}

TEST(QuestionLimit, CountsAllAndSaysWhatItLeavesOut) {
  const Answer count = asked("how many books did I read", 5);
  EXPECT_THAT(titles(count), ElementsAre("100"));
  EXPECT_THAT(count.evidence, SizeIs(5));
  EXPECT_THAT(count.ignored, Contains("95 further statements"));
  const Answer most = asked("which author have I read most", 5);
  EXPECT_THAT(titles(most), ElementsAre("Ana Lima"));
  EXPECT_THAT(most.evidence, SizeIs(5));
}

TEST(QuestionLimit, HoldsForThoseWithNothingOnRecord) {
  const Answer answer = asked("who have I not contacted since March", 5);
  EXPECT_THAT(titles(answer), ElementsAre("Ana Lima"));
  EXPECT_THAT(answer.also, SizeIs(5));
  EXPECT_THAT(answer.ignored, Contains("95 more with nothing on record"));
  EXPECT_THAT(asked("who have I not contacted since March", 0).also, SizeIs(books));
}

TEST(QuestionLimit, OfTheFilterIsThatOfTheWholeAnswer) {
  EXPECT_EQ(asked("what did Ana Lima recommend", 1).query,
            asked("what did Ana Lima recommend", 0).query);
}

}  // namespace
}  // namespace tote::index
