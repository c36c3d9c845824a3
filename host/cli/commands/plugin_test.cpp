// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/author/fixtures.h"
#include "host/author/text_diff.h"
#include "host/cli/commands/commands.h"
#include "host/cli/diff_view.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto plugin, host::author::open_plugin(words.empty() ? "." : words.front()));
  const std::filesystem::path fixtures =
      context.invocation.get("fixtures", plugin.fixtures().string());
  const auto wanted = host::author::read_fixtures(fixtures);
  host::author::FixtureOptions options;
  options.notes = fixtures / "notes";
  options.questions = wanted.questions;
  TOTE_TRY(const auto outcome, host::author::run_fixtures(plugin, options));
  std::string text;
  for (const auto& problem : outcome.problems)
    text += problem + '\n';
  auto about = fmt::format("{}: {}, {}", plugin.manifest.id, counted(outcome.notes, "note"),
                           counted(outcome.questions, "question"));
  if (outcome.commands != 0)
    about += ", " + counted(outcome.commands, "command");
  if (!outcome.problems.empty()) {
    print(context, text + about + ", and the plugin failed\n");
    return exit_error;
  }
  using host::author::line_diff;
  text += shown_diff(context.terminal, "expected.txt",
                     line_diff(wanted.expected, outcome.found.expected));
  text += shown_diff(context.terminal, "questions.txt",
                     line_diff(wanted.questions, outcome.found.questions));
  if (context.invocation.has("update")) {
    TOTE_CHECK(host::author::write_fixtures(fixtures, outcome.found));
    print(context, text + about + (text.empty() ? ", as before\n" : ", written down\n"));
    return exit_done;
  }
  print(context, text + about +
                     (text.empty() ? ", all as expected\n"
                                   : ": not as expected (-) but otherwise (+); 'tote plugin test "
                                     "--update' takes it over\n"));
  return text.empty() ? exit_done : exit_error;
}

}  // namespace

CommandSpec plugin_test_command() {
  CommandSpec command;
  command.name = "plugin test";
  command.summary = "Try a plugin on its own notes and questions";
  command.description =
      "Builds the plugin if it has a CMakeLists.txt, reads the notes in fixtures/notes with it, "
      "and "
      "compares what they say with fixtures/expected.txt, and the answers to the questions in "
      "fixtures/questions.txt, and what its commands would write, with what is written there. The "
      "plugins that come with tote are at "
      "hand, others and your vaults are not; today is 2026-01-01.";
  command.arguments = {{"DIR", "the plugin's folder (default: this one)", Completes::folder, true}};
  command.flags = {{"update", "", "Write what was found to the two files", {}, Completes::nothing},
                   {"fixtures",
                    "DIR",
                    "Where notes, expected.txt and questions.txt are",
                    {},
                    Completes::folder}};
  command.examples = {"tote plugin test films", "tote plugin test films --update"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
