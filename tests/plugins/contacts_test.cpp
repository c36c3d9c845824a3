// SPDX-License-Identifier: GPL-2.0-or-later
// What the contacts plugin knows: addresses, telephone numbers, birthdays, names, contact logs.
#include <optional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/contacts/birthday.h"
#include "plugins/contacts/contact_log.h"
#include "plugins/contacts/email.h"
#include "plugins/contacts/names.h"
#include "plugins/contacts/phone.h"

namespace tote::contacts {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Values;

struct TextCase {
  const char* name;
  std::string text;
  std::optional<std::string> want;
};

class ReadEmail : public ::testing::TestWithParam<TextCase> {};

TEST_P(ReadEmail, GivesTheAddress) {
  EXPECT_EQ(read_email(GetParam().text), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadEmail,
    Values(TextCase{"Plain", "walt@brennan.example", "walt@brennan.example"},
           TextCase{"DomainInCapitals", "Walt@Brennan.EXAMPLE", "Walt@brennan.example"},
           TextCase{"Autolink", "<walt@brennan.example>", "walt@brennan.example"},
           TextCase{"WithName", "Walt Brennan <walt@brennan.example>", "walt@brennan.example"},
           TextCase{"Mailto", "mailto:walt@brennan.example?subject=kayak", "walt@brennan.example"},
           TextCase{"MarkdownLink", "[mail](mailto:walt@brennan.example)", "walt@brennan.example"},
           TextCase{"Tag", "walt+tote@brennan.example", "walt+tote@brennan.example"},
           TextCase{"BeyondAscii", "zoë@bücher.example", "zoë@bücher.example"},
           TextCase{"NoAt", "walt.brennan.example", {}},
           TextCase{"NoPointInDomain", "walt@brennan", {}},
           TextCase{"PointAtTheEnd", "walt@brennan.", {}},
           TextCase{"DoublePoint", "walt..b@brennan.example", {}},
           TextCase{"Space", "walt b@brennan.example", {}},
           TextCase{"NoName", "@brennan.example", {}}, TextCase{"Nothing", "", {}},
           TextCase{"OnlyBrackets", "<>", {}},
           TextCase{"OverlongName", std::string(65, 'w') + "@brennan.example", {}}),
    [](const auto& test) { return test.param.name; });

struct PhoneCase {
  const char* name;
  std::string text;
  std::string country_code;
  std::string want;
  PhoneFault fault = PhoneFault::none;
};

class ReadPhone : public ::testing::TestWithParam<PhoneCase> {};

TEST_P(ReadPhone, GivesTheInternationalForm) {
  const Phone phone = read_phone(GetParam().text, GetParam().country_code);
  EXPECT_EQ(phone.canonical, GetParam().want);
  EXPECT_EQ(phone.fault, GetParam().fault);
  if (phone.fault != PhoneFault::none) {
    EXPECT_THAT(explain(phone.fault), Not(IsEmpty()));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadPhone,
    Values(PhoneCase{"Plus", "+1 (503) 555-0142", "", "+15035550142"},
           PhoneCase{"Points", "+1.503.555.0142", "", "+15035550142"},
           PhoneCase{"DoubleZero", "0044 20 7946 0958", "", "+442079460958"},
           PhoneCase{"BracketedTrunk", "+44 (0)20 7946 0958", "", "+442079460958"},
           PhoneCase{"Tel", "tel:+1-503-555-0142", "", "+15035550142"},
           PhoneCase{"TelLink", "[call](tel:+1-503-555-0142)", "", "+15035550142"},
           PhoneCase{"Extension", "+1 503 555 0142 ext. 12", "", "+15035550142;ext=12"},
           PhoneCase{"ShortExtension", "+1 503 555 0142 x12", "", "+15035550142;ext=12"},
           PhoneCase{"Rfc3966Extension", "+15035550142;ext=12", "", "+15035550142;ext=12"},
           PhoneCase{"National", "(503) 555-0142", "1", "+15035550142"},
           PhoneCase{"LongDistance", "1 503 555 0142", "1", "+15035550142"},
           PhoneCase{"BritishTrunk", "020 7946 0958", "44", "+442079460958"},
           PhoneCase{"ItalyKeepsItsZero", "06 698 12345", "39", "+390669812345"},
           PhoneCase{"NoBreakSpace", "+49\u00A030\u00A01234567", "", "+49301234567"},
           PhoneCase{"NoCountry", "(503) 555-0142", "", "", PhoneFault::country},
           PhoneCase{"TooShort", "+1 503", "", "", PhoneFault::length},
           PhoneCase{"TooLong", "+1234567890123456", "", "", PhoneFault::length},
           PhoneCase{"AmericanWithTooFew", "+1 503 555 014", "", "", PhoneFault::length},
           PhoneCase{"NationalWithTooFew", "555-0142", "1", "", PhoneFault::length},
           PhoneCase{"CountryZero", "+0 503 555 0142", "", "", PhoneFault::length},
           PhoneCase{"Letters", "ask Walt", "", "", PhoneFault::foreign_character},
           PhoneCase{"PlusInside", "503+5550142", "", "", PhoneFault::foreign_character},
           PhoneCase{"Nothing", "", "", "", PhoneFault::foreign_character},
           PhoneCase{"Endless", std::string(1'000'000, 'x'), "", "",
                     PhoneFault::foreign_character}),
    [](const auto& test) { return test.param.name; });

TEST(CountryCode, IsReadWithAndWithoutItsPrefix) {
  EXPECT_EQ(read_country_code("+44"), "44");
  EXPECT_EQ(read_country_code("0044"), "44");
  EXPECT_EQ(read_country_code(" 1 "), "1");
  EXPECT_EQ(read_country_code("UK"), "");
  EXPECT_EQ(read_country_code(""), "");
  EXPECT_EQ(read_country_code("12345"), "");
}

class ReadBirthday : public ::testing::TestWithParam<TextCase> {};

TEST_P(ReadBirthday, GivesTheDay) {
  EXPECT_EQ(read_birthday(GetParam().text), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, ReadBirthday,
    Values(TextCase{"Iso", "1954-11-27", "1954-11-27"},
           TextCase{"WithoutYear", "--06-30", "--06-30"},
           TextCase{"MonthAndDay", "06-30", "--06-30"},
           TextCase{"YearAndMonth", "1954-11", "1954-11"}, TextCase{"Year", "1954", "1954"},
           TextCase{"DayMonth", "30 June", "--06-30"}, TextCase{"MonthDay", "June 30th", "--06-30"},
           TextCase{"DayOfMonth", "the 30th of June", {}},
           TextCase{"DayOfMonthPlain", "30th of June 1954", "1954-06-30"},
           TextCase{"American", "Nov. 27, 1954", "1954-11-27"},
           TextCase{"MonthYear", "November 1954", "1954-11"},
           TextCase{"Points", "27.11.1954", "1954-11-27"},
           TextCase{"PointsWithoutYear", "30.6.", "--06-30"},
           TextCase{"IsoSlashes", "1954/11/27", "1954-11-27"},
           TextCase{"LeapDay", "--02-29", "--02-29"},
           TextCase{"LeapYear", "2000-02-29", "2000-02-29"},
           TextCase{"NoLeapYear", "1900-02-29", {}}, TextCase{"NoSuchDay", "1954-06-31", {}},
           TextCase{"NoSuchMonth", "1954-13-01", {}}, TextCase{"AmbiguousSlashes", "6/5/1954", {}},
           TextCase{"TwoMonths", "May June", {}}, TextCase{"Word", "soon", {}},
           TextCase{"Nothing", "", {}}, TextCase{"Dashes", "----", {}},
           TextCase{"Endless", std::string(1'000'000, '1'), {}}),
    [](const auto& test) { return test.param.name; });

TEST(Birthday, SortsByItsDay) {
  EXPECT_EQ(birthday_key("1954-11-27"), 19541127);
  EXPECT_EQ(birthday_key("--06-30"), 630);
  EXPECT_EQ(birthday_key("1954-11"), 19541100);
  EXPECT_EQ(birthday_key("1954"), 19540000);
}

TEST(Names, AreTurnedBackFromTheRegister) {
  EXPECT_EQ(uninverted("Davis, Amy Rose"), "Amy Rose Davis");
  EXPECT_EQ(uninverted("Amy Rose Davis"), "");
  EXPECT_EQ(uninverted("Martin Luther King, Jr."), "");
  EXPECT_EQ(uninverted("Davis, Amy, Rose"), "");
  EXPECT_EQ(uninverted("Davis,"), "");
}

struct ItemCase {
  const char* name;
  std::string item;
  bool is_dated;
};

class LeadingDay : public ::testing::TestWithParam<ItemCase> {};

TEST_P(LeadingDay, IsReadBehindTheMarker) {
  const auto day = leading_day(GetParam().item);
  ASSERT_EQ(day.has_value(), GetParam().is_dated);
  if (day) {
    EXPECT_EQ(day->year, 2024);
    EXPECT_EQ(day->month, 5);
    EXPECT_EQ(day->day, 12);
  }
}

INSTANTIATE_TEST_SUITE_P(Items, LeadingDay,
                         Values(ItemCase{"Plain", "- 2024-05-12: tea at her place", true},
                                ItemCase{"Bold", "* **2024-05-12** tea", true},
                                ItemCase{"Wikilink", "- [[2024-05-12]]: tea", true},
                                ItemCase{"Ordered", "1. 2024-05-12 tea", true},
                                ItemCase{"Alone", "- 2024-05-12", true},
                                ItemCase{"Later", "- tea on 2024-05-12", false},
                                ItemCase{"Month", "- 2024-05: tea", false},
                                ItemCase{"NoSuchDay", "- 2024-05-32 tea", false},
                                ItemCase{"MoreDigits", "- 2024-05-123", false},
                                ItemCase{"Nothing", "", false}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::contacts
