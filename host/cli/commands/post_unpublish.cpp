// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/commands/post_options.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto report,
           context.journal->unpublish_post(context.invocation.rest(), post_options(context)));
  if (context.format != Format::text) {
    print(context, host::to_json(report) + '\n');
    return exit_done;
  }
  TOTE_TRY(auto text, told_note(context, report.site.note_change));
  text += told(context, report.site);
  if (!report.feeds.empty()) {
    text += "stays in feeds: whoever has fetched one of these keeps what was in it\n";
    for (const auto& feed : report.feeds)
      text += fmt::format("  {}\n", feed);
  }
  if (!report.mentions.empty()) {
    text += "pages that led to it and now only name it\n";
    for (const auto& page : report.mentions)
      text += fmt::format("  {}\n", page);
  }
  print(context, text);
  return exit_done;
}

}  // namespace

CommandSpec post_unpublish_command() {
  CommandSpec command;
  command.name = "post unpublish";
  command.summary = "Take a post off the site";
  command.description =
      "Removes the post's page from the site and from its lists and feeds, and says what cannot be "
      "taken back. The note gets status: draft, and publish: true goes out of it; 'tote undo' "
      "takes that back.";
  command.arguments = {{"NOTE", "the name of a post", Completes::note, false, true}};
  command.flags = post_flags();
  command.flags.push_back(
      {"dry-run", "", "Only say what would happen, to the note as a diff", {}, Completes::nothing});
  command.examples = {"tote post unpublish A red tote on the door"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
