// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/completions.h"

#include <algorithm>

#include <fmt/format.h>

#include "host/cli/command.h"

namespace tote::cli {
namespace {

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  std::string text;
  for (const auto& word : words)
    text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

/// What may stand first: commands of one word, and groups.
std::vector<std::string> first_words() {
  std::vector<std::string> names;
  for (const auto& command : commands())
    if (group_of(command) == nullptr)
      names.push_back(command.name);
  for (const auto& group : command_groups())
    names.push_back(group.name);
  return names;
}

/// What may stand after a group's name.
std::vector<std::string> second_words(const CommandGroup& group) {
  std::vector<std::string> names;
  for (const auto* command : commands_of(group))
    names.emplace_back(last_word(*command));
  return names;
}

/// The flags of a command; its own stand in for global ones of the same name.
std::vector<FlagSpec> flags_of(const CommandSpec& command) {
  auto flags = command.flags;
  for (const auto& flag : global_flags()) {
    const bool is_own = std::any_of(command.flags.begin(), command.flags.end(),
                                    [&](const FlagSpec& own) { return own.name == flag.name; });
    if (!is_own)
      flags.push_back(flag);
  }
  return flags;
}

/// Every flag of any command, once.
std::vector<FlagSpec> all_flags() {
  auto flags = global_flags();
  for (const auto& command : commands()) {
    for (const auto& flag : command.flags) {
      const bool is_known = std::any_of(flags.begin(), flags.end(), [&](const FlagSpec& known) {
        return known.name == flag.name;
      });
      if (!is_known)
        flags.push_back(flag);
    }
  }
  return flags;
}

/// What the first argument of a command is completed with.
Completes first_argument(const CommandSpec& command) {
  return command.arguments.empty() ? Completes::nothing : command.arguments.front().completes;
}

/// The shell function that offers completions of a kind; each script defines these.
std::string function_for(Completes kind) {
  switch (kind) {
    case Completes::folder:
      return "_tote_folders";
    case Completes::note:
      return "_tote_notes";
    case Completes::type:
      return "_tote_types";
    case Completes::shell:
      return "_tote_shells";
    case Completes::command:
      return "_tote_commands";
    case Completes::nothing:
    case Completes::choices:
      break;
  }
  return "";
}

std::string bash_script() {
  std::string values;
  for (const auto& flag : all_flags()) {
    if (flag.value.empty())
      continue;
    if (!flag.choices.empty()) {
      values +=
          fmt::format("    --{}) _tote_words \"{}\"; return ;;\n", flag.name, joined(flag.choices));
    } else if (const auto function = function_for(flag.completes); !function.empty()) {
      values += fmt::format("    --{}) {}; return ;;\n", flag.name, function);
    } else {
      values += fmt::format("    --{}) return ;;\n", flag.name);
    }
  }
  std::string flags;
  std::string arguments;
  for (const auto& command : commands()) {
    std::vector<std::string> names;
    for (const auto& flag : flags_of(command))
      names.push_back("--" + flag.name);
    flags += fmt::format("      '{}') _tote_words \"{}\" ;;\n", command.name, joined(names));
    if (const auto function = function_for(first_argument(command)); !function.empty())
      arguments += fmt::format("    '{}') {} ;;\n", command.name, function);
  }
  std::vector<std::string> groups;
  for (const auto& group : command_groups()) {
    groups.push_back(group.name);
    arguments +=
        fmt::format("    {}) _tote_words \"{}\" ;;\n", group.name, joined(second_words(group)));
  }
  return fmt::format(R"SH(# bash completion for tote; written by 'tote completions bash'.

_tote_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur"); }}
_tote_folders() {{ mapfile -t COMPREPLY < <(compgen -d -- "$cur"); }}
_tote_shells() {{ _tote_words "{shells}"; }}
_tote_commands() {{ _tote_words "{commands}"; }}
_tote_types() {{ _tote_words "$("$tote" "${{vault[@]}}" complete-types 2>/dev/null)"; }}
_tote_notes() {{
  local name prefix=${{cur#[\"\']}}
  prefix=${{prefix//\\/}}
  COMPREPLY=()
  while IFS= read -r name; do
    if [[ $cur == [\"\']* ]]; then COMPREPLY+=("$name"); else COMPREPLY+=("$(printf '%q' "$name")"); fi
  done < <("$tote" "${{vault[@]}}" complete-names -- "$prefix" 2>/dev/null)
}}

_tote() {{
  local tote=${{COMP_WORDS[0]}} cur=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  local command= i vault=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${{COMP_WORDS[i]}} in
      --vault) vault=(--vault "${{COMP_WORDS[i+1]}}"); ((i++)) ;;
      --*) ;;
      *)
        command=${{command:+$command }}${{COMP_WORDS[i]}}
        case $command in {groups}) ;; *) break ;; esac
        ;;
    esac
  done
  case $previous in
{values}  esac
  if [[ $cur == --* ]]; then
    case ${{command:-ask}} in
{flags}      *) _tote_words "{global}" ;;
    esac
    return
  fi
  if [[ -z $command ]]; then _tote_commands; return; fi
  case $command in
{arguments}  esac
}}
complete -F _tote tote
)SH",
                     fmt::arg("shells", joined(completion_shells())),
                     fmt::arg("commands", joined(first_words())), fmt::arg("values", values),
                     fmt::arg("groups", joined(groups, "|")), fmt::arg("flags", flags),
                     fmt::arg("arguments", arguments), fmt::arg("global", [] {
                       std::vector<std::string> names;
                       for (const auto& flag : global_flags())
                         names.push_back("--" + flag.name);
                       return joined(names);
                     }()));
}

/// `text` within single quotes of zsh's _arguments, where brackets and colons have a meaning.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      if (c == ':' || c == '[' || c == ']' || c == '\\')
        out += '\\';
      out += c;
    }
  }
  return out;
}

