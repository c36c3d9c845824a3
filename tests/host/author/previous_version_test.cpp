// SPDX-License-Identifier: GPL-2.0-or-later
// A plugin beside its previous version: what made that one useful must not be lost unsaid.
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "host/author/check/check.h"
#include "host/install/plugin_store.h"
#include "tests/host/author/check_reports.h"
#include "tests/host/temp_folder.h"

namespace tote::host::author::check {
namespace {

namespace fs = std::filesystem;

using nlohmann::json;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* this_check = "previous.loads";

/// A plugin that is data alone, in version 1.2.0.
json previous_manifest() {
  return json::parse(R"({
    "id": "test.loans",
    "name": "Loans",
    "version": "1.2.0",
    "license": "MIT",
    "types": [
      {"id": "loan", "nouns": [["loan", "loans"]]},
      {"id": "gift", "nouns": [["gift", "gifts"]]},
      {"id": "swap", "nouns": [["swap", "swaps"]]}
    ],
    "fields": [
      {"id": "lent-on", "on": ["loan"], "kind": "date", "spellings": ["since"]},
      {"id": "state", "on": ["loan"], "kind": "keyword", "values": ["out", "back", "lost"]},
      {"id": "days", "on": ["loan", "gift"], "kind": "integer", "min": 1, "max": 100},
      {"id": "marks", "on": ["loan"], "kind": "keyword", "list": true}
    ],
    "relations": [
      {
        "id": "lent-to",
        "inverse": "lent-me",
        "from": ["loan", "gift"],
        "to": ["person", "literal"],
        "source": "field",
        "spellings": ["whose"],
        "date_field": "lent-on",
        "verbs": [
          {
            "lemma": "entrust",
            "forms": ["entrusts", "entrusted", "entrusted", "entrusting"],
            "frame": {"subj": "me", "obj": "from", "to": "to"}
          },
          {
            "lemma": "consign",
            "forms": ["consigns", "consigned", "consigned", "consigning"],
            "frame": {"subj": "me", "obj": "from", "to": "to"}
          }
        ]
      }
    ],
    "commands": [
      {
        "id": "returned",
        "summary": "It is back",
        "on": ["loan", "gift"],
        "usual": "type:loan state:out",
        "values": [{"id": "days", "kind": "integer", "max": 100}],
        "options": [{"id": "mark"}],
        "edits": [{"set": "days", "value": "{days}"}, {"add": "marks", "value": "{mark}"}]
      }
    ]
  })");
}

class CheckOfAVersion : public testing::Test {
 protected:
  CheckOfAVersion() { write("before", previous_manifest()); }

  void write(const std::string& name, const json& manifest) const {
    folder.write(name + "/plugin.json", manifest.dump());
  }

  /// Version 1.3.0, with this JSON patch (RFC 6902) of 1.2.0.
  void change(std::string_view patch) const {
    auto manifest = previous_manifest();
    manifest["version"] = "1.3.0";
    write("now", manifest.patch(json::parse(patch)));
  }

  /// The checks of "now", with "before" as the version before.
  [[nodiscard]] Result<CheckReport> check() const {
    auto options = quick_options();
    options.previous = folder.path() / "before";
    return run_checks(folder.path() / "now", options);
  }

  TempFolder folder;
};

struct Loss {
  const char* name;
  const char* patch;
  const char* finding;
};

class LostDeclaration : public CheckOfAVersion, public testing::WithParamInterface<Loss> {};

TEST_P(LostDeclaration, IsFoundByThisCheckAlone) {
  change(GetParam().patch);
  const auto report = check();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), ElementsAre(this_check)) << findings(*report);
  EXPECT_EQ(findings(*report), std::string(this_check) + ": " + GetParam().finding + '\n');
  EXPECT_EQ(report->level(), find_check(this_check)->level - 1);
}

