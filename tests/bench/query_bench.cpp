// SPDX-License-Identifier: GPL-2.0-or-later
// How long a question or a search takes: the median and the 95th percentile over lines of one form
// about different notes, as a reader would see them (20 results). `question/…`, `search/…` and
// `typing/…` are asked in a process that has the journal open; `start_question/…` and
// `start_search/…` start `tote` for each line, while `tote watch` runs.
//
//   query_bench [--notes=N] [--vault=DIR] [--benchmark_filter=…] [--benchmark_format=json]
//
// Without --vault a journal of N notes (1,000) is made in a temporary folder and indexed there.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <time.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "host/journal.h"
#include "tests/bench/flags.h"
#include "tests/bench/journal.h"
#include "tests/bench/tote_process.h"

namespace tote::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t shown = 20;

/// The journal that everything is asked of, and its folder if it is ours.
struct Bench {
  std::unique_ptr<JournalMaker> maker;
  std::unique_ptr<host::Journal> journal;
  fs::path made;  ///< a temporary folder
  fs::path vault;
  std::optional<fs::path> index;  ///< if it is not in its usual place
  std::optional<ToteProcess> process;

  Bench() = default;
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  ~Bench() {
    process.reset();
    journal.reset();
    std::error_code error;
    fs::remove_all(made, error);
  }
};

/// A form of line: `PERSON`, `FIRST` (a first name), `BOOK`, `TYPO` (a book, misspelt), `WORD`,
/// `RARE`, and `LETTER`, `TWO`, `THREE`, `PART`, `HALF` (beginnings of words and titles) stand for
/// another one each time.
struct Form {
  const char* name;
  const char* line;
};

constexpr Form questions[] = {
    {"who_did", "who recommended BOOK"},
    {"what_did", "what did PERSON recommend"},
    {"first_name", "what did FIRST recommend"},
    {"did", "did PERSON recommend BOOK"},
    {"who_not", "who did not recommend BOOK"},
    {"who_wrote", "who wrote BOOK"},
    {"books_by", "books by PERSON"},
    {"when", "when did I read BOOK"},
    {"when_last", "when did I last contact PERSON"},
    {"how_many_times", "how many times did I contact PERSON"},
    {"has", "have I read BOOK"},
    {"field", "what is PERSON's birthday"},
    {"who_is", "who is PERSON"},
    {"about", "what did I write about BOOK"},
    {"reviews", "reviews of BOOK"},
    {"introduced", "who introduced me to PERSON"},
    {"birthdays", "whose birthday is this month"},
    {"in_year", "which books did I read in 2014"},
    {"met_in_year", "who did I meet in 2011"},
    {"how_many", "how many books did I read"},
    {"how_many_in_year", "how many books did I read in 2024"},
    {"not_since", "who have I not contacted since March"},
    {"never", "which books have I not read"},
    {"most", "which author have I read most"},
    {"last", "which book did I read last"},
    {"unread_of", "which unread books did PERSON recommend"},
    {"complement", "what have I not read that PERSON recommended"},
    {"nested", "books recommended by people I met in 2011"},
    {"nested_person", "who introduced me to the person who recommended BOOK"},
    {"nested_wide", "who recommended books that I read in 2014"},
    {"typo", "who recommended TYPO"},
    {"unknown", "who recommended Xyzzyplugh Quoxington"},
};

constexpr Form searches[] = {
    {"word_common", "house"},
    {"word", "WORD"},
    {"word_rare", "RARE"},
    {"word_unknown", "xyzzyplugh"},
    {"words", "house WORD"},
    {"three_words", "house time long"},
    {"phrase", "\"in the house\""},
    {"phrase_common", "\"the of\""},
    {"without", "house -WORD"},
    {"either", "WORD OR RARE"},
    {"prefix_1", "s*"},
    {"prefix_2", "sh*"},
    {"prefix_3", "sho*"},
    {"prefix", "PART*"},
    {"title", "BOOK"},
    {"title_typo", "TYPO"},
    {"type", "type:book"},
    {"tag", "#books/fantasy"},
    {"field", "pages:>=700"},
    {"dates", "read:2011..2013"},
    {"relation", "recommended-by:[[PERSON]]"},
    {"relation_back", "recommended:[[BOOK]]"},
    {"relation_any", "recommended:*"},
    {"relation_nested", "recommended-by:(type:person met:2011)"},
    {"unread", "type:book -read:*"},
    {"linked", "linked:[[PERSON]]"},
};

