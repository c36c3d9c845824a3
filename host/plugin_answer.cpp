// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_answer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "host/journal_state.h"
#include "host/worker/facts_check.h"
#include "host/worker/trial.h"

namespace tote::host {

Result<CommandAnswer> Journal::plugin_answer(std::string_view plugin, const notes::Note& note,
                                             CommandCall call) const {
  const auto& known = state_->plugins.registry().plugins();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const Manifest& each) { return each.id == plugin; });
  if (found == known.end())
    return fail(ErrorCode::not_found, fmt::format("there is no plugin '{}'", plugin));
  call.path = note.path;
  call.source = note.source;
  auto trial = worker::ask_alone(*found, vocabulary(), call, state_->trial_options());
  const auto failed = [&](const std::string& how) {
    return fail(ErrorCode::unavailable,
                fmt::format("plugin {} {} {}; nothing was written", found->id, found->version, how),
                SourcePlace{note.path, 0, 0});
  };
  if (trial.fault)
    return failed(to_string(*trial.fault));
  if (!trial.load_error.empty())
    return failed(fmt::format("cannot be used: {}", trial.load_error));
  if (!worker::is_believable(trial.answer, found->id, note, vocabulary()))
    return failed("answered with what no plugin can say");
  return std::move(trial.answer);
}

}  // namespace tote::host
