// SPDX-License-Identifier: GPL-2.0-or-later
// What the books plugin knows: ISBNs, ratings, series, words for status and format, days.
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/books/dates.h"
#include "plugins/books/isbn.h"
#include "plugins/books/keywords.h"
#include "plugins/books/rating.h"
#include "plugins/books/series.h"

namespace tote::books {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Values;

struct IsbnCase {
  const char* name;
  std::string text;
  IsbnFault fault;
  std::string digits;
};

class ReadIsbn : public ::testing::TestWithParam<IsbnCase> {};

TEST_P(ReadIsbn, GivesOneFormOrTheFault) {
  const Isbn isbn = read_isbn(GetParam().text);
  EXPECT_EQ(isbn.fault, GetParam().fault);
  EXPECT_EQ(isbn.digits, GetParam().digits);
  EXPECT_EQ(explain(isbn).empty(), isbn.fault == IsbnFault::none);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadIsbn,
    Values(IsbnCase{"Isbn13", "9780441478125", IsbnFault::none, "9780441478125"},
           IsbnCase{"Isbn13WithHyphens", "978-1-63557-563-7", IsbnFault::none, "9781635575637"},
           IsbnCase{"Isbn10", "0-451-45776-5", IsbnFault::none, "9780451457769"},
           IsbnCase{"Isbn10WithX", "0-8044-2957-X", IsbnFault::none, "9780804429573"},
           IsbnCase{"Isbn10WithSmallX", "080442957x", IsbnFault::none, "9780804429573"},
           IsbnCase{"Label", "ISBN-13: 978 0 441 47812 5", IsbnFault::none, "9780441478125"},
           IsbnCase{"LabelWithoutColon", "ISBN 0441478123", IsbnFault::none, "9780441478125"},
           IsbnCase{"Urn", "urn:isbn:9780441478125", IsbnFault::none, "9780441478125"},
           IsbnCase{"EnDashes", "978–0–441–47812–5", IsbnFault::none, "9780441478125"},
           IsbnCase{"NoBreakSpaces", "978\u00A0044147812\u00A05", IsbnFault::none, "9780441478125"},
           IsbnCase{"Prefix979", "979-10-90636-07-1", IsbnFault::none, "9791090636071"},
           IsbnCase{"WrongCheckDigit13", "9780441478126", IsbnFault::check_digit, "9780441478125"},
           IsbnCase{"WrongCheckDigit10", "0-451-45776-6", IsbnFault::check_digit, "9780451457769"},
           IsbnCase{"TooShort", "97804414781", IsbnFault::length, ""},
           IsbnCase{"TooLong", "97804414781250", IsbnFault::length, ""},
           IsbnCase{"OtherArticle", "4006381333931", IsbnFault::prefix, ""},
           IsbnCase{"XInTheMiddle", "08X4429573", IsbnFault::foreign_character, ""},
           IsbnCase{"Words", "not yet", IsbnFault::foreign_character, ""},
           IsbnCase{"Nothing", "", IsbnFault::length, ""}),
    [](const auto& test) { return test.param.name; });

TEST(Isbn, NamesTheNumberThatWouldBeRight) {
  EXPECT_THAT(explain(read_isbn("9780441478126")), HasSubstr("9780441478125"));
}

TEST(Isbn, HasTenDigitsOnlyWithin978) {
  EXPECT_EQ(isbn10_of("9780441478125"), "0441478123");
  EXPECT_EQ(isbn10_of("9780804429573"), "080442957X");
  EXPECT_THAT(isbn10_of("9791090636071"), IsEmpty());
  EXPECT_THAT(isbn10_of("978"), IsEmpty());
}

TEST(Isbn, EveryWrongDigitIsFound) {
  const std::string right = "9780441478125";
  for (std::size_t i = 3; i < right.size(); ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string slip = right;
      slip[i] = digit;
      EXPECT_EQ(read_isbn(slip).fault, slip == right ? IsbnFault::none : IsbnFault::check_digit)
          << slip;
    }
  }
}

struct RatingCase {
  const char* name;
  std::string text;
  std::optional<double> stars;
  bool is_out_of_range = false;
};

class ReadRating : public ::testing::TestWithParam<RatingCase> {};

TEST_P(ReadRating, CountsStars) {
  const Rating rating = read_rating(GetParam().text);
  EXPECT_EQ(rating.stars, GetParam().stars);
  EXPECT_EQ(rating.is_out_of_range, GetParam().is_out_of_range);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadRating,
    Values(RatingCase{"Whole", "4", 4}, RatingCase{"Zero", "0", 0}, RatingCase{"Point", "4.5", 4.5},
           RatingCase{"Comma", "4,5", 4.5}, RatingCase{"OutOfFive", "4/5", 4},
           RatingCase{"OutOfTen", "8/10", 4}, RatingCase{"Spaced", "4 / 5", 4},
           RatingCase{"InWords", "9 out of 10", 4.5}, RatingCase{"Percent", "80%", 4},
           RatingCase{"Stars", "★★★★☆", 4}, RatingCase{"HalfStar", "★★★½", 3.5},
           RatingCase{"Emoji", "⭐⭐⭐", 3}, RatingCase{"EmojiWithSelector", "⭐️⭐️", 2},
           RatingCase{"Asterisks", "****", 4}, RatingCase{"Unit", "4 stars", 4},
           RatingCase{"UnitSign", "4.5★", 4.5}, RatingCase{"Half", "3½", 3.5},
           RatingCase{"EmptyStars", "☆☆☆☆☆", 0}, RatingCase{"TooMany", "6", {}, true},
           RatingCase{"OverTheScale", "11/10", {}, true}, RatingCase{"NoScale", "4/0", {}, true},
           RatingCase{"SixStars", "★★★★★★", {}, true}, RatingCase{"Word", "great", {}},
           RatingCase{"Negative", "-1", {}}, RatingCase{"Nothing", "", {}},
           RatingCase{"Slash", "/", {}}, RatingCase{"Unbounded", "99999999999999999999", {}}),
    [](const auto& test) { return test.param.name; });

