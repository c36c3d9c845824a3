// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

TEST(Config, IsAllDefaultsWithoutAFile) {
  const TempFolder vault;
  const auto config = load_config(vault.path());
  ASSERT_TRUE(config);
  EXPECT_TRUE(config->ignore.empty());
  EXPECT_TRUE(config->me.empty());
}

TEST(Config, ReadsEverySetting) {
  const TempFolder vault;
  vault.write(".tote/config.toml", R"(ignore = ["drafts/"]
[me]
aliases = ["Bob"]
name = "Robert"
[folders]
journal = "journal"
[plugins]
disabled = ["tote.links"]
)");
  const auto config = load_config(vault.path());
  ASSERT_TRUE(config) << to_string(config.error());
  EXPECT_THAT(config->ignore, ElementsAre("drafts/"));
  EXPECT_THAT(config->me, ElementsAre("Robert", "Bob"));
  EXPECT_THAT(config->folder_types, ElementsAre(Pair("journal", "journal")));
  EXPECT_THAT(config->disabled_plugins, ElementsAre("tote.links"));
}

TEST(Config, KeepsWhatIsSetForAPlugin) {
  const TempFolder vault;
  vault.write(".tote/config.toml",
              "[plugins.\"tote.contacts\"]\ncountry-code = \"+1\"\nyears = [1, 2]\nloud = true\n");
  const auto config = load_config(vault.path());
  ASSERT_TRUE(config) << to_string(config.error());
  const auto& set = config->plugin_settings.at("tote.contacts");
  ASSERT_EQ(set.size(), 3U);
  EXPECT_EQ(set[0].key, "country-code");
  EXPECT_EQ(set[0].value.front().text, "+1");
  EXPECT_EQ(set[0].place.line, 2U);
  EXPECT_TRUE(set[1].value.front().boolean);
  ASSERT_EQ(set[2].value.size(), 3U);
  EXPECT_EQ(set[2].value.front().kind, notes::Value::Kind::list);
  EXPECT_EQ(set[2].value.front().next, 3U);
  EXPECT_EQ(set[2].value[1].integer, 1);
}

TEST(Config, ReadsTheFileThatInitWrites) {
  const TempFolder vault;
  vault.write(".tote/config.toml", default_config_text());
  EXPECT_TRUE(load_config(vault.path()));
}

struct BadConfig {
  const char* name;
  const char* text;
  const char* message;
  std::uint32_t line;
};

class ConfigRefuses : public testing::TestWithParam<BadConfig> {};

TEST_P(ConfigRefuses, WithThePlaceAndWhatToDo) {
  const TempFolder vault;
  vault.write(".tote/config.toml", GetParam().text);
  const auto config = load_config(vault.path());
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(config.error().message, HasSubstr(GetParam().message));
  ASSERT_TRUE(config.error().place);
  EXPECT_EQ(config.error().place->line, GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    Files, ConfigRefuses,
    testing::Values(
        BadConfig{"BrokenToml", "ignore = [\n\"a\"\nme", "not valid TOML", 3},
        BadConfig{"AnUnknownSetting", "\nignored = []\n", "unknown setting 'ignored'", 2},
        BadConfig{"AnotherType", "ignore = 3\n", "must be a list of texts", 1},
        BadConfig{"AnUnknownPartOfMe", "[me]\nnick = \"B\"\n", "unknown setting 'me.nick'", 2}),
    [](const auto& parameter) { return parameter.param.name; });

}  // namespace
}  // namespace tote::host
