// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/commands/post_options.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto report,
           context.journal->preview_post(context.invocation.rest(), post_options(context)));
  print(context, fmt::format("{}\n", (report.folder / report.page).string()));
  return exit_done;
}

}  // namespace

CommandSpec post_preview_command() {
  CommandSpec command;
  command.name = "post preview";
  command.summary = "Write a draft's page for you alone, and print where it is";
  command.description =
      "Writes the site as it would be with the draft in it to a folder beside the index, or to "
      "--out, and prints the page's file for a browser to open. The draft stays private.";
  command.arguments = {{"NOTE", "the name of a post", Completes::note, false, true}};
  command.flags = {post_flags().back()};
  command.examples = {"tote post preview Making connections"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
