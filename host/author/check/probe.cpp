// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/probe.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <clocale>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "host/author/check/arena.h"
#include "host/author/check/probe_tasks.h"

namespace tote::host::author::check {
namespace {

// Long enough for all notes on a busy machine; a plugin that hangs is ended by it.
constexpr std::chrono::seconds deadline{90};
// Of processor time, which a busy machine does not take from us.
constexpr rlim_t processor_seconds = 60;

constexpr std::array<std::pair<std::string_view, Task>, 15> tasks = {{
    {"load", Task::load},
    {"bare", Task::bare},
    {"old", Task::old},
    {"future", Task::future},
    {"settings", Task::settings},
    {"notes", Task::notes},
    {"commands", Task::commands},
    {"pages", Task::pages},
    {"sites", Task::sites},
    {"repeat", Task::repeat},
    {"refuse", Task::refuse},
    {"starve", Task::starve},
    {"cancel", Task::cancel},
    {"fuzz", Task::fuzz},
    {"previous-settings", Task::previous_settings},
}};

std::string_view name_of(Task task) {
  for (const auto& [name, known] : tasks)
    if (known == task)
      return name;
  return "load";
}

Task task_named(std::string_view name) {
  for (const auto& [known, task] : tasks)
    if (known == name)
      return task;
  return Task::load;
}

std::uint64_t number(const std::string& text) {
  std::uint64_t value = 0;
  (void)std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

void read_line(std::string_view line, ProbeEnd& end, bool& is_done) {
  const auto space = line.find(' ');
  const auto word = line.substr(0, space);
  const auto rest = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
  if (word == "at") {
    end.doing = rest;
  } else if (word == "bad") {
    const auto tab = rest.find('\t');
    if (tab != std::string_view::npos)
      end.findings.push_back({std::string(rest.substr(0, tab)), std::string(rest.substr(tab + 1))});
  } else if (word == "digest") {
    end.digest = rest;
  } else if (word == "done") {
    is_done = true;
  }
}

void perform(const ProbeOptions& options, const SimulatedHost& host, ProbeReport& report) {
  switch (options.task) {
    case Task::load:
      return;
    case Task::bare: {
      Simulation bare;
      bare.offers_services = false;
      return try_host(host, options, bare, "hosts.bare", report);
    }
    case Task::old: {
      Simulation old;
      old.era = Era::old;
      return try_host(host, options, old, "hosts.old", report);
    }
    case Task::future: {
      Simulation future;
      future.era = Era::future;
      return try_host(host, options, future, "hosts.future", report);
    }
    case Task::settings:
      return try_settings(host, report);
    case Task::notes:
      return try_behaviour(host, options, Subject::notes, report);
    case Task::commands:
      return try_behaviour(host, options, Subject::commands, report);
    case Task::pages:
      return try_behaviour(host, options, Subject::pages, report);
    case Task::sites:
      return try_behaviour(host, options, Subject::sites, report);
    case Task::repeat:
      return try_repetition(host, options, report);
    case Task::refuse:
      return try_refusals(host, options, report);
    case Task::starve:
      return try_starving(host, options, report);
    case Task::cancel:
      return try_cancelling(host, options, report);
    case Task::fuzz:
      return try_random_notes(host, options, report);
    case Task::previous_settings:
      return try_previous_settings(host, options, report);
  }
}

}  // namespace

Result<ProbeEnd> run_probe(const std::filesystem::path& program, const ProbeOptions& options,
                           const std::vector<std::pair<std::string, std::string>>& environment,
                           const std::filesystem::path& working_folder) {
  CommandLine line;
  line.words = {program.string(),
                probe_command,
                std::string(name_of(options.task)),
                options.folder.string(),
                options.fixtures.string(),
                fmt::format("{}", options.seed),
                fmt::format("{}", options.cases),
                fmt::format("{}", options.large_note_bytes),
                options.previous.string()};
  line.folder = working_folder;
  line.environment = environment;
  line.deadline = deadline;
  TOTE_TRY(auto ended, run_program(line));
  ProbeEnd end;
  end.output = std::move(ended.output);
  bool is_done = false;
  std::string_view rest = ended.report;
  while (!rest.empty()) {
    const auto stop = std::min(rest.find('\n'), rest.size());
    read_line(rest.substr(0, stop), end, is_done);
    rest.remove_prefix(std::min(stop + 1, rest.size()));
  }
  if (!ended.fault.empty())
    end.fault = ended.fault == "SIGXCPU" ? "ran for ever" : ended.fault;
  else if (!is_done)
    end.fault = "ended the process";
  return end;
}

void serve_probe(const std::vector<std::string>& words) {
  constexpr std::size_t word_count = 7;
  constexpr int wrong_use = 2;
  if (words.size() != word_count)
    ::_exit(wrong_use);
  const ProbeOptions options{task_named(words[0]),
                             words[1],
                             words[2],
                             number(words[3]),
                             static_cast<std::uint32_t>(number(words[4])),
                             static_cast<std::size_t>(number(words[5])),
                             words[6]};
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  const rlimit processor{processor_seconds, processor_seconds + 5};
  ::setrlimit(RLIMIT_CPU, &processor);
  // As a host may have it that honours its user's locale.
  std::setlocale(LC_ALL, "");
  ProbeReport report;
  const auto manifest = load_manifest(options.folder);
  if (!manifest)
    ::_exit(wrong_use);
  const auto* plugin = load_and_look(*manifest, options.task == Task::load, report);
  if (plugin != nullptr) {
    watch_arenas(report_descriptor);
    perform(options, SimulatedHost(*manifest, *plugin), report);
  }
  report.done();
  ::_exit(0);  // without the plugin's static destructors
}

}  // namespace tote::host::author::check
