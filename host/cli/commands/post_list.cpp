// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/commands/post_options.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto posts, context.journal->posts(post_options(context)));
  std::vector<std::string> paths;
  std::string text;
  for (const auto& post : posts) {
    paths.push_back(post.path);
    const auto* state = post.is_out                ? "on the site"
                        : post.publicity.is_public ? "not on the site"
                                                   : "private";
    const auto date = post.date ? notes::to_string(*post.date) : std::string(10, ' ');
    text += fmt::format("{:<10}  {:<15}  {}  {}\n", date, state,
                        context.terminal.paint(Style::title, post.title),
                        context.terminal.paint(Style::faint, post.publicity.reason));
  }
  if (context.format == Format::paths)
    text = render_paths(context, paths);
  else if (context.format != Format::text)
    text = host::to_json(posts) + '\n';
  print(context, text);
  return code_for(posts.size());
}

}  // namespace

CommandSpec post_list_command() {
  CommandSpec command;
  command.name = "post list";
  command.summary = "List the posts, and which of them are out";
  command.description =
      "Newest first, each with its date, whether it is on the site in the output folder, and what "
      "it says of itself.";
  command.flags = post_flags();
  command.examples = {"tote post list", "tote post list --out ../site"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
