// SPDX-License-Identifier: GPL-2.0-or-later
// The `examples` in our manifests, asked of the sample journal: each is understood as a question
// about its relation. No plugin code runs: the vocabulary alone must do.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "index/question/question.h"
#include "index/vocabulary.h"
#include "tests/index/temp_vault.h"

namespace tote::plugins {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

index::Vocabulary vocabulary() {
  index::Vocabulary all = index::core_vocabulary();
  for (const char* manifest :
       {"plugins/contacts", "plugins/books", "plugins/posts", "plugins/links"}) {
    const auto root = nlohmann::json::parse(
        read_file(std::filesystem::path(TOTE_SOURCE_DIR) / manifest / "plugin.json"));
    nlohmann::json declared = nlohmann::json::object();
    for (const char* member : {"types", "fields", "relations"})
      if (root.contains(member))
        declared[member] = root[member];
    auto parsed = index::parse_vocabulary(declared.dump(), manifest);
    if (!parsed || !merge(all, *std::move(parsed)))
      ADD_FAILURE() << manifest << " cannot be merged";
  }
  return all;
}

TEST(PluginExamples, AreReadAsTheirManifestsSay) {
  index::TempVault vault(vocabulary());
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
