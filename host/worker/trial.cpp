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

/// The plugin with no interface that is used.
PluginSpec bare_spec_of(const Manifest& plugin, const Settings& settings) {
  PluginSpec spec;
  spec.id = plugin.id;
  spec.version = plugin.version;
  spec.library = plugin.library.string();
  if (const auto set = settings.find(plugin.id); set != settings.end())
    spec.settings = set->second;
  return spec;
}

/// One plugin alone, every step announced.
Setup setup_of(PluginSpec spec, const index::Vocabulary& vocabulary, const TrialOptions& options) {
  return {index::to_json(vocabulary), options.folder_types, {std::move(spec)}, true,
          options.notes_refusals,     options.deadline};
}

/// Starts a worker with one plugin, posts it a question, and waits for what `next` gives: the
/// trial's `answer`.
template <class Trial, class Question, class Answer>
Trial ask_one(PluginSpec spec, const index::Vocabulary& vocabulary, const TrialOptions& options,
              const Question& question, Answer Trial::*answer,
              std::optional<Answer> (WorkerSession::*next)()) {
  Trial trial;
  const auto setup = setup_of(std::move(spec), vocabulary, options);
  auto session = WorkerSession::start(options.program, setup, vocabulary, options.start_deadline);
  if (!session) {
    trial.fault = std::move(session).error();
    return trial;
  }
  trial.load_error = session->load_errors().front();
  if (trial.load_error.empty()) {
    session->post(question);
    auto answered = wait_for(*session, options.deadline, [&] { return ((*session).*next)(); });
    if (answered)
      trial.*answer = *std::move(answered);
    else
      trial.fault = std::move(answered).error();
  }
  trial.refusals = session->refusals();
  return trial;
}

}  // namespace

PluginSpec spec_of(const Manifest& plugin, const Settings& settings) {
  auto spec = bare_spec_of(plugin, settings);
  spec.extracts = plugin.provides_interface("tote.extract/1");
  spec.normalises = plugin.provides_interface("tote.field/1");
  return spec;
}

std::string to_string(const Fault& fault) {
  return fault.calling ? fmt::format("{} {}", fault.cause, to_string(fault.calling->stage))
                       : fault.cause;
}

TrialResult try_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                      const std::vector<TrialNote>& notes, const TrialOptions& options) {
  TrialResult result;
  const auto setup = setup_of(spec_of(plugin, options.settings), vocabulary, options);
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
      break;
    }
    result.facts.push_back(std::move(answer->facts));
  }
  if (options.goes_to_the_end && !result.fault)
    result.fault = session->leave(destroy_deadline);
  result.refusals = session->refusals();
  return result;
}

CommandTrial ask_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                       const CommandCall& call, const TrialOptions& options) {
  auto spec = bare_spec_of(plugin, options.settings);
  spec.commands = true;
  return ask_one<CommandTrial>(std::move(spec), vocabulary, options, call, &CommandTrial::answer,
                               &WorkerSession::next_command_answer);
}

PublishTrial publish_alone(const Manifest& plugin, const index::Vocabulary& vocabulary,
                           const publish::ViewedSite& site, const TrialOptions& options) {
  auto spec = bare_spec_of(plugin, options.settings);
  spec.renders = plugin.provides_interface("tote.render/1");
  spec.exports = plugin.provides_interface("tote.export/1");
  return ask_one<PublishTrial>(std::move(spec), vocabulary, options, site, &PublishTrial::share,
                               &WorkerSession::next_share);
}

}  // namespace tote::host::worker
