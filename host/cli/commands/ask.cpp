// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/choose.h"
#include "host/cli/commands/commands.h"
#include "host/cli/line_options.h"
#include "host/cli/note_card.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

/// "Who is X" is answered with X's card; the rendered answer then adds only how it was understood.
Result<std::string> cards_of(const Context& context, const index::Answer& answer) {
  std::string cards;
  if (context.format != Format::text || answer.relation != "define")
    return cards;
  for (const auto& item : answer.items) {
    if (!item.note)
      continue;
    TOTE_TRY(const auto details, context.journal->details(item.note->id));
    cards += note_card(context, details);
  }
  return cards;
}

Result<ExitCode> run(const Context& context) {
  TOTE_TRY(auto options, line_options(context));
  options.wants_explanation = context.invocation.has("explain");
  TOTE_TRY(auto answer, context.journal->ask(context.invocation.rest(), options));
  if (!answer.names.empty() && can_ask(context)) {
    options.chosen = ask_which(context, answer);
    if (!options.chosen.empty()) {
      TOTE_TRY(answer, context.journal->ask(context.invocation.rest(), options));
    }
  }
  TOTE_TRY(const auto cards, cards_of(context, answer));
  print(context, cards + render(context, answer));
  return code_for(answer.items.size());
}

}  // namespace

CommandSpec ask_command() {
  CommandSpec command;
  command.name = "ask";
  command.summary = "Answer a question, or search where the words are none";
  command.description =
      "Reads the words as a question in English over what your notes say of people, books and "
      "everything that plugins declare. Each "
      "answer comes with its evidence: file, line and sentence. Words that are no question are "
      "searched for, as 'tote search' does. "
      "'tote WORDS…' without a command means this one.";
  command.arguments = {{"WORDS", "the question or search", Completes::note, false, true}};
  command.flags = line_flags();
  command.flags.push_back({"explain",
                           "",
                           "Show how the line was read, and what else was tried",
                           {},
                           Completes::nothing});
  command.examples = {"tote who recommended Ravenmarked",
                      "tote ask when did I last contact Ana Lima",
                      "tote ask --format json books by Amy Rose Davis"};
  command.run = run;
  command.takes_line = true;
  return command;
}

}  // namespace tote::cli
