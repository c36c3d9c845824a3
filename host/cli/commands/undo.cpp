// SPDX-License-Identifier: GPL-2.0-or-later
#include <charconv>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "host/cli/carry_out.h"
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/json.h"

namespace tote::cli {
namespace {

Result<ExitCode> list(const Context& context) {
  TOTE_TRY(const auto operations, context.journal->history());
  std::string text;
  for (const auto& operation : operations) {
    if (context.format == Format::text) {
      text += fmt::format(
          "{:%Y-%m-%d %H:%M}  {}  ({})\n", fmt::localtime(static_cast<std::time_t>(operation.time)),
          safe_for_terminal(operation.summary), counted(operation.file_count, "file"));
    } else {
      text += host::to_json(operation) + '\n';
    }
  }
  if (operations.empty() && context.format == Format::text)
    text = "There is nothing to undo.\n";
  print(context, text);
  return code_for(operations.size());
}

Result<int> count_of(const Invocation& invocation) {
  if (invocation.words.empty())
    return 1;
  const auto& word = invocation.words.front();
  int count = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), count);
  if (error != std::errc{} || end != word.data() + word.size() || count < 1)
    return fail(ErrorCode::invalid_input, fmt::format("'{}' is no number of operations", word));
  return count;
}

Result<ExitCode> run(const Context& context) {
  if (context.invocation.has("list"))
    return list(context);
  TOTE_TRY(const int count, count_of(context.invocation));
  if (context.invocation.has("dry-run")) {
    if (count > 1)
      return fail(ErrorCode::invalid_input, "--dry-run shows the last operation only");
    TOTE_TRY(const auto diff, context.journal->preview_undo());
    print(context, diff);
    return exit_done;
  }
  for (int i = 0; i < count; ++i) {
    TOTE_TRY(const auto undone, context.journal->undo());
    print(context, context.format == Format::text
                       ? fmt::format("Done: {} ({}).\n", safe_for_terminal(undone.summary),
                                     counted(undone.file_count, "file"))
                       : host::to_json(undone) + '\n');
  }
  return exit_done;
}

}  // namespace

CommandSpec undo_command() {
  CommandSpec command;
  command.name = "undo";
  command.summary = "Take back the last thing that tote wrote";
  command.description =
      "Restores every file that the last writing command changed, made, moved or removed, to the "
      "byte; again, the one before, up to the last 200. Refused if one of them was edited since, "
      "so "
      "that nothing of yours is lost.";
  command.arguments = {{"COUNT", "how many operations; else one", Completes::nothing, true}};
  command.flags = {
      {"list", "", "List what can be undone, the last one first", {}, Completes::nothing},
      dry_run_flag()};
  command.examples = {"tote undo", "tote undo --list", "tote undo --dry-run"};
  command.needs = Needs::vault;
  command.run = run;
  return command;
}

}  // namespace tote::cli