std::string zsh_flags(const std::vector<FlagSpec>& flags) {
  std::string text;
  for (const auto& flag : flags) {
    text += fmt::format("      '--{}[{}]", flag.name, zsh_text(flag.help));
    if (!flag.value.empty()) {
      const auto action = !flag.choices.empty() ? fmt::format("({})", joined(flag.choices))
                                                : function_for(flag.completes);
      text += fmt::format(":{}:{}", zsh_text(flag.value), action);
    }
    text += "' \\\n";
  }
  return text;
}

std::string zsh_script() {
  std::string described;
  std::string cases;
  std::vector<std::string> groups;
  for (const auto& group : command_groups()) {
    groups.push_back(group.name);
    described += fmt::format("    '{}:{}'\n", group.name, zsh_text(group.summary));
    cases += fmt::format("    {}) compadd {} ;;\n", group.name, joined(second_words(group)));
  }
  for (const auto& command : commands()) {
    if (group_of(command) == nullptr)
      described += fmt::format("    '{}:{}'\n", command.name, zsh_text(command.summary));
    const auto function = function_for(first_argument(command));
    cases += fmt::format("    '{}') _arguments \\\n{}      '*:argument:{}' ;;\n", command.name,
                         zsh_flags(flags_of(command)), function.empty() ? " " : function);
  }
  return fmt::format(R"SH(#compdef tote
# zsh completion for tote; written by 'tote completions zsh'.

_tote_folders() {{ _files -/ }}
_tote_shells() {{ compadd {shells} }}
_tote_types() {{ compadd -- ${{(f)"$($words[1] ${{opt_args[--vault]:+--vault}} ${{opt_args[--vault]}} complete-types 2>/dev/null)"}} }}
_tote_notes() {{
  compadd -- ${{(f)"$($words[1] ${{opt_args[--vault]:+--vault}} ${{opt_args[--vault]}} complete-names -- "${{(Q)PREFIX}}" 2>/dev/null)"}}
}}
_tote_commands() {{
  local -a all=(
{described}  )
  _describe command all
}}

_tote() {{
  local curcontext=$curcontext state line
  typeset -A opt_args
  local command=
  local word
  for word in ${{words[2,CURRENT-1]}}; do
    if [[ $word != --* ]]; then
      command=${{command:+$command }}$word
      case $command in {groups}) ;; *) break ;; esac
    fi
  done
  case $command in
{cases}    *) _arguments -C \
{global}      '1:command:_tote_commands' ;;
  esac
}}
_tote "$@"
)SH",
                     fmt::arg("shells", joined(completion_shells())),
                     fmt::arg("described", described), fmt::arg("cases", cases),
                     fmt::arg("groups", joined(groups, "|")),
                     fmt::arg("global", zsh_flags(global_flags())));
}

