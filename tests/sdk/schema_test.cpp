// SPDX-License-Identifier: GPL-2.0-or-later
// sdk/plugin.schema.json, which editors show to authors, and the host's reader mean the same form.
#include <fstream>
#include <iterator>
#include <set>
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
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Values;

json read_json(const std::string& path) {
  std::ifstream stream(std::string(TOTE_SOURCE_DIR) + '/' + path, std::ios::binary);
  return json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
}

const json& schema() {
  static const json root = read_json("sdk/plugin.schema.json");
  return root;
}

/// Every member that the form has, used once.
const char* const complete = R"json({
  "$schema": "plugin.schema.json", "id": "example.recipes", "name": "Recipes",
  "version": "1.0.0-beta.1", "license": "MIT", "description": "What to cook.",
  "homepage": "https://recipes.example/", "abi": {"major": 1, "minor": 0},
  "library": "librecipes.so", "provides": ["tote.extract/1", "tote.field/1"],
  "settings": [{"id": "units", "label": "Units", "kind": "text", "list": false, "default": "metric"}],
  "types": [
    {"id": "recipe", "nouns": [["recipe", "recipes"], ["dish"]], "folder": "recipes",
     "template": "templates/recipe.md"},
    {"id": "meal", "dated": true, "template_text": "# {{title}}"}],
  "fields": [
    {"id": "serves", "label": "Serves", "on": ["recipe"], "kind": "integer", "list": true,
     "normalised": true, "spellings": ["portions"], "min": 1, "max": 500, "via": "cooked",
     "verbs": [{"lemma": "serve", "forms": ["serves", "served", "served", "serving"]}],
     "nouns": [["portion", "portions"]],
     "superlatives": [{"word": "largest", "picks": "highest"}]},
    {"id": "course", "on": ["*"], "kind": "keyword", "values": ["starter", "main"]}],
  "relations": [
    {"id": "cooked", "inverse": "cooked-by", "from": ["recipe"], "to": ["me", "literal"],
     "source": "date-field", "field": "cooked-on", "spellings": ["made"], "date_field": "on",
     "parents": ["tried"], "place_of": "tried", "related": true, "bare_by": true,
     "verbs": [{"lemma": "burn", "forms": ["burns", "burnt", "burnt", "burning"],
                "frame": {"subj": "me", "obj": "from", "in": "to"}, "requires": ["in"],
                "polarity": -1}],
     "nouns": [{"noun": ["cook", "cooks"], "end": "to", "prepositions": ["for"],
                "where": {"course": "main"}}],
     "adjectives": [{"word": "uncooked", "has": false}],
     "examples": [["what did I cook", "cooked(from=?,to=me)"]],
     "not_phrases": ["cooked books"]}],
  "commands": [
    {"id": "cooked", "summary": "You cooked it", "on": ["recipe"], "usual": "type:recipe",
     "values": [{"id": "guests", "label": "how many ate", "kind": "integer", "min": 1}],
     "options": [{"id": "verdict"}],
     "edits": [{"add": "cooked-on", "value": "{date}"}, {"set": "verdict", "value": "{verdict}"},
               {"unset": "verdict"}, {"append": "- {date}: for {guests}"}]}],
  "checks": [{"id": "no-course", "query": "type:recipe -course:*", "message": "say which course"}]
})json";

/// Adds the names of all members below `value`, wherever they stand.
void gather_members(const json& value, std::set<std::string>& names) {
  if (value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      names.insert(name);
      gather_members(member, names);
    }
  } else if (value.is_array()) {
    for (const auto& item : value)
      gather_members(item, names);
  }
}

/// Adds the names of all `properties` of the schema.
void gather_properties(const json& part, std::set<std::string>& names) {
  if (!part.is_object())
    return;
  if (part.contains("properties"))
    for (const auto& [name, rule] : part["properties"].items())
      names.insert(name);
  for (const auto& [name, rule] : part.items())
    gather_properties(rule, names);
}

TEST(PluginSchema, AllowsEveryMember) {
  EXPECT_THAT(host::author::schema_violations(schema(), json::parse(complete)), IsEmpty());
}

