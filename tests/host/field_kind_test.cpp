// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/field_kind.h"

#include <gtest/gtest.h>

namespace tote::host {
namespace {

index::FieldDecl field(index::FieldKind kind, index::Bounds bounds = {}) {
  index::FieldDecl declared;
  declared.id = "rating";
  declared.kind = kind;
  declared.bounds = bounds;
  return declared;
}

const index::FieldDecl stars = field(index::FieldKind::decimal, {0, 5});
const index::FieldDecl pages = field(index::FieldKind::integer, {1, std::nullopt});

TEST(FieldKind, HoldsNumbersWithinItsBounds) {
  for (const char* value : {"0", "4.5", "5", "+5", "-0"})
    EXPECT_TRUE(suits_field(stars, value)) << value;
  for (const char* value : {"11", "-1", "5.01", "+11", " 11", "inf", "nan", "many", ""})
    EXPECT_FALSE(suits_field(stars, value)) << value;
  EXPECT_TRUE(suits_field(pages, "1"));
  EXPECT_FALSE(suits_field(pages, "0"));
  EXPECT_FALSE(suits_field(pages, "1.5"));
}

TEST(FieldKind, HoldsAnyNumberWithoutBounds) {
  for (const char* value : {"11", "-1", "1e300"})
    EXPECT_TRUE(suits_field(field(index::FieldKind::decimal), value)) << value;
  EXPECT_TRUE(check_bounds(field(index::FieldKind::decimal), "1e300"));
}

TEST(FieldKind, SaysWhatIsAllowed) {
  EXPECT_EQ(misfit(stars, "11"), "'11' is not what the field rating holds: a number from 0 to 5");
  EXPECT_EQ(misfit(pages, "0"),
            "'0' is not what the field rating holds: a whole number of at least 1");
  EXPECT_EQ(misfit(field(index::FieldKind::integer), "x"),
            "'x' is not what the field rating holds: a whole number");
}

TEST(FieldKind, RefusesToWriteANumberOutOfBounds) {
  for (const char* value : {"11", "-1", "+11", " 11", "5.01"}) {
    const auto checked = check_bounds(stars, value);
    ASSERT_FALSE(checked) << value;
    EXPECT_EQ(checked.error().code, ErrorCode::invalid_input);
  }
  EXPECT_EQ(check_bounds(stars, "11").error().message,
            "'11' is not what the field rating holds: a number from 0 to 5; nothing was written");
}

TEST(FieldKind, LeavesWhatIsNoNumberToThePlugin) {
  auto normalised = pages;
  normalised.is_normalised = true;
  for (const char* value : {"8/10", "304 pages", "many", ""})
    EXPECT_TRUE(check_bounds(normalised, value)) << value;
  EXPECT_TRUE(check_bounds(field(index::FieldKind::text), "11"));
}

}  // namespace
}  // namespace tote::host
