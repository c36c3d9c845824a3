// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/parse.h"

#include <algorithm>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "host/nearest.h"

namespace tote::cli {
namespace {

const FlagSpec* find_flag(const std::vector<FlagSpec>& flags, std::string_view name) {
  const auto found = std::find_if(flags.begin(), flags.end(),
                                  [&](const FlagSpec& flag) { return flag.name == name; });
  return found == flags.end() ? nullptr : &*found;
}

/// Whether the word after this flag is its value. Before the command's name it may be any
/// command's.
bool takes_value(std::string_view name) {
  const auto* flag = find_flag(global_flags(), name);
  for (const auto& command : commands())
    if (flag == nullptr)
      flag = find_flag(command.flags, name);
  return flag != nullptr && !flag->value.empty();
}

/// Where the command's name stands: the first word that is no flag and no flag's value.
std::size_t command_position(const std::vector<std::string>& words) {
  std::size_t i = 0;
  while (i < words.size() && words[i].rfind("--", 0) == 0 && words[i].size() > 2) {
    const bool has_own_value = words[i].find('=') != std::string::npos;
    i += !has_own_value && takes_value(std::string_view(words[i]).substr(2)) ? 2 : 1;
  }
  return std::min(i, words.size());
}

/// The flags of one command over CLI11; what it does not know comes back in `rest`.
class FlagReader {
 public:
  explicit FlagReader(const CommandSpec& command) : command_(command) {
    app_.set_help_flag();
    app_.allow_extras();
    for (const auto& flag : command.flags)
      add(flag);
    for (const auto& flag : global_flags())
      if (find_flag(command.flags, flag.name) == nullptr)
        add(flag);
  }

  [[nodiscard]] Result<Invocation> read(std::vector<std::string> words) {
    // CLI11 takes the words from the back.
    std::reverse(words.begin(), words.end());
    try {
      app_.parse(std::move(words));
    } catch (const CLI::ParseError& error) {
      return fail(ErrorCode::invalid_input,
                  fmt::format("{}; 'tote help {}' lists its options", error.what(), command_.name));
    }
    Invocation invocation;
    for (const auto& [name, value] : values_)
      if (app_.count("--" + name) > 0)
        invocation.flags[name] = value;
    for (const auto& name : switches_)
      if (app_.count("--" + name) > 0)
        invocation.flags[name] = "";
    invocation.words = app_.remaining();
    return invocation;
  }

 private:
  void add(const FlagSpec& flag) {
    if (flag.value.empty()) {
      app_.add_flag("--" + flag.name);
      switches_.push_back(flag.name);
      return;
    }
    auto* option = app_.add_option("--" + flag.name, values_[flag.name]);
    option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    if (!flag.choices.empty())
      option->check(CLI::IsMember(flag.choices));
  }

