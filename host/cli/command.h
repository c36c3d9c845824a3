// SPDX-License-Identifier: GPL-2.0-or-later
// What the command line understands, defined once: parsing, help, man pages and completions are all
// made from these tables.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/exit_code.h"
#include "host/cli/terminal.h"
#include "host/journal.h"

namespace tote::cli {

/// What completes an argument or a flag's value.
enum class Completes { nothing, folder, note, type, shell, command, choices };

/// A long option.
struct FlagSpec {
  std::string name;                  ///< without dashes
  std::string value;                 ///< placeholder ("DIR"); empty: a switch
  std::string help;                  ///< one sentence without a full stop
  std::vector<std::string> choices;  ///< the values allowed; empty: any
  Completes completes = Completes::nothing;
};

/// A positional argument.
struct ArgumentSpec {
  std::string name;  ///< "NOTE"
  std::string help;
  Completes completes = Completes::nothing;
  bool is_optional = false;
  bool is_rest = false;  ///< takes all words that are left, joined by spaces
};

/// What the shell said, taken apart.
struct Invocation {
  std::map<std::string, std::string> flags;  ///< a switch has the value ""
  std::vector<std::string> words;            ///< everything that is no flag

  [[nodiscard]] bool has(const std::string& flag) const { return flags.count(flag) != 0; }

  /// The flag's value, or `otherwise`.
  [[nodiscard]] std::string get(const std::string& flag, const std::string& otherwise = {}) const;
  /// The words from position `first` on, with spaces.
  [[nodiscard]] std::string rest(std::size_t first = 0) const;
};

/// How results are printed.
enum class Format { text, json, jsonl, paths };

/// What a command works with.
struct Context {
  const Invocation& invocation;
  const Terminal& terminal;
  Format format = Format::text;
  host::Journal* journal = nullptr;  ///< up to date; null for commands that need none
};

/// What a command needs before it runs.
enum class Needs {
  nothing,      ///< no vault
  maybe_vault,  ///< a vault if one is named or near; `journal` is null without
  vault,        ///< a vault, its index as it is
  index,        ///< a vault, its index brought up to date
};

/// What a command does: prints to standard output; an error is printed by the caller.
using Run = Result<ExitCode>(const Context& context);

/// A sub-command.
struct CommandSpec {
  std::string name;         ///< one word, or a group's and one more: `plugin new`
  std::string summary;      ///< one line, no full stop
  std::string description;  ///< a paragraph or two for help and man page
  std::vector<ArgumentSpec> arguments;
  std::vector<FlagSpec> flags;        ///< beside the global ones, or instead of one of that name
  std::vector<std::string> examples;  ///< command lines
  Needs needs = Needs::index;
  Run* run = nullptr;
  bool takes_line =
      false;  ///< its words are a search line: those that begin with one dash are words too
  bool takes_any_flag = false;  ///< options that it does not list are among its words
};

/// Commands of two words that share the first.
struct CommandGroup {
  std::string name;
  std::string summary;  ///< one line, no full stop
};

[[nodiscard]] const std::vector<CommandGroup>& command_groups();
/// The group of this name, or nullptr.
[[nodiscard]] const CommandGroup* find_command_group(std::string_view name);
/// The group that a command is in, or nullptr.
[[nodiscard]] const CommandGroup* group_of(const CommandSpec& command);
/// The commands of a group.
[[nodiscard]] std::vector<const CommandSpec*> commands_of(const CommandGroup& group);
/// A command's name without its group's.
[[nodiscard]] std::string_view last_word(const CommandSpec& command);

/// Every command, in the order of the help. The first is `ask`, which `tote WORDS…` means.
[[nodiscard]] const std::vector<CommandSpec>& commands();
/// The flags that every command takes.
[[nodiscard]] const std::vector<FlagSpec>& global_flags();
/// The command of this name, those that only scripts use included, or nullptr.
[[nodiscard]] const CommandSpec* find_command(std::string_view name);

}  // namespace tote::cli
