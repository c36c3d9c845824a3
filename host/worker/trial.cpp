// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/trial.h"

#include <algorithm>
#include <poll.h>

#include <fmt/format.h>

namespace tote::host::worker {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds destroy_deadline{1000};

/// The answer to the one note that `session` has, or nullopt once it ended or `deadline` passed.
std::optional<Extracted> wait_for_answer(WorkerSession& session, milliseconds deadline,
                                         bool& is_late) {
  for (;;) {
    const bool is_alive = session.move();
    if (auto answer = session.next())
      return answer;
    is_late = session.waited() >= deadline;
    if (!is_alive || is_late)
      return std::nullopt;
    const auto [socket, events] = session.socket();
    pollfd watched[2] = {{socket, events, 0}, {session.pidfd(), POLLIN, 0}};
    const auto before = std::chrono::steady_clock::now();
    (void)::poll(watched, 2, static_cast<int>((deadline - session.waited()).count()));
    // What counts is at least a millisecond, so that a poll that is interrupted time and again
    // ends.
    session.add_waiting(std::max(milliseconds(1), std::chrono::duration_cast<milliseconds>(
                                                      std::chrono::steady_clock::now() - before)));
  }
}

}  // namespace

PluginSpec spec_of(const Manifest& plugin, const Settings& settings) {
  const auto set = settings.find(plugin.id);
  return {plugin.id,
          plugin.version,
          plugin.library.string(),
          plugin.provides_interface("tote.extract/1"),
          plugin.provides_interface("tote.field/1"),
          set == settings.end() ? std::vector<notes::Value>() : set->second};
}

std::string to_string(const Fault& fault) {
  return fault.calling ? fmt::format("{} {}", fault.cause, to_string(fault.calling->stage))
                       : fault.cause;
}

TrialResult try_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                      const std::vector<TrialNote>& notes, const TrialOptions& options) {
  TrialResult result;
  const Setup setup{
      index::to_json(vocabulary), options.folder_types, {spec_of(plugin, options.settings)}, true};
  auto session = WorkerSession::start(options.program, setup, vocabulary, options.start_deadline);
  if (!session) {
    result.fault = std::move(session).error();
    return result;
  }
  result.measures = session->measures();
  result.load_error = session->load_errors().front();
  for (const auto& note : notes) {
    bool is_late = false;
    session->post({result.facts.size(), note.path, note.source, {}});
    auto answer = wait_for_answer(*session, options.deadline, is_late);
    if (!answer) {
      result.fault = session->end(is_late);
      return result;
    }
    result.facts.push_back(std::move(answer->facts));
  }
  if (options.goes_to_the_end)
    result.fault = session->leave(destroy_deadline);
  return result;
}

}  // namespace tote::host::worker
