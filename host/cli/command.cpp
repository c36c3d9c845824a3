// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/command.h"

#include <algorithm>

#include "host/cli/commands/commands.h"

namespace tote::cli {

const std::vector<CommandSpec>& commands() {
  static const std::vector<CommandSpec> all = {
      ask_command(),
      search_command(),
      show_command(),
      backlinks_command(),
      mentions_command(),
      edges_command(),
      list_command(),
      new_command(),
      edit_command(),
      today_command(),
      add_command(),
      met_command(),
      log_command(),
      set_command(),
      unset_command(),
      rename_command(),
      move_command(),
      merge_command(),
      heading_move_command(),
      suggest_command(),
      undo_command(),
      post_new_command(),
      post_list_command(),
      post_check_command(),
      post_preview_command(),
      post_publish_command(),
      post_unpublish_command(),
      init_command(),
      status_command(),
      check_command(),
      doctor_command(),
      replay_command(),
      watch_command(),
      reindex_command(),
      plugin_list_command(),
      plugin_info_command(),
      plugin_install_command(),
      plugin_remove_command(),
      plugin_enable_command(),
      plugin_disable_command(),
      plugin_new_command(),
      plugin_test_command(),
      plugin_dev_command(),
      plugin_check_command(),
      plugin_pack_command(),
      completions_command(),
      man_command(),
      help_command(),
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

const std::vector<CommandGroup>& command_groups() {
  static const std::vector<CommandGroup> groups = {
      {"heading", "Move sections of notes"},
      {"post", "Write, check and publish posts"},
      {"plugin", "Write, test, install and look at plugins"},
  };
  return groups;
}

const CommandGroup* find_command_group(std::string_view name) {
  const auto& groups = command_groups();
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const CommandGroup& group) { return group.name == name; });
  return found == groups.end() ? nullptr : &*found;
}

const CommandGroup* group_of(const CommandSpec& command) {
  const auto space = command.name.find(' ');
  return space == std::string::npos ? nullptr : find_command_group(command.name.substr(0, space));
}

std::vector<const CommandSpec*> commands_of(const CommandGroup& group) {
  std::vector<const CommandSpec*> members;
  for (const auto& command : commands())
    if (group_of(command) == &group)
      members.push_back(&command);
  return members;
}

std::string_view last_word(const CommandSpec& command) {
  const std::string_view name = command.name;
  return name.substr(name.find(' ') + 1);
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
