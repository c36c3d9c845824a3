// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/worker_session.h"

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <utility>

#include <fmt/format.h>

#include "host/worker/facts_check.h"
#include "host/worker/publish_messages.h"

namespace tote::host::worker {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// The worker's word is not to fill this process's memory.
constexpr std::size_t most_refusals = 1000;

milliseconds since(Clock::time_point start) {
  return std::chrono::duration_cast<milliseconds>(Clock::now() - start);
}

}  // namespace

struct WorkerSession::State {
  WorkerProcess process;
  const index::Vocabulary& vocabulary;
  std::deque<NoteJob> jobs = {};
  std::deque<Extracted> answers = {};
  std::optional<Calling> calling = {};
  std::optional<Misdeed> misdeed = {};
  std::vector<sandbox::Measure> measures = {};
  std::optional<Ready> ready = {};
  std::size_t plugin_count = 0;
  bool notes_refusals = false;
  std::vector<Refusal> refusals = {};
  bool has_command = false;  ///< that it has not answered
  std::optional<CommandAnswer> command_answer = {};
  std::optional<std::size_t> pages_shown = {};  ///< of a site that it has not answered
  std::optional<publish::PluginShare> share = {};
  milliseconds waited{0};
  bool is_fenced = false;
  bool talks_nonsense = false;

  /// Takes in one message; false if it is none that can come now.
  [[nodiscard]] bool take(const Frame& frame) {
    switch (frame.kind) {
      case MessageKind::fenced: {
        auto fenced = decode_fenced(frame.payload);
        if (!fenced || std::exchange(is_fenced, true))
          return false;
        measures = std::move(fenced->measures);
        return true;
      }
      case MessageKind::ready:
        if (!is_fenced || ready)
          return false;
        ready = decode_ready(frame.payload);
        calling.reset();
        return ready && ready->errors.size() == plugin_count;
      case MessageKind::calling:
        calling = decode_calling(frame.payload);
        return calling && calling->plugin < plugin_count;
      case MessageKind::fault:
        misdeed = decode_misdeed(frame.payload);
        return misdeed && misdeed->plugin < plugin_count;
      case MessageKind::refused: {
        const auto refused = decode_refused(frame.payload);
        if (!refused || !notes_refusals)
          return false;
        keep(*refused);
        return true;
      }
      case MessageKind::extracted: {
        auto extracted = decode_extracted(frame.payload);
        if (!extracted || jobs.empty() || extracted->id != jobs.front().id ||
            !is_believable(extracted->facts, jobs.front().source.size(), vocabulary))
          return false;
        answers.push_back(*std::move(extracted));
        jobs.pop_front();
        calling.reset();
        waited = milliseconds(0);
        return true;
      }
      case MessageKind::answer:
        command_answer = decode_answer(frame.payload);
        return command_answer && std::exchange(has_command, false);
      case MessageKind::share:
        share = decode_share(frame.payload);
        return share && share->fragments.size() == std::exchange(pages_shown, std::nullopt);
      default:
        return false;
    }
  }

  /// Outside of any call it would be the worker's own.
  void keep(const Refused& refused) {
    if (!calling)
      return;
    std::optional<std::uint64_t> note;
    if (!jobs.empty())
      note = jobs.front().id;
    for (const auto call : refused.calls) {
      const bool is_known =
          std::any_of(refusals.begin(), refusals.end(), [&](const Refusal& refusal) {
            return refusal.calling.plugin == calling->plugin &&
                   refusal.calling.stage == calling->stage && refusal.system_call == call;
          });
      if (!is_known && refusals.size() < most_refusals)
        refusals.push_back({*calling, note, call});
    }
  }

  [[nodiscard]] bool move() {
    process.channel().flush();
    const bool is_open = process.channel().read_available();
    while (!talks_nonsense) {
      const auto frame = process.channel().next_buffered();
      if (!frame)
        break;
      talks_nonsense = !take(*frame);
    }
    talks_nonsense = talks_nonsense || process.channel().is_malformed();
    return is_open && !talks_nonsense && !misdeed;
  }

  /// Waits for the socket or the end of the process; false once `deadline` has passed.
  [[nodiscard]] bool wait_until(Clock::time_point deadline) {
    const short events = process.channel().has_unsent() ? POLLIN | POLLOUT : POLLIN;
    pollfd watched[2] = {{process.channel().socket(), events, 0}, {process.pidfd(), POLLIN, 0}};
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - Clock::now()).count();
    return left >= 0 && (::poll(watched, 2, static_cast<int>(left) + 1) != 0 || left > 0);
  }

  [[nodiscard]] Fault end(bool is_late) {
    const auto ending = process.end();
    if (misdeed)
      return {calling, misdeed->what};
    if (talks_nonsense)
      return {calling, "answered with what no plugin can say"};
    if (is_late)
      return {calling, "took too long"};
    return {calling, fmt::format("crashed ({})", ending)};
  }
};

