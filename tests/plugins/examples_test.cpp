// SPDX-License-Identifier: GPL-2.0-or-later
// The `examples` in our manifests, asked of the sample journal: each is understood as a question
// about its relation. No plugin code runs: the vocabulary alone must do.
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "index/question/question.h"
#include "tests/index/temp_vault.h"
#include "tests/plugins/declared.h"

namespace tote::plugins {
namespace {

TEST(PluginExamples, AreReadAsTheirManifestsSay) {
  index::TempVault vault(declared_vocabulary(own_plugins));
  const std::filesystem::path journal =
      std::filesystem::path(TOTE_SOURCE_DIR) / "notes/sample-journal";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(journal))
    if (entry.path().extension() == ".md")
      vault.note(entry.path().lexically_relative(journal).string(), read_file(entry.path()));
  vault.index();
  index::AskOptions options;
  options.today = {2026, 11, 22};
  int asked = 0;
  for (const auto& relation : vault.vocabulary().relations) {
    for (const auto& [question, reading] : relation.examples) {
      EXPECT_EQ(reading.substr(0, reading.find('(')), relation.id) << question;
      const auto answer = index::question::answer(vault.reader(), question, options, nullptr);
      ++asked;
      ASSERT_TRUE(answer) << question << " is not taken for a question";
      EXPECT_EQ(answer->relation, relation.id) << question;
    }
  }
  EXPECT_GT(asked, 20);
}

}  // namespace
}  // namespace tote::plugins
