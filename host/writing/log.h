// SPDX-License-Identifier: GPL-2.0-or-later
// The commands that plugins declare: one line typed, a few fields written.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "host/journal.h"

namespace tote::host {

/// What was typed after `tote log`.
struct LogRequest {
  std::string command;
  std::vector<std::string> words;              ///< the note's name, then the command's values
  std::map<std::string, std::string> options;  ///< without dashes
  notes::Date date;                            ///< the day that it happened
};

/// The commands that the plugins declare, in the order of the plugins.
[[nodiscard]] std::vector<const CommandDecl*> log_commands(const Journal& journal);

/// The command of this id. Errors: invalid_input, naming those there are.
[[nodiscard]] Result<const CommandDecl*> find_log_command(const Journal& journal,
                                                          const std::string& id);

/// "tote log finished [NOTE] [--rating VALUE]".
[[nodiscard]] std::string usage_of(const CommandDecl& command);

/// What was typed after `tote log`, the command's options among it. Errors: as find_log_command;
/// invalid_input (an option that the command does not have, or that lacks its value).
[[nodiscard]] Result<LogRequest> read_log_request(const Journal& journal,
                                                  const std::vector<std::string>& words,
                                                  notes::Date date);

/// The change to the note that the command is about; where the plugin's library answers the
/// command, it is asked. Errors: invalid_input (a value is missing, of the wrong kind or out of its
/// bounds; a field would get a number out of its bounds; the note is of another type; the library
/// refuses, with its reason), as Journal::find_note and plugin_answer.
[[nodiscard]] Result<Proposal> propose_log(const Journal& journal, const LogRequest& request);

}  // namespace tote::host
