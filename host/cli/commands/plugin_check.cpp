// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "host/author/check/check.h"
#include "host/author/check/elf_file.h"
#include "host/author/check/render_report.h"
#include "host/cli/commands/commands.h"
#include "host/cli/render.h"
#include "host/install/plugin_store.h"

namespace tote::cli {
namespace {

namespace check = host::author::check;

Result<std::uint64_t> number_of(const Context& context, const char* flag, std::uint64_t otherwise) {
  if (!context.invocation.has(flag))
    return otherwise;
  const auto text = context.invocation.get(flag);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size())
    return fail(ErrorCode::invalid_input, fmt::format("--{} takes a number, not '{}'", flag, text));
  return number;
}

std::string untried_of(const check::CheckReport& report) {
  std::string lines;
  for (const auto& result : report.results)
    if (result.outcome == check::Outcome::not_tried)
      lines += fmt::format("  {}\n", result.check->id);
  return lines;
}

/// The outcome's name as people write it.
std::string words_for(check::Outcome outcome) {
  std::string words(check::name_of(outcome));
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string text_of(const Context& context, const check::CheckReport& report, int wanted) {
  std::string text;
  for (const auto& result : report.results) {
    const auto& terminal = context.terminal;
    if (result.outcome == check::Outcome::failed) {
      text += fmt::format("{}  {} (level {})\n        {}\n", terminal.paint(Style::error, "failed"),
                          terminal.paint(Style::strong, result.check->id), result.check->level,
                          result.check->what);
      for (const auto& finding : result.findings)
        text += fmt::format("        - {}\n", safe_for_terminal(finding));
      text += fmt::format("        What to do: {}\n", result.check->fix);
    } else if (result.outcome == check::Outcome::waived ||
               result.outcome == check::Outcome::left_out) {
      text += fmt::format("{}  {}: {}\n", terminal.paint(Style::warning, words_for(result.outcome)),
                          result.check->id, safe_for_terminal(result.findings.front()));
    }
  }
  text += fmt::format("{}{}{}: level {} of {}", report.plugin, report.version.empty() ? "" : " ",
                      report.version, report.level(), check::highest_level);
  text += report.level() >= wanted ? "" : fmt::format(", {} wanted", wanted);
  text += fmt::format("; {} passed", report.count(check::Outcome::passed));
  for (const auto outcome : {check::Outcome::failed, check::Outcome::waived,
                             check::Outcome::left_out, check::Outcome::not_tried})
    if (report.count(outcome) != 0)
      text += fmt::format(", {} {}", report.count(outcome), words_for(outcome));
  text += '\n';
  if (report.lacks_manifest)
    text += fmt::format(
        "There is no plugin.json beside the library: only its file was looked at, no code was run, "
        "and these checks, which need plugin.json, were not tried:\n{}",
        untried_of(report));
  return text;
}

/// A library and a folder as they are, an archive unpacked for as long as it takes.
Result<check::CheckReport> check_named(const std::filesystem::path& named,
                                       const check::CheckOptions& options) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(named, error) || check::is_elf_file(named))
    return check::run_checks(named, options);
  TOTE_TRY(const auto staged, host::install::StagedPlugin::stage(named));
  return check::run_checks(staged.folder(), options);
}

Result<ExitCode> run(const Context& context) {
  const auto& words = context.invocation.words;
  check::CheckOptions options;
  options.is_reproduction = context.invocation.has("reproduce");
  TOTE_TRY(options.seed,
           number_of(context, options.is_reproduction ? "reproduce" : "seed", options.seed));
  TOTE_TRY(const auto cases, number_of(context, "fuzz", options.fuzz_cases));
  options.fuzz_cases = static_cast<std::uint32_t>(cases);
  TOTE_TRY(const auto wanted, number_of(context, "level", check::publishable_level));
  options.sanitizes = wanted == check::highest_level;
  options.previous = context.invocation.get("previous", "");
  TOTE_TRY(const auto report, check_named(words.empty() ? "." : words.front(), options));
  const auto format = context.invocation.get("format", "text");
  if (format == "json")
    print(context, check::to_json(report) + '\n');
  else if (format == "junit")
    print(context, check::to_junit(report));
  else
    print(context, text_of(context, report, static_cast<int>(wanted)));
  return report.level() >= static_cast<int>(wanted) ? exit_done : exit_error;
}

}  // namespace

CommandSpec plugin_check_command() {
  CommandSpec command;
  command.name = "plugin check";
  command.summary = "Look for what would trouble those who install a plugin";
  command.description =
      "Builds the plugin if it has a CMakeLists.txt, then reads its plugin.json and its library's "
      "file, and runs its code in processes of their own: on hosts that are older, younger or lack "
      "everything, on notes that are damaged, huge or made up at random. Checks have levels; a "
      "plugin reaches a level if it passes all checks up to it, and 5 is fit to publish. A file "
      "waivers.json beside plugin.json names checks that may fail, with the reason for each. A "
      "library is checked with the plugin.json beside it; without one only its file is looked at, "
      "and it reaches no level. With --previous, or where fixtures/previous beside plugin.json is "
      "the folder of the version before (or fixtures/previous.tote-plugin.tar.gz its archive), "
      "settings and notes made for that version are tried as well. With --level 10 the plugin is "
      "built once more, with sanitizers. The plugin's code runs with your "
      "rights, not in the sandbox: this is for plugins that you write, or trust.";
  command.arguments = {{"WHAT", "the plugin's folder (default: this one), an archive, or a library",
                        Completes::folder, true}};
  command.flags = {
      {"level", "N", "The level to reach, 1 to 10 (default 5)", {}, Completes::nothing},
      {"format",
       "FORMAT",
       "How the result is printed",
       {"text", "json", "junit"},
       Completes::choices},
      {"seed", "N", "Where the random notes begin (default 1)", {}, Completes::nothing},
      {"fuzz", "N", "How many random notes (default 200)", {}, Completes::nothing},
      {"reproduce", "SEED", "Only the random note of this seed", {}, Completes::nothing},
      {"previous", "WHAT", "The version before, its folder or archive", {}, Completes::folder},
  };
  command.examples = {"tote plugin check films",
                      "tote plugin check films --level 10 --format junit",
                      "tote plugin check films --reproduce 117",
                      "tote plugin check films --previous example.films-1.2.0.tote-plugin.tar.gz"};
  command.needs = Needs::nothing;
  command.run = run;
  return command;
}

}  // namespace tote::cli
