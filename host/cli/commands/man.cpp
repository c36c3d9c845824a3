// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/help.h"

namespace tote::cli {
namespace {

Result<void> write_page(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream)
    return fail(ErrorCode::io, "cannot write the man page", SourcePlace{file.string(), 0, 0});
  return {};
}

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  if (words.empty()) {
    std::fputs(man_page().c_str(), stdout);
    return exit_done;
  }
  const std::filesystem::path folder = words.front();
  TOTE_CHECK(write_page(folder / "tote.1", man_page()));
  for (const auto& command : commands())
    TOTE_CHECK(write_page(folder / (man_page_name(command) + ".1"), man_page(command)));
  return exit_done;
}

}  // namespace

CommandSpec man_command() {
  CommandSpec command;
  command.name = "man";
  command.summary = "Write the man pages";
  command.description =
      "Prints tote(1), or writes it and a page for each command into a folder. Installing does "
      "this by itself.";
  command.arguments = {{"DIR", "the folder to write all pages to", Completes::folder, true}};
  command.examples = {"tote man | man -l -", "tote man ~/.local/share/man/man1"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
