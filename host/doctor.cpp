// SPDX-License-Identifier: GPL-2.0-or-later
// `tote doctor`: looks at everything that can be wrong, and says what to do about it.
#include <unistd.h>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/worker/quarantine.h"
#include "host/worker/trial.h"

namespace tote::host {
namespace {

using Outcome = Check::Outcome;

Check check_vault(const std::filesystem::path& vault, const RefreshReport& refresh) {
  if (::access(vault.c_str(), R_OK | X_OK) != 0)
    return {Outcome::bad, "vault", fmt::format("{} cannot be read", vault.string())};
  if (!refresh.skipped.empty())
    return {Outcome::note, "vault",
            fmt::format("{}: {} files or folders are left out, see 'tote status'", vault.string(),
                        refresh.skipped.size())};
  return {Outcome::good, "vault", vault.string()};
}

Check check_index(const Result<index::Index*>& index, const std::filesystem::path& directory) {
  if (!index)
    return {Outcome::bad, "index",
            fmt::format("{}: {}; 'tote reindex' builds it anew", directory.string(),
                        index.error().message)};
  const auto stats = (*index)->stats();
  if (!stats)
    return {Outcome::bad, "index",
            fmt::format("{}: {}; 'tote reindex' builds it anew", directory.string(),
                        stats.error().message)};
  return {Outcome::good, "index", fmt::format("{}: {} notes", directory.string(), stats->notes)};
}

/// What is enforced upon plugins, as a worker found it when it fenced itself in.
void add_measures(const std::vector<sandbox::Measure>& measures, std::vector<Check>& checks) {
  for (const auto& measure : measures)
    checks.push_back({measure.is_enforced ? Outcome::good : Outcome::note,
                      "isolation, " + measure.what,
                      measure.is_enforced ? measure.detail : "NOT enforced: " + measure.detail});
}

/// Has every plugin loaded and ended in a worker of its own, as indexing does with all together.
void check_plugins(const PluginRegistry& registry, const worker::TrialOptions& options,
                   std::vector<Check>& checks) {
  for (const auto& problem : registry.problems())
    checks.push_back({Outcome::bad, "plugin " + problem.directory.filename().string(),
                      to_string(problem.error)});
  for (const auto& plugin : registry.plugins()) {
    const auto name = fmt::format("plugin {} {}", plugin.id, plugin.version);
    if (plugin.library.empty()) {
      checks.push_back({Outcome::good, name, "declarations only, no code"});
      continue;
    }
    const auto trial = worker::try_alone(plugin, registry.vocabulary(), {}, options);
    if (trial.fault)
      checks.push_back({Outcome::bad, name, to_string(*trial.fault)});
    else if (!trial.load_error.empty())
      checks.push_back({Outcome::bad, name, trial.load_error});
    else
      checks.push_back({Outcome::good, name, plugin.library.string()});
  }
}

}  // namespace

std::vector<Check> Journal::doctor() const {
  std::vector<Check> checks;
  checks.push_back(check_vault(state_->options.vault, state_->last_refresh));
  checks.push_back(check_index(state_->open_index(), state_->index_directory));
  auto options = state_->trial_options();
  options.goes_to_the_end = true;
  check_plugins(state_->plugins.registry(), options, checks);
  // A worker without a plugin fences itself in as well.
  const auto worker = worker::try_alone(Manifest{}, vocabulary(), {}, options);
  if (worker.fault)
    checks.push_back({Outcome::bad, "plugin worker", to_string(*worker.fault)});
  add_measures(worker.measures, checks);
  const worker::Quarantine quarantine(state_->quarantine_file());
  for (auto& gap : worker::describe_gaps(quarantine, state_->plugins.registry().plugins()))
    checks.push_back({Outcome::note, "plugin failures", std::move(gap)});
  return checks;
}

}  // namespace tote::host
