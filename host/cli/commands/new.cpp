// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/editor.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& type = context.invocation.words.front();
  TOTE_TRY(const auto path, context.journal->create_note(type, context.invocation.rest(1)));
  print(context, context.format == Format::paths ? render_paths(context, {path})
                                                 : fmt::format("{}\n", path));
  if (context.invocation.has("edit"))
    return edit_file(context.journal->file_of(path), 0);
  return exit_done;
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
  command.flags = {{"edit", "", "Open the new note in your editor", {}, Completes::nothing}};
  command.examples = {"tote new book Ravenmarked", "tote new person --edit 'Amy Rose Davis'"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
