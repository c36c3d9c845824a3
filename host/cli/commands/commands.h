// SPDX-License-Identifier: GPL-2.0-or-later
// The definition of each command; one file each beside this one.
#pragma once

#include "host/cli/command.h"

namespace tote::cli {

[[nodiscard]] CommandSpec ask_command();
[[nodiscard]] CommandSpec search_command();
[[nodiscard]] CommandSpec show_command();
[[nodiscard]] CommandSpec backlinks_command();
[[nodiscard]] CommandSpec edges_command();
[[nodiscard]] CommandSpec list_command();
[[nodiscard]] CommandSpec new_command();
[[nodiscard]] CommandSpec edit_command();
[[nodiscard]] CommandSpec set_command();
[[nodiscard]] CommandSpec unset_command();
[[nodiscard]] CommandSpec rename_command();
[[nodiscard]] CommandSpec move_command();
[[nodiscard]] CommandSpec merge_command();
[[nodiscard]] CommandSpec heading_move_command();
[[nodiscard]] CommandSpec add_command();
[[nodiscard]] CommandSpec met_command();
[[nodiscard]] CommandSpec today_command();
[[nodiscard]] CommandSpec log_command();
[[nodiscard]] CommandSpec check_command();
[[nodiscard]] CommandSpec suggest_command();
[[nodiscard]] CommandSpec mentions_command();
[[nodiscard]] CommandSpec undo_command();
[[nodiscard]] CommandSpec init_command();
[[nodiscard]] CommandSpec post_new_command();
[[nodiscard]] CommandSpec post_list_command();
[[nodiscard]] CommandSpec post_check_command();
[[nodiscard]] CommandSpec post_preview_command();
[[nodiscard]] CommandSpec post_publish_command();
[[nodiscard]] CommandSpec post_unpublish_command();
[[nodiscard]] CommandSpec status_command();
[[nodiscard]] CommandSpec plugin_check_command();
[[nodiscard]] CommandSpec plugin_dev_command();
[[nodiscard]] CommandSpec plugin_disable_command();
[[nodiscard]] CommandSpec plugin_enable_command();
[[nodiscard]] CommandSpec plugin_info_command();
[[nodiscard]] CommandSpec plugin_install_command();
[[nodiscard]] CommandSpec plugin_list_command();
[[nodiscard]] CommandSpec plugin_new_command();
[[nodiscard]] CommandSpec plugin_pack_command();
[[nodiscard]] CommandSpec plugin_remove_command();
[[nodiscard]] CommandSpec plugin_test_command();
[[nodiscard]] CommandSpec doctor_command();
[[nodiscard]] CommandSpec reindex_command();
[[nodiscard]] CommandSpec replay_command();
[[nodiscard]] CommandSpec watch_command();
[[nodiscard]] CommandSpec completions_command();
[[nodiscard]] CommandSpec man_command();
/// Asked by the completion scripts, not listed: names of notes, and types, one a line.
[[nodiscard]] CommandSpec complete_names_command();
[[nodiscard]] CommandSpec complete_types_command();
[[nodiscard]] CommandSpec help_command();

}  // namespace tote::cli
