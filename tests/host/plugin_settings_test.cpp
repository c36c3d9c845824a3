// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "host/journal.h"
#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

using nlohmann::json;
using notes::Value;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<SettingDecl> declared() {
  auto settings = parse_settings(json::parse(R"([
    {"id": "country-code"},
    {"id": "feeds", "list": true, "default": ["a", "b"]},
    {"id": "speed", "kind": "decimal", "default": 1}
  ])"));
  EXPECT_TRUE(settings) << to_string(settings.error());
  return *std::move(settings);
}

PluginSetting set_text(const std::string& key, const std::string& text) {
  Value value;
  value.kind = Value::Kind::text;
  value.text = text;
  value.next = 1;
  return {key, {value}, {"config.toml", 7, 1}};
}

std::vector<std::string> lines(const std::vector<Value>& values) {
  std::vector<std::string> found;
  for (const auto& value : values)
    found.push_back(std::to_string(value.depth) + ' ' + value.key + '=' + value.text + " ->" +
                    std::to_string(value.next));
  return found;
}

TEST(PluginSettings, AreDefaultsWhereNothingIsSet) {
  const auto values = resolve_settings(declared(), {});
  ASSERT_TRUE(values);
  EXPECT_THAT(lines(*values), ElementsAre("0 feeds= ->3", "1 =a ->2", "1 =b ->3", "0 speed=1 ->4"));
}

TEST(PluginSettings, TakeWhatIsSetUnderAnySpellingOfTheKey) {
  const auto values = resolve_settings(declared(), {set_text("Country_Code", "+1")});
  ASSERT_TRUE(values);
  EXPECT_EQ(lines(*values).front(), "0 country-code=+1 ->1");
  EXPECT_EQ(lines(*values).back(), "0 speed=1 ->5");
}

TEST(PluginSettings, LeaveOutWhatIsNotDeclaredAndNameWhatIs) {
  const auto country = set_text("country", "+1");
  const auto values = resolve_settings(declared(), {country});
  ASSERT_TRUE(values) << to_string(values.error());
  EXPECT_THAT(lines(*values), ElementsAre("0 feeds= ->3", "1 =a ->2", "1 =b ->3", "0 speed=1 ->4"));
  EXPECT_THAT(undeclared_settings("a.b", declared(), {set_text("Country_Code", "+1"), country}),
              ElementsAre("config.toml:7:1: a.b has no setting 'country', so it does nothing; its "
                          "settings are: country-code, feeds, speed"));
}

TEST(PluginSettings, RefuseAnotherKind) {
  const auto values = resolve_settings(declared(), {set_text("feeds", "a")});
  ASSERT_FALSE(values);
  EXPECT_THAT(to_string(values.error()), HasSubstr("a list of text"));
}

struct BadDeclaration {
  const char* name;
  const char* text;
  const char* message;
};

class SettingDeclaration : public testing::TestWithParam<BadDeclaration> {};

TEST_P(SettingDeclaration, IsRefusedWithItsPlace) {
  const auto settings = parse_settings(json::parse(GetParam().text));
  ASSERT_FALSE(settings);
  EXPECT_THAT(to_string(settings.error()), HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Wrong, SettingDeclaration,
    testing::Values(
        BadDeclaration{"NoList", "{}", "/settings: must be a list"},
        BadDeclaration{"NoId", "[{}]", "/settings/0: needs an id"},
        BadDeclaration{"AnOddId", R"([{"id": "A b"}])", "lower case"},
        BadDeclaration{"AnUnknownKind", R"([{"id": "a", "kind": "colour"}])", "/kind"},
        BadDeclaration{"ADefaultOfAnotherKind",
                       R"([{"id": "a", "kind": "integer", "default": "x"}])", "/default"},
        BadDeclaration{"AnUnknownMember", R"([{"id": "a", "hint": "x"}])", "'hint'"},
        BadDeclaration{"TheSameTwice", R"([{"id": "a"}, {"id": "a"}])", "declared twice"}),
    [](const auto& test) { return test.param.name; });

/// A person whose number has no country.
class SettingInAVault : public testing::Test {
 protected:
  Result<Journal> open(const std::string& config) {
    vault.write(".tote/config.toml", config);
    vault.write("ana.md", "---\ntype: person\nphone: (503) 555-0142\n---\n# Ana Lima\n");
    JournalOptions options;
    options.vault = vault.path();
    options.index_directory = cache.path() / "index";
    options.plugin_path = {TOTE_BUILT_PLUGINS};
    options.worker_program = TOTE_PROGRAM;
    return Journal::open(std::move(options));
  }

  std::string phone(Journal& journal) {
    EXPECT_TRUE(journal.refresh());
    const auto details = journal.details(journal.find_note("Ana Lima")->id);
    for (const auto& field : details->fields)
      if (field.field == "phone")
        return field.text;
    return {};
  }

  TempFolder vault;
  TempFolder cache;
};

TEST_F(SettingInAVault, ReachesThePluginAndReindexesWhenItChanges) {
  auto before = open("");
  ASSERT_TRUE(before);
  EXPECT_EQ(phone(*before), "(503) 555-0142");
  auto after = open("[plugins.\"tote.contacts\"]\ncountry-code = \"+1\"\n");
  ASSERT_TRUE(after) << to_string(after.error());
  EXPECT_EQ(phone(*after), "+15035550142");
}

TEST_F(SettingInAVault, IsToldOfWithItsPlaceIfThePluginHasNone) {
  auto journal = open("[plugins.\"tote.contacts\"]\ncountry = \"+1\"\n");
  ASSERT_TRUE(journal) << to_string(journal.error());
  const auto report = journal->refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(report->problems, ElementsAre(HasSubstr("config.toml:2:")));
}

TEST_F(SettingInAVault, IsRefusedWithItsPlaceIfItIsOfAnotherKind) {
  const auto journal = open("[plugins.\"tote.contacts\"]\ncountry-code = 1\n");
  ASSERT_FALSE(journal);
  EXPECT_THAT(to_string(journal.error()), HasSubstr("config.toml:2:"));
}

}  // namespace
}  // namespace tote::host
