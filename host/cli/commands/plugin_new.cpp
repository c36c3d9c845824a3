// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/author/scaffold.h"
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  host::author::ScaffoldOptions options;
  options.name = context.invocation.words.front();
  options.language = context.invocation.get("lang", "schema");
  TOTE_TRY(const auto made, host::author::make_plugin(options));
  if (context.format == Format::paths || context.format == Format::jsonl) {
    print(context, render_paths(context, made.files));
    return exit_done;
  }
  std::string text;
  for (const auto& file : made.files)
    text += file + '\n';
  text += fmt::format("\nNow try it: tote plugin test {}\n", made.folder);
  print(context, text);
  return exit_done;
}

}  // namespace

CommandSpec plugin_new_command() {
  CommandSpec command;
  command.name = "plugin new";
  command.summary = "Begin a new plugin that builds and passes its tests at once";
  command.description =
      "Makes a folder named after the kind of note that the plugin is for, with a plugin.json, "
      "notes and questions to test it with, and in C or C++ the code and its CMakeLists.txt. NAME "
      "is in the singular and may carry an owner: film, or example.film. Works without a network; "
      "writes over nothing.";
  command.arguments = {
      {"NAME", "the kind of note: film, board-game, or with an owner example.film"}};
  command.flags = {{"lang",
                    "LANG",
                    "data alone, or with a library in C or C++ (default schema)",
                    {"schema", "c", "cpp"},
                    Completes::choices}};
  command.examples = {"tote plugin new film", "tote plugin new example.film --lang cpp"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
