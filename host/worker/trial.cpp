// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/trial.h"

#include <algorithm>
#include <poll.h>

#include <fmt/format.h>

namespace tote::host::worker {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds destroy_deadline{1000};

/// What `next` gives once `session` has answered, or how the session ended instead.
template <class Next>
auto wait_for(WorkerSession& session, milliseconds deadline, Next next)
    -> tl::expected<typename decltype(next())::value_type, Fault> {
  for (;;) {
    const bool is_alive = session.move();
    if (auto answer = next())
      return *std::move(answer);
    const bool is_late = session.waited() >= deadline;
    if (!is_alive || is_late)
      return tl::unexpected(session.end(is_late));
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
          false,
          false,
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
    session->post({result.facts.size(), note.path, note.source, {}});
    auto answer = wait_for(*session, options.deadline, [&] { return session->next(); });
    if (!answer) {
      result.fault = std::move(answer).error();
      return result;
    }
    result.facts.push_back(std::move(answer->facts));
  }
  if (options.goes_to_the_end)
    result.fault = session->leave(destroy_deadline);
  return result;
}

PublishTrial publish_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                           const publish::ViewedSite& site, const TrialOptions& options) {
  PublishTrial result;
  auto spec = spec_of(plugin, options.settings);
  spec.extracts = spec.normalises = false;
  spec.renders = plugin.provides_interface("tote.render/1");
  spec.exports = plugin.provides_interface("tote.export/1");
  const Setup setup{index::to_json(vocabulary), options.folder_types, {std::move(spec)}, true};
  auto session = WorkerSession::start(options.program, setup, vocabulary, options.start_deadline);
  if (!session) {
    result.fault = std::move(session).error();
    return result;
  }
  result.load_error = session->load_errors().front();
  if (!result.load_error.empty())
    return result;
  session->post(site);
  auto share = wait_for(*session, options.deadline, [&] { return session->next_share(); });
  if (share)
    result.share = *std::move(share);
  else
    result.fault = std::move(share).error();
  return result;
}

}  // namespace tote::host::worker
