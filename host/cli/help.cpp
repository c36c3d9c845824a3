// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/help.h"

#include <fmt/format.h>

#include "host/nearest.h"

namespace tote::cli {
namespace {

/// `text` in lines of at most `width` columns, each after `indent` spaces.
std::string wrapped(std::string_view text, int indent, int width) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string out = margin;
  int column = indent;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    if (column > indent && column + 1 + static_cast<int>(word.size()) > width) {
      out += '\n' + margin;
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += static_cast<int>(word.size());
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + '\n';
}

std::string flag_usage(const FlagSpec& flag) {
  return "--" + flag.name + (flag.value.empty() ? "" : " " + flag.value);
}

std::string flag_help(const FlagSpec& flag) {
  std::string text = flag.help;
  if (flag.choices.empty())
    return text;
  std::string choices;
  for (const auto& choice : flag.choices)
    choices += (choices.empty() ? "" : ", ") + choice;
  return fmt::format("{}: {}", text, choices);
}

std::string rows(const Terminal& terminal, const std::vector<FlagSpec>& flags) {
  std::string text;
  for (const auto& flag : flags) {
    text += fmt::format("  {}\n", terminal.paint(Style::strong, flag_usage(flag)));
    text += wrapped(flag_help(flag), 6, std::min(terminal.width(), 100));
  }
  return text;
}

}  // namespace

std::string usage_of(const CommandSpec& command) {
  std::string text = "tote " + command.name;
  for (const auto& argument : command.arguments) {
    const auto name = argument.name + (argument.is_rest && argument.name.back() != 'S' ? "…" : "");
    text += argument.is_optional ? " [" + name + "]" : " " + name;
  }
  return text;
}

std::string overview(const Terminal& terminal) {
  std::string text =
      "tote answers questions from your notes: who recommended a book, when you met someone, what "
      "links to what.\n\n";
  text += terminal.paint(Style::strong, "Ask:") + "  tote who recommended Ravenmarked\n\n";
  text += terminal.paint(Style::strong, "Commands:") + '\n';
  for (const auto& command : commands())
    if (group_of(command) == nullptr)
      text += fmt::format("  {:<13}{}\n", command.name, command.summary);
  for (const auto& group : command_groups())
    text += fmt::format("  {:<13}{}\n", group.name + " …", group.summary);
  text += "\n" + terminal.paint(Style::strong, "Options of every command:") + '\n' +
          rows(terminal, global_flags());
  text += "\nExit codes: 0 done, 1 nothing found, 2 wrong use or an error, 3 stopped in part.\n";
  return text + "'tote help COMMAND' explains a command.\n";
}

std::string help_of(const Terminal& terminal, const CommandSpec& command) {
  auto text =
      fmt::format("{}\n{}\n\n", terminal.paint(Style::strong, usage_of(command)), command.summary);
  text += wrapped(command.description, 0, std::min(terminal.width(), 100));
  if (!command.arguments.empty())
    text += "\n" + terminal.paint(Style::strong, "Arguments:") + '\n';
  for (const auto& argument : command.arguments)
    text += fmt::format("  {:<10}{}\n", argument.name, argument.help);
  if (!command.flags.empty())
    text += "\n" + terminal.paint(Style::strong, "Options:") + '\n' + rows(terminal, command.flags);
  text += "\n" + terminal.paint(Style::strong, "Examples:") + '\n';
  for (const auto& example : command.examples)
    text += "  " + example + '\n';
  return text + "\n'tote help' lists the options of every command.\n";
}

std::string help_of(const Terminal& terminal, const CommandGroup& group) {
  auto text = fmt::format("{}\n{}\n\n{}\n",
                          terminal.paint(Style::strong, fmt::format("tote {} …", group.name)),
                          group.summary, terminal.paint(Style::strong, "Commands:"));
  for (const auto* command : commands_of(group))
    text += fmt::format("  {:<13}{}\n", last_word(*command), command->summary);
  return text + fmt::format("\n'tote help {} COMMAND' explains a command.\n", group.name);
}

tl::unexpected<Error> unknown_command(const std::string& name) {
  std::vector<std::string> names;
  for (const auto& command : commands())
    names.push_back(command.name);
  const auto meant = host::nearest(name, names);
  return fail(ErrorCode::invalid_input,
              fmt::format("there is no command '{}'{}; 'tote help' lists them", name,
                          meant.empty() ? "" : fmt::format(" (did you mean '{}'?)", meant)));
}

}  // namespace tote::cli
