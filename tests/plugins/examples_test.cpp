// SPDX-License-Identifier: GPL-2.0-or-later
// The `examples` in our manifests, asked of the sample journal, and those of the lending example,
// asked of a small one: each is understood as a question about its relation and the names in it. No
// plugin code runs: the vocabulary alone must do.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/question/question.h"
#include "tests/index/temp_vault.h"
#include "tests/plugins/declared.h"

namespace tote::plugins {
namespace {

/// The names in a reading: "lent-by(from=Dune,to=?)" has "Dune".
std::vector<std::string> names_in(const std::string& reading) {
  std::vector<std::string> names;
  for (const std::string end : {"from=", "to="}) {
    const std::size_t begin = reading.find(end) + end.size();
    std::string name = reading.substr(begin, reading.find_first_of(",)", begin) - begin);
    if (name != "?" && name != "me")
      names.push_back(std::move(name));
  }
  return names;
}

/// Asks the examples of every relation that a plugin declares.
void expect_read_as_declared(const index::TempVault& vault, std::string_view plugin) {
  index::AskOptions options;
  options.today = {2026, 11, 22};
  for (const auto& relation : vault.vocabulary().relations) {
    if (relation.plugin != plugin)
      continue;
    EXPECT_GE(relation.examples.size(), 1U) << relation.id;
    for (const auto& [question, reading] : relation.examples) {
      EXPECT_EQ(reading.substr(0, reading.find('(')), relation.id) << question;
      const auto answer = index::question::answer(vault.reader(), question, options, nullptr);
      ASSERT_TRUE(answer) << question << " is not taken for a question";
      EXPECT_EQ(answer->relation, relation.id) << question;
      for (const std::string& name : names_in(reading))
        EXPECT_THAT(answer->reading, testing::HasSubstr(name)) << question;
    }
  }
}

class PluginExamples : public testing::TestWithParam<std::string> {};

TEST_P(PluginExamples, AreReadAsTheManifestSays) {
  index::TempVault vault(declared_vocabulary(own_plugins));
  const std::filesystem::path journal =
      std::filesystem::path(TOTE_SOURCE_DIR) / "notes/sample-journal";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(journal))
    if (entry.path().extension() == ".md")
      vault.note(entry.path().lexically_relative(journal).string(), read_file(entry.path()));
  vault.index();
  expect_read_as_declared(vault, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Own, PluginExamples, testing::ValuesIn(own_plugins), [](const auto& test) {
  return test.param.substr(test.param.find('/') + 1);
});

TEST(LendingExample, IsReadAsItsManifestSays) {
  const std::string lending = "sdk/examples/lending";
  std::vector<std::string> folders = own_plugins;
  folders.push_back(lending);
  index::TempVault vault(declared_vocabulary(folders));
  for (const char* person : {"Zoë Brandt", "Ana Lima"})
    vault.note(std::string("people/") + person + ".md", "---\ntype: person\n---\n");
  for (const char* book : {"Dune", "The Hobbit", "Tigana", "Piranesi", "Emma"})
    vault.note(std::string("books/") + book + ".md", "---\ntype: book\n---\n");
  vault.note("journal/2026-09-01.md",
             "[[Zoë Brandt]] lent me [[Dune]]. I lent [[Tigana]] to [[Ana Lima]].\n"
             "[[Ana Lima]] borrowed [[The Hobbit]] from me. Gave [[Piranesi]] back to\n"
             "[[Zoë Brandt]]. [[Ana Lima]] returned [[Emma]] to me.\n");
  vault.index();
  expect_read_as_declared(vault, lending);
  index::AskOptions options;
  options.today = {2026, 11, 22};
  const auto lender = index::question::answer(vault.reader(), "who lent me Dune", options, nullptr);
  ASSERT_TRUE(lender);
  ASSERT_EQ(lender->items.size(), 1U);
  EXPECT_EQ(lender->items[0].note->title, "Zoë Brandt");
}

}  // namespace
}  // namespace tote::plugins
