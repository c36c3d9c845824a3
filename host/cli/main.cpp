// SPDX-License-Identifier: GPL-2.0-or-later
// The program: reads the command line, opens the journal, brings it up to date, runs the command.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <malloc.h>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

#include <fmt/format.h>

#include "host/author/check/probe.h"
#include "host/cli/help.h"
#include "host/cli/parse.h"
#include "host/cli/refresh.h"
#include "host/cli/render.h"
#include "host/cli/version.h"
#include "host/paths.h"
#include "host/plugin_worker.h"

namespace tote::cli {
namespace {

Result<std::filesystem::path> vault_of(const Invocation& invocation) {
  if (invocation.has("vault"))
    return invocation.get("vault");
  if (const char* vault = std::getenv("TOTE_VAULT"); vault != nullptr && vault[0] != '\0')
    return vault;
  return host::find_vault(".");
}

Result<std::optional<notes::Date>> today_of(const Invocation& invocation) {
  const char* variable = std::getenv("TOTE_TODAY");
  const auto text = invocation.get("today", variable == nullptr ? "" : variable);
  if (text.empty())
    return std::nullopt;
  const auto date = notes::parse_date(text);
  if (!date || date->year == 0 || date->month == 0 || date->day == 0)
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' is no day; write it as 2026-11-22", text));
  return date;
}

Result<host::Journal> open_journal(const Invocation& invocation) {
  host::JournalOptions options;
  TOTE_TRY(options.vault, vault_of(invocation));
  TOTE_TRY(options.today, today_of(invocation));
  if (invocation.has("index"))
    options.index_directory = invocation.get("index");
  return host::Journal::open(std::move(options));
}

Format format_of(const Invocation& invocation) {
  if (invocation.has("print0"))
    return Format::paths;
  const auto name = invocation.get("format", "text");
  if (name == "json")
    return Format::json;
  if (name == "jsonl")
    return Format::jsonl;
  if (name == "paths")
    return Format::paths;
  return Format::text;
}

ColorChoice color_of(const Invocation& invocation) {
  const auto when = invocation.get("color", "auto");
  if (when == "always")
    return ColorChoice::always;
  if (when == "never")
    return ColorChoice::never;
  return ColorChoice::automatic;
}

/// One answer and the process ends: what is freed on the way is used again rather than given back
/// to the system and asked for anew, and the heap is of huge pages, so that wide questions do not
/// stop for each small one. At 100,000 notes these take a fifth less time by both.
void expect_one_answer() {
  constexpr int heap_bytes = 64 << 20;  // of addresses; memory comes with use
  constexpr int most_glibc_takes = 32 << 20;
  ::mallopt(M_MMAP_THRESHOLD, most_glibc_takes);
  ::mallopt(M_TRIM_THRESHOLD, 4 * heap_bytes);
  ::mallopt(M_TOP_PAD, heap_bytes);
  // More than there is by now: the heap grows by it and the padding.
  constexpr std::size_t huge_page = std::size_t{2} << 20;
  void* const behind = std::malloc(huge_page);
  const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
  const auto begin =
      (reinterpret_cast<std::uintptr_t>(behind) + huge_page - 1) / huge_page * huge_page;
  if (behind != nullptr && begin < end)
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
  std::free(behind);
}

Result<ExitCode> run_command(const ParsedLine& line, const Terminal& terminal) {
  Context context{line.invocation, terminal, format_of(line.invocation), nullptr};
  if (line.command->needs == Needs::nothing)
    return line.command->run(context);
  if (line.command->needs == Needs::maybe_vault && !vault_of(line.invocation))
    return line.command->run(context);
  if (line.command->needs == Needs::index)
    expect_one_answer();
  TOTE_TRY(auto journal, open_journal(line.invocation));
  if (!journal.recovery().empty())
    std::fputs(fmt::format("tote: {}\n", safe_for_terminal(journal.recovery())).c_str(), stderr);
  host::RefreshReport report;
  if (line.command->needs == Needs::index && !line.invocation.has("no-refresh")) {
    TOTE_TRY(report, refresh(journal, terminal));
  }
  context.journal = &journal;
  TOTE_TRY(const auto code, line.command->run(context));
  const bool is_partial = report.was_cancelled || !report.gaps.empty();
  return is_partial && code != exit_error ? exit_in_part : code;
}

int complain(const Error& error) {
  std::fputs(fmt::format("tote: {}\n", safe_for_terminal(to_string(error))).c_str(), stderr);
  return error.code == ErrorCode::not_found ? exit_nothing_found : exit_error;
}

int run(const std::vector<std::string>& words) {
  if (words.empty()) {
    std::fputs(overview(Terminal(ColorChoice::automatic)).c_str(), stdout);
    return exit_done;
  }
  const auto line = parse_line(words);
  if (!line) {
    complain(line.error());
    return exit_error;
  }
  const Terminal terminal(color_of(line->invocation));
  if (line->wants_version) {
    std::puts(fmt::format("tote {}", version).c_str());
    return exit_done;
  }
  if (line->wants_help) {
    const bool is_about_all = line->command == &commands().front();
    const auto text = line->group != nullptr ? help_of(terminal, *line->group)
                      : is_about_all         ? overview(terminal)
                                             : help_of(terminal, *line->command);
    std::fputs(text.c_str(), stdout);
    return exit_done;
  }
  const auto code = run_command(*line, terminal);
  if (!code)
    return complain(code.error());
  return *code;
}

}  // namespace
}  // namespace tote::cli

int main(int argc, char** argv) {
  // Started by the host to run plugins, never by a person: a socket or pipe waits at a fixed
  // descriptor.
  if (argc == 2 && std::string_view(argv[1]) == tote::host::plugin_worker_command)
    tote::host::run_plugin_worker();
  if (argc > 2 && std::string_view(argv[1]) == tote::host::author::check::probe_command)
    tote::host::author::check::serve_probe({argv + 2, argv + argc});
  try {
    return tote::cli::run({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    std::fputs(fmt::format("tote: a bug in tote: {}; nothing of yours was changed\n", error.what())
                   .c_str(),
               stderr);
    return tote::cli::exit_error;
  }
}