/// What is typed, letter by letter; the last word may go on.
constexpr Form typings[] = {
    {"1_letter", "LETTER"}, {"2_letters", "TWO"},         {"3_letters", "THREE"},
    {"4_letters", "PART"},  {"second_word", "house TWO"}, {"second_word_3", "house THREE"},
    {"name", "FIRST"},      {"part_of_title", "HALF"},
};

std::string misspelt(std::string name) {
  const std::size_t at = name.size() / 2;
  std::swap(name[at], name[at + 1]);
  return name;
}

/// The form about the notes of turn `turn`: spread over what is often and what is seldom spoken of.
std::string line_of(const JournalMaker& maker, std::string line, std::size_t turn) {
  const auto spread = [turn](const std::vector<std::string>& names) {
    std::size_t at = turn * turn * turn;
    return names[at % names.size()];
  };
  const std::string person = spread(maker.people());
  const std::string book = spread(maker.books());
  const std::string& word = maker.word(static_cast<std::uint32_t>(60 + turn * turn));
  const std::string& rare = maker.word(static_cast<std::uint32_t>(20'000 + turn * 97));
  const std::pair<std::string_view, std::string> places[] = {
      {"PERSON", person},
      {"FIRST", person.substr(0, person.find(' '))},
      {"BOOK", book},
      {"TYPO", misspelt(book)},
      {"WORD", word},
      {"RARE", rare},
      {"PART", word.substr(0, 4)},
      {"LETTER", word.substr(0, 1)},
      {"TWO", word.substr(0, 2)},
      {"THREE", word.substr(0, 3)},
      {"HALF", book.substr(0, book.size() / 2)}};
  for (const auto& [place, name] : places)
    if (const std::size_t at = line.find(place); at != std::string::npos)
      line.replace(at, place.size(), name);
  return line;
}

double percentile(std::vector<double>& times, double part) {
  std::sort(times.begin(), times.end());
  return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1) + 0.5)];
}

/// Of this thread. On a machine that does other work it tells more than the clock on the wall.
double cpu_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// Times `ask` over the lines of a form.
template <class Ask>
void measure(benchmark::State& state, const JournalMaker& maker, const char* form, const Ask& ask) {
  constexpr std::size_t turns = 40;
  std::vector<double> times;
  std::vector<double> cpu_times;
  double results = 0;
  // What is read once and kept is not what a question costs: process starts are measured elsewhere.
  (void)ask(line_of(maker, form, turns));
  for ([[maybe_unused]] const auto once : state) {
    const std::string line = line_of(maker, form, times.size() % turns);
    const double cpu_start = cpu_milliseconds();
    const auto start = std::chrono::steady_clock::now();
    const auto answer = ask(line);
    const std::chrono::duration<double, std::milli> spent =
        std::chrono::steady_clock::now() - start;
    if (!answer) {
      state.SkipWithError(answer.error().message.c_str());
      break;
    }
    results += answer->total;
    times.push_back(spent.count());
    cpu_times.push_back(cpu_milliseconds() - cpu_start);
  }
  if (times.empty())
    return;
  state.counters["results"] = results / static_cast<double>(times.size());
  state.counters["p50_ms"] = percentile(times, 0.5);
  state.counters["p95_ms"] = percentile(times, 0.95);
  state.counters["cpu_p50_ms"] = percentile(cpu_times, 0.5);
  state.counters["cpu_p95_ms"] = percentile(cpu_times, 0.95);
}