INSTANTIATE_TEST_SUITE_P(
    Each, LostDeclaration,
    testing::Values(
        Loss{"Type", R"([{"op": "remove", "path": "/types/2"}])",
             "the type 'swap' of 1.2.0 is gone: notes of it would be of a type that nobody knows"},
        Loss{"Field", R"([{"op": "remove", "path": "/fields/3"},
                          {"op": "remove", "path": "/commands/0/edits/1"}])",
             "the field 'marks' of 1.2.0 is gone: notes that have it would not be understood"},
        Loss{"TypeOfAField", R"([{"op": "remove", "path": "/fields/2/on/1"}])",
             "the field 'days' of 1.2.0 is no longer on notes of type 'gift': what they say in it "
             "would not be understood"},
        Loss{"SpellingOfAField", R"([{"op": "remove", "path": "/fields/0/spellings"}])",
             "the field 'lent-on' of 1.2.0 is no longer written 'since': notes that write it so "
             "would not be understood"},
        Loss{"KindOfAField", R"([{"op": "replace", "path": "/fields/0/kind", "value": "integer"}])",
             "the field 'lent-on' of 1.2.0 was of kind date and is of kind integer: what notes say "
             "in it would not be read as that"},
        Loss{"ValueOfAKeyword", R"([{"op": "remove", "path": "/fields/1/values/2"}])",
             "the field 'state' of 1.2.0 no longer takes 'lost': notes with other values would be "
             "told of as wrong"},
        Loss{"AnyValueOfAKeyword",
             R"([{"op": "add", "path": "/fields/3/values", "value": ["red", "blue"]}])",
             "the field 'marks' of 1.2.0 took any value and takes 'red', 'blue' only: notes with "
             "other values would be told of as wrong"},
        Loss{"BoundsOfAField", R"([{"op": "replace", "path": "/fields/2/max", "value": 50}])",
             "the field 'days' of 1.2.0 took a number from 1 to 100 and takes a number from 1 to "
             "50: notes with other values would be told of as wrong"},
        Loss{"List", R"([{"op": "remove", "path": "/fields/3/list"}])",
             "the field 'marks' of 1.2.0 was a list and is one value: notes with several would not "
             "be understood"},
        Loss{"Relation", R"([{"op": "remove", "path": "/relations/0"}])",
             "the relation 'lent-to' of 1.2.0 is gone: notes and sentences that state it would not "
             "be understood"},
        Loss{"SourceOfARelation",
             R"([{"op": "replace", "path": "/relations/0/source", "value": "date-field"},
                 {"op": "replace", "path": "/relations/0/to", "value": ["me"]},
                 {"op": "remove", "path": "/relations/0/date_field"},
                 {"op": "remove", "path": "/relations/0/verbs"}])",
             "the relation 'lent-to' of 1.2.0 was stated by a source field and is by date-field: "
             "notes that state it would not be understood"},
        Loss{"SpellingOfARelation", R"([{"op": "remove", "path": "/relations/0/spellings"}])",
             "the relation 'lent-to' of 1.2.0 is no longer written 'whose': notes that write it so "
             "would not be understood"},
        Loss{"EndOfARelation", R"([{"op": "remove", "path": "/relations/0/from/1"}])",
             "the relation 'lent-to' of 1.2.0 no longer has 'gift' in its 'from': notes that state "
             "it of such would not be understood"},
        Loss{"DateOfARelation", R"([{"op": "remove", "path": "/relations/0/date_field"}])",
             "the relation 'lent-to' of 1.2.0 is no longer dated by 'lent-on': what notes state "
             "would have no date"},
        Loss{"Verb", R"([{"op": "remove", "path": "/relations/0/verbs/1"}])",
             "the relation 'lent-to' of 1.2.0 has lost the verb 'consign': sentences and questions "
             "with it would not be understood"},
        Loss{"Command", R"([{"op": "remove", "path": "/commands/0"}])",
             "the command 'returned' of 1.2.0 is gone: what people are used to type would be "
             "refused"},
        Loss{"TypeOfACommand", R"([{"op": "remove", "path": "/commands/0/on/1"}])",
             "the command 'returned' of 1.2.0 is no longer for notes of type 'gift': what people "
             "are used to type would be refused"},
        Loss{"NoteOfACommand", R"([{"op": "remove", "path": "/commands/0/usual"}])",
             "the command 'returned' of 1.2.0 no longer finds the note that is meant: what people "
             "are used to type would be refused"},
        Loss{"KindOfWhatIsTyped",
             R"([{"op": "replace", "path": "/commands/0/values/0",
                  "value": {"id": "days", "kind": "date"}}])",
             "the command 'returned' of 1.2.0 took integer as 'days' and takes date: what people "
             "are used to type would be refused"},
        Loss{"BoundsOfWhatIsTyped",
             R"([{"op": "replace", "path": "/commands/0/values/0/max", "value": 9}])",
             "the command 'returned' of 1.2.0 took a number of at most 100 as 'days' and takes a "
             "number of at most 9: what people are used to type would be refused"},
        Loss{"PlaceOfWhatIsTyped",
             R"([{"op": "add", "path": "/commands/0/values/0",
                  "value": {"id": "shelf", "kind": "integer"}}])",
             "the command 'returned' of 1.2.0 takes 2 values where it took 1: what people are used "
             "to type would be refused"},
        Loss{"Option",
             R"([{"op": "replace", "path": "/commands/0/options/0/id", "value": "label"},
                 {"op": "remove", "path": "/commands/0/edits/1"}])",
             "the command 'returned' of 1.2.0 has lost the option '--mark': what people are used "
             "to type would be refused"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_F(CheckOfAVersion, HasNothingAgainstWhatOnlyBecameWider) {
  change(R"([
    {"op": "replace", "path": "/fields/0/id", "value": "handed-on"},
    {"op": "add", "path": "/fields/0/spellings/-", "value": "lent-on"},
    {"op": "replace", "path": "/fields/0/kind", "value": "text"},
    {"op": "add", "path": "/fields/1/values/-", "value": "sold"},
    {"op": "replace", "path": "/fields/2/kind", "value": "decimal"},
    {"op": "remove", "path": "/fields/2/max"},
    {"op": "replace", "path": "/relations/0/id", "value": "handed-to"},
    {"op": "replace", "path": "/relations/0/date_field", "value": "handed-on"},
    {"op": "add", "path": "/relations/0/spellings/-", "value": "lent-to"},
    {"op": "replace", "path": "/relations/0/from", "value": ["*"]},
    {"op": "replace", "path": "/commands/0/values/0", "value": {"id": "days"}},
    {"op": "add", "path": "/commands/0/options/-", "value": {"id": "shelf"}},
    {"op": "replace", "path": "/commands/0/on", "value": ["*"]}
  ])");
  folder.write("before/fixtures/notes/Dune.md",
               "---\ntype: loan\nlent-on: 2024-05-01\ndays: 30\nwhose: Ana Lima\n---\n# Dune\n");
  folder.write("before/fixtures/expected.txt",
               "Dune.md\n    3  lent-on = 2024-05-01\n    4  days = 30\n"
               "    5  lent-to(Dune, Ana Lima)  2024-05-01\n\n");
  const auto report = check();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), IsEmpty()) << findings(*report);
  EXPECT_EQ(report->level(), highest_level);
  EXPECT_EQ(report->count(Outcome::passed), 3U);
}

