// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/choose.h"

#include <charconv>
#include <iostream>
#include <optional>
#include <unistd.h>

#include <fmt/format.h>

#include "host/cli/terminal.h"

namespace tote::cli {
namespace {

/// The number typed; nullopt if all are wanted.
std::optional<std::size_t> choose(const Context& context, const index::AmbiguousName& name) {
  const auto say = [](const std::string& text) {
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
  };
  std::string list = fmt::format("'{}' may be:\n", safe_for_terminal(name.typed));
  for (std::size_t i = 0; i < name.notes.size(); ++i)
    list +=
        fmt::format("{:>3}  {}  {}\n", i + 1,
                    context.terminal.paint(Style::title, safe_for_terminal(name.notes[i].title)),
                    context.terminal.paint(Style::path, safe_for_terminal(name.notes[i].path)));
  say(list);
  for (std::string line;;) {
    say(fmt::format("Which one? 1-{}, or Enter for all: ", name.notes.size()));
    if (!std::getline(std::cin, line)) {
      say("\n");
      return std::nullopt;
    }
    if (line.find_first_not_of(" \t\r") == std::string::npos)
      return std::nullopt;
    if (const auto number = read_number(line, name.notes.size()))
      return *number - 1;
  }
}

}  // namespace

bool can_ask(const Context& context) {
  return context.format == Format::text && context.terminal.is_interactive() &&
         ::isatty(STDIN_FILENO) == 1;
}

bool can_ask_aside() {
  return ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
}

std::optional<std::size_t> read_number(const std::string& line, std::size_t most) {
  const std::size_t begin = line.find_first_not_of(" \t\r");
  const std::size_t end = line.find_last_not_of(" \t\r");
  if (begin == std::string::npos)
    return std::nullopt;
  std::size_t number = 0;
  const char* last = line.data() + end + 1;
  const auto [behind, error] = std::from_chars(line.data() + begin, last, number);
  if (error != std::errc() || behind != last || number < 1 || number > most)
    return std::nullopt;
  return number;
}

std::map<std::string, index::NoteId> ask_which(const Context& context,
                                               const index::Answer& answer) {
  std::map<std::string, index::NoteId> chosen;
  for (const index::AmbiguousName& name : answer.names)
    if (const auto number = choose(context, name))
      chosen[name.typed] = name.notes[*number].id;
  return chosen;
}

}  // namespace tote::cli
