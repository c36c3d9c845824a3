// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/completions.h"

#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& shell = context.invocation.words.front();
  const auto& known = completion_shells();
  if (std::find(known.begin(), known.end(), shell) == known.end())
    return fail(ErrorCode::invalid_input,
                fmt::format("there are completions for bash, zsh and fish, not for '{}'", shell));
  std::fputs(completion_script(shell).c_str(), stdout);
  return exit_done;
}

Result<ExitCode> run_names(const Context& context) {
  constexpr std::uint32_t most = 200;
  TOTE_TRY(const auto names, context.journal->names(context.invocation.rest(), most));
  for (const auto& name : names)
    std::fputs((name + '\n').c_str(), stdout);
  return exit_done;
}

Result<ExitCode> run_types(const Context& context) {
  for (const auto& type : context.journal->vocabulary().types)
    std::fputs((type.id + '\n').c_str(), stdout);
  return exit_done;
}

}  // namespace

CommandSpec completions_command() {
  CommandSpec command;
  command.name = "completions";
  command.summary = "Print the completion script for a shell";
  command.description =
      "Completes commands, options, types and the names of notes. Installing puts the scripts "
      "where shells look.";
  command.arguments = {{"SHELL", "bash, zsh or fish", Completes::shell}};
  command.examples = {"source <(tote completions bash)",
                      "tote completions fish > ~/.config/fish/completions/tote.fish"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

CommandSpec complete_names_command() {
  CommandSpec command;
  command.name = "complete-names";
  command.arguments = {{"PREFIX", "the beginning of a name", Completes::nothing, true, true}};
  command.needs = Needs::vault;
  command.run = run_names;
  return command;
}

CommandSpec complete_types_command() {
  CommandSpec command;
  command.name = "complete-types";
  command.needs = Needs::vault;
  command.run = run_types;
  return command;
}

}  // namespace tote::cli