TEST_F(CheckOfAVersion, FindsWhatASentenceSaysNoMore) {
  change(R"([{"op": "replace", "path": "/relations/0/verbs/0/forms",
              "value": ["entrusts", "entrust", "entrust", "entrusting"]}])");
  folder.write("before/fixtures/notes/Dune.md", "---\ntype: loan\n---\n# Dune\n");
  folder.write("before/fixtures/notes/Ana Lima.md", "---\ntype: person\n---\n# Ana Lima\n");
  folder.write("before/fixtures/notes/2024-05-01.md", "I entrusted [[Dune]] to [[Ana Lima]].\n");
  folder.write("before/fixtures/expected.txt",
               "2024-05-01.md\n    1  lent-to(Dune, Ana Lima)  2024-05-01\n\n");
  const auto report = check();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(findings(*report),
            "previous.loads: in the notes of 1.2.0: 2024-05-01.md no longer says lent-to(Dune, Ana "
            "Lima)  2024-05-01\n");
}

TEST_F(CheckOfAVersion, SaysOfAFieldThatIsGoneOnlyThat) {
  change(R"([{"op": "remove", "path": "/fields/1"}])");
  folder.write("before/fixtures/notes/Dune.md", "---\ntype: loan\nstate: out\n---\n# Dune\n");
  folder.write("before/fixtures/expected.txt", "Dune.md\n    3  state = out\n\n");
  const auto report = check();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(findings(*report),
            "previous.loads: the field 'state' of 1.2.0 is gone: notes that have it would not be "
            "understood\n");
}

