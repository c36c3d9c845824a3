// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin's library is asked when one of its commands is typed, and what it answers: plain
// data on both ways, since it runs in a process of its own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/plugin_commands.h"
#include "notes/date.h"
#include "notes/note.h"

namespace tote::host {

/// A value that was typed, read as the kind that its declaration asks for.
struct CommandArgument {
  std::string id;
  ValueKind kind = ValueKind::text;
  std::string text;  ///< as typed: one line of UTF-8, not empty
  std::int64_t integer = 0;
  double decimal = 0;
  notes::Date date;
};

/// A command as it was typed, about one note.
struct CommandCall {
  std::string id;
  std::vector<CommandArgument> arguments;  ///< in the order of their declaration
  notes::Date date;                        ///< that it is about
  notes::Date today;
  std::string path;  ///< of the note
  std::string source;
};

/// What the library would have written. Nothing is to be if one of the findings is an error.
struct CommandAnswer {
  std::vector<CommandEdit> edits;  ///< their texts are as they are to stand, places and all
  std::vector<notes::Diagnostic> findings;
};

}  // namespace tote::host
