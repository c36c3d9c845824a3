// SPDX-License-Identifier: GPL-2.0-or-later
// How a line is taken apart, and what its words say about when.
#include <gtest/gtest.h>

#include "index/question/time_phrase.h"
#include "index/question/token.h"

namespace tote::index::question {
namespace {

std::string words(std::string_view line) {
  const auto tokens = tokenise(line);
  if (!tokens)
    return "none";
  std::string text;
  for (std::size_t i = 0; i < tokens->size(); ++i)
    text += (i == 0 ? "" : " ") + (*tokens)[i].folded;
  return text;
}

TEST(Tokens, TakeContractionsApart) {
  EXPECT_EQ(words("What's Zoë's author?"), "what is zoe 's author");
  EXPECT_EQ(words("who hasn’t won't can't cannot"), "who has n't will n't can n't can n't");
  EXPECT_EQ(words("books I've read, I'd say"), "books i have read i had say");
  EXPECT_EQ(words("Davis' author"), "davis 's author");
}

TEST(Tokens, KeepQuotedNamesWhole) {
  EXPECT_EQ(words("who wrote [[Left Hand|it]]"), "who wrote left hand");
  EXPECT_EQ(words("who wrote \"Left Hand\""), "who wrote left hand");
}

TEST(Tokens, RefuseLinesWithOperators) {
  for (const char* line : {"type:book", "#scifi books", "who -Ana", "recomm*", "who OR what",
                           "\"open quote", "(who wrote", ""})
    EXPECT_EQ(words(line), "none") << line;
}

TEST(Tokens, AllowTheBracketsOfATitle) {
  EXPECT_EQ(words("who recommended Tigana (anniversary edition)"),
            "who recommended tigana anniversary edition");
}

TEST(Tokens, RefuseLongLines) {
  std::string line;
  for (int i = 0; i < 30; ++i)
    line += "who ";
  EXPECT_EQ(words(line), "none");
  EXPECT_EQ(words(std::string(1 << 20, 'x')), "none");
}

TEST(Tokens, GiveNamesAsTyped) {
  const auto tokens = tokenise("who wrote Who Goes There?");
  ASSERT_TRUE(tokens);
  EXPECT_EQ(tokens->text(2, 5), "Who Goes There");
  EXPECT_EQ(tokens->text_with_marks(2, 5), "Who Goes There?");
}

TEST(Tokens, LosePoliteBeginnings) {
  const auto introduced = strip_introduction(*tokenise("please can you tell me who wrote Emma"));
  EXPECT_EQ(introduced.tokens.word(0), "who");
  EXPECT_TRUE(introduced.is_indirect);
  EXPECT_FALSE(introduced.is_request);
}

struct TimeCase {
  std::string_view text;
  std::string_view want;
};

void PrintTo(const TimeCase& time, std::ostream* out) {
  *out << time.text;
}

class Time : public testing::TestWithParam<TimeCase> {};

TEST_P(Time, IsReadAsARange) {
  const auto tokens = tokenise(GetParam().text);
  ASSERT_TRUE(tokens);
  const auto range = read_time(*tokens, 0, tokens->size(), {2026, 11, 22});
  EXPECT_EQ(range ? to_filter(*range) : "none", GetParam().want);
}

constexpr TimeCase times[] = {
    {"in 2011", "2011"},
    {"in March 2024", "2024-03"},
    {"in march of 2024", "2024-03"},
    {"in March", "2026-03"},
    {"in December", "2025-12"},
    {"in November", "2026-11"},
    {"last November", "2025-11"},
    {"on 2024-05-12", "2024-05-12"},
    {"on July 3rd, 2011", "2011-07-03"},
    {"on the 3rd of July 2011", "2011-07-03"},
    {"on 30 December", "2025-12-30"},
    {"since March", "2026-03-01.."},
    {"after 2011", "2012-01-01.."},
    {"before March 2011", "..2011-02-28"},
    {"until 2011", "..2011-12-31"},
    {"between 2011 and 2013", "2011-01-01..2013-12-31"},
    {"between May and July 2012", "2012-05-01..2012-07-31"},
    {"from 2011 to 2013", "2011-01-01..2013-12-31"},
    {"between 2013 and 2011", "none"},
    {"this year", "2026"},
    {"last year", "2025"},
    {"this month", "2026-11"},
    {"last month", "2026-10"},
    {"last week", "2026-11-09..2026-11-15"},
    {"this week", "2026-11-16..2026-11-22"},
    {"in the last two weeks", "2026-11-08..2026-11-22"},
    {"in the last 3 months", "2026-08-22..2026-11-22"},
    {"in the past year", "2025-11-22..2026-11-22"},
    {"for six months", "2026-05-22..2026-11-22"},
    {"today", "2026-11-22"},
    {"yesterday", "2026-11-21"},
    {"two years ago", "2024"},
    {"in the 2010s", "2010-01-01..2019-12-31"},
    {"before the 1990s", "..1989-12-31"},
    {"since last month", "2026-10-01.."},
    {"on Monday", "2026-11-16"},
    {"last Monday", "2026-11-16"},
    {"since Friday", "2026-11-20.."},
    {"on Sunday", "none"},
    {"last Sunday", "2026-11-15"},
    {"last weekend", "2026-11-14..2026-11-15"},
    {"this weekend", "2026-11-21..2026-11-22"},
    {"last night", "2026-11-21"},
    {"this morning", "2026-11-22"},
    {"in summer 2012", "2012-06-01..2012-08-31"},
    {"in the summer of 2012", "2012-06-01..2012-08-31"},
    {"in the fall of 2012", "2012-09-01..2012-11-30"},
    {"last summer", "2026-06-01..2026-08-31"},
    {"last autumn", "2025-09-01..2025-11-30"},
    {"this autumn", "2026-09-01..2026-11-30"},
    {"this winter", "none"},
    {"last winter", "2025-12-01..2026-02-28"},
    {"in winter 2012", "none"},
    {"in spring", "2026-03-01..2026-05-31"},
    {"since last spring", "2026-03-01.."},
    {"2011", "none"},
    {"March", "none"},
    {"in it", "none"},
    {"on 31 February 2020", "none"},
    {"last", "none"},
};

INSTANTIATE_TEST_SUITE_P(Phrases, Time, testing::ValuesIn(times));

TEST(TimeRange, HoldsADateOnlyIfItSurelyLiesWithin) {
  const TimeRange spring{notes::Date{2024, 3, 1}, notes::Date{2024, 5, 31}};
  EXPECT_TRUE(spring.contains({2024, 4, 0}));
  EXPECT_TRUE(spring.contains({2024, 5, 31}));
  EXPECT_FALSE(spring.contains({2024, 0, 0}));
  EXPECT_FALSE(spring.contains({0, 4, 1}));
}

}  // namespace
}  // namespace tote::index::question
