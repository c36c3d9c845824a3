// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>

#include <fmt/format.h>

#include "host/author/plugin_tree.h"
#include "host/cli/commands/commands.h"
#include "host/install/plugin_store.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  TOTE_TRY(const auto plugin, host::author::open_plugin(words.empty() ? "." : words.front()));
  TOTE_TRY(const auto file, host::install::pack_plugin(plugin.manifest, plugin.source,
                                                       context.invocation.get("output", ".")));
  std::fputs(fmt::format("{}\n", file.lexically_normal().string()).c_str(), stdout);
  return exit_done;
}

}  // namespace

CommandSpec plugin_pack_command() {
  CommandSpec command;
  command.name = "plugin pack";
  command.summary = "Write a plugin into one file, for others to install";
  command.description =
      "Builds the plugin if it has a CMakeLists.txt, and writes its folder and its fixtures into a "
      "gzip'd tar archive with the SHA-256 of each file. The same folder gives the same archive, "
      "byte for byte. Hidden files, build folders and the version before in fixtures/previous are "
      "left out.";
  command.arguments = {{"DIR", "the plugin's folder (default: this one)", Completes::folder, true}};
  command.flags = {
      {"output", "FILE", "Where to: a folder, or the file to write", {}, Completes::folder}};
  command.examples = {"tote plugin pack films", "tote plugin pack films --output /tmp"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
