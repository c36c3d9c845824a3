// SPDX-License-Identifier: GPL-2.0-or-later
// For random small vaults every question gives what a look at all facts gives, and the filter line
// that it prints finds the same notes.
//
// TOTE_PROPERTY_WORLDS=N tries N worlds instead of a few, TOTE_PROPERTY_SEED=S begins at another
// seed. A failure prints the seed, and the smallest part of its vault that still fails.
#include <cstdlib>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "index/question/question.h"
#include "index/search/search.h"
#include "tests/index/temp_vault.h"
#include "tests/property/brute_force.h"
#include "tests/property/random_world.h"

namespace tote::property {
namespace {

using index::Answer;
using index::AnswerItem;

std::uint64_t number_of(const char* variable, std::uint64_t otherwise) {
  const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

index::AskOptions options() {
  index::AskOptions options;
  options.today = {2026, 11, 22};
  return options;
}

std::set<std::string> names_of(const std::vector<AnswerItem>& items) {
  std::set<std::string> names;
  for (const AnswerItem& item : items)
    names.insert(item.note ? item.note->title : item.value);
  return names;
}

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return '{' + text + '}';
}

/// An index of a world's notes.
class Vault {
 public:
  explicit Vault(const World& world) {
    for (const auto& [path, text] : notes_of(world))
      vault_.note(path, text);
    vault_.index();
  }

  /// What is wrong with the answer to a question; empty if nothing is.
  [[nodiscard]] std::string fault(const Asked& asked) const {
    const auto answer = index::question::answer(vault_.reader(), asked.line, options(), nullptr);
    if (!answer)
      return asked.want.empty() ? "" : "is taken for a search, should give " + joined(asked.want);
    const std::set<std::string> given = names_of(answer->items);
    if (given != asked.want)
      return "gives " + joined(given) + ", should give " + joined(asked.want);
    if (asked.is_no != (answer->polarity < 0) && asked.want.contains("no"))
      return "says yes to what is denied";
    return filter_fault(*answer);
  }

 private:
  [[nodiscard]] std::string filter_fault(const Answer& answer) const {
    if (answer.query.empty() || answer.items.empty())
      return "";
    const Answer filtered = index::search::search(vault_.reader(), answer.query, options());
    const std::set<std::string> found = names_of(filtered.items);
    const AnswerItem& first = answer.items.front();
    const bool is_count = !first.note && first.value == std::to_string(found.size());
    const bool is_set = first.note.has_value();
    if (is_count || !is_set || names_of(answer.items) == found)
      return "";
    return "has the filter '" + answer.query + "', which finds " + joined(found) + " and not " +
           joined(names_of(answer.items));
  }

  index::TempVault vault_;
};

/// The fault of a question about a world, if the world still raises that question.
std::string fault_in(const World& world, const std::string& line) {
  for (const Asked& asked : questions_about(world))
    if (asked.line == line)
      return Vault(world).fault(asked);
  return "";
}

/// Leaves out what the fault does not need.
World shrunk(World world, const std::string& line) {
  const auto drop = [&](auto& list) {
    for (std::size_t i = list.size(); i-- > 0;) {
      const auto kept = list;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
      if (fault_in(world, line).empty())
        list = kept;
    }
  };
  drop(world.noise);
  drop(world.facts);
  return world;
}

TEST(QuestionProperty, GivesWhatEveryFactTogetherGives) {
  constexpr std::uint64_t few_worlds = 12;
  const std::uint64_t first = number_of("TOTE_PROPERTY_SEED", 1);
  const std::uint64_t worlds = number_of("TOTE_PROPERTY_WORLDS", few_worlds);
  for (std::uint64_t seed = first; seed < first + worlds; ++seed) {
    const World world = random_world(seed);
    const Vault vault(world);
    for (const Asked& asked : questions_about(world)) {
      const std::string fault = vault.fault(asked);
      if (fault.empty())
        continue;
      const World least = shrunk(world, asked.line);
      FAIL() << "seed " << seed << ": '" << asked.line << "' " << fault_in(least, asked.line)
             << "\n"
             << printed(notes_of(least));
    }
  }
}

}  // namespace
}  // namespace tote::property
