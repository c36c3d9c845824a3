// SPDX-License-Identifier: GPL-2.0-or-later
// What reading a note costs: the sample journal as it is, and texts made to be slow. Bytes per
// second must not fall as the size grows.
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "notes/note.h"
#include "notes/vault.h"

namespace tote::notes {
namespace {

void read_sample_journal(benchmark::State& state) {
  const std::filesystem::path root =
      std::filesystem::path(TOTE_SOURCE_DIR) / "notes/sample-journal";
  const auto scan = scan_vault(root, {});
  if (!scan)
    return state.SkipWithError("the sample journal cannot be scanned");
  std::vector<std::pair<std::string, std::string>> files;
  std::int64_t bytes = 0;
  for (const auto& file : scan->files) {
    auto text = read_file(root, file.path);
    if (!text)
      return state.SkipWithError("a note of the sample journal cannot be read");
    bytes += static_cast<std::int64_t>(text->size());
    files.emplace_back(file.path, *std::move(text));
  }
  for (auto _ : state) {
    for (const auto& [path, text] : files)
      benchmark::DoNotOptimize(read_note(path, text));
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(files.size()));
}

void read_repeated(benchmark::State& state, std::string_view unit) {
  std::string text;
  while (text.size() < static_cast<std::size_t>(state.range(0)))
    text += unit;
  for (auto _ : state)
    benchmark::DoNotOptimize(read_note("note.md", text));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetComplexityN(state.range(0));
}

void up_to_four_megabytes(benchmark::internal::Benchmark* bench) {
  bench->RangeMultiplier(4)->Range(64 << 10, 4 << 20)->Unit(benchmark::kMillisecond)->Complexity();
}

BENCHMARK(read_sample_journal)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_repeated, prose,
                  "She told me about [[Piranesi|it]] over #coffee; rated:: 5.\n\n")
    ->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, one_line, "a long line of words ")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, open_links, "[[")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, open_brackets, "[a](")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, open_emphasis, "*a **b ")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, open_comments, "%%a ")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, open_code, "`a ``b ")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, nested_quotes, "> ")->Apply(up_to_four_megabytes);
BENCHMARK_CAPTURE(read_repeated, inline_fields, "(a:: b) [c:: ")->Apply(up_to_four_megabytes);

}  // namespace
}  // namespace tote::notes