TEST_F(CheckOfAVersion, ListsEveryLoss) {
  change(R"([{"op": "replace", "path": "/fields", "value": []},
             {"op": "replace", "path": "/commands", "value": []},
             {"op": "remove", "path": "/relations/0/date_field"}])");
  const auto report = check();
  ASSERT_TRUE(report) << to_string(report.error());
  const auto all = findings(*report);
  for (const char* lost : {"lent-on", "state", "days", "marks", "returned", "dated by"})
    EXPECT_THAT(all, HasSubstr(lost));
}

TEST_F(CheckOfAVersion, AcceptsALossThatIsMeant) {
  change(R"([{"op": "remove", "path": "/fields/1"}])");
  folder.write("now/waivers.json", R"({"previous.loads": "nobody has used 'state'"})");
  const auto report = check();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), IsEmpty());
  EXPECT_EQ(report->count(Outcome::waived), 1U);
  EXPECT_EQ(report->level(), highest_level);
}

TEST_F(CheckOfAVersion, FindsTheFolderThatIsKeptBesideThePlugin) {
  change(R"([{"op": "remove", "path": "/fields/1"}])");
  write("now/fixtures/previous", previous_manifest());
  const auto report = run_checks(folder.path() / "now", quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), ElementsAre(this_check));
}

TEST_F(CheckOfAVersion, FindsTheArchiveThatIsKeptBesideThePlugin) {
  change(R"([{"op": "remove", "path": "/fields/1"}])");
  folder.write("now/fixtures/expected.txt", "");
  Manifest before;
  before.directory = folder.path() / "before";
  const auto archive = install::pack_plugin(
      before, before.directory, folder.path() / "now/fixtures/previous.tote-plugin.tar.gz");
  ASSERT_TRUE(archive) << to_string(archive.error());
  const auto report = run_checks(folder.path() / "now", quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), ElementsAre(this_check));
}

TEST_F(CheckOfAVersion, IsNotTriedWhereThereIsNone) {
  change("[]");
  const auto report = run_checks(folder.path() / "now", quick_options());
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->results.back().check->id, this_check);
  EXPECT_EQ(report->results.back().outcome, Outcome::not_tried);
}

TEST_F(CheckOfAVersion, RefusesAnotherPlugin) {
  change(R"([{"op": "replace", "path": "/id", "value": "test.gifts"}])");
  const auto report = check();
  ASSERT_FALSE(report);
  EXPECT_THAT(to_string(report.error()),
              AllOf(HasSubstr("before: this is test.loans"), HasSubstr("test.gifts")));
}

TEST_F(CheckOfAVersion, RefusesWhatIsNoPlugin) {
  change("[]");
  auto options = quick_options();
  options.previous = folder.path() / "nowhere";
  EXPECT_THAT(to_string(run_checks(folder.path() / "now", options).error()),
              HasSubstr("nowhere: name the folder of the version before"));
  folder.write("letter", "Dear Ana");
  options.previous = folder.path() / "letter";
  EXPECT_THAT(to_string(run_checks(folder.path() / "now", options).error()),
              HasSubstr("letter: this is no archive of a plugin"));
}

struct Versions {
  const char* before;
  const char* now;
  bool is_in_order;
};

class OrderOfVersions : public CheckOfAVersion, public testing::WithParamInterface<Versions> {};

TEST_P(OrderOfVersions, IsThatOfSemanticVersioning) {
  const auto& [before, now, is_in_order] = GetParam();
  auto manifest = previous_manifest();
  manifest["version"] = before;
  write("before", manifest);
  manifest["version"] = now;
  write("now", manifest);
  const auto report = check();
  if (is_in_order)
    EXPECT_TRUE(report) << to_string(report.error());
  else
    EXPECT_THAT(to_string(report.error()), HasSubstr(std::string("comes after ") + now));
}

