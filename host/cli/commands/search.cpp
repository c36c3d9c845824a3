// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/commands/commands.h"
#include "host/cli/line_options.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(const auto options, line_options(context));
  TOTE_TRY(const auto answer, context.journal->search(context.invocation.rest(), options));
  print(context, render(context, answer));
  return code_for(answer.items.size());
}

}  // namespace

CommandSpec search_command() {
  CommandSpec command;
  command.name = "search";
  command.summary = "Find notes by words, fields, tags and relations";
  command.description =
      "Takes the words as a search line, never as a question: words, \"phrases\", -without, OR, ( "
      "), begin*, type:book, #tag, "
      "field:value, field:>=4, field:2011..2014, field:*, linked:[[Note]], "
      "recommended-by:[[Name]]. docs/search.md has all of it. "
      "Quote what your shell would take for itself.";
  command.arguments = {{"WORDS", "the search line", Completes::note, false, true}};
  command.flags = line_flags();
  command.examples = {"tote search indie fantasy", "tote search 'type:book read:2011 -#classic'",
                      "tote search 'recommended-by:(type:person met:2011)'"};
  command.run = run;
  command.takes_line = true;
  return command;
}

}  // namespace tote::cli