TEST(PluginSchema, NamesNoMemberThatTheHostDoesNotRead) {
  std::set<std::string> used;
  gather_members(json::parse(complete), used);
  std::set<std::string> properties;
  gather_properties(schema(), properties);
  for (const auto& name : properties)
    EXPECT_THAT(used, Contains(name)) << "is missing in the complete example of this test";

  const json root = json::parse(complete);
  json declared;
  for (const char* member : {"types", "fields", "relations"})
    declared[member] = root[member];
  const auto vocabulary = index::parse_vocabulary(declared.dump(), "example.recipes");
  ASSERT_TRUE(vocabulary) << to_string(vocabulary.error());
}

TEST(PluginSchema, KnowsEveryMemberThatTheHostWrites) {
  const json root = json::parse(complete);
  const auto vocabulary = index::parse_vocabulary(
      json({{"types", root["types"]}, {"fields", root["fields"]}, {"relations", root["relations"]}})
          .dump(),
      "example.recipes");
  ASSERT_TRUE(vocabulary) << to_string(vocabulary.error());
  std::set<std::string> written;
  gather_members(json::parse(to_json(*vocabulary)), written);
  written.erase("plugin");  // the index keeps whose declaration it is
  std::set<std::string> known;
  gather_members(root, known);
  for (const auto& name : written)
    EXPECT_THAT(known, Contains(name));
}

class Manifest : public ::testing::TestWithParam<const char*> {};

TEST_P(Manifest, KeepsToTheSchema) {
  EXPECT_THAT(host::author::schema_violations(schema(), read_json(GetParam())), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Files, Manifest,
                         Values("plugins/contacts/plugin.json", "plugins/books/plugin.json",
                                "plugins/posts/plugin.json", "plugins/links/plugin.json",
                                "sdk/examples/lending/plugin.json",
                                "tests/install/recipes/plugin.json"));

/// A slip in a plugin.json, as a JSON patch of the complete example, and what the schema says.
struct Slip {
  const char* name;
  const char* patch;
  const char* fault;
};

class SlipInManifest : public ::testing::TestWithParam<Slip> {};

TEST_P(SlipInManifest, IsFound) {
  const json broken = json::parse(complete).patch(json::parse(GetParam().patch));
  EXPECT_THAT(host::author::schema_violations(schema(), broken),
              Contains(HasSubstr(GetParam().fault)));
}

INSTANTIATE_TEST_SUITE_P(
    Slips, SlipInManifest,
    Values(Slip{"UnknownMember", R"([{"op": "add", "path": "/tyes", "value": []}])",
                "has the unknown member tyes"},
           Slip{"UnknownMemberOfARelation",
                R"([{"op": "add", "path": "/relations/0/invers", "value": "x"}])",
                "/relations/0: has the unknown member invers"},
           Slip{"NoId", R"([{"op": "remove", "path": "/id"}])", "lacks id"},
           Slip{"IdWithoutOwner", R"([{"op": "replace", "path": "/id", "value": "recipes"}])",
                "/id: does not match"},
           Slip{"LibraryWithoutAbi", R"([{"op": "remove", "path": "/abi"}])", "lacks abi"},
           Slip{"UnknownInterface",
                R"([{"op": "replace", "path": "/provides/0", "value": "tote.magic/1"}])",
                "/provides/0: is none of"},
           Slip{"ThreeForms", R"([{"op": "remove", "path": "/relations/0/verbs/0/forms/3"}])",
                "/relations/0/verbs/0/forms: has too few items"},
           Slip{"VerbWithoutFrame", R"([{"op": "remove", "path": "/relations/0/verbs/0/frame"}])",
                "/relations/0/verbs/0: lacks frame"},
           Slip{"UnknownEnd",
                R"([{"op": "replace", "path": "/relations/0/verbs/0/frame/subj", "value": "you"}])",
                "/relations/0/verbs/0/frame/subj: is none of"},
           Slip{"UnknownKind",
                R"([{"op": "replace", "path": "/fields/0/kind", "value": "number"}])",
                "/fields/0/kind: is none of"},
           Slip{"BoundInWords", R"([{"op": "replace", "path": "/fields/0/min", "value": "one"}])",
                "/fields/0/min: is no number"},
           Slip{"BoundOfACommandInWords",
                R"([{"op": "add", "path": "/commands/0/values/0/max", "value": "ten"}])",
                "/commands/0/values/0/max: is no number"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace tote::sdk
