// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <tote/plugin.h>

#include "host/author/check/check.h"
#include "host/author/check/lost_declarations.h"
#include "host/author/check/lost_statements.h"
#include "host/author/check/previous_version.h"
#include "host/author/check/probe.h"
#include "host/author/check/sandbox_trials.h"
#include "host/author/check/static_checks.h"
#include "host/paths.h"
#include "host/sandbox/sanitizers.h"

namespace tote::host::author::check {
namespace fs = std::filesystem;

namespace {

// Of what is found by an arena, whoever is asked about whatever.
constexpr const char* inputs_check = "notes.inputs";
constexpr const char* previous_check = "previous.loads";
constexpr const char* sanitized_check = "notes.sanitized";
// More of the same teach nothing; but each thing that is lost is another one.
constexpr std::size_t most_findings_a_check = 3;
constexpr std::size_t most_losses = 40;

using Environment = std::vector<std::pair<std::string, std::string>>;

/// The checks of one plugin, one after the other.
class Run {
 public:
  Run(const PluginTree& plugin, const std::optional<PreviousVersion>& previous,
      const CheckOptions& options)
      : plugin_(plugin), previous_(previous), options_(options) {}

  [[nodiscard]] Result<void> everything() {
    TOTE_TRY(const auto declared, check_manifest(plugin_));
    tried({"manifest.valid", "manifest.consistent"});
    add(declared);
    if (plugin_.manifest.library.empty())
      return compare_with_previous();
    library_file();
    if (options_.is_brief)
      return {};
    if (options_.is_reproduction)
      return reproduce();
    TOTE_TRY(const bool is_usable, load());
    if (!is_usable)
      return {};
    TOTE_TRY(const bool is_sound, behave());
    TOTE_CHECK(settle(Task::settings, "settings.robust"));
    if (!is_sound)
      return {};
    TOTE_CHECK(settle(Task::bare, "hosts.bare"));
    TOTE_CHECK(settle(Task::old, "hosts.old"));
    TOTE_CHECK(settle(Task::future, "hosts.future"));
    TOTE_CHECK(settle(Task::refuse, "notes.sink-failure"));
    TOTE_CHECK(settle(Task::starve, "notes.out-of-memory"));
    TOTE_CHECK(settle(Task::cancel, "notes.cancel"));
    TOTE_CHECK(repeat());
    TOTE_CHECK(settle(Task::fuzz, "notes.fuzz"));
    TOTE_CHECK(sanitize());
    TOTE_CHECK(sandbox());
    return compare_with_previous();
  }

  /// What needs neither plugin.json nor running code.
  void library_file() {
    tried({"library.exports", "library.hardened", "library.needs", "library.independent"});
    add(check_library(plugin_));
  }

  [[nodiscard]] const Findings& findings() const { return findings_; }

  [[nodiscard]] bool was_tried(std::string_view check) const {
    return tried_.count(std::string(check)) != 0;
  }

  /// Applies, but was not asked for.
  [[nodiscard]] bool was_left_out(std::string_view check) const {
    return lacks_sanitizers_ && check == sanitized_check;
  }

 private:
  void tried(std::initializer_list<const char*> checks) {
    for (const auto* check : checks)
      tried_.insert(check);
  }

  void add(const Findings& findings) {
    findings_.insert(findings_.end(), findings.begin(), findings.end());
  }

  [[nodiscard]] Result<ProbeEnd> probe(Task task, const Environment& environment = {},
                                       const fs::path& working_folder = {},
                                       const fs::path& plugin_folder = {}) const {
    ProbeOptions probe;
    probe.task = task;
    probe.folder = plugin_folder.empty() ? plugin_.folder : plugin_folder;
    probe.fixtures = plugin_.fixtures();
    probe.seed = options_.seed;
    probe.cases = options_.is_reproduction ? 1 : options_.fuzz_cases;
    probe.large_note_bytes = options_.large_note_bytes;
    if (previous_)
      probe.previous = previous_->folder;
    return run_probe(options_.program, probe, environment, working_folder);
  }

  /// Takes over what a probe found; that it did not come to its end is a finding of `check`.
  void take(ProbeEnd end, const char* check, bool is_as_usual = false) {
    tried({check});
    // Caught in the act, it has said why already; if only this probe saw it, it is this check's.
    bool is_explained = false;
    for (auto& finding : end.findings) {
      if (finding.check != inputs_check)
        continue;
      is_explained = true;
      finding.what = fmt::format("{}: {}", end.doing, finding.what);
      if (!is_as_usual)
        finding.check = check;
    }
    add(end.findings);
    if (!end.fault.empty() && !is_explained)
      findings_.push_back({check, fmt::format("{}: {}", end.doing, end.fault)});
  }

  [[nodiscard]] Result<void> settle(Task task, const char* check) {
    TOTE_TRY(const auto end, probe(task));
    take(end, check);
    return {};
  }

