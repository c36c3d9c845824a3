// SPDX-License-Identifier: GPL-2.0-or-later
// Questions as tables: what is typed, and what comes back in one line. Every row is also pasted
// back: its filter line must find the notes that the question found.
//
//   constexpr Case cases[] = {{"who recommended Solaris", "recommended-by: Cora Lund"}};
//   TEST_P(Ask, …) in questions.cpp runs them: INSTANTIATE_TEST_SUITE_P(Name, Ask, in(journal,
//   cases));
#pragma once

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "index/answer.h"
#include "tests/index/temp_vault.h"

namespace tote::index {

/// Today in all cases.
inline constexpr notes::Date today_in_cases{2026, 11, 22};

/// People, books, reviews and posts of a small journal; one vault for all cases.
[[nodiscard]] const TempVault& journal();
/// Podcasts, a garden and recipes: kinds of note that only tests/index/hobbies.json declares.
[[nodiscard]] const TempVault& hobbies();

struct Case {
  std::string_view line;
  std::string_view want;
};

/// A row of a table and the vault that it is asked of.
struct Asked {
  const TempVault& (*vault)() = nullptr;
  Case row;
};

void PrintTo(const Asked& asked, std::ostream* out);

template <std::size_t n>
[[nodiscard]] auto in(const TempVault& (*vault)(), const Case (&rows)[n]) {
  std::vector<Asked> all;
  for (const Case& row : rows)
    all.push_back({vault, row});
  return testing::ValuesIn(all);
}

class Ask : public testing::TestWithParam<Asked> {};

/// The question's answer; nullopt if the line is to be searched for.
[[nodiscard]] std::optional<Answer> ask(const TempVault& vault, std::string_view line);

/// "recommended-by: Cora Lund", "recommended-by: none", "search"; of several meanings
/// "2 {Ben Okri}".
[[nodiscard]] std::string told(const TempVault& vault, std::string_view line);

[[nodiscard]] std::string names_of(const std::vector<AnswerItem>& items);

}  // namespace tote::index
