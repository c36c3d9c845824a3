// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/bounds.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tote::index {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr Bounds stars{0, 5};
constexpr Bounds from_one{1, std::nullopt};
constexpr Bounds up_to_ten{std::nullopt, 10};

TEST(Bounds, ContainBothEnds) {
  for (const double number : {0.0, 4.5, 5.0})
    EXPECT_TRUE(stars.contain(number)) << number;
  for (const double number : {-0.5, 5.5, std::numeric_limits<double>::quiet_NaN()})
    EXPECT_FALSE(stars.contain(number)) << number;
}

TEST(Bounds, LimitNothingWhereOneIsMissing) {
  EXPECT_TRUE(from_one.contain(1e300));
  EXPECT_FALSE(from_one.contain(0));
  EXPECT_TRUE(up_to_ten.contain(-1e300));
  EXPECT_FALSE(up_to_ten.contain(11));
  EXPECT_TRUE(Bounds{}.contain(-1));
}

TEST(Bounds, ContainOthersThatAreNoWider) {
  for (const auto& wide : {stars, Bounds{0, 6}, Bounds{-1, 5}, up_to_ten, Bounds{}})
    EXPECT_TRUE(wide.contain(stars)) << within("", wide);
  for (const auto& narrow : {Bounds{1, 5}, Bounds{0, 4}, from_one})
    EXPECT_FALSE(narrow.contain(stars)) << within("", narrow);
  EXPECT_FALSE(stars.contain(Bounds{}));
  EXPECT_FALSE(stars.contain(up_to_ten));
}

TEST(Bounds, AreTheNearestToWhatIsBeyondThem) {
  EXPECT_EQ(stars.nearest(-3), 0);
  EXPECT_EQ(stars.nearest(4.5), 4.5);
  EXPECT_EQ(stars.nearest(12), 5);
  EXPECT_EQ(Bounds{}.nearest(12), 12);
}

TEST(Bounds, AreSaidAsPeopleDo) {
  EXPECT_EQ(within("a number", stars), "a number from 0 to 5");
  EXPECT_EQ(within("a number", {-0.5, 0.5}), "a number from -0.5 to 0.5");
  EXPECT_EQ(within("a whole number", from_one), "a whole number of at least 1");
  EXPECT_EQ(within("a whole number", up_to_ten), "a whole number of at most 10");
  EXPECT_EQ(within("a number", {}), "a number");
}

TEST(Bounds, AreOfNumbersAndAllowSome) {
  EXPECT_THAT(fault_of({0, 0.5}, Bounded::decimal), IsEmpty());
  EXPECT_THAT(fault_of({3, 3}, Bounded::integer), IsEmpty());
  EXPECT_THAT(fault_of({}, Bounded::no_number), IsEmpty());
  EXPECT_THAT(fault_of(from_one, Bounded::no_number), HasSubstr("for the kinds integer and"));
  EXPECT_THAT(fault_of({5, 1}, Bounded::decimal), HasSubstr("'min' above its 'max'"));
  EXPECT_THAT(fault_of({0.5, 5}, Bounded::integer), HasSubstr("must be whole numbers"));
  EXPECT_THAT(fault_of({std::nullopt, 1e300}, Bounded::integer), HasSubstr("whole numbers"));
}

}  // namespace
}  // namespace tote::index
