// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"
#include "host/cli/editor.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto proposal, context.journal->propose_note("post", context.invocation.rest()));
  TOTE_TRY(const auto code, carry_out(context, proposal, proposal.path));
  if (context.invocation.has("edit") && !context.invocation.has("dry-run"))
    return edit_file(context.journal->file_of(proposal.path), 0);
  return code;
}

}  // namespace

CommandSpec post_new_command() {
  CommandSpec command;
  command.name = "post new";
  command.summary = "Begin a draft";
  command.description =
      "Writes a new post, a draft, from the template of its type and prints its path: 'tote new "
      "post' under the name that the other commands for posts have.";
  command.arguments = {{"TITLE", "the title", Completes::nothing, false, true}};
  command.flags = {{"edit", "", "Open the draft in your editor", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {"tote post new --edit 'Making connections'"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
