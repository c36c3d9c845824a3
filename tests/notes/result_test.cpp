// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/result.h"

#include <gtest/gtest.h>

namespace tote {
namespace {

Result<int> half(int value) {
  if (value % 2 != 0)
    return fail(ErrorCode::invalid_input, "odd", SourcePlace{"a.md", 3, 7});
  return value / 2;
}

Result<int> quarter(int value) {
  TOTE_TRY(const int once, half(value));
  TOTE_TRY(const int twice, half(once));
  return twice;
}

TEST(Result, TryPassesValuesOn) {
  EXPECT_EQ(*quarter(8), 2);
}

TEST(Result, TryReturnsTheFirstError) {
  const auto result = quarter(6);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::invalid_input);
  EXPECT_EQ(to_string(result.error()), "a.md:3:7: odd");
}

TEST(SourcePlace, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(to_string(SourcePlace{"a.md", 0, 0}), "a.md");
  EXPECT_EQ(to_string(SourcePlace{"a.md", 4, 0}), "a.md:4");
}

}  // namespace
}  // namespace tote
