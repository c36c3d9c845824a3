// SPDX-License-Identifier: GPL-2.0-or-later
// What isolation costs: the time to index a vault with every plugin in workers, against the same in
// process. The vault in TOTE_BENCH_VAULT, else one that is made here.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "host/journal.h"
#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

constexpr int made_notes = 4'000;

void make_vault(const TempFolder& folder) {
  for (int i = 0; i < made_notes; i += 4) {
    folder.write(fmt::format("vault/people/p{}.md", i),
                 fmt::format("---\ntype: person\naliases: [P{0}]\nphone: +1 503 555 {0:04}\n"
                             "email: p{0}@example.org\nbirthday: 1954-11-27\n---\n\nA friend of "
                             "[[p{1}]], who knows every wire in Alder Court.\n\n"
                             "- 2011-09-30: called about the line\n- grows dahlias\n",
                             i, i / 2));
    folder.write(fmt::format("vault/books/b{}.md", i),
                 fmt::format("---\ntype: book\nauthor: \"[[p{0}]]\"\nisbn: 9780441172719\n"
                             "recommended-by: \"[[p{1}]]\"\nread: 2012-01-15\ntags: [fantasy]\n"
                             "---\n\nA country whose name nobody can say any more.\n",
                             i, i / 2));
    folder.write(fmt::format("vault/reviews/r{}.md", i),
                 fmt::format("---\ntype: review\nreviews: \"[[b{}]]\"\nrating: 4\n---\n\nSlow at "
                             "first, then not to be put down before the morning.\n",
                             i));
    folder.write(fmt::format("vault/journal/2011-{:02}-{:02}-{}.md", i % 12 + 1, i % 28 + 1, i),
                 fmt::format("---\ntype: journal\n---\n\n[[p{0}]] recommended [[b{0}]], the way a "
                             "friend does: one paragraph, no stars.\n",
                             i));
  }
}

/// Seconds to index the vault anew.
double seconds_to_index(const std::filesystem::path& vault, bool in_process) {
  const TempFolder folder;
  JournalOptions options;
  options.vault = vault;
  options.index_directory = folder.path() / "index";
  options.plugin_path = {TOTE_BUILT_PLUGINS};
  options.worker_program = TOTE_PROGRAM;
  options.plugins_in_process = in_process;
  const auto start = std::chrono::steady_clock::now();
  auto journal = Journal::open(std::move(options));
  if (!journal || !journal->refresh())
    return std::numeric_limits<double>::quiet_NaN();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void cost_of_isolation(benchmark::State& state) {
  const TempFolder folder;
  std::filesystem::path vault = folder.path() / "vault";
  if (const char* named = std::getenv("TOTE_BENCH_VAULT"); named != nullptr)
    vault = named;
  else
    make_vault(folder);
  // The best of both, in turns: what else the machine does must not decide.
  double in_process = std::numeric_limits<double>::max();
  double in_workers = in_process;
  for (auto _ : state) {
    in_process = std::min(in_process, seconds_to_index(vault, true));
    in_workers = std::min(in_workers, seconds_to_index(vault, false));
  }
  state.counters["in_process_s"] = in_process;
  state.counters["in_workers_s"] = in_workers;
  state.counters["ratio"] = in_workers / in_process;
}

BENCHMARK(cost_of_isolation)->Iterations(3)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace tote::host
