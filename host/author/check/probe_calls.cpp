// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin does when it is asked: as usual, and where the host is short of something.
#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/author/check/allocations.h"
#include "host/author/check/probe_tasks.h"
#include "host/sandbox/sanitizers.h"

namespace tote::host::author::check {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr int slowness = sandbox::is_sanitized() ? 8 : 1;

constexpr milliseconds cancel_deadline{250};
constexpr std::uint64_t most_refusals = 40;
constexpr std::uint64_t most_starvings = 60;
constexpr std::size_t large_bytes = 1u << 20;

/// What one call may take: something in any case, and more for each byte that it is given.
namespace budget {

constexpr milliseconds base_time{50};
constexpr milliseconds base_time_of_most{2};  // of 99 calls in 100
constexpr nanoseconds time_a_byte{250};
// The sandbox leaves a worker about so much beside what reading the largest note takes.
constexpr std::uint64_t base_memory = std::uint64_t{8} << 20;
constexpr std::uint64_t memory_a_byte = 16;
constexpr std::uint64_t base_statements = 64;
constexpr std::uint64_t bytes_a_statement = 4;
constexpr std::uint64_t base_output = std::uint64_t{64} << 10;
constexpr std::uint64_t output_a_byte = 16;

nanoseconds time(const Trial& trial, nanoseconds base) {
  return (base + time_a_byte * trial.bytes) * slowness;
}

}  // namespace budget

std::string in_milliseconds(nanoseconds time) {
  return fmt::format("{:.1f} ms", std::chrono::duration<double, std::milli>(time).count());
}

void check_budget(const Trial& trial, const CallResult& result, ProbeReport& report) {
  const auto exceeds = [&](const std::string& what) {
    report.bad("notes.budget", fmt::format("{} ({} bytes): {}", trial.name, trial.bytes, what));
  };
  if (const auto allowed = budget::time(trial, budget::base_time); result.processor_time > allowed)
    exceeds(fmt::format("it took {}, where {} are allowed", in_milliseconds(result.processor_time),
                        in_milliseconds(allowed)));
  constexpr std::uint64_t kibibyte = 1024;
  if (const auto allowed = budget::base_memory + budget::memory_a_byte * trial.bytes;
      result.memory > allowed && !sandbox::is_sanitized())
    exceeds(fmt::format("it took {} KiB of memory, where {} are allowed", result.memory / kibibyte,
                        allowed / kibibyte));
  const bool states = trial.subject == Subject::notes || trial.subject == Subject::commands;
  if (const auto allowed = budget::base_statements + trial.bytes / budget::bytes_a_statement;
      states && result.sink_uses > allowed)
    exceeds(fmt::format("it made {} statements, where {} are allowed", result.sink_uses, allowed));
  std::uint64_t said = 0;
  for (const auto& line : result.said)
    said += line.size();
  if (const auto allowed = budget::base_output + budget::output_a_byte * trial.bytes;
      said > allowed)
    exceeds(
        fmt::format("it gave {} KiB, where {} are allowed", said / kibibyte, allowed / kibibyte));
}

/// What is asked for with every note is to be quick nearly every time, not only the first.
void check_pace(const std::vector<Trial>& trials, const Instance& instance, ProbeReport& report) {
  constexpr std::size_t enough_calls = 1000;
  constexpr std::size_t one_in = 100;
  constexpr std::chrono::seconds long_enough{5};

  struct Call {
    const Trial* trial;
    nanoseconds time;

    [[nodiscard]] nanoseconds excess() const {
      return time - budget::time(*trial, budget::base_time_of_most);
    }
  };

  std::vector<Call> calls;
  nanoseconds all{};
  while (!trials.empty() && calls.size() < enough_calls && all < long_enough)
    for (const auto& trial : trials) {
      report.at(trial.name);
      calls.push_back({&trial, trial.run(instance, {}).processor_time});
      all += calls.back().time;
    }
  if (calls.empty())
    return;
  const auto at = calls.begin() + static_cast<std::ptrdiff_t>(calls.size() / one_in);
  std::nth_element(calls.begin(), at, calls.end(), [](const Call& one, const Call& other) {
    return one.excess() > other.excess();
  });
  if (at->excess() > nanoseconds::zero())
    report.bad("notes.budget",
               fmt::format("{} ({} bytes): of {} calls one in {} took {} or more, where {} are "
                           "allowed",
                           at->trial->name, at->trial->bytes, calls.size(), one_in,
                           in_milliseconds(at->time),
                           in_milliseconds(budget::time(*at->trial, budget::base_time_of_most))));
}

/// Runs `call` with memory that ends at its first allocation, its second, and so on.
template <class Call>
void starve(const std::string& name, const Call& call, ProbeReport& report) {
  const auto allocations = std::min(call({}).allocations, most_starvings);
  for (std::uint64_t at = 0; at < allocations; ++at) {
    report.at(fmt::format("{}, with memory that ends at allocation {}", name, at + 1));
    Simulation simulation;
    simulation.memory_ends_at = at;
    report.findings(call(simulation), name, "notes.out-of-memory");
  }
}

}  // namespace

