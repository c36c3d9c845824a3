// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "index/store/edit_distance.h"

namespace tote::index::store {
namespace {

/// The textbook table, without limit or shortcuts.
std::uint32_t plain_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::uint32_t>> table(a.size() + 1,
                                                std::vector<std::uint32_t>(b.size() + 1));
  for (std::uint32_t i = 0; i <= a.size(); ++i)
    for (std::uint32_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1,
                              table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  return table[a.size()][b.size()];
}

TEST(EditDistance, AgreesWithTheTextbookWithinItsLimit) {
  std::mt19937 random(7);
  const auto word = [&] {
    std::string letters(random() % 9, 'a');
    for (char& letter : letters)
      letter = static_cast<char>('a' + random() % 3);
    return letters;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = word();
    const std::string b = word();
    for (std::uint32_t limit = 0; limit <= 3; ++limit)
      ASSERT_EQ(edit_distance(a, b, limit), std::min(plain_distance(a, b), limit + 1))
          << a << ' ' << b << ' ' << limit;
  }
}

TEST(EditDistance, CountsCharactersNotBytes) {
  EXPECT_EQ(edit_distance("李伟", "李明", 3), 1u);
  EXPECT_EQ(edit_distance("李伟", "伟李", 3), 1u);
  EXPECT_EQ(edit_distance("李", "li", 3), 2u);
}

TEST(LetterSet, NeverDeniesWhatIsNear) {
  const std::vector<std::string> names = {"ravenmarked", "ravnemarked", "ravenmarkd", "émile",
                                          "emile",       "李伟",        "a b c d e",  "abcde"};
  for (const std::string& a : names)
    for (const std::string& b : names)
      for (std::uint32_t edits = 0; edits < 4; ++edits) {
        const bool is_near = edit_distance(a, b, edits) <= edits;
        EXPECT_TRUE(!is_near || may_be_near(letter_set(a), letter_set(b), edits)) << a << " " << b;
      }
}

TEST(LetterSet, DeniesWhatSharesNoLetters) {
  EXPECT_FALSE(may_be_near(letter_set("abcd"), letter_set("efgh"), 3));
}

}  // namespace
}  // namespace tote::index::store