std::string fish_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\'' || c == '\\')
      out += '\\';
    out += c;
  }
  return out;
}

/// One `complete` line of fish for a flag, offered where `condition` holds.
std::string fish_flag(const FlagSpec& flag, const std::string& condition) {
  auto line =
      fmt::format("complete -c tote {}-l {} -d '{}'", condition, flag.name, fish_text(flag.help));
  if (flag.value.empty())
    return line + '\n';
  if (!flag.choices.empty()) {
    line += fmt::format(" -xa '{}'", joined(flag.choices));
  } else if (const auto function = function_for(flag.completes); !function.empty()) {
    line += fmt::format(" -xa '({})'", function);
  } else {
    line += " -x";
  }
  return line + '\n';
}

std::string fish_script() {
  const auto names = joined(first_words());
  auto text = fmt::format(R"SH(# fish completion for tote; written by 'tote completions fish'.

function _tote_folders; __fish_complete_directories (commandline -ct); end
function _tote_shells; printf '%s\n' {}; end
function _tote_types; tote complete-types 2>/dev/null; end
function _tote_notes; tote complete-names -- (commandline -ct) 2>/dev/null; end
function _tote_commands; printf '%s\n' {}; end

complete -c tote -f
)SH",
                          joined(completion_shells()), names);
  for (const auto& flag : global_flags())
    text += fish_flag(flag, "");
  for (const auto& group : command_groups())
    text += fmt::format("complete -c tote -n __fish_use_subcommand -a {} -d '{}'\n", group.name,
                        fish_text(group.summary));
  for (const auto& command : commands()) {
    const auto* group = group_of(command);
    const auto begun =
        group == nullptr
            ? std::string("__fish_use_subcommand")
            : fmt::format(
                  "'__fish_seen_subcommand_from {}; and not __fish_seen_subcommand_from {}'",
                  group->name, joined(second_words(*group)));
    text += fmt::format("# {}\ncomplete -c tote -n {} -a {} -d '{}'\n", command.name, begun,
                        last_word(command), fish_text(command.summary));
    const auto condition =
        group == nullptr
            ? fmt::format("-n '__fish_seen_subcommand_from {}' ", command.name)
            : fmt::format(
                  "-n '__fish_seen_subcommand_from {}; and __fish_seen_subcommand_from {}' ",
                  group->name, last_word(command));
    for (const auto& flag : command.flags)
      text += fish_flag(flag, condition);
    if (const auto function = function_for(first_argument(command)); !function.empty())
      text += fmt::format("complete -c tote {}-a '({})'\n", condition, function);
  }
  return text;
}

}  // namespace

const std::vector<std::string>& completion_shells() {
  static const std::vector<std::string> shells = {"bash", "zsh", "fish"};
  return shells;
}

std::string completion_script(const std::string& shell) {
  if (shell == "bash")
    return bash_script();
  if (shell == "zsh")
    return zsh_script();
  return fish_script();
}

}  // namespace tote::cli