  const CommandSpec& command_;
  CLI::App app_;
  std::map<std::string, std::string> values_;
  std::vector<std::string> switches_;
};

Result<void> reject_unknown_flags(const CommandSpec& command,
                                  const std::vector<std::string>& words) {
  std::vector<std::string> known;
  for (const auto* flags : {&global_flags(), &command.flags})
    for (const auto& flag : *flags)
      known.push_back("--" + flag.name);
  for (const auto& word : words) {
    const bool looks_like_flag =
        word.rfind("--", 0) == 0 || (!command.takes_line && word.size() > 1 && word[0] == '-');
    if (!looks_like_flag)
      continue;
    const auto meant = host::nearest(word.substr(0, word.find('=')), known);
    return fail(
        ErrorCode::invalid_input,
        fmt::format("there is no option {}{}; 'tote help {}' lists the options{}", word,
                    meant.empty() ? "" : fmt::format(" (did you mean {}?)", meant), command.name,
                    command.takes_line ? "; after -- everything is taken as words" : ""));
  }
  return {};
}

Result<void> check_arguments(const CommandSpec& command, const Invocation& invocation) {
  const auto& arguments = command.arguments;
  const auto needed = static_cast<std::size_t>(
      std::count_if(arguments.begin(), arguments.end(),
                    [](const ArgumentSpec& argument) { return !argument.is_optional; }));
  if (invocation.words.size() < needed)
    return fail(ErrorCode::invalid_input, fmt::format("'tote {}' needs {}: {}", command.name,
                                                      arguments[invocation.words.size()].name,
                                                      arguments[invocation.words.size()].help));
  const bool takes_rest = !arguments.empty() && arguments.back().is_rest;
  if (!takes_rest && invocation.words.size() > arguments.size())
    return fail(ErrorCode::invalid_input,
                fmt::format("'tote {}' does not know what to do with '{}'", command.name,
                            invocation.words[arguments.size()]));
  return {};
}

/// A word that was taken out, and where it stood.
struct TakenWord {
  std::string word;
  std::ptrdiff_t position = 0;
};

/// Takes the first word that is no flag and no flag's value.
std::optional<TakenWord> take_word(std::vector<std::string>& words) {
  const auto position = command_position(words);
  if (position >= words.size())
    return std::nullopt;
  TakenWord taken{std::move(words[position]), static_cast<std::ptrdiff_t>(position)};
  words.erase(words.begin() + taken.position);
  return taken;
}

/// Takes the second word of a command of two.
Result<void> take_command_of(const CommandGroup& group, std::vector<std::string>& words,
                             ParsedLine& line) {
  const auto second = take_word(words);
  if (!second) {
    line.group = &group;
    return {};
  }
  line.command = find_command(group.name + ' ' + second->word);
  if (line.command != nullptr)
    return {};
  std::vector<std::string> names;
  for (const auto* command : commands_of(group))
    names.emplace_back(last_word(*command));
  const auto meant = host::nearest(second->word, names);
  return fail(
      ErrorCode::invalid_input,
      fmt::format("there is no command '{0} {1}'{2}; 'tote help {0}' lists them", group.name,
                  second->word, meant.empty() ? "" : fmt::format(" (did you mean '{}'?)", meant)));
}

}  // namespace

std::string Invocation::get(const std::string& flag, const std::string& otherwise) const {
  const auto found = flags.find(flag);
  return found == flags.end() ? otherwise : found->second;
}

std::string Invocation::rest(std::size_t first) const {
  std::string text;
  for (std::size_t i = first; i < words.size(); ++i) {
    if (i > first)
      text += ' ';
    text += words[i];
  }
  return text;
}

Result<ParsedLine> parse_line(const std::vector<std::string>& words) {
  ParsedLine line;
  const auto literal = std::find(words.begin(), words.end(), "--");
  std::vector<std::string> flags_and_words(words.begin(), literal);
  line.command = &commands().front();
  if (auto name = take_word(flags_and_words)) {
    if (const auto* named = find_command(name->word); named != nullptr) {
      line.command = named;
    } else if (const auto* group = find_command_group(name->word); group != nullptr) {
      TOTE_CHECK(take_command_of(*group, flags_and_words, line));
    } else {
      flags_and_words.insert(flags_and_words.begin() + name->position, name->word);
    }
  }
  const auto takes = [&](const char* flag) {
    const auto found = std::find(flags_and_words.begin(), flags_and_words.end(), flag);
    if (found == flags_and_words.end())
      return false;
    flags_and_words.erase(found);
    return true;
  };
  line.wants_help = takes("--help") || takes("-h") || line.group != nullptr;
  line.wants_version = takes("--version");
  if (line.wants_help || line.wants_version)
    return line;
  TOTE_TRY(line.invocation, FlagReader(*line.command).read(std::move(flags_and_words)));
  if (!line.command->takes_any_flag)
    TOTE_CHECK(reject_unknown_flags(*line.command, line.invocation.words));
  if (literal != words.end())
    line.invocation.words.insert(line.invocation.words.end(), literal + 1, words.end());
  TOTE_CHECK(check_arguments(*line.command, line.invocation));
  return line;
}

}  // namespace tote::cli