  /// False if nothing more can be tried.
  [[nodiscard]] Result<bool> load() {
    TOTE_TRY(const auto end, probe(Task::load));
    tried({"load.as-declared", "load.quick", "load.clean", "load.lifecycle",
           "load.unknown-interface"});
    take(end, "load.now");
    return end.fault.empty() &&
           std::none_of(findings_.begin(), findings_.end(), [](const Finding& finding) {
             return finding.check == "load.now" || finding.check == "load.as-declared";
           });
  }

  /// Each interface on the host as it is. False if the plugin did not survive it: then what
  /// follows would only say so again.
  [[nodiscard]] Result<bool> behave() {
    tried({"notes.failures-explained", "notes.declared", "notes.spans", inputs_check,
           "notes.threads", "notes.budget"});
    TOTE_TRY(bool is_sound, survives(Task::notes, "notes.hostile"));
    for (const auto& [interface, task, check] :
         {std::tuple{TOTE_COMMAND, Task::commands, "commands.answers"},
          std::tuple{TOTE_RENDER, Task::pages, "publish.render"},
          std::tuple{TOTE_EXPORT_SITE, Task::sites, "publish.export"}}) {
      if (!plugin_.manifest.provides_interface(interface))
        continue;
      TOTE_TRY(const bool is_as_sound, survives(task, check));
      is_sound = is_sound && is_as_sound;
    }
    return is_sound;
  }

  [[nodiscard]] Result<bool> survives(Task task, const char* check) {
    TOTE_TRY(const auto end, probe(task));
    take(end, check, true);
    return end.fault.empty();
  }

  [[nodiscard]] Result<void> repeat() {
    TOTE_TRY(const auto first, probe(Task::repeat));
    take(first, "notes.deterministic");
    TOTE_TRY(const auto second, probe(Task::repeat));
    if (first.digest != second.digest)
      findings_.push_back(
          {"notes.deterministic", "another process states something else about the same notes"});
    tried({"notes.environment"});
    const Environment elsewhere = {{"LC_ALL", "tr_TR.UTF-8"},
                                   {"LANG", "de_DE.UTF-8"},
                                   {"TZ", "Pacific/Kiritimati"},
                                   {"HOME", "/nonexistent"}};
    TOTE_TRY(const auto third, probe(Task::repeat, elsewhere, "/"));
    if (first.digest == second.digest && first.digest != third.digest)
      findings_.push_back(
          {"notes.environment",
           "with LC_ALL=tr_TR.UTF-8, another TZ, HOME and folder it states something else"});
    return {};
  }

  [[nodiscard]] Result<void> sanitize() {
    lacks_sanitizers_ = !options_.sanitizes && plugin_.has_sources();
    // A process has room for one runtime of AddressSanitizer.
    if (!options_.sanitizes || sandbox::is_sanitized())
      return {};
    TOTE_TRY(const auto instrumented, build_instrumented(plugin_));
    if (!instrumented)
      return {};
    tried({sanitized_check});
    const Environment preloaded = {
        {"LD_PRELOAD", instrumented->preload},
        {"ASAN_OPTIONS", "detect_leaks=0:abort_on_error=1:verify_asan_link_order=0"},
        {"UBSAN_OPTIONS", "abort_on_error=1"}};
    for (const auto task : {Task::notes, Task::commands, Task::pages, Task::sites, Task::settings,
                            Task::refuse, Task::fuzz}) {
      TOTE_TRY(const auto end, probe(task, preloaded, {}, instrumented->folder));
      if (!end.fault.empty())
        findings_.push_back(
            {sanitized_check, fmt::format("{}: {}", end.doing, said_by_sanitizer(end))});
    }
    return {};
  }

  /// The line that says what the mistake is, else how the process ended.
  [[nodiscard]] static std::string said_by_sanitizer(const ProbeEnd& end) {
    for (const char* mark : {"runtime error: ", "ERROR: AddressSanitizer: "}) {
      const auto at = end.output.find(mark);
      if (at == std::string::npos)
        continue;
      const auto begin = end.output.rfind('\n', at) + 1;
      return end.output.substr(begin, end.output.find('\n', at) - begin);
    }
    return end.fault;
  }

  [[nodiscard]] Result<void> reproduce() {
    TOTE_TRY(const auto end, probe(Task::fuzz));
    take(end, "notes.fuzz");
    return {};
  }

  [[nodiscard]] Result<void> sandbox() {
    tried({"sandbox.allowed"});
    TOTE_TRY(const auto found, try_in_sandbox(plugin_, options_.program, findings_));
    add(found);
    return {};
  }

