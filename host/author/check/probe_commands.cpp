// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin answers to its commands. Every command that its library answers is typed in many
// ways about many notes; each time it is asked twice, on hosts of other times, and with a sink that
// takes no more.
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/author/check/corpus.h"
#include "host/author/check/probe_tasks.h"

namespace tote::host::author::check {
namespace {

constexpr const char* this_check = "commands.answers";
constexpr notes::Date usual_day{2024, 5, 12};
constexpr std::size_t large_note_bytes = std::size_t{64} * 1024;

CommandArgument argument_of(const CommandValue& value, std::string text) {
  CommandArgument argument;
  argument.id = value.id;
  argument.kind = value.kind;
  argument.text = std::move(text);
  return argument;
}

/// What can be typed for a value: first as people do, then as nobody should. All of it is of the
/// declared kind, as the host sees to.
std::vector<CommandArgument> ways_to_type(const CommandValue& value) {
  std::vector<CommandArgument> ways;
  const auto add = [&](std::string text) -> CommandArgument& {
    return ways.emplace_back(argument_of(value, std::move(text)));
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
        add(fmt::format("{}", number)).integer = number;
      break;
    case ValueKind::decimal:
      for (const double number :
           {3.5, 1.0, 0.0, -0.0, -1.0, Decimals::max(), Decimals::lowest(), Decimals::denorm_min()})
        add(fmt::format("{}", number)).decimal = number;
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

/// A command as it may be typed. The n-th way types each value in the n-th of its ways.
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

/// The samples as notes that the command may be about.
std::vector<notes::Note> notes_for(const CommandDecl& command,
                                   const std::vector<SampleNote>& samples) {
  std::vector<notes::Note> all;
  for (const auto& sample : samples) {
    auto note = notes::read_note(sample.path, sample.source, {});
    if (!command.is_about(note.type))
      note.type = command.on.front();
    all.push_back(std::move(note));
  }
  return all;
}

/// One command, typed in one way, about one note.
void try_command(const Instance& instance, const CommandCall& call, const notes::Note& note,
                 const std::string& name, ProbeReport& report) {
  const auto ask = [&](const Simulation& simulation) {
    return instance.propose(call, note, simulation);
  };
  const auto answer = ask({});
  report.findings(answer, name, this_check);
  if (!answer.findings.empty())
    return;
  if (const auto again = ask({}); again.digest() != answer.digest())
    report.bad(this_check, fmt::format("{}, once more: {}", name, first_difference(answer, again)));
  for (const auto era : {Era::old, Era::future}) {
    Simulation other;
    other.era = era;
    const auto there = ask(other);
    report.findings(there, name, this_check);
    if (there.digest() != answer.digest())
      report.bad(this_check, fmt::format("{}, on {} host: {}", name,
                                         era == Era::old ? "the oldest" : "a future",
                                         first_difference(answer, there)));
  }
  Simulation bare;
  bare.offers_services = false;
  const auto there = ask(bare);
  report.findings(there, name, this_check);
  if (there.status >= 0)
    report.bad(this_check,
               fmt::format("{}, on a host that grants no service: it does not fail", name));
  if (answer.sink_uses != 0) {
    Simulation refusing;
    refusing.refuses_from = answer.sink_uses - 1;
    report.findings(ask(refusing), name, this_check);
  }
}

void try_ways(const Instance& instance, const std::vector<CommandCall>& ways, std::size_t most_ways,
              const notes::Note& note, ProbeReport& report) {
  for (std::size_t way = 0; way < std::min(most_ways, ways.size()); ++way) {
    std::string typed;
    for (const auto& argument : ways[way].arguments)
      typed += fmt::format(" {}={}", argument.id, argument.text.substr(0, 24));
    const auto name = fmt::format("{}{} on {} about {}", ways[way].id, typed,
                                  notes::to_string(ways[way].date), note.path);
    report.at(name);
    try_command(instance, ways[way], note, name, report);
  }
}

}  // namespace

void try_commands(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report) {
  // What a note looks like and what is typed have little to do with each other.
  constexpr std::size_t most_ways_about_hostile_notes = 2;
  report.at("creating an instance");
  const Instance instance(host);
  const auto plain = plain_notes(host.manifest(), options.fixtures);
  const auto hostile = hostile_notes(host.manifest(), large_note_bytes);
  for (const auto& command : host.manifest().commands) {
    if (!command.is_answered_by_library())
      continue;
    const auto ways = ways_to_type(command);
    for (const auto& note : notes_for(command, plain))
      try_ways(instance, ways, ways.size(), note, report);
    for (const auto& note : notes_for(command, hostile))
      try_ways(instance, ways, most_ways_about_hostile_notes, note, report);
  }
}

}  // namespace tote::host::author::check
