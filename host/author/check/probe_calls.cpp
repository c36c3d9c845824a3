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

namespace tote::host::author::check {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

#if defined(__SANITIZE_ADDRESS__)
constexpr int slowness = 8;  // of a build with sanitizers
#else
constexpr int slowness = 1;
#endif

constexpr milliseconds cancel_deadline{250};
constexpr milliseconds base_budget{50};
constexpr nanoseconds budget_a_byte{250};
constexpr std::uint64_t base_statements = 64;
constexpr std::uint64_t bytes_a_statement = 4;
constexpr std::uint64_t most_refusals = 40;
constexpr std::uint64_t most_starvings = 60;
constexpr std::size_t large_bytes = 1u << 20;

void check_budget(const Trial& trial, const CallResult& result, ProbeReport& report) {
  const auto allowed = (base_budget + budget_a_byte * trial.bytes) * slowness;
  if (result.processor_time > allowed)
    report.bad("notes.budget",
               fmt::format("{} ({} bytes): it took {} ms, where {} ms are allowed", trial.name,
                           trial.bytes, result.processor_time / milliseconds(1),
                           allowed / milliseconds(1)));
  if (trial.subject == Subject::notes &&
      result.sink_uses > base_statements + trial.bytes / bytes_a_statement)
    report.bad("notes.budget", fmt::format("{} ({} bytes): it made {} statements", trial.name,
                                           trial.bytes, result.sink_uses));
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
  auto trials = plain_trials(host.manifest(), options, subject);
  for (auto& trial : hostile_trials(host.manifest(), options.large_note_bytes, subject))
    trials.push_back(std::move(trial));
  for (const auto& trial : trials) {
    report.at(trial.name);
    const auto result = trial.run(instance, {});
    report.findings(result, trial.name);
    check_budget(trial, result, report);
  }
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