  [[nodiscard]] Result<void> compare_with_previous() {
    if (!previous_ || options_.is_brief || options_.is_reproduction)
      return {};
    tried({previous_check});
    const auto& now = plugin_.manifest;
    auto words = words_of_others(now);
    if (!index::merge(words, now.vocabulary))
      return {};  // Nobody could use it: that is said already.
    const auto add_losses = [&](const std::vector<std::string>& losses) {
      for (const auto& loss : losses)
        findings_.push_back({previous_check, loss});
    };
    add_losses(lost_declarations(previous_->manifest, now, words));
    if (!now.library.empty())
      TOTE_CHECK(settle(Task::previous_settings, previous_check));
    add_losses(lost_statements(plugin_, *previous_, options_.program));
    return {};
  }

  const PluginTree& plugin_;
  const std::optional<PreviousVersion>& previous_;
  const CheckOptions& options_;
  Findings findings_;
  std::set<std::string> tried_;
  bool lacks_sanitizers_ = false;
};

/// What the author has decided to live with: check → reason, in waivers.json beside plugin.json.
Result<std::map<std::string, std::string>> read_waivers(const fs::path& folder) {
  const auto file = folder / "waivers.json";
  std::map<std::string, std::string> waivers;
  std::error_code error;
  if (!fs::exists(file, error))
    return waivers;
  std::ifstream stream(file, std::ios::binary);
  const auto root = nlohmann::json::parse(stream, nullptr, false);
  const auto wrong = [&](std::string message) {
    return fail(ErrorCode::invalid_input, std::move(message), SourcePlace{file.string(), 0, 0});
  };
  if (!root.is_object())
    return wrong("must be an object: the id of a check, and the reason why it may fail");
  for (const auto& [check, reason] : root.items()) {
    if (find_check(check) == nullptr)
      return wrong(fmt::format("there is no check '{}'", check));
    if (!reason.is_string() || reason.get<std::string>().empty())
      return wrong(fmt::format("the waiver of '{}' needs a reason", check));
    waivers[check] = reason.get<std::string>();
  }
  return waivers;
}

CheckResult result_of(const CheckSpec& check, const Run& run,
                      const std::map<std::string, std::string>& waivers) {
  CheckResult result{&check, Outcome::passed, {}};
  const auto most = check.id == previous_check ? most_losses : most_findings_a_check;
  for (const auto& finding : run.findings()) {
    const bool is_new = std::find(result.findings.begin(), result.findings.end(), finding.what) ==
                        result.findings.end();
    if (finding.check == check.id && is_new && result.findings.size() < most)
      result.findings.push_back(finding.what);
  }
  if (run.was_left_out(check.id))
    return {&check, Outcome::left_out, {fmt::format("ask for --level {}", check.level)}};
  if (result.findings.empty()) {
    result.outcome = run.was_tried(check.id) ? Outcome::passed : Outcome::not_tried;
    return result;
  }
  result.outcome = Outcome::failed;
  if (const auto waiver = waivers.find(std::string(check.id)); waiver != waivers.end())
    result = {&check, Outcome::waived, {waiver->second}};
  return result;
}

/// The plugin of a library's file: of the plugin.json beside it, or nothing but the file.
Result<PluginTree> open_library(const fs::path& named) {
  std::error_code error;
  PluginTree tree;
  const auto file = fs::canonical(named, error);
  tree.source = tree.folder = file.parent_path();
  if (!fs::exists(tree.folder / "plugin.json", error)) {
    tree.manifest.library = file;
    return tree;
  }
  TOTE_TRY(tree.manifest, load_manifest(tree.folder));
  if (!fs::equivalent(tree.manifest.library, file, error))
    return fail(ErrorCode::invalid_input,
                fmt::format("{} is not the library that the plugin.json beside it names: name the "
                            "folder, or the library by itself elsewhere",
                            named.string()));
  return tree;
}

}  // namespace

Result<CheckReport> run_checks(const fs::path& named, const CheckOptions& options) {
  std::error_code error;
  const bool is_file = fs::is_regular_file(named, error);
  TOTE_TRY(const auto plugin, is_file ? open_library(named) : open_plugin(named));
  TOTE_TRY(const auto waivers, read_waivers(plugin.source));
  auto complete = options;
  if (complete.program.empty())
    complete.program = program_path();
  CheckReport report;
  report.plugin = plugin.manifest.id;
  report.lacks_manifest = plugin.manifest.id.empty();
  std::optional<PreviousVersion> previous;
  if (!report.lacks_manifest) {
    TOTE_TRY(previous, find_previous_version(plugin, options.previous));
  } else if (!options.previous.empty()) {
    return fail(
        ErrorCode::invalid_input,
        "a library without plugin.json has no version: name the plugin's folder or archive");
  }
  Run run(plugin, previous, complete);
  if (report.lacks_manifest) {
    run.library_file();
    report.plugin = named.filename().string();
  } else {
    TOTE_CHECK(run.everything());
  }
  report.version = plugin.manifest.version;
  report.seed = options.seed;
  for (const auto& check : check_specs())
    report.results.push_back(result_of(check, run, waivers));
  return report;
}

}  // namespace tote::host::author::check
