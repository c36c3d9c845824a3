// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/cli/completions.h"
#include "host/cli/help.h"

namespace tote::cli {
namespace {

using testing::HasSubstr;

struct Line {
  const char* name;
  std::vector<std::string> words;
  const char* command;
  const char* rest;
};

class ParseReads : public testing::TestWithParam<Line> {};

TEST_P(ParseReads, CommandAndWords) {
  const auto line = parse_line(GetParam().words);
  ASSERT_TRUE(line) << line.error().message;
  EXPECT_EQ(line->command->name, GetParam().command);
  EXPECT_EQ(line->invocation.rest(), GetParam().rest);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ParseReads,
    testing::Values(
        Line{"AQuestion",
             {"who", "recommended", "Ravenmarked"},
             "ask",
             "who recommended Ravenmarked"},
        Line{"ACommand", {"search", "indie", "fantasy"}, "search", "indie fantasy"},
        Line{"FlagsBeforeTheCommand",
             {"--vault", "/v", "--format=json", "show", "Dune"},
             "show",
             "Dune"},
        Line{"ItsOwnFlagsBeforeTheCommand",
             {"--limit", "10", "search", "indie", "fantasy"},
             "search",
             "indie fantasy"},
        Line{"FlagsBeforeAQuestion", {"--limit", "10", "who", "is", "Ana"}, "ask", "who is Ana"},
        Line{"FlagsAfterTheWords", {"who", "is", "Ana", "--format", "json"}, "ask", "who is Ana"},
        Line{"AWordThatIsACommandLaterOn", {"what", "did", "I", "list"}, "ask", "what did I list"},
        Line{"ANegatedFilter", {"type:book", "-read:*"}, "ask", "type:book -read:*"},
        Line{"ANegatedWordLikeAFlag", {"search", "-horror", "-h*"}, "search", "-horror -h*"},
        Line{
            "EverythingAfterTwoDashes", {"search", "--", "--vault", "-h"}, "search", "--vault -h"}),
    [](const auto& parameter) { return parameter.param.name; });

struct Wrong {
  const char* name;
  std::vector<std::string> words;
  const char* message;
};

class ParseRefuses : public testing::TestWithParam<Wrong> {};

TEST_P(ParseRefuses, AndSaysWhatWasMeant) {
  const auto line = parse_line(GetParam().words);
  ASSERT_FALSE(line);
  EXPECT_EQ(line.error().code, ErrorCode::invalid_input);
  EXPECT_THAT(line.error().message, HasSubstr(GetParam().message));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, ParseRefuses,
    testing::Values(Wrong{"AnUnknownFlag", {"search", "x", "--limt", "3"}, "did you mean --limit?"},
                    Wrong{"AnUnknownFormat", {"show", "x", "--format", "xml"}, "xml"},
                    Wrong{"AMissingArgument", {"show"}, "needs NOTE"},
                    Wrong{"TooManyArguments", {"completions", "bash", "zsh"}, "'zsh'"},
                    Wrong{"AFlagWithoutItsValue", {"show", "x", "--vault"}, "--vault"}),
    [](const auto& parameter) { return parameter.param.name; });

TEST(CommandTables, AreComplete) {
  for (const auto& command : commands()) {
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_FALSE(command.description.empty()) << command.name;
    EXPECT_FALSE(command.examples.empty()) << command.name;
    EXPECT_NE(command.run, nullptr) << command.name;
    EXPECT_NE(command.summary.back(), '.') << command.name;
  }
}

TEST(CommandTables, ExamplesParse) {
  for (const auto& command : commands()) {
    for (const auto& example : command.examples) {
      if (example.find_first_of("'<>|(") != std::string::npos)
        continue;  // a shell takes these apart
      std::vector<std::string> words;
      for (std::size_t at = 5; at < example.size();) {
        const auto end = std::min(example.find(' ', at), example.size());
        words.push_back(example.substr(at, end - at));
        at = end + 1;
      }
      const auto line = parse_line(words);
      ASSERT_TRUE(line) << example;
      EXPECT_EQ(line->command->name, command.name) << example;
    }
  }
}

TEST(CommandTables, EveryFormHasEveryCommandAndFlag) {
  for (const auto& shell : completion_shells()) {
    const auto script = completion_script(shell);
    for (const auto& command : commands())
      EXPECT_THAT(script, HasSubstr(command.name)) << shell;
    for (const auto& flag : global_flags())
      EXPECT_THAT(script, HasSubstr(flag.name)) << shell;
  }
  for (const auto& command : commands())
    EXPECT_THAT(man_page(), HasSubstr(".B " + command.name + "\n"));
}

TEST(Terminal, TextCannotCommandIt) {
  EXPECT_EQ(safe_for_terminal("a\033[31mb\r\n"), "a\xEF\xBF\xBD[31mb\n");
  EXPECT_EQ(safe_for_terminal("x\xC2\x9Bz"), "x\xEF\xBF\xBDz");
  EXPECT_EQ(safe_for_terminal("Zoë 李"), "Zoë 李");
}

}  // namespace
}  // namespace tote::cli