index::AskOptions options() {
  index::AskOptions options;
  options.today = {2024, 11, 22};
  options.limit = shown;
  return options;
}

using Ask = Result<index::Answer> (host::Journal::*)(std::string_view, index::AskOptions) const;

void add(const Bench& bench, const std::string& kind, const Form& form, Ask ask) {
  const auto run = [&bench, line = form.line, ask](benchmark::State& state) {
    measure(state, *bench.maker, line,
            [&](const std::string& typed) { return (*bench.journal.*ask)(typed, options()); });
  };
  benchmark::RegisterBenchmark((kind + "/" + form.name).c_str(), run)
      ->Unit(benchmark::kMillisecond)
      ->Iterations(40);
}

/// The same from the start of the program.
void add_start(Bench& bench, const std::string& kind, const std::string& command,
               const Form& form) {
  constexpr std::size_t turns = 20;
  const auto run = [&bench, line = form.line, command](benchmark::State& state) {
    if (!bench.process) {
      if (auto opened = ToteProcess::open(TOTE_PROGRAM, bench.vault, bench.index, bench.made))
        bench.process.emplace(*std::move(opened));
      else
        return state.SkipWithError(opened.error().message.c_str());
    }
    std::vector<double> times;
    for ([[maybe_unused]] const auto once : state) {
      const auto spent =
          bench.process->run(command, line_of(*bench.maker, line, times.size() % turns));
      if (!spent)
        return state.SkipWithError(spent.error().message.c_str());
      times.push_back(spent->count());
    }
    state.counters["p50_ms"] = percentile(times, 0.5);
    state.counters["p95_ms"] = percentile(times, 0.95);
  };
  benchmark::RegisterBenchmark((kind + "/" + form.name).c_str(), run)
      ->Unit(benchmark::kMillisecond)
      ->Iterations(turns);
}

Result<void> open(Bench& bench, std::uint32_t notes, fs::path vault) {
  bench.maker = std::make_unique<JournalMaker>(notes);
  host::JournalOptions options;
  options.plugin_path = {{TOTE_PLUGINS}};
  options.worker_program = TOTE_PROGRAM;
  bench.made = fs::temp_directory_path() / ("tote-bench-" + std::to_string(::getpid()));
  fs::create_directories(bench.made);
  if (vault.empty()) {
    vault = bench.made / "journal";
    write_journal(vault, notes);
    bench.index = options.index_directory = bench.made / "index";
  }
  bench.vault = options.vault = vault;
  TOTE_TRY(auto journal, host::Journal::open(std::move(options)));
  bench.journal = std::make_unique<host::Journal>(std::move(journal));
  TOTE_CHECK(bench.journal->refresh([](const host::Progress&) { return true; }));
  return {};
}

}  // namespace
}  // namespace tote::bench

int main(int argc, char** argv) {
  using tote::bench::flag;
  const auto notes = static_cast<std::uint32_t>(
      std::strtoul(flag(argc, argv, "--notes=", "1000").c_str(), nullptr, 10));
  tote::bench::Bench bench;
  if (const auto opened = open(bench, notes, flag(argc, argv, "--vault=", "")); !opened) {
    std::fprintf(stderr, "query_bench: %s\n", opened.error().message.c_str());
    return 2;
  }
  for (const auto& form : tote::bench::questions)
    add(bench, "question", form, &tote::host::Journal::ask);
  for (const auto& form : tote::bench::searches)
    add(bench, "search", form, &tote::host::Journal::search);
  for (const auto& form : tote::bench::typings)
    add(bench, "typing", form, &tote::host::Journal::search_as_you_type);
  for (const auto& form : tote::bench::questions)
    add_start(bench, "start_question", "ask", form);
  for (const auto& form : tote::bench::searches)
    add_start(bench, "start_search", "search", form);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
