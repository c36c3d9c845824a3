// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/heading_move.h"

#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  const auto kind = context.invocation.has("create") ? host::SectionTarget::new_note
                                                     : host::SectionTarget::note_that_is_there;
  TOTE_TRY(const auto proposal,
           host::propose_heading_move(*context.journal, words[0], words[1], words[2], kind));
  return carry_out(context, proposal, proposal.path);
}

}  // namespace

CommandSpec heading_move_command() {
  CommandSpec command;
  command.name = "heading move";
  command.summary = "Move a section to another note, with every link to it";
  command.description =
      "Takes the heading with all that stands below it, up to the next heading of its level, to "
      "the end of TARGET. Links to the heading, to headings and blocks in the section follow and "
      "show what they showed; the links in the section lead where they led. A section that shares "
      "footnotes or link definitions with the rest of its note is not moved.";
  command.arguments = {
      {"NOTE", "the note that has the section", Completes::note},
      {"HEADING", "its heading; 'Above#Heading' where two have one name", Completes::nothing},
      {"TARGET", "the note that gets it", Completes::note}};
  command.flags = {{"create", "", "Make TARGET a new note beside NOTE", {}, Completes::nothing},
                   dry_run_flag()};
  command.examples = {
      "tote heading move 'Review of Ravenmarked' 'What does not' Ravenmarked",
      "tote heading move 'A red tote on the door' 'What was in it' 'In the red tote' --create"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