INSTANTIATE_TEST_SUITE_P(
    Each, OrderOfVersions,
    testing::Values(Versions{"1.2.0", "1.2.0", true}, Versions{"1.9.0", "1.10.0", true},
                    Versions{"1.10.0", "1.9.0", false}, Versions{"2.0.0", "1.9.9", false},
                    Versions{"1.3.0-beta.2", "1.3.0", true}, Versions{"1.3.0", "1.3.0-rc.1", false},
                    Versions{"1.3.0-beta.2", "1.3.0-beta.11", true},
                    Versions{"1.3.0-beta", "1.3.0-alpha", false},
                    Versions{"1.3.0-1", "1.3.0-alpha", true},
                    Versions{"1.3.0-alpha.1", "1.3.0-alpha", false},
                    Versions{"1.3.0+b", "1.3.0+a", true}));

/// A plugin with a library, after a version whose library is not there any more.
class CheckOfALibrarysVersion : public testing::Test {
 protected:
  CheckOfALibrarysVersion() {
    folder.write("before/fixtures/notes/Amber.md", "---\ntype: specimen\n---\n# Amber\n");
    folder.write("before/fixtures/expected.txt", "Amber.md\n       size = 31\n\n");
  }

  [[nodiscard]] Result<CheckReport> check(const std::string& fault,
                                          std::string_view settings_before) const {
    const auto now = fs::path(TOTE_CHECKED_PLUGINS) / fault;
    auto manifest = json::parse(std::ifstream(now / "plugin.json"));
    manifest["settings"] = json::parse(settings_before);
    folder.write("before/plugin.json", manifest.dump());
    auto options = quick_options();
    options.previous = folder.path() / "before";
    return run_checks(now, options);
  }

  TempFolder folder;
};

TEST_F(CheckOfALibrarysVersion, HasNothingAgainstASoundOne) {
  const auto report = check("NONE", R"([{"id": "unit", "default": "ounce"}])");
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), IsEmpty()) << findings(*report);
  EXPECT_EQ(report->results.back().outcome, Outcome::passed);
}

TEST_F(CheckOfALibrarysVersion, MakesInstancesWhereASettingIsLeftOver) {
  const auto report = check("NONE", R"([{"id": "unit"}, {"id": "scale", "default": "brass"}])");
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(findings(*report),
            "previous.loads: the setting 'scale' of 1.0.0 is gone: what owners of a vault have set "
            "has no effect\n");
}

TEST_F(CheckOfALibrarysVersion, TellsOfASettingOfAnotherKind) {
  const auto report = check("NONE", R"([{"id": "unit", "kind": "integer"}])");
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(findings(*report),
            "previous.loads: the setting 'unit' of 1.0.0 was integer and is text: in a vault whose "
            "owner has set it, no command would run\n");
}

struct LibraryFault {
  const char* fault;
  const char* finding;
};

class FaultOfANewVersion : public CheckOfALibrarysVersion,
                           public testing::WithParamInterface<LibraryFault> {};

TEST_P(FaultOfANewVersion, IsFoundByThisCheckAlone) {
  const auto report = check(GetParam().fault, R"([{"id": "unit", "default": "ounce"}])");
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(failed(*report), ElementsAre(this_check)) << findings(*report);
  EXPECT_THAT(findings(*report), HasSubstr(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(
    Each, FaultOfANewVersion,
    testing::Values(
        LibraryFault{"PREVIOUS_SETTING",
                     "with unit = 'ounce' of 1.0.0 set: it makes no instance: 0 unit-unknown: a "
                     "fault on purpose"},
        LibraryFault{"PREVIOUS_FIELD", "in the notes of 1.0.0: Amber.md no longer says size = 31"},
        LibraryFault{"PREVIOUS_ERROR",
                     "in the notes of 1.0.0: Amber.md: a fault on purpose (test.checked.no-amber)"},
        LibraryFault{"PREVIOUS_CRASH", "crashed (SIGABRT)"}),
    [](const auto& test) { return std::string(test.param.fault); });

}  // namespace
}  // namespace tote::host::author::check
