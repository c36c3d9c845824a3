// SPDX-License-Identifier: GPL-2.0-or-later
// What isolation costs: the time to index a vault with every plugin in workers, against the same in
// process.
//
//   isolation_bench [--notes=N] [--vault=DIR] [--benchmark_format=json]
//
// Without --vault a journal of N notes (20,000) is made in a temporary folder.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string>
#include <sys/resource.h>
#include <utility>

#include <benchmark/benchmark.h>

#include "host/journal.h"
#include "tests/bench/flags.h"
#include "tests/bench/journal.h"
#include "tests/host/temp_folder.h"

namespace tote::bench {
namespace {

/// What it takes to index a vault anew.
struct Cost {
  double seconds = std::numeric_limits<double>::max();
  double processor_seconds = seconds;  ///< of this process and all that it started

  void keep_the_least(const Cost& other) {
    seconds = std::min(seconds, other.seconds);
    processor_seconds = std::min(processor_seconds, other.processor_seconds);
  }
};

double processor_seconds() {
  double sum = 0;
  for (const auto who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage used{};
    ::getrusage(who, &used);
    for (const auto& time : {used.ru_utime, used.ru_stime})
      sum += static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  }
  return sum;
}

Result<Cost> cost_to_index(const std::filesystem::path& vault, bool in_process) {
  const host::TempFolder folder;
  host::JournalOptions options;
  options.vault = vault;
  options.index_directory = folder.path() / "index";
  options.plugin_path = {{TOTE_PLUGINS}};
  options.worker_program = TOTE_PROGRAM;
  options.plugins_in_process = in_process;
  const auto start = std::chrono::steady_clock::now();
  const double processor_start = processor_seconds();
  TOTE_TRY(auto journal, host::Journal::open(std::move(options)));
  TOTE_CHECK(journal.refresh());
  return Cost{std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
              processor_seconds() - processor_start};
}

void cost_of_isolation(benchmark::State& state, const std::filesystem::path& vault) {
  // The best of both, in turns: what else the machine does must not decide.
  Cost in_process;
  Cost in_workers;
  const auto index = [&](bool is_in_process, Cost& least) {
    const auto cost = cost_to_index(vault, is_in_process);
    if (!cost)
      state.SkipWithError(cost.error().message.c_str());
    else
      least.keep_the_least(*cost);
  };
  for ([[maybe_unused]] const auto once : state) {
    index(true, in_process);
    index(false, in_workers);
  }
  state.counters["in_process_s"] = in_process.seconds;
  state.counters["in_workers_s"] = in_workers.seconds;
  state.counters["ratio"] = in_workers.seconds / in_process.seconds;
  state.counters["processor_ratio"] = in_workers.processor_seconds / in_process.processor_seconds;
}

}  // namespace
}  // namespace tote::bench

int main(int argc, char** argv) {
  using tote::bench::flag;
  const tote::host::TempFolder folder;
  std::filesystem::path vault = flag(argc, argv, "--vault=", "");
  if (vault.empty()) {
    vault = folder.path() / "journal";
    const auto notes = std::strtoul(flag(argc, argv, "--notes=", "20000").c_str(), nullptr, 10);
    tote::bench::write_journal(vault, static_cast<std::uint32_t>(notes));
  }
  benchmark::RegisterBenchmark(
      "cost_of_isolation",
      [&](benchmark::State& state) { tote::bench::cost_of_isolation(state, vault); })
      ->Iterations(3)
      ->Unit(benchmark::kSecond);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
