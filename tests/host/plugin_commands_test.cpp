// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace tote::host {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;

json finished() {
  return json::parse(R"([{
    "id": "finished", "summary": "You finished it", "on": ["book"], "usual": "type:book",
    "values": [{"id": "page", "kind": "integer", "min": 1}],
    "options": [{"id": "rating", "kind": "decimal", "label": "stars", "min": 0, "max": 5}],
    "edits": [{"add": "read", "value": "{date}"}, {"set": "rating", "value": "{rating}"},
              {"append": "- {date}: {page} of {note}"}]
  }])");
}

TEST(PluginCommands, AreReadAsDeclared) {
  const auto commands = parse_commands(finished(), "test.books", false);
  ASSERT_TRUE(commands) << to_string(commands.error());
  ASSERT_EQ(commands->size(), 1U);
  const auto& command = commands->front();
  EXPECT_EQ(command.id, "finished");
  EXPECT_EQ(command.plugin, "test.books");
  EXPECT_EQ(command.usual, "type:book");
  EXPECT_EQ(command.values.front().kind, ValueKind::integer);
  EXPECT_EQ(command.values.front().bounds.min, 1);
  EXPECT_EQ(command.values.front().bounds.max, std::nullopt);
  EXPECT_EQ(command.options.front().label, "stars");
  EXPECT_EQ(command.options.front().bounds.max, 5);
  ASSERT_EQ(command.edits.size(), 3U);
  EXPECT_EQ(command.edits[0].action, CommandEdit::Action::add);
  EXPECT_EQ(command.edits[1].field, "rating");
  EXPECT_EQ(command.edits[2].action, CommandEdit::Action::append);
}

TEST(PluginCommands, MayTakeAFieldAway) {
  auto commands = finished();
  commands[0]["edits"] = json::parse(R"([{"unset": "page"}])");
  const auto parsed = parse_commands(commands, "test.books", false);
  ASSERT_TRUE(parsed) << to_string(parsed.error());
  EXPECT_EQ(parsed->front().edits[0].action, CommandEdit::Action::unset);
  EXPECT_EQ(parsed->front().edits[0].field, "page");
}

TEST(PluginCommands, WithoutEditsAreForTheLibraryToAnswer) {
  auto commands = finished();
  EXPECT_FALSE(parse_commands(commands, "test.books", true)->front().is_answered_by_library());
  commands[0].erase("edits");
  const auto answered = parse_commands(commands, "test.books", true);
  ASSERT_TRUE(answered) << to_string(answered.error());
  EXPECT_TRUE(answered->front().is_answered_by_library());
  EXPECT_THAT(parse_commands(commands, "test.books", false).error().message,
              AllOf(HasSubstr("/commands/0/edits"), HasSubstr("tote.command/1")));
}

struct Fault {
  const char* name;
  const char* pointer;
  json value;
  const char* message;
};

class PluginCommandFault : public testing::TestWithParam<Fault> {};

TEST_P(PluginCommandFault, IsNamedWithItsPlace) {
  auto commands = finished();
  commands[json::json_pointer(GetParam().pointer)] = GetParam().value;
  const auto parsed = parse_commands(commands, "test.books", false);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(parsed.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Of, PluginCommandFault,
    testing::Values(Fault{"Id", "/0/id", "Not Good", "/commands/0/id"},
                    Fault{"UnknownMember", "/0/edit", 1, "unknown member 'edit'"},
                    Fault{"NoTypes", "/0/on", json::array(), "/commands/0/on"},
                    Fault{"NoEdits", "/0/edits", json::array(), "/commands/0/edits"},
                    Fault{"TwoActions", "/0/edits/0/set", "x", "/commands/0/edits/0"},
                    Fault{"AValueToUnset", "/0/edits/2", json{{"unset", "page"}, {"value", "1"}},
                          "'unset' takes no value"},
                    Fault{"NoSuchValue", "/0/edits/0/value", "{pages}", "no value 'pages'"},
                    Fault{"Kind", "/0/values/0/kind", "colour", "/commands/0/values/0/kind"},
                    Fault{"BoundIsNoNumber", "/0/values/0/min", "1",
                          "/commands/0/values/0/min: must be a number"},
                    Fault{"BoundsCrossed", "/0/options/0/min", 6,
                          "/commands/0/options/0: has a 'min' above its 'max'"},
                    Fault{"BoundsOfAText", "/0/options/0/kind", "text",
                          "/commands/0/options/0: has 'min' or 'max', which are for the kinds"},
                    Fault{"HalfABound", "/0/values/0/min", 0.5, "must be whole numbers"},
                    Fault{"TakenId", "/0/values/0/id", "date", "taken by the host"},
                    Fault{"NoList", "/0/values", 3, "must be a list"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(PluginChecks, NeedAQueryAndAMessage) {
  const auto checks =
      parse_checks(json::parse(R"([{"id": "a", "query": "type:book", "message": "m"}])"), "t.b");
  ASSERT_TRUE(checks);
  EXPECT_EQ(checks->front().query, "type:book");
  EXPECT_FALSE(parse_checks(json::parse(R"([{"id": "a", "query": "type:book"}])"), "t.b"));
  EXPECT_FALSE(parse_checks(json::parse(R"({"id": "a"})"), "t.b"));
}

}  // namespace
}  // namespace tote::host
