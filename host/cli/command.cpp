// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/command.h"

#include <algorithm>

#include "host/cli/commands/commands.h"

namespace tote::cli {

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> all = {
      ask_command(),    search_command(), show_command(),    backlinks_command(),
      edges_command(),  list_command(),   new_command(),     edit_command(),
      init_command(),   status_command(), plugins_command(), doctor_command(),
      replay_command(), watch_command(),  reindex_command(), completions_command(),
      man_command(),    help_command(),
  };
  return all;
}

const std::vector<FlagSpec>& global_flags() {
  static const std::vector<FlagSpec> flags = {
      {"vault",
       "DIR",
       "The folder of notes; else TOTE_VAULT, else the nearest folder upwards with .tote/",
       {},
       Completes::folder},
      {"index", "DIR", "Keep the index here instead of in the cache folder", {}, Completes::folder},
      {"format",
       "FORMAT",
       "How results are printed",
       {"text", "json", "jsonl", "paths"},
       Completes::choices},
      {"print0",
       "",
       "Print paths only, each ended by a NUL byte, for xargs -0",
       {},
       Completes::nothing},
      {"color",
       "WHEN",
       "Use colour; NO_COLOR turns it off as well",
       {"auto", "always", "never"},
       Completes::choices},
      {"no-pager", "", "Never start a pager", {}, Completes::nothing},
      {"today",
       "DATE",
       "Take this day for today (YYYY-MM-DD); else TOTE_TODAY",
       {},
       Completes::nothing},
      {"no-refresh",
       "",
       "Answer from the index as it is, without looking for changed notes",
       {},
       Completes::nothing},
      {"help", "", "Show how a command is used", {}, Completes::nothing},
      {"version", "", "Print the version", {}, Completes::nothing},
  };
  return flags;
}

const CommandSpec* find_command(std::string_view name) {
  static const std::vector<CommandSpec> unlisted = {complete_names_command(),
                                                    complete_types_command()};
  for (const auto* all : {&commands(), &unlisted}) {
    const auto found = std::find_if(
        all->begin(), all->end(), [&](const CommandSpec& command) { return command.name == name; });
    if (found != all->end())
      return &*found;
  }
  return nullptr;
}

}  // namespace tote::cli