WorkerSession::WorkerSession(std::unique_ptr<State> state) : state_(std::move(state)) {}

WorkerSession::WorkerSession(WorkerSession&&) noexcept = default;
WorkerSession& WorkerSession::operator=(WorkerSession&&) noexcept = default;
WorkerSession::~WorkerSession() = default;

tl::expected<WorkerSession, Fault> WorkerSession::start(const std::filesystem::path& program,
                                                        const Setup& setup,
                                                        const index::Vocabulary& vocabulary,
                                                        milliseconds deadline) {
  auto process = WorkerProcess::start(program);
  if (!process)
    return tl::unexpected(Fault{std::nullopt, process.error().message});
  WorkerSession session(std::unique_ptr<State>(new State{*std::move(process), vocabulary}));
  auto& state = *session.state_;
  state.plugin_count = setup.plugins.size();
  state.notes_refusals = setup.notes_refusals;
  state.process.channel().post(MessageKind::setup, encode(setup));
  const auto until = Clock::now() + deadline;
  while (!state.ready) {
    const bool is_in_time = state.wait_until(until);
    const bool is_alive = state.move();
    if (!state.ready && (!is_alive || !is_in_time))
      return tl::unexpected(state.end(is_alive));
  }
  return session;
}

const std::vector<sandbox::Measure>& WorkerSession::measures() const {
  return state_->measures;
}

const std::vector<std::string>& WorkerSession::load_errors() const {
  return state_->ready->errors;
}

void WorkerSession::post(NoteJob job) {
  if (state_->jobs.empty())
    state_->waited = milliseconds(0);
  state_->process.channel().post(MessageKind::note, encode(job));
  state_->jobs.push_back(std::move(job));
}

void WorkerSession::post(const CommandCall& call) {
  state_->waited = milliseconds(0);
  state_->has_command = true;
  state_->process.channel().post(MessageKind::command, encode(call));
}

void WorkerSession::post(const publish::ViewedSite& site) {
  state_->waited = milliseconds(0);
  state_->pages_shown = site.pages.size();
  state_->process.channel().post(MessageKind::site, encode(site));
}

const std::deque<NoteJob>& WorkerSession::jobs() const {
  return state_->jobs;
}

std::pair<int, short> WorkerSession::socket() const {
  auto& channel = state_->process.channel();
  return {channel.socket(), static_cast<short>(channel.has_unsent() ? POLLIN | POLLOUT : POLLIN)};
}

int WorkerSession::pidfd() const {
  return state_->process.pidfd();
}

bool WorkerSession::has_ended() const {
  return state_->process.wait_for_end(milliseconds(0));
}

bool WorkerSession::move() {
  return state_->move();
}

std::optional<Extracted> WorkerSession::next() {
  if (state_->answers.empty())
    return std::nullopt;
  auto answer = std::move(state_->answers.front());
  state_->answers.pop_front();
  return answer;
}

std::optional<CommandAnswer> WorkerSession::next_command_answer() {
  return std::exchange(state_->command_answer, std::nullopt);
}

std::optional<publish::PluginShare> WorkerSession::next_share() {
  return std::exchange(state_->share, std::nullopt);
}

const std::vector<Refusal>& WorkerSession::refusals() const {
  return state_->refusals;
}

milliseconds WorkerSession::waited() const {
  return state_->waited;
}

void WorkerSession::add_waiting(milliseconds time) {
  state_->waited += time;
}

std::optional<Fault> WorkerSession::leave(milliseconds at_most) {
  auto& state = *state_;
  state.process.channel().post(MessageKind::leave, {});
  const auto start = Clock::now();
  while (state.move() && since(start) < at_most)
    (void)state.wait_until(start + at_most);
  const bool has_ended = state.process.wait_for_end(milliseconds(since(start) < at_most ? 100 : 0));
  const auto fault = state.end(!has_ended);
  if (has_ended && fault.cause == "crashed (exit 0)")
    return std::nullopt;
  return fault;
}

Fault WorkerSession::end(bool is_late) {
  return state_->end(is_late);
}

}  // namespace tote::host::worker
