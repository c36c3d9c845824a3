// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& invocation = context.invocation;
  TOTE_TRY(const auto findings,
           context.journal->replay(invocation.words.front(), invocation.rest(1),
                                   invocation.has("in-process")));
  std::string text;
  for (const auto& line : findings)
    text += safe_for_terminal(line) + '\n';
  print(context, text.empty() ? "The plugin has nothing to say of this note.\n" : text);
  return exit_done;
}

}  // namespace

CommandSpec replay_command() {
  CommandSpec command;
  command.name = "replay";
  command.summary = "Show again what one plugin makes of one note";
  command.description =
      "Runs a plugin alone on a note, in a process of its own as indexing does, and shows what it "
      "says or how it fails. With --in-process it runs within tote itself and without any "
      "protection, so that a debugger sees it: gdb --args tote replay --in-process PLUGIN NOTE.";
  command.arguments = {{"PLUGIN", "the plugin's id"},
                       {"NOTE", "the path or name of a note", Completes::note, false, true}};
  command.flags = {{"in-process",
                    "",
                    "Run the plugin within tote, without any protection, for a debugger",
                    {},
                    Completes::nothing}};
  command.examples = {"tote replay tote.books 'books/Tigana.md'"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
