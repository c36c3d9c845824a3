// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/check.h"

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto findings, host::check_vault(*context.journal));
  std::string text;
  std::vector<std::string> paths;
  for (const auto& finding : findings) {
    paths.push_back(finding.place.path);
    if (context.format == Format::text)
      text += fmt::format(
          "{}: {} {}\n",
          context.terminal.paint(Style::path, safe_for_terminal(to_string(finding.place))),
          safe_for_terminal(finding.message),
          context.terminal.paint(Style::faint, fmt::format("[{}]", finding.code)));
    else if (context.format != Format::paths)
      text += host::to_json(finding) + '\n';
  }
  if (context.format == Format::paths)
    text = render_paths(context, paths);
  if (context.format == Format::text)
    text += findings.empty() ? "Nothing to mend.\n"
                             : fmt::format("{}\n", counted(findings.size(), "finding"));
  print(context, text);
  return findings.empty() ? exit_done : exit_nothing_found;
}

}  // namespace

CommandSpec check_command() {
  CommandSpec command;
  command.name = "check";
  command.summary = "Look for broken links, slips in fields and what is missing";
  command.description =
      "Reads every note and lists links that lead nowhere or to several notes, or to a heading or "
      "block that a note does not have, fields that look misspelt, values that a field cannot "
      "hold, everything that reading the notes found wrong, and what the plugins look for, such "
      "as people whom you have no way to reach. Exit code 1 if there is anything.";
  command.examples = {"tote check", "tote check --format jsonl"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
