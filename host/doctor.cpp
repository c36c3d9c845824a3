// SPDX-License-Identifier: GPL-2.0-or-later
// `tote doctor`: looks at everything that can be wrong, and says what to do about it.
#include <unistd.h>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/worker/worker_pool.h"

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

/// Loads every plugin's library in a worker, as indexing does.
void check_plugins(const PluginRegistry& registry, worker::PoolOptions options,
                   std::vector<Check>& checks) {
  for (const auto& problem : registry.problems())
    checks.push_back({Outcome::bad, "plugin " + problem.directory.filename().string(),
                      to_string(problem.error)});
  worker::WorkerPool pool(registry.plugins(), registry.vocabulary(), std::move(options));
  const auto errors = pool.load_all();
  if (!errors)
    checks.push_back({Outcome::bad, "plugin worker", errors.error().message});
  for (std::size_t i = 0; i < registry.plugins().size(); ++i) {
    const auto& plugin = registry.plugins()[i];
    const auto name = fmt::format("plugin {} {}", plugin.id, plugin.version);
    if (plugin.library.empty()) {
      checks.push_back({Outcome::good, name, "declarations only, no code"});
    } else if (errors && (*errors)[i].empty()) {
      checks.push_back({Outcome::good, name, plugin.library.string()});
    } else {
      checks.push_back({Outcome::bad, name, errors ? (*errors)[i] : "not tried"});
    }
  }
  for (const auto& problem : pool.problems())
    checks.push_back({Outcome::bad, "plugin worker", problem});
}

}  // namespace

std::vector<Check> Journal::doctor() const {
  std::vector<Check> checks;
  checks.push_back(check_vault(state_->options.vault, state_->last_refresh));
  checks.push_back(check_index(state_->open_index(), state_->index_directory));
  worker::PoolOptions pool_options;
  pool_options.program = state_->options.worker_program;
  pool_options.settings = state_->plugin_settings;
  check_plugins(state_->plugins, std::move(pool_options), checks);
  checks.push_back(
      {Outcome::note, "isolation",
       "plugins run in processes of their own, which may still read what you can read"});
  return checks;
}

}  // namespace tote::host
