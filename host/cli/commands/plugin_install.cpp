// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>
#include <iostream>
#include <string>
#include <unistd.h>

#include <fmt/format.h>

#include "host/author/check/check.h"
#include "host/author/plugin_tree.h"
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/install/plugin_store.h"
#include "host/paths.h"

namespace tote::cli {
namespace {

namespace fs = std::filesystem;
namespace check = host::author::check;

/// Nobody's notes bring code along.
Result<void> refuse_vaults(const fs::path& what) {
  std::error_code error;
  const auto place = fs::canonical(what, error);
  if (error)
    return fail(
        ErrorCode::not_found,
        fmt::format("there is no {}; plugins are installed from a folder or an archive here",
                    what.string()));
  const auto vault = host::find_vault(fs::is_directory(place, error) ? place : place.parent_path());
  if (!vault)
    return {};
  return fail(
      ErrorCode::invalid_input,
      fmt::format("{} is in the vault {}, and plugins never come from a vault: if you trust "
                  "it, copy it elsewhere first",
                  what.string(), vault->string()));
}

Result<host::install::StagedPlugin> stage(const fs::path& what) {
  std::error_code error;
  if (!fs::is_directory(what, error))
    return host::install::StagedPlugin::stage(what);
  TOTE_TRY(const auto tree, host::author::open_plugin(what));
  return host::install::StagedPlugin::stage(tree.folder);
}

/// What must hold before a plugin is let in.
Result<void> refuse_the_broken(const host::install::StagedPlugin& staged) {
  check::CheckOptions options;
  options.is_brief = true;
  TOTE_TRY(const auto report, check::run_checks(staged.folder(), options));
  std::string found;
  for (const auto& result : report.results)
    // Its form is for those who publish; a licence for oneself is nobody's business.
    if (result.outcome == check::Outcome::failed && result.check->level <= 2 &&
        result.check->id != "manifest.valid")
      found += fmt::format("\n  {}: {}", result.check->id, result.findings.front());
  if (found.empty())
    return {};
  return fail(ErrorCode::invalid_input,
              fmt::format("{} is not fit to be installed:{}", report.plugin, found));
}

std::string described(const Context& context, const host::Manifest& plugin) {
  auto text =
      fmt::format("{} {}\n", context.terminal.paint(Style::title, plugin.id), plugin.version);
  if (!plugin.description.empty())
    text += safe_for_terminal(plugin.description) + '\n';
  text += "It is given:\n";
  for (const auto& grant : host::grants(plugin))
    text += fmt::format("  {}\n", safe_for_terminal(grant));
  return text;
}

/// Asks on the terminal. Errors: invalid_input where there is nobody to ask.
Result<bool> is_wanted(const Context& context) {
  if (context.invocation.has("yes"))
    return true;
  if (::isatty(STDIN_FILENO) == 0)
    return fail(ErrorCode::invalid_input,
                "nothing was installed: say --yes to install it without being asked");
  std::fputs("Install it? [y/N] ", stdout);
  std::fflush(stdout);
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

Result<ExitCode> run(const Context& context) {
  const fs::path what = context.invocation.words.front();
  TOTE_CHECK(refuse_vaults(what));
  TOTE_TRY(auto staged, stage(what));
  TOTE_CHECK(refuse_the_broken(staged));
  std::fputs(described(context, staged.manifest()).c_str(), stdout);
  std::fflush(stdout);
  TOTE_TRY(const bool wanted, is_wanted(context));
  if (!wanted) {
    std::fputs("Nothing was installed.\n", stdout);
    return exit_nothing_found;
  }
  const auto id = staged.manifest().id;
  const auto version = staged.manifest().version;
  const auto before = host::install::installed_version(id);
  TOTE_CHECK(staged.try_out());
  TOTE_CHECK(std::move(staged).install());
  std::fputs(fmt::format("installed {} {}{}\n", id, version,
                         before ? fmt::format(" in place of {}", *before) : "")
                 .c_str(),
             stdout);
  return exit_done;
}

}  // namespace

CommandSpec plugin_install_command() {
  CommandSpec command;
  command.name = "plugin install";
  command.summary = "Install a plugin, from its folder or an archive";
  command.description =
      "Builds a folder that has a CMakeLists.txt; compares an archive with its checksums. Then "
      "checks what can be seen without running it, shows what its code is given to read, and asks. "
      "Then it is loaded in a worker, and put into $XDG_DATA_HOME/tote/plugins in one step, in "
      "place of an older version. Nothing is fetched, and nothing is taken from a vault.";
  command.arguments = {{"WHAT", "a plugin's folder, or an archive", Completes::folder}};
  command.flags = {{"yes", "", "Do not ask", {}, Completes::nothing}};
  command.examples = {"tote plugin install films",
                      "tote plugin install example.films-1.0.0.tote-plugin.tar.gz --yes"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
