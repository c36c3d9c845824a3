// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto file, host::Journal::init(words.empty() ? "." : words.front()));
  print(context,
        fmt::format("This folder is a vault now: {}\nTry 'tote status' in it.\n", file.string()));
  return exit_done;
}

}  // namespace

CommandSpec init_command() {
  CommandSpec command;
  command.name = "init";
  command.summary = "Make a vault of a folder of notes";
  command.description =
      "Writes .tote/config.toml, with every setting explained. Notes are not touched.";
  command.arguments = {{"DIR", "the folder; else this one", Completes::folder, true}};
  command.examples = {"tote init", "tote init ~/notes"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
