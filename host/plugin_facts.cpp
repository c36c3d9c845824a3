// SPDX-License-Identifier: GPL-2.0-or-later
// What one plugin's code makes of notes, for its author to see.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/worker/trial.h"
#include "notes/note.h"

namespace tote::host {

Result<std::vector<index::Facts>> Journal::plugin_facts(
    std::string_view plugin, const std::vector<std::string>& paths) const {
  const auto& known = state_->plugins.registry().plugins();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Manifest& each) { return each.id == plugin; });
  if (found == known.end())
    return fail(ErrorCode::not_found, fmt::format("there is no plugin '{}'", plugin));
  std::vector<index::Facts> facts(paths.size());
  if (found->library.empty())
    return facts;
  std::vector<worker::TrialNote> notes;
  for (const auto& path : paths) {
    TOTE_TRY(auto source, notes::read_file(state_->options.vault, path));
    notes.push_back({path, std::move(source)});
  }
  auto trial = worker::try_alone(*found, vocabulary(), notes, state_->trial_options());
  // Up to a note that the plugin failed on: what it made of those behind it nobody knows.
  std::move(trial.facts.begin(), trial.facts.end(), facts.begin());
  return facts;
}

}  // namespace tote::host
