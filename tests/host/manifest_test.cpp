// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/plugin_registry.h"
#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* garden = R"({
  "id": "test.garden", "name": "Garden", "version": "0.1.0", "license": "MIT",
  "types": [{"id": "plant", "nouns": [["plant", "plants"]], "folder": "garden", "template": "plant.md"}]
})";

TEST(Manifest, OfASchemaOnlyPluginNeedsNoLibrary) {
  const TempFolder folder;
  folder.write("garden/plugin.json", garden);
  folder.write("garden/plant.md", "# {{title}}\n");
  const auto manifest = load_manifest(folder.path() / "garden");
  ASSERT_TRUE(manifest) << to_string(manifest.error());
  EXPECT_EQ(manifest->id, "test.garden");
  EXPECT_TRUE(manifest->library.empty());
  ASSERT_THAT(manifest->vocabulary.types, SizeIs(1));
  EXPECT_EQ(manifest->vocabulary.types[0].plugin, "test.garden");
  EXPECT_EQ(manifest->vocabulary.types[0].template_text, "# {{title}}\n");
}

struct BadManifest {
  const char* name;
  const char* text;
  const char* message;
};

class ManifestRefuses : public testing::TestWithParam<BadManifest> {};

TEST_P(ManifestRefuses, AndNamesTheMember) {
  const TempFolder folder;
  folder.write("plugin.json", GetParam().text);
  const auto manifest = load_manifest(folder.path());
  ASSERT_FALSE(manifest);
  EXPECT_THAT(to_string(manifest.error()), HasSubstr(GetParam().message));
  EXPECT_THAT(to_string(manifest.error()), HasSubstr("plugin.json"));
}

INSTANTIATE_TEST_SUITE_P(
    Files, ManifestRefuses,
    testing::Values(
        BadManifest{"NoJson", "{", "not a JSON object"},
        BadManifest{"NoId", R"({"name":"x","version":"1.0.0"})", "/id: is missing"},
        BadManifest{"AnOddId", R"({"id":"X","name":"x","version":"1.0.0"})",
                    "/id: 'X' is not of the form"},
        BadManifest{"AnOddVersion", R"({"id":"a.b","name":"x","version":"one"})", "/version"},
        BadManifest{"AnUnknownMember", R"({"id":"a.b","name":"x","version":"1.0.0","typo":1})",
                    "unknown member 'typo'"},
        BadManifest{
            "ALibraryElsewhere",
            R"({"id":"a.b","name":"x","version":"1.0.0","library":"../x.so","abi":{"major":1,"minor":0}})",
            "/library"},
        BadManifest{
            "ALibraryThatIsNotThere",
            R"({"id":"a.b","name":"x","version":"1.0.0","library":"x.so","abi":{"major":1,"minor":0}})",
            "there is no x.so"},
        BadManifest{
            "AnotherAbi",
            R"({"id":"a.b","name":"x","version":"1.0.0","library":"x.so","abi":{"major":2,"minor":0}})",
            "made for plugin ABI 2.0"},
        BadManifest{"InterfacesWithoutALibrary",
                    R"({"id":"a.b","name":"x","version":"1.0.0","provides":["tote.field/1"]})",
                    "need a 'library'"},
        BadManifest{
            "ACommandThatNobodyAnswers",
            R"({"id":"a.b","name":"x","version":"1.0.0","commands":[{"id":"c","summary":"s","on":["*"]}]})",
            "/commands/0/edits: is missing"},
        BadManifest{
            "CrossedBounds",
            R"({"id":"a.b","name":"x","version":"1.0.0","fields":[{"id":"f","on":["*"],"kind":"decimal","min":5,"max":1}]})",
            "'/fields/0' has a 'min' above its 'max'"},
        BadManifest{
            "BoundsOfAText",
            R"({"id":"a.b","name":"x","version":"1.0.0","fields":[{"id":"f","on":["*"],"min":1}]})",
            "'/fields/0' has 'min' or 'max', which are for the kinds integer and decimal"},
        BadManifest{"ABrokenVocabulary",
                    R"({"id":"a.b","name":"x","version":"1.0.0","types":[{"nouns":[]}]})",
                    "/types/0"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(PluginRegistry, TakesTheFirstOfTwoWithOneId) {
  const TempFolder near;
  const TempFolder far;
  near.write("garden/plugin.json", R"({"id":"test.garden","name":"Mine","version":"2.0.0"})");
  far.write("garden/plugin.json", R"({"id":"test.garden","name":"Theirs","version":"1.0.0"})");
  const auto registry = PluginRegistry::discover({near.path(), far.path()});
  ASSERT_THAT(registry.plugins(), SizeIs(1));
  EXPECT_EQ(registry.plugins()[0].name, "Mine");
}

TEST(PluginRegistry, KeepsTheOthersWhenOneIsBroken) {
  const TempFolder folder;
  folder.write("good/plugin.json", R"({"id":"test.good","name":"Good","version":"1.0.0"})");
  folder.write("bad/plugin.json", "[]");
  const auto registry = PluginRegistry::discover({folder.path()});
  EXPECT_THAT(registry.plugins(), SizeIs(1));
  EXPECT_THAT(registry.problems(), SizeIs(1));
}

TEST(Manifest, SaysWhatCodeIsGiven) {
  Manifest plugin;
  EXPECT_THAT(grants(plugin), ElementsAre("nothing: it has no code"));
  plugin.library = "libruns.so";
  plugin.provides = {"tote.extract/1", "tote.field/1", "tote.command/1", "tote.render/1",
                     "tote.export/1"};
  plugin.commands.emplace_back().id = "ran";
  auto& listed = plugin.commands.emplace_back();
  listed.id = "rested";
  listed.edits.emplace_back();
  plugin.vocabulary.types.emplace_back().id = "run";
  auto& field = plugin.vocabulary.fields.emplace_back();
  field.id = "distance";
  field.on = {"run", "walk", "*"};
  field.is_normalised = true;
  EXPECT_THAT(grants(plugin),
              ElementsAre("notes of type run, walk", "values of distance",
                          "the one note that you log as ran",
                          "public pages of type run, when a site is published",
                          "room for files of its own in such a site", HasSubstr("no network")));
}

TEST(PluginRegistry, LeavesOutWhatIsDisabled) {
  const TempFolder folder;
  folder.write("good/plugin.json", R"({"id":"test.good","name":"Good","version":"1.0.0"})");
  EXPECT_THAT(PluginRegistry::discover({folder.path()}, {"test.good"}).plugins(), IsEmpty());
}

TEST(PluginRegistry, FingerprintChangesWithAVersion) {
  const TempFolder folder;
  folder.write("good/plugin.json", R"({"id":"test.good","name":"Good","version":"1.0.0"})");
  const auto before = PluginRegistry::discover({folder.path()}).fingerprint();
  EXPECT_EQ(PluginRegistry::discover({folder.path()}).fingerprint(), before);
  folder.write("good/plugin.json", R"({"id":"test.good","name":"Good","version":"1.0.1"})");
  EXPECT_NE(PluginRegistry::discover({folder.path()}).fingerprint(), before);
}

TEST(PluginRegistry, ReadsOurOwnPlugins) {
  const auto registry = PluginRegistry::discover({TOTE_BUILT_PLUGINS});
  EXPECT_THAT(registry.problems(), IsEmpty());
  EXPECT_THAT(registry.plugins(), SizeIs(4));
}

}  // namespace
}  // namespace tote::host
