// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"
#include "host/cli/editor.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& type = context.invocation.words.front();
  TOTE_TRY(const auto proposal, context.journal->propose_note(type, context.invocation.rest(1)));
  TOTE_TRY(const auto code, carry_out(context, proposal, proposal.path));
  if (context.invocation.has("edit") && !context.invocation.has("dry-run"))
    return edit_file(context.journal->file_of(proposal.path), 0);
  return code;
}

}  // namespace

CommandSpec new_command() {
  CommandSpec command;
  command.name = "new";
  command.summary = "Begin a new note from its type's template";
  command.description =
      "Writes a note of the type with the title, in the folder that the type has, and prints its "
      "path. A file that exists is never "
      "touched.";
  command.arguments = {{"TYPE", "a type of note, such as book or person", Completes::type},
                       {"TITLE", "the title", Completes::nothing, false, true}};
  command.flags = {{"edit", "", "Open the new note in your editor", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {"tote new book Ravenmarked", "tote new person --edit 'Amy Rose Davis'"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
