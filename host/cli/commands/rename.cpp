// SPDX-License-Identifier: GPL-2.0-or-later
// `rename`, `move` and `merge`: a note is found elsewhere, and every link follows.
#include "host/writing/rename.h"

#include <fmt/format.h>

#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"

namespace tote::cli {
namespace {

Result<ExitCode> run_rename(const Context& context) {
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto proposal,
           host::propose_rename(*context.journal, words[0], context.invocation.rest(1),
                                context.invocation.has("alias") ? host::OldName::kept_as_alias
                                                                : host::OldName::forgotten));
  return carry_out(context, proposal, proposal.path);
}

Result<ExitCode> run_move(const Context& context) {
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto proposal, host::propose_move(*context.journal, words[0], words[1]));
  return carry_out(context, proposal, proposal.path);
}

Result<ExitCode> run_merge(const Context& context) {
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto proposal, host::propose_merge(*context.journal, words[0], words[1]));
  return carry_out(context, proposal, proposal.path);
}

}  // namespace

CommandSpec rename_command() {
  CommandSpec command;
  command.name = "rename";
  command.summary = "Rename a note or file, and every link to it";
  command.description =
      "Gives the file another name in its folder. Links of every form follow: wikilinks with "
      "heading, block or text, embeds, Markdown links, links in front matter and inline fields. "
      "Each keeps its form and its text. A title that was spelled as the file's name follows too.";
  command.arguments = {{"OLD", "the name of a note, or the path of another file", Completes::note},
                       {"NEW", "the new name, without folder", Completes::nothing, false, true}};
  command.flags = {
      {"alias", "", "Keep the old name as an alias of the note", {}, Completes::nothing},
      dry_run_flag()};
  command.examples = {"tote rename Tigana 'Tigana (novel)'",
                      "tote rename --alias 'Ana Petrovic' 'Ana Petrović'"};
  command.run = run_rename;
  return command;
}

CommandSpec move_command() {
  CommandSpec command;
  command.name = "move";
  command.summary = "Move a note or file to another folder, with every link";
  command.description =
      "Moves the file, rewrites the links to it that name its folder, and the links in it that are "
      "relative to where it was.";
  command.arguments = {{"NOTE", "the name of a note, or the path of another file", Completes::note},
                       {"FOLDER", "a folder of the vault; . is its top", Completes::folder}};
  command.flags = {dry_run_flag()};
  command.examples = {"tote move Tigana books/fantasy", "tote move images/cover.png attachments"};
  command.run = run_move;
  return command;
}

CommandSpec merge_command() {
  CommandSpec command;
  command.name = "merge";
  command.summary = "Merge a note into another one";
  command.description =
      "Appends the text of FROM to INTO, adds its fields and its names, lets the links to it lead "
      "to INTO, and removes its file. Where both say something different INTO is right, and tote "
      "says so.";
  command.arguments = {{"FROM", "the note that goes", Completes::note},
                       {"INTO", "the note that stays", Completes::note}};
  command.flags = {dry_run_flag()};
  command.examples = {"tote merge 'Ana P' 'Ana Petrović'"};
  command.run = run_merge;
  return command;
}

}  // namespace tote::cli
