// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/editor.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto path, context.journal->create_note("post", context.invocation.rest()));
  print(context, context.format == Format::paths ? render_paths(context, {path})
                                                 : fmt::format("{}\n", path));
  if (context.invocation.has("edit"))
    return edit_file(context.journal->file_of(path), 0);
  return exit_done;
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
  command.flags = {{"edit", "", "Open the draft in your editor", {}, Completes::nothing}};
  command.examples = {"tote post new --edit 'Making connections'"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
