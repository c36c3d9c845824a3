// SPDX-License-Identifier: GPL-2.0-or-later
// The README shows files that exist and are built, and manifests that tote reads.
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "host/author/json_schema.h"
#include "index/vocabulary.h"

namespace tote::sdk {
namespace {

using nlohmann::json;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::Values;

std::string read_file(const std::string& path) {
  std::ifstream stream(std::string(TOTE_SOURCE_DIR) + '/' + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The code blocks of the README in this language.
std::vector<std::string> blocks(const std::string& language) {
  const std::string readme = read_file("sdk/README.md");
  const std::string fence = "\n```" + language + '\n';
  std::vector<std::string> found;
  for (std::size_t at = readme.find(fence); at != std::string::npos; at = readme.find(fence, at)) {
    at += fence.size();
    found.push_back(readme.substr(at, readme.find("\n```\n", at) + 1 - at));
  }
  return found;
}

class ReadmeBlock : public ::testing::TestWithParam<const char*> {};

TEST_P(ReadmeBlock, IsAFileThatIsBuiltOutOfTree) {
  const std::string file = read_file(std::string("tests/install/recipes/") + GetParam());
  const std::string extension = file.substr(0, 1) == "{" ? "json"
                                : file[0] == '#'         ? "cmake"
                                                         : "cpp";
  bool is_shown = false;
  for (const auto& block : blocks(extension))
    is_shown = is_shown || (block.size() > 100 && file.find(block) != std::string::npos);
  EXPECT_TRUE(is_shown) << GetParam() << " differs from the README";
}

INSTANTIATE_TEST_SUITE_P(Recipes, ReadmeBlock,
                         Values("plugin.json", "recipes.cpp", "CMakeLists.txt"));

TEST(Readme, ShowsManifestsThatToteReads) {
  const json schema = json::parse(read_file("sdk/plugin.schema.json"));
  const auto manifests = blocks("json");
  ASSERT_THAT(manifests, SizeIs(2));
  for (const auto& text : manifests) {
    const json manifest = json::parse(text);
    EXPECT_THAT(host::author::schema_violations(schema, manifest), IsEmpty());
    json declared = json::object();
    for (const char* member : {"types", "fields", "relations"})
      if (manifest.contains(member))
        declared[member] = manifest[member];
    const auto vocabulary = index::parse_vocabulary(declared.dump(), "example");
    EXPECT_TRUE(vocabulary) << to_string(vocabulary.error());
  }
}

TEST(Readme, ExplainsEveryMemberOfThePluginsFile) {
  const std::string readme = read_file("sdk/README.md");
  const json schema = json::parse(read_file("sdk/plugin.schema.json"));
  for (const auto& [name, rule] : schema["properties"].items())
    EXPECT_THAT(readme, AnyOf(HasSubstr('`' + name), HasSubstr('"' + name))) << "member " << name;
  for (const auto& [kind, definition] : schema["definitions"].items()) {
    if (!definition.contains("properties"))
      continue;
    for (const auto& [name, rule] : definition["properties"].items())
      EXPECT_THAT(readme, HasSubstr(name)) << kind << '.' << name;
  }
}

}  // namespace
}  // namespace tote::sdk
