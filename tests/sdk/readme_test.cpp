// SPDX-License-Identifier: GPL-2.0-or-later
// The README is right: what it shows is built and run (tests/cli reads it as a session), and what
// it lists is all there is.
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "host/author/check/check.h"
#include "host/author/json_schema.h"

namespace tote::sdk {
namespace {

using nlohmann::json;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string read_file(const std::string& path) {
  std::ifstream stream(std::string(TOTE_SOURCE_DIR) + '/' + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
  const std::regex form(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(text.begin(), text.end(), form), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

TEST(Readme, HasNoBlockThatNobodyRuns) {
  // A block is a file, with its path, or what is typed at the shell.
  bool is_inside = false;
  for (const auto& fence : matches(read_file("sdk/README.md"), "\n```([^\n]*)")) {
    if (!is_inside) {
      EXPECT_TRUE(fence == "console" || fence.find(' ') != std::string::npos) << "```" << fence;
    }
    is_inside = !is_inside;
  }
}

TEST(Readme, ShowsManifestsThatFitTheSchema) {
  const json schema = json::parse(read_file("sdk/plugin.schema.json"));
  const auto manifests =
      matches(read_file("sdk/README.md"), "```json [a-z]+/plugin.json\n([^`]*)\n```");
  EXPECT_GE(manifests.size(), 3U);
  for (const auto& text : manifests)
    EXPECT_THAT(host::author::schema_violations(schema, json::parse(text)), IsEmpty());
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

TEST(Readme, NamesEveryStructAndInterfaceOfTheHeader) {
  const std::string readme = read_file("sdk/README.md");
  const std::string header = read_file("sdk/include/tote/plugin.h");
  const auto structs = matches(header, "\n\\} (tote_\\w+_t);");
  EXPECT_GT(structs.size(), 15U);
  for (const auto& name : structs)
    EXPECT_THAT(readme, HasSubstr('`' + name + '`'));
  for (const auto& id : matches(header, "#define TOTE_\\w+ \"(tote\\.[^\"]+)\""))
    EXPECT_THAT(readme, HasSubstr('`' + id + '`'));
  const std::set<std::string> known(structs.begin(), structs.end());
  for (const auto& name : matches(readme, "`(tote_\\w+_t)`"))
    EXPECT_TRUE(known.count(name) == 1 || name == "tote_status_t" || name == "tote_call_t")
        << name << " is not in the header";
}

TEST(Readme, ListsEveryCheckAsItIs) {
  const std::string readme = read_file("sdk/README.md");
  for (const auto& check : host::author::check::check_specs())
    EXPECT_THAT(readme,
                HasSubstr(fmt::format("| `{}` | {} | {} |\n", check.id, check.level, check.what)));
}

}  // namespace
}  // namespace tote::sdk
