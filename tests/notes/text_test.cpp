// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/text.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tote::notes {
namespace {

using ::testing::ElementsAre;

struct FoldCase {
  std::string name;
  std::string text;
  std::string want;
};

class Fold : public ::testing::TestWithParam<FoldCase> {};

TEST_P(Fold, GivesTheCommonForm) {
  EXPECT_EQ(fold(GetParam().text), GetParam().want);
  EXPECT_EQ(fold(fold(GetParam().text)), fold(GetParam().text));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, Fold,
    ::testing::Values(
        FoldCase{"Ascii", "Amy ROSE-Davis 3", "amy rose-davis 3"},
        FoldCase{"ComposedMarks", "Zoë Ünïcödé", "zoe unicode"},
        FoldCase{"DecomposedMarks", "Zoe\xCC\x88", "zoe"},
        FoldCase{"LettersMappedByHand", "Bjørn Łódź Đđ Æsir œuvre Straße Þór ðı",
                 "bjorn lodz dd aesir oeuvre strasse thor di"},
        FoldCase{"CurlyQuotes", "‘it’s’ “so”", "'it's' \"so\""},
        FoldCase{"CompatibilityForms", "ﬁne Ｆｕｌｌ ①", "fine full 1"},
        FoldCase{"NoBreakSpace",
                 "a\xC2\xA0"
                 "b",
                 "a b"},
        FoldCase{"Greek", "ΆΣΣ", "ασσ"}, FoldCase{"Cyrillic", "Ёлка", "елка"},
        FoldCase{"HangulStaysComposed", "\xED\x95\x9C\xEA\xB8\x80", "\xED\x95\x9C\xEA\xB8\x80"},
        FoldCase{"JamoCompose", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"},
        FoldCase{"KanaKeepVoicing", "\xE3\x81\x8B\xE3\x82\x99", "が"},
        FoldCase{"Han", "李伟", "李伟"},
        FoldCase{"ZeroWidth",
                 "a\xE2\x80\x8B"
                 "b",
                 "ab"},
        FoldCase{"InvalidBytes",
                 "a\xFF"
                 "b\xC3",
                 "a\xEF\xBF\xBD"
                 "b\xEF\xBF\xBD"},
        FoldCase{"ArabicVowels", "كِتَاب", "كتاب"}, FoldCase{"Empty", "", ""}),
    [](const auto& test) { return test.param.name; });

TEST(NameKey, IgnoresCaseMarksAndRunsOfSpace) {
  EXPECT_EQ(name_key("  Zoë\t Brandt "), "zoe brandt");
  EXPECT_EQ(name_key(""), "");
}

TEST(SquashedKey, KeepsLettersAndDigitsOnly) {
  EXPECT_EQ(squashed_key("Raven marked!"), squashed_key("Ravenmarked"));
  EXPECT_EQ(squashed_key("J. R. R. O'Neill-Smith 2"), "jrroneillsmith2");
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> out;
  for (const Word& word : split_words(text))
    out.push_back(word.folded);
  return out;
}

TEST(SplitWords, KeepsInnerApostrophesAndStops) {
  EXPECT_THAT(folded_words("Don’t say a.b, 3.14 or 'x'. e.g. end."),
              ElementsAre("don't", "say", "a.b", "3.14", "or", "x", "e.g", "end"));
}

TEST(SplitWords, PutsCjkRunsApart) {
  const auto words = split_words("book李伟の本 met");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_FALSE(words[0].is_cjk);
  EXPECT_TRUE(words[1].is_cjk);
  EXPECT_EQ(words[1].folded, "李伟の本");
}

TEST(SplitWords, GivesSpansOfTheTextAsWritten) {
  const std::string text = "— Zoë's naïve_one\xFF two";
  std::vector<std::string> written;
  for (const Word& word : split_words(text))
    written.emplace_back(word.span.in(text));
  EXPECT_THAT(written, ElementsAre("Zoë's", "naïve", "one", "two"));
}

TEST(SplitWords, ReadsDecomposedTextLikeComposedText) {
  EXPECT_EQ(folded_words("Zoe\xCC\x88 Brandt"), folded_words("Zoë Brandt"));
}

TEST(InvalidUtf8, IsFoundWhereItBegins) {
  EXPECT_EQ(find_invalid_utf8("plain and ünï 李 🎉"), std::string::npos);
  EXPECT_EQ(find_invalid_utf8("0123456789\xC3("), 10U);
  EXPECT_EQ(find_invalid_utf8("ab\xED\xA0\x80"), 2U) << "a surrogate";
  EXPECT_EQ(find_invalid_utf8("ab\xC0\xAF"), 2U) << "an overlong form";
  EXPECT_EQ(find_invalid_utf8("ab\xF4\x90\x80\x80"), 2U) << "beyond Unicode";
  EXPECT_EQ(find_invalid_utf8("cut \xE2\x80"), 4U);
}

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  EXPECT_EQ(display_width("Zoë"), 3);
  EXPECT_EQ(display_width("Zoe\xCC\x88"), 3);
  EXPECT_EQ(display_width("李伟"), 4);
  EXPECT_EQ(display_width("🎉"), 2);
  EXPECT_EQ(display_width("👩‍👩‍👧"), 2);
  EXPECT_EQ(display_width("👍🏽"), 2);
  EXPECT_EQ(display_width("❤️"), 2);
}

}  // namespace
}  // namespace tote::notes
