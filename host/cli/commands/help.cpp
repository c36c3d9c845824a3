// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/help.h"

#include "host/cli/commands/commands.h"
#include "host/cli/parse.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  if (words.empty()) {
    print(context, overview(context.terminal));
    return exit_done;
  }
  if (const auto* group = find_command_group(words.front());
      group != nullptr && words.size() == 1) {
    print(context, help_of(context.terminal, *group));
    return exit_done;
  }
  const auto* command = find_command(context.invocation.rest());
  if (command == nullptr)
    return unknown_command(context.invocation.rest());
  print(context, help_of(context.terminal, *command));
  return exit_done;
}

}  // namespace

CommandSpec help_command() {
  CommandSpec command;
  command.name = "help";
  command.summary = "Explain tote, or one of its commands";
  command.description = "Without a command: what there is. With one: how it is used.";
  command.arguments = {{"COMMAND", "the name of a command", Completes::command, true, true}};
  command.examples = {"tote help", "tote help search", "tote help plugin new"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