struct SeriesCase {
  const char* name;
  std::string text;
  std::string series;
  std::optional<double> number;
};

class ReadSeries : public ::testing::TestWithParam<SeriesCase> {};

TEST_P(ReadSeries, PartsNameAndNumber) {
  const SeriesPlace place = read_series(GetParam().text);
  EXPECT_EQ(place.name, GetParam().series);
  EXPECT_EQ(place.number, GetParam().number);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadSeries,
    Values(SeriesCase{"NameOnly", "Earthsea", "Earthsea", {}},
           SeriesCase{"Hash", "Earthsea #2", "Earthsea", 2},
           SeriesCase{"CommaHash", "Earthsea, #2", "Earthsea", 2},
           SeriesCase{"Book", "Earthsea, book 2", "Earthsea", 2},
           SeriesCase{"BookInWords", "Earthsea Book Two", "Earthsea", 2},
           SeriesCase{"Brackets", "Earthsea (vol. 3)", "Earthsea", 3},
           SeriesCase{"BracketedHash", "Earthsea (#3)", "Earthsea", 3},
           SeriesCase{"Dash", "Earthsea – Volume 4", "Earthsea", 4},
           SeriesCase{"Between", "Murderbot #4.5", "Murderbot", 4.5},
           SeriesCase{"Omnibus", "Earthsea #1-3", "Earthsea", 1},
           SeriesCase{"Wikilink", "[[Earthsea]] #2", "Earthsea", 2},
           SeriesCase{"NumberFirst", "#2 in Earthsea", "Earthsea", 2},
           SeriesCase{"BookOf", "Book 2 of Earthsea", "Earthsea", 2},
           SeriesCase{"NumberIsName", "Area 51", "Area 51", {}},
           SeriesCase{"BookIsName", "The Book of the New Sun", "The Book of the New Sun", {}},
           SeriesCase{"PartIsName", "Part Time Heroes", "Part Time Heroes", {}},
           SeriesCase{"Nothing", "", "", {}}),
    [](const auto& test) { return test.param.name; });

TEST(Series, TakesLongTextInLinearTime) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i)
    text += "(#";
  EXPECT_EQ(read_series(text).number, std::nullopt);
}

TEST(Keywords, KnowTheWordsForAStatus) {
  EXPECT_EQ(read_status("To Read"), "to-read");
  EXPECT_EQ(read_status("want_to_read"), "to-read");
  EXPECT_EQ(read_status("Currently reading"), "reading");
  EXPECT_EQ(read_status("DNF"), "abandoned");
  EXPECT_EQ(read_status("finished"), "read");
  EXPECT_EQ(read_status("on fire"), "");
  EXPECT_EQ(read_status(""), "");
}

TEST(Keywords, KnowTheWordsForAFormat) {
  EXPECT_EQ(read_format("E-Book"), "ebook");
  EXPECT_EQ(read_format("Kindle"), "ebook");
  EXPECT_EQ(read_format("hardback"), "hardcover");
  EXPECT_EQ(read_format("Graphic Novel"), "comic");
  EXPECT_EQ(read_format("scroll"), "");
}

TEST(Keywords, ReadPagesWithTheirUnit) {
  EXPECT_EQ(read_pages("304"), 304);
  EXPECT_EQ(read_pages("304 pages"), 304);
  EXPECT_EQ(read_pages("304pp."), 304);
  EXPECT_EQ(read_pages("1,024 p"), 1024);
  EXPECT_EQ(read_pages("many"), std::nullopt);
  EXPECT_EQ(read_pages("0"), std::nullopt);
  EXPECT_EQ(read_pages("304 leaves"), std::nullopt);
  EXPECT_EQ(read_pages("99999999999999999999"), std::nullopt);
}

TEST(Days, SpanWhatIsNotKnown) {
  const auto day = read_days("2011-07-03");
  ASSERT_TRUE(day);
  EXPECT_EQ(day->first, 20110703);
  EXPECT_EQ(day->last, 20110703);
  const auto month = read_days("2011-07");
  ASSERT_TRUE(month);
  EXPECT_EQ(month->first, 20110700);
  EXPECT_EQ(month->last, 20110731);
  const auto year = read_days("2011");
  ASSERT_TRUE(year);
  EXPECT_EQ(year->last, 20111231);
  EXPECT_FALSE(read_days("last year"));
  EXPECT_FALSE(read_days("20110703"));
}

}  // namespace
}  // namespace tote::books
