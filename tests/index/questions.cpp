// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/index/questions.h"

#include <ostream>
#include <set>

#include "index/question/question.h"
#include "index/search/search.h"

namespace tote::index {
namespace {

std::string name_of(const AnswerItem& item) {
  std::string name = item.note ? item.note->title : item.value;
  if (!item.group.empty())
    name += " {" + item.group + "}";
  return name;
}

std::set<std::string> paths_of(const Answer& answer) {
  std::set<std::string> paths;
  for (const AnswerItem& item : answer.items)
    if (item.note)
      paths.insert(item.note->path);
  return paths;
}

}  // namespace

std::string names_of(const std::vector<AnswerItem>& items) {
  std::string names;
  for (const AnswerItem& item : items)
    names += (names.empty() ? "" : ", ") + name_of(item);
  return names;
}

std::optional<Answer> ask(const TempVault& vault, std::string_view line) {
  AskOptions options;
  options.today = today_in_cases;
  return question::answer(vault.reader(), line, options, nullptr);
}

std::string told(const TempVault& vault, std::string_view line) {
  const auto answer = ask(vault, line);
  if (!answer)
    return "search";
  std::string text = answer->relation + ": " + (answer->is_none ? "none" : "");
  text += names_of(answer->items);
  if (answer->polarity < 0)
    text += " (negative)";
  if (!answer->also.empty())
    text += "; also " + names_of(answer->also);
  if (answer->reason == NoneReason::unknown_entity)
    text += " (unknown)";
  return text;
}

void PrintTo(const Asked& asked, std::ostream* out) {
  *out << asked.row.line;
}

TEST_P(Ask, GivesTheAnswer) {
  EXPECT_EQ(told(GetParam().vault(), GetParam().row.line), GetParam().row.want);
}

TEST_P(Ask, HasAFilterWithTheSameNotes) {
  const TempVault& vault = GetParam().vault();
  const auto answer = ask(vault, GetParam().row.line);
  if (!answer || answer->query.empty())
    return;
  AskOptions options;
  options.today = today_in_cases;
  const Answer filtered = search::search(vault.reader(), answer->query, options);
  EXPECT_EQ(filtered.kind, Answer::Kind::filter) << answer->query;
  const bool is_count = answer->items.size() == 1 && !answer->items.front().note;
  if (is_count)
    EXPECT_EQ(answer->items.front().value, std::to_string(filtered.items.size())) << answer->query;
  else
    EXPECT_EQ(paths_of(*answer), paths_of(filtered)) << answer->query;
}

}  // namespace tote::index
