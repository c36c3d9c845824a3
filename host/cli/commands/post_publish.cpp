// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/commands/post_options.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto name = context.invocation.rest();
  const bool is_all = context.invocation.has("all");
  if (name.empty() && !is_all)
    return fail(ErrorCode::invalid_input,
                "which post? Name it, or take --all that say they are public; 'tote post list' "
                "lists them");
  if (!name.empty() && is_all)
    return fail(ErrorCode::invalid_input, "either name a post or say --all");
  TOTE_TRY(const auto report,
           context.journal->publish_post(is_all ? std::optional<std::string_view>() : name,
                                         post_options(context)));
  if (context.format != Format::text) {
    print(context, context.format == Format::paths ? render_paths(context, report.files.written)
                                                   : host::to_json(report) + '\n');
    return exit_done;
  }
  TOTE_TRY(auto text, told_note(context, report.note_change));
  for (const auto& finding : report.blocked)
    text += fmt::format("stays back: {}{} ({})  {}\n",
                        finding.name.empty() ? std::string() : finding.name + ", ",
                        to_string(finding.what), finding.reason,
                        place(context, finding.place.path, finding.place.line));
  text += told(context, report);
  if (!report.page.empty())
    text += fmt::format("{}\n", (report.folder / report.page).string());
  print(context, text);
  return exit_done;
}

}  // namespace

CommandSpec post_publish_command() {
  CommandSpec command;
  command.name = "post publish";
  command.summary = "Write a post to the site";
  command.description =
      "Writes the site with the post, the posts that are out already, and the people, books and "
      "reviews that say publish: true. A post that is private by its status gets status: published "
      "first, and today as its date if it has none; 'tote undo' takes that back. One that says "
      "publish: false stays private, and if something else is in the way the note is left as it "
      "is. Nothing leaves but what docs/publishing.md lists; 'tote post check' shows it "
      "beforehand. "
      "Unchanged notes give the same bytes; files that tote did not write are never touched.";
  command.arguments = {{"NOTE", "the name of a post", Completes::note, true, true}};
  command.flags = post_flags();
  command.flags.push_back(
      {"all", "", "Every post that says that it is public", {}, Completes::nothing});
  command.flags.push_back({"dry-run",
                           "",
                           "Only say what would be written, the note's change as a diff",
                           {},
                           Completes::nothing});
  command.flags.push_back(
      {"force", "", "Write over files that are in the way", {}, Completes::nothing});
  command.examples = {"tote post publish Making connections --out ../site",
                      "tote post publish --all --target hugo --out ../blog --dry-run"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
