// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/date.h"

#include <string>

#include <gtest/gtest.h>

namespace tote::notes {
namespace {

struct DateCase {
  std::string name;
  std::string text;
  std::optional<Date> want;
};

class ParseDate : public ::testing::TestWithParam<DateCase> {};

TEST_P(ParseDate, ReadsTheDeclaredFormsOnly) {
  EXPECT_EQ(parse_date(GetParam().text), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ParseDate,
    ::testing::Values(DateCase{"Day", "2011-07-03", Date{2011, 7, 3}},
                      DateCase{"Month", "2011-07", Date{2011, 7, 0}},
                      DateCase{"Year", "2011", Date{2011, 0, 0}},
                      DateCase{"Time", "2011-07-03T09:00", Date{2011, 7, 3}},
                      DateCase{"TimeWithZone", "2011-07-03T09:00:30.5+01:00", Date{2011, 7, 3}},
                      DateCase{"TimeInUtc", "2011-07-03T09:00:30Z", Date{2011, 7, 3}},
                      DateCase{"TimeAfterSpace", "2011-07-03 09:00", Date{2011, 7, 3}},
                      DateCase{"Birthday", "--07-03", Date{0, 7, 3}},
                      DateCase{"LeapBirthday", "--02-29", Date{0, 2, 29}},
                      DateCase{"LeapDay", "2012-02-29", Date{2012, 2, 29}},
                      DateCase{"NoLeapDay", "2011-02-29", std::nullopt},
                      DateCase{"MonthThirteen", "2011-13", std::nullopt},
                      DateCase{"DayZero", "2011-07-00", std::nullopt},
                      DateCase{"YearZero", "0000-07-03", std::nullopt},
                      DateCase{"Trailing", "2011-07-03x", std::nullopt},
                      DateCase{"TrailingSpace", "2011-07-03 ", std::nullopt},
                      DateCase{"HourTooLate", "2011-07-03T25:00", std::nullopt},
                      DateCase{"Slashes", "2011/07/03", std::nullopt},
                      DateCase{"ShortMonth", "2011-7-3", std::nullopt},
                      DateCase{"FiveDigits", "20110", std::nullopt},
                      DateCase{"Empty", "", std::nullopt}),
    [](const auto& test) { return test.param.name; });

TEST(DateText, IsAsShortAsWhatIsKnownAndReadsBack) {
  for (const char* text : {"2011-07-03", "2011-07", "2011", "--07-03"}) {
    const auto date = parse_date(text);
    ASSERT_TRUE(date) << text;
    EXPECT_EQ(to_string(*date), text);
  }
}

TEST(DateSortKey, OrdersLikeTheDates) {
  for (const Date date : {Date{2011, 7, 3}, Date{2011, 7, 0}, Date{2011, 0, 0}, Date{0, 7, 3}})
    EXPECT_EQ(date_with_key(sort_key(date)), date);
  EXPECT_EQ(sort_key({2011, 7, 3}), 20110703);
  EXPECT_LT(sort_key({2011, 7, 0}), sort_key({2011, 7, 1}));
}

TEST(DateRange, CoversWhatAnUnknownPartMayMean) {
  EXPECT_EQ(first_day({2012, 0, 0}), (Date{2012, 1, 1}));
  EXPECT_EQ(last_day({2012, 0, 0}), (Date{2012, 12, 31}));
  EXPECT_EQ(last_day({2012, 2, 0}), (Date{2012, 2, 29}));
  EXPECT_EQ(last_day({2012, 2, 3}), (Date{2012, 2, 3}));
}

TEST(DateArithmetic, CrossesMonthsAndYears) {
  EXPECT_EQ(add_days({2011, 12, 31}, 1), (Date{2012, 1, 1}));
  EXPECT_EQ(add_days({2012, 3, 1}, -1), (Date{2012, 2, 29}));
}

}  // namespace
}  // namespace tote::notes
