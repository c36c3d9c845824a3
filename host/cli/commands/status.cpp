// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>

#include <fmt/format.h>

#include "host/cli/commands/commands.h"
#include "host/cli/refresh.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

std::string diagnostic_line(const Context& context, const index::PlacedDiagnostic& placed) {
  const auto severity = placed.diagnostic.severity;
  const auto style = severity == notes::Diagnostic::Severity::error ? Style::error : Style::warning;
  return fmt::format(
      "  {}: {} {}\n",
      context.terminal.paint(Style::path, safe_for_terminal(to_string(placed.place))),
      context.terminal.paint(style, safe_for_terminal(placed.diagnostic.message)),
      context.terminal.paint(Style::faint, fmt::format("[{}]", placed.diagnostic.code)));
}

std::string text_of(const Context& context, const host::Status& status) {
  std::string text =
      fmt::format("vault  {}\nindex  {}\n", status.vault.string(), status.index_directory.string());
  text += fmt::format("{}, {}, {}, {}\n", counted(status.stats.notes, "note"),
                      counted(status.stats.links, "link"), counted(status.stats.tags, "tag"),
                      counted(status.stats.edges, "stated relation"));
  for (const auto& [type, count] : status.stats.notes_by_type)
    text += fmt::format("  {:>7}  {}\n", count, type);
  if (!status.skipped.empty())
    text += fmt::format("{} left out:\n",
                        counted(status.skipped.size(), "file or folder", "files or folders"));
  for (const auto& skipped : status.skipped)
    text += fmt::format("  {}: {}\n", safe_for_terminal(skipped.path),
                        notes::to_string(skipped.reason));
  if (!status.diagnostics.empty())
    text += fmt::format("{}:\n", counted(status.diagnostics.size(), "finding"));
  for (const auto& placed : status.diagnostics)
    text += diagnostic_line(context, placed);
  return text;
}

/// Reads every note and compares it with what is indexed.
Result<ExitCode> verify(const Context& context) {
  TOTE_TRY(const auto report, refresh(*context.journal, context.terminal, host::Compare::contents));
  if (report.was_cancelled || report.is_stale)
    return exit_in_part;
  std::fputs(report.indexed == 0 ? "verified: every note is indexed as it is\n"
                                 : fmt::format("verified: {} differed from the index, which is "
                                               "right again\n",
                                               counted(report.indexed, "note"))
                                       .c_str(),
             stderr);
  return exit_done;
}

Result<ExitCode> run(const Context& context) {
  ExitCode code = exit_done;
  if (context.invocation.has("verify")) {
    TOTE_TRY(code, verify(context));
  }
  TOTE_TRY(const auto status, context.journal->status());
  print(context,
        context.format == Format::text ? text_of(context, status) : host::to_json(status) + '\n');
  return code;
}

}  // namespace

CommandSpec status_command() {
  CommandSpec command;
  command.name = "status";
  command.summary = "Show what is indexed, what was left out and why";
  command.description =
      "Counts the notes, links, tags and relations, and lists the files that were left out and "
      "everything that is wrong with a note.";
  command.flags = {{"verify",
                    "",
                    "First read every note, should one have changed without a new time or size",
                    {},
                    Completes::nothing}};
  command.examples = {"tote status", "tote status --verify", "tote status --format json"};
  command.run = run;
  return command;
}

}  // namespace tote::cli