void try_host(const SimulatedHost& host, const ProbeOptions& options, const Simulation& simulation,
              std::string_view check, ProbeReport& report) {
  report.at("creating an instance");
  void* unused = nullptr;
  const auto created = host.create({}, simulation, unused);
  report.findings(created, "creating an instance", check);
  if (created.status == TOTE_OK)
    host.plugin().destroy(unused);
  const Instance instance(host);
  for (const auto& trial : plain_trials(host.manifest(), options)) {
    report.at(trial.name);
    const auto today = trial.run(instance, {});
    const bool is_certain = trial.run(instance, {}).digest() == today.digest();
    const auto there = trial.run(instance, simulation);
    // What is wrong today as well is another check's to say.
    if (today.findings.empty())
      report.findings(there, trial.name, check);
    if (simulation.offers_services) {
      if (is_certain && today.digest() != there.digest())
        report.bad(check, fmt::format("{}: {}", trial.name, first_difference(today, there)));
      continue;
    }
    if (there.sink_uses != 0)
      report.bad(check, fmt::format("{}: it used a service that it was not given", trial.name));
    else if (today.sink_uses != 0 && there.status >= 0)
      report.bad(check, fmt::format("{}: it does not fail where there is no service", trial.name));
  }
}

void try_settings(const SimulatedHost& host, ProbeReport& report) {
  using Kind = notes::Value::Kind;
  std::vector<std::string> keys = {"x-unknown"};
  for (const auto& setting : host.manifest().settings)
    keys.push_back(setting.id);
  for (const auto& key : keys) {
    for (const auto kind : {Kind::null, Kind::boolean, Kind::integer, Kind::real, Kind::text,
                            Kind::list, Kind::map}) {
      for (const std::string& text :
           {std::string(), std::string("-1"), std::string("x\xF0\x9F\x93\x9A"),
            std::string(100'000, '9')}) {
        notes::Value value;
        value.kind = kind;
        value.key = key;
        value.text = kind == Kind::list || kind == Kind::map ? std::string() : text;
        value.integer = text.size() > 2 ? INT64_MIN : -1;
        value.real = text.size() > 2 ? 1e300 : -0.0;
        value.next = 1;
        report.at(fmt::format("creating an instance with {} set to a value of kind {}", key,
                              static_cast<int>(kind)));
        void* self = nullptr;
        const auto result = host.create({value}, {}, self);
        report.findings(result, fmt::format("with {} set oddly", key), "settings.robust");
        if (result.status == TOTE_OK)
          host.plugin().destroy(self);
      }
    }
  }
}

void try_behaviour(const SimulatedHost& host, const ProbeOptions& options, Subject subject,
                   ProbeReport& report) {
  report.at("creating an instance");
  const Instance instance(host);
  const auto plain = plain_trials(host.manifest(), options, subject);
  const auto hostile = hostile_trials(host.manifest(), options.large_note_bytes, subject);
  for (const auto* trials : {&plain, &hostile})
    for (const auto& trial : *trials) {
      report.at(trial.name);
      const auto result = trial.run(instance, {});
      report.findings(result, trial.name);
      check_budget(trial, result, report);
    }
  if (subject != Subject::sites)  // which are exported once in a while
    check_pace(plain, instance, report);
}

void try_repetition(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report) {
  auto trials = plain_trials(host.manifest(), options);
  for (auto& trial : hostile_trials(host.manifest(), 0))
    trials.push_back(std::move(trial));
  trials.erase(std::remove_if(trials.begin(), trials.end(),
                              [](const Trial& trial) { return trial.bytes > large_bytes; }),
               trials.end());
  const Instance first(host);
  std::vector<CallResult> results;
  std::uint64_t digest = 0;
  for (const auto& trial : trials) {
    report.at(trial.name);
    results.push_back(trial.run(first, {}));
    digest = digest * 31 + results.back().digest();
  }
  // In another order, by another instance; the first is asked again in between.
  const Instance second(host);
  for (std::size_t i = trials.size(); i-- > 0;) {
    report.at(trials[i].name);
    for (const auto* instance : {&second, &first}) {
      const auto again = trials[i].run(*instance, {});
      if (again.digest() != results[i].digest())
        report.bad("notes.deterministic",
                   fmt::format("{}: {}", trials[i].name, first_difference(results[i], again)));
    }
  }
  report.digest(digest);
}

void try_refusals(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report) {
  const Instance instance(host);
  for (const auto& trial : plain_trials(host.manifest(), options)) {
    const auto undisturbed = trial.run(instance, {});
    const auto uses =
        undisturbed.findings.empty() ? std::min(undisturbed.sink_uses, most_refusals) : 0;
    for (std::uint64_t from = 0; from < uses; ++from) {
      report.at(fmt::format("{}, with services that refuse from use {} on", trial.name, from + 1));
      Simulation simulation;
      simulation.refuses_from = from;
      report.findings(trial.run(instance, simulation), trial.name, "notes.sink-failure");
    }
  }
}

void try_starving(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report) {
  if (!watch_allocations())
    return;
  report.at("creating an instance");
  const auto create = [&](const Simulation& simulation) {
    void* self = nullptr;
    auto result = host.create({}, simulation, self);
    if (result.status == TOTE_OK)
      host.plugin().destroy(self);
    return result;
  };
  // The first time may fill what is filled once.
  (void)create({});
  starve("creating an instance", create, report);
  const Instance instance(host);
  for (const auto& trial : plain_trials(host.manifest(), options)) {
    const auto run = [&](const Simulation& simulation) { return trial.run(instance, simulation); };
    if (run({}).findings.empty())
      starve(trial.name, run, report);
  }
}

void try_cancelling(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report) {
  const Instance instance(host);
  Simulation simulation;
  simulation.is_cancelled = true;
  for (const auto& trial : hostile_trials(host.manifest(), options.large_note_bytes)) {
    report.at(trial.name);
    const auto result = trial.run(instance, simulation);
    if (result.processor_time > cancel_deadline * slowness)
      report.bad("notes.cancel", fmt::format("{}: it went on for {} ms", trial.name,
                                             result.processor_time / milliseconds(1)));
  }
}

void try_random_notes(const SimulatedHost& host, const ProbeOptions& options, ProbeReport& report) {
  const Instance instance(host);
  for (std::uint64_t i = 0; i < options.cases; ++i) {
    const auto seed = options.seed + i;
    for (const auto& trial : random_trials(host.manifest(), seed)) {
      report.at(fmt::format("seed {}: {}", seed, trial.name));
      report.findings(trial.run(instance, {}), fmt::format("seed {}: {}", seed, trial.name),
                      "notes.fuzz");
    }
  }
}

}  // namespace tote::host::author::check
