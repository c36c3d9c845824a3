// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/commands/commands.h"
#include "host/cli/line_options.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(auto options, line_options(context));
  if (!context.invocation.has("limit"))
    options.limit = 0;
  options.wants_snippets = false;
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto answer,
           context.journal->list(words.front(), context.invocation.rest(1), options));
  print(context, render(context, answer));
  return code_for(answer.items.size());
}

}  // namespace

CommandSpec list_command() {
  CommandSpec command;
  command.name = "list";
  command.summary = "List the notes of a type";
  command.description =
      "Lists every note of a type ('book', 'people'), narrowed by a search line if one follows.";
  command.arguments = {{"TYPE", "a type of note, such as book or people", Completes::type},
                       {"FILTER", "a search line", Completes::nothing, true, true}};
  command.flags = line_flags();
  command.examples = {"tote list people", "tote list books read:2011",
                      "tote list books '#fantasy -read:*'"};
  command.run = run;
  command.takes_line = true;
  return command;
}

}  // namespace tote::cli
