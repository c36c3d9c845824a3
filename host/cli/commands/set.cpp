// SPDX-License-Identifier: GPL-2.0-or-later
// `set` and `unset`: one field of one note.
#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"
#include "host/writing/field.h"

namespace tote::cli {
namespace {

Result<ExitCode> change(const Context& context, host::FieldAction action) {
  const auto& words = context.invocation.words;
  host::FieldRequest request{action, words[0], words[1], context.invocation.rest(2)};
  TOTE_TRY(const auto proposal, host::propose_field(*context.journal, request));
  return carry_out(context, proposal, done_to_note(proposal));
}

Result<ExitCode> run_set(const Context& context) {
  return change(context,
                context.invocation.has("add") ? host::FieldAction::add : host::FieldAction::set);
}

Result<ExitCode> run_unset(const Context& context) {
  return change(context, host::FieldAction::unset);
}

}  // namespace

CommandSpec set_command() {
  CommandSpec command;
  command.name = "set";
  command.summary = "Set a field of a note, or add to it";
  command.description =
      "Writes the field into the note's front matter and touches nothing else there: order, "
      "comments, quotes and line endings stay. The name of a note becomes a link where the field "
      "relates notes.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note},
                       {"FIELD", "a field, such as rating or recommended-by", Completes::nothing},
                       {"VALUE", "its value", Completes::nothing, false, true}};
  command.flags = {{"add", "", "Add the value to the field's list", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {"tote set Tigana rating 4.5",
                      "tote set --add Tigana recommended-by 'Andrew Mocete'"};
  command.run = run_set;
  return command;
}

CommandSpec unset_command() {
  CommandSpec command;
  command.name = "unset";
  command.summary = "Take a field out of a note";
  command.description =
      "Removes the field's lines from the note's front matter, and the front matter if nothing "
      "else was in it.";
  command.arguments = {{"NOTE", "the name of a note", Completes::note},
                       {"FIELD", "a field", Completes::nothing}};
  command.flags = {dry_run_flag()};
  command.examples = {"tote unset Tigana rating"};
  command.run = run_unset;
  return command;
}

}  // namespace tote::cli
