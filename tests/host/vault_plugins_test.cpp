// SPDX-License-Identifier: GPL-2.0-or-later
// What an index is made with is remembered until a plugin, a setting or where to look changes.
#include "host/vault_plugins.h"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

namespace fs = std::filesystem;

constexpr const char* garden = R"({"id":"test.garden","name":"Garden","version":"1.0.0"})";
constexpr const char* damaged = R"(["id":"test.garden","name":"Garden","version":"1.0.0"])";

class VaultPluginsTest : public testing::Test {
 protected:
  VaultPluginsTest() {
    plugins_.write("garden/plugin.json", garden);
    vault_.write(".tote/config.toml", "");
    settle();
  }

  [[nodiscard]] VaultPlugins open(std::vector<std::string> left_out = {}) const {
    auto opened = VaultPlugins::open({plugins_.path()}, std::move(left_out), config_,
                                     config_file(vault_.path()), cache_.path() / "plugins");
    EXPECT_TRUE(opened) << to_string(opened.error());
    return *std::move(opened);
  }

  /// Makes all files old enough to be trusted.
  void settle() const {
    for (const auto& root : {plugins_.path(), vault_.path()}) {
      age(root);
      for (const auto& entry : fs::recursive_directory_iterator(root))
        age(entry.path());
    }
  }

  /// Other bytes in a file that looks as before.
  void damage_unseen() const {
    const auto file = plugins_.path() / "garden/plugin.json";
    const auto time = fs::last_write_time(file);
    plugins_.write("garden/plugin.json", damaged);
    fs::last_write_time(file, time);
  }

  TempFolder plugins_;
  TempFolder vault_;
  TempFolder cache_;
  Config config_;

 private:
  static void age(const fs::path& path) {
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(1));
  }
};

TEST_F(VaultPluginsTest, ReadsNoManifestWhileNothingIsTouched) {
  const auto before = open().identity();
  damage_unseen();
  auto plugins = open();
  EXPECT_FALSE(plugins.are_read());
  EXPECT_EQ(plugins.identity().fingerprint, before.fingerprint);
  EXPECT_EQ(plugins.identity().identity, before.identity);
  EXPECT_EQ(plugins.registry().problems().size(), 1U) << "whoever asks for plugins gets them as "
                                                         "they are";
}

TEST_F(VaultPluginsTest, GivesThePluginsWhenTheyAreAskedFor) {
  (void)open();
  auto plugins = open();
  ASSERT_FALSE(plugins.are_read());
  ASSERT_EQ(plugins.registry().plugins().size(), 1U);
  EXPECT_EQ(plugins.registry().plugins().front().id, "test.garden");
  EXPECT_TRUE(plugins.are_read());
}

TEST_F(VaultPluginsTest, ReadsAgainWhenAManifestIsTouched) {
  const auto before = open().identity();
  plugins_.write("garden/plugin.json", R"({"id":"test.garden","name":"G","version":"1.0.1"})");
  settle();
  const auto plugins = open();
  EXPECT_TRUE(plugins.are_read());
  EXPECT_NE(plugins.identity().fingerprint, before.fingerprint);
}

TEST_F(VaultPluginsTest, ReadsAgainWhenAPluginComes) {
  fs::create_directories(plugins_.path() / "kitchen");
  settle();
  const auto before = open().identity();
  ASSERT_FALSE(open().are_read());
  plugins_.write("kitchen/plugin.json", R"({"id":"test.kitchen","name":"K","version":"1.0.0"})");
  EXPECT_NE(open().identity().fingerprint, before.fingerprint);
}

TEST_F(VaultPluginsTest, ReadsAgainWhenASettingIsTouched) {
  (void)open();
  ASSERT_FALSE(open().are_read());
  vault_.write(".tote/config.toml", "ignore = []\n");
  EXPECT_TRUE(open().are_read());
}

TEST_F(VaultPluginsTest, ReadsAgainWhenOthersAreLeftOut) {
  const auto before = open().identity();
  const auto plugins = open({"test.garden"});
  EXPECT_TRUE(plugins.are_read());
  EXPECT_NE(plugins.identity().fingerprint, before.fingerprint);
}

TEST_F(VaultPluginsTest, DoesNotTrustWhatWasTouchedJustNow) {
  plugins_.write("garden/plugin.json", garden);
  (void)open();
  EXPECT_TRUE(open().are_read());
}

TEST_F(VaultPluginsTest, RemembersNothingOfABrokenPlugin) {
  plugins_.write("garden/plugin.json", damaged);
  settle();
  (void)open();
  auto plugins = open();
  EXPECT_TRUE(plugins.are_read());
  EXPECT_EQ(plugins.registry().problems().size(), 1U);
}

TEST_F(VaultPluginsTest, TellsAtEachTimeOfASettingThatThePluginDoesNotHave) {
  notes::Value soil;
  soil.text = "clay";
  config_.plugin_settings["test.garden"] = {{"soil", {soil}, {"config.toml", 2, 1}}};
  for (int time = 0; time < 2; ++time)
    EXPECT_THAT(open().problems(),
                testing::ElementsAre(testing::HasSubstr("config.toml:2:1: test.garden has no")));
}

TEST_F(VaultPluginsTest, TakesHalfAFileForNone) {
  (void)open();
  const auto whole = cache_.read("plugins");
  cache_.write("plugins", whole.substr(0, whole.rfind("tote-plugins")));
  EXPECT_TRUE(open().are_read());
}

}  // namespace
}  // namespace tote::host
