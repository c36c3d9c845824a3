// SPDX-License-Identifier: GPL-2.0-or-later
#include <csignal>
#include <cstdio>

#include <fmt/format.h>

#include "host/author/dev_loop.h"
#include "host/cli/commands/commands.h"
#include "host/cli/diff_view.h"
#include "host/cli/render.h"

namespace tote::cli {
namespace {

volatile std::sig_atomic_t is_interrupted = 0;

void on_interrupt(int /*signal*/) {
  is_interrupted = 1;
}

/// Shows one round as it is; nothing is paged.
void show(const Context& context, const host::author::DevStep& step) {
  std::string text;
  if (!step.fault.empty())
    text += context.terminal.paint(Style::error, safe_for_terminal(step.fault)) + '\n';
  text += shown_diff(context.terminal, "what the notes say", step.statement_changes);
  text += shown_diff(context.terminal, "answers", step.answer_changes);
  const bool is_same = step.statement_changes.empty() && step.answer_changes.empty();
  if (step.fault.empty())
    text += fmt::format("{} of {} read{}\n", step.indexed, counted(step.notes, "note"),
                        is_same ? ", nothing changed" : "");
  std::fputs(text.c_str(), stdout);
  std::fflush(stdout);
}

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  host::author::DevOptions options;
  options.plugin = words.empty() ? "." : words.front();
  options.journal = context.invocation.get("journal");
  host::author::DevLoop loop(options);
  auto step = loop.step();
  show(context, step);
  if (context.invocation.has("once"))
    return step.fault.empty() ? exit_done : exit_error;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);
  std::fputs(fmt::format("Watching {}; Ctrl-C ends it.\n", options.plugin.string()).c_str(),
             stdout);
  std::fflush(stdout);
  while (is_interrupted == 0) {
    loop.wait();
    if (is_interrupted == 0 && loop.has_changed())
      show(context, loop.step());
  }
  return exit_done;
}

}  // namespace

CommandSpec plugin_dev_command() {
  CommandSpec command;
  command.name = "plugin dev";
  command.summary = "Watch a plugin, and show what each change changes";
  command.description =
      "Builds the plugin, reads a journal with it in a fresh worker, and shows how fields, "
      "relations, diagnostics and answers differ from fixtures/expected.txt and "
      "fixtures/questions.txt. Then waits until a file of the plugin or a note is saved, reads "
      "what is affected, and shows how that differs from the time before. The journal is only "
      "read: a copy of its notes and their index are kept in a temporary folder.";
  command.arguments = {{"DIR", "the plugin's folder (default: this one)", Completes::folder, true}};
  command.flags = {{"journal",
                    "DIR",
                    "The notes to read, instead of those in fixtures/notes",
                    {},
                    Completes::folder},
                   {"once", "", "Do it once, and do not wait", {}, Completes::nothing}};
  command.examples = {"tote plugin dev films", "tote plugin dev films --journal ~/journal"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
