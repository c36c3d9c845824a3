// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/typed_commands.h"

#include <cstdint>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "notes/date.h"

namespace tote::host::author::check {
namespace {

constexpr notes::Date usual_day{2024, 5, 12};

CommandArgument argument_of(const CommandValue& value, std::string text) {
  CommandArgument argument;
  argument.id = value.id;
  argument.kind = value.kind;
  argument.text = std::move(text);
  return argument;
}

/// What can be typed for a value: first as people do, then as nobody should. All of it is of the
/// declared kind and within the declared bounds, as the host sees to.
std::vector<CommandArgument> ways_to_type(const CommandValue& value) {
  std::vector<CommandArgument> ways;
  const auto add = [&](std::string text) -> CommandArgument& {
    return ways.emplace_back(argument_of(value, std::move(text)));
  };
  const auto add_number = [&](auto number, auto CommandArgument::*member) {
    if (const auto wide = static_cast<double>(number); !value.bounds.contain(wide))
      number = static_cast<decltype(number)>(value.bounds.nearest(wide));
    add(fmt::format("{}", number)).*member = number;
  };
  using Integers = std::numeric_limits<std::int64_t>;
  using Decimals = std::numeric_limits<double>;
  switch (value.kind) {
    case ValueKind::text:
      for (const char* text : {"Something of it", " ", "[[Ana Lima]]", "{date}", "\"'#: - [x",
                               "---", "Zo\u00EB \u674E \U0001F4DA \u202Edesrever"})
        add(text);
      add(std::string(70'000, 'a'));
      break;
    case ValueKind::integer:
      for (const std::int64_t number : {std::int64_t{12}, std::int64_t{1}, std::int64_t{0},
                                        std::int64_t{-1}, Integers::max(), Integers::min()})
        add_number(number, &CommandArgument::integer);
      break;
    case ValueKind::decimal:
      for (const double number :
           {3.5, 1.0, 0.0, -0.0, -1.0, Decimals::max(), Decimals::lowest(), Decimals::denorm_min()})
        add_number(number, &CommandArgument::decimal);
      break;
    case ValueKind::date:
      for (const auto date :
           {usual_day, notes::Date{2024, 2, 29}, notes::Date{2024, 5, 0}, notes::Date{2024, 0, 0},
            notes::Date{0, 2, 29}, notes::Date{9999, 12, 31}, notes::Date{1, 1, 1}})
        add(notes::to_string(date)).date = date;
      break;
  }
  return ways;
}

}  // namespace

std::vector<CommandCall> ways_to_type(const CommandDecl& command) {
  std::vector<CommandCall> ways;
  const auto add = [&](const std::vector<CommandValue>& values, std::size_t way,
                       CommandCall& call) {
    for (const auto& value : values) {
      const auto typed = ways_to_type(value);
      call.arguments.push_back(typed[way % typed.size()]);
    }
  };
  constexpr std::size_t most_ways = 9;
  for (std::size_t way = 0; way < most_ways; ++way) {
    CommandCall call;
    call.id = command.id;
    call.date = call.today = usual_day;
    add(command.values, way, call);
    auto& with_options = ways.emplace_back(call);
    add(command.options, way, with_options);
    ways.push_back(std::move(call));
  }
  // On days at the edge of the calendar, and those that are known in part.
  for (const auto date :
       {notes::Date{9999, 12, 31}, notes::Date{1, 1, 1}, notes::Date{2024, 2, 29},
        notes::Date{2024, 5, 0}, notes::Date{2024, 0, 0}, notes::Date{0, 2, 29}}) {
    auto& call = ways.emplace_back(ways.front());
    call.date = date;
  }
  return ways;
}

std::string to_string(const CommandCall& typed) {
  constexpr std::size_t most_bytes = 24;
  auto text = typed.id;
  for (const auto& argument : typed.arguments)
    text += fmt::format(" {}={}", argument.id, argument.text.substr(0, most_bytes));
  return text + " on " + notes::to_string(typed.date);
}

}  // namespace tote::host::author::check
