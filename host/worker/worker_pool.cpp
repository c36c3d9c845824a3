// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/worker_pool.h"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <map>
#include <poll.h>

#include <fmt/format.h>

#include "host/worker/worker_process.h"

namespace tote::host::worker {
namespace {

using Clock = std::chrono::steady_clock;

/// A worker process and the note it has.
struct Worker {
  WorkerProcess process;
  std::optional<NoteJob> job;
  std::optional<std::uint32_t> calling;  ///< the plugin whose code runs
  Clock::time_point deadline;
};

int milliseconds_until(Clock::time_point when) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(when - Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left + 1, 0, 60'000));
}

}  // namespace

bool claims(const index::Vocabulary& vocabulary, std::string_view plugin, std::string_view type) {
  for (const auto& declared : vocabulary.types)
    if (declared.plugin == plugin && declared.id == type)
      return true;
  for (const auto& field : vocabulary.fields) {
    if (field.plugin == plugin &&
        std::find(field.on.begin(), field.on.end(), type) != field.on.end())
      return true;
  }
  return false;
}

struct WorkerPool::State {
  const std::vector<Manifest>& plugins;
  const index::Vocabulary& vocabulary;
  PoolOptions options;
  std::vector<Worker> workers;
  std::deque<Outcome> outcomes;
  std::vector<std::uint32_t> faults;  ///< by plugin
  std::vector<bool> is_disabled;      ///< by plugin
  std::vector<std::string> problems;

  State(const std::vector<Manifest>& known, const index::Vocabulary& words, PoolOptions wanted)
      : plugins(known), vocabulary(words), options(std::move(wanted)) {
    faults.resize(plugins.size());
    is_disabled.resize(plugins.size());
    // Moving a worker while poll() looks at it would be fine; reallocating it in the middle of a
    // loop would not.
    workers.reserve(options.workers);
  }

  [[nodiscard]] std::string name_of(std::uint32_t plugin) const {
    return fmt::format("{} {}", plugins[plugin].id, plugins[plugin].version);
  }

  void disable(std::uint32_t plugin, std::string_view why) {
    if (is_disabled[plugin])
      return;
    is_disabled[plugin] = true;
    problems.push_back(fmt::format("plugin {} is left out: {}", name_of(plugin), why));
  }

  [[nodiscard]] Setup setup() const {
    Setup message{index::to_json(vocabulary), options.folder_types, {}};
    for (std::uint32_t i = 0; i < plugins.size(); ++i) {
      const auto& plugin = plugins[i];
      // A plugin that is left out keeps its place, so that positions mean the same on both sides.
      message.plugins.push_back({plugin.id,
                                 is_disabled[i] ? std::string() : plugin.library.string(),
                                 plugin.provides_interface("tote.extract/1"),
                                 plugin.provides_interface("tote.field/1"),
                                 {}});
      if (const auto set = options.settings.find(plugin.id); set != options.settings.end())
        message.plugins.back().settings = set->second;
    }
    return message;
  }

  /// Waits until the worker has a frame, its process ends or `deadline` passes. Returns the frame,
  /// or nullopt with `is_late` set.
  [[nodiscard]] static std::optional<Frame> receive_until(Worker& worker,
                                                          Clock::time_point deadline,
                                                          bool& is_late) {
    is_late = false;
    for (;;) {
      if (auto frame = worker.process.channel().next_buffered())
        return frame;
      pollfd watched[2] = {{worker.process.channel().socket(), POLLIN, 0},
                           {worker.process.pidfd(), POLLIN, 0}};
      const int count = ::poll(watched, 2, milliseconds_until(deadline));
      if (count < 0 && errno == EINTR)
        continue;
      if (count == 0) {
        is_late = true;
        return std::nullopt;
      }
      if (!worker.process.channel().read_available())
        return worker.process.channel().next_buffered();
      if (watched[0].revents == 0 && watched[1].revents != 0)
        return worker.process.channel().next_buffered();
    }
  }

  /// A new worker with the plugins loaded. A plugin that ends the worker while it is loaded is left
  /// out, and the next try is without it.
  [[nodiscard]] Result<Worker> start_worker(std::vector<std::string>* load_errors) {
    for (;;) {
      TOTE_TRY(auto process, WorkerProcess::start(options.program));
      Worker worker{std::move(process), std::nullopt, std::nullopt, {}};
      const auto deadline = Clock::now() + options.start_deadline;
      bool is_late = false;
      if (worker.process.channel().send(MessageKind::setup, encode(setup()))) {
        while (auto frame = receive_until(worker, deadline, is_late)) {
          if (frame->kind == MessageKind::calling) {
            if (const auto calling = decode_calling(frame->payload))
              worker.calling = calling->plugin;
            continue;
          }
          auto ready = decode_ready(frame->payload);
          if (frame->kind != MessageKind::ready || !ready || ready->errors.size() != plugins.size())
            break;
          note_load_errors(*ready, load_errors);
          worker.calling.reset();
          return worker;
        }
      }
      const auto ending = is_late                         ? (void)worker.process.end(),
                 std::string("it did not finish loading") : worker.process.end();
      if (!worker.calling || *worker.calling >= plugins.size() || is_disabled[*worker.calling])
        return fail(ErrorCode::unavailable, fmt::format("the plugin worker {} does not start ({})",
                                                        options.program.string(), ending));
      disable(*worker.calling, fmt::format("loading it ended the worker ({})", ending));
    }
  }

  void note_load_errors(const Ready& ready, std::vector<std::string>* load_errors) {
    for (std::uint32_t plugin = 0; plugin < plugins.size(); ++plugin)
      if (!ready.errors[plugin].empty())
        disable(plugin, ready.errors[plugin]);
    if (load_errors != nullptr)
      *load_errors = ready.errors;
  }

  /// Gives `worker` a note; a worker that is gone is dealt with when its end is noticed.
  void assign(Worker& worker, NoteJob job) {
    for (std::uint32_t plugin = 0; plugin < plugins.size(); ++plugin)
      if (is_disabled[plugin])
        job.excluded.push_back(plugin);
    worker.deadline = Clock::now() + options.deadline;
    (void)worker.process.channel().send(MessageKind::note, encode(job));
    worker.job = std::move(job);
  }

  /// The note is indexed without any plugin, and says why.
  void give_up(std::uint64_t id, std::string why) {
    Outcome outcome{id, {}};
    outcome.facts.diagnostics.push_back(
        {notes::Diagnostic::Severity::error, "plugins-unavailable", std::move(why), {}});
    outcome.facts.is_partial = true;
    outcomes.push_back(std::move(outcome));
  }

  void submit(NoteJob job) {
    for (;;) {
      const auto idle = std::find_if(workers.begin(), workers.end(),
                                     [](const Worker& worker) { return !worker.job; });
      if (idle != workers.end())
        return assign(*idle, std::move(job));
      if (workers.size() < options.workers) {
        auto worker = start_worker(nullptr);
        if (!worker)
          return give_up(job.id, worker.error().message);
        workers.push_back(*std::move(worker));
        continue;
      }
      pump();
    }
  }

  /// Waits until at least one busy worker has moved, and takes in what it says.
  void pump() {
    std::vector<pollfd> watched;
    auto nearest = Clock::time_point::max();
    for (auto& worker : workers) {
      watched.push_back({worker.job ? worker.process.channel().socket() : -1, POLLIN, 0});
      watched.push_back({worker.job ? worker.process.pidfd() : -1, POLLIN, 0});
      if (worker.job)
        nearest = std::min(nearest, worker.deadline);
    }
    if (nearest == Clock::time_point::max())
      return;
    if (::poll(watched.data(), watched.size(), milliseconds_until(nearest)) < 0)
      return;
    for (std::size_t i = 0; i < watched.size() / 2; ++i) {
      if (!workers[i].job)
        continue;
      const bool has_ended = watched[2 * i + 1].revents != 0;
      const bool has_data = watched[2 * i].revents != 0;
      const bool is_broken = (has_data || has_ended) && !take_in(workers[i]);
      if (!workers[i].job)
        continue;
      const bool is_late = Clock::now() >= workers[i].deadline;
      // Replacing moves the others about, so the rest waits for the next round.
      if (is_broken || has_ended || is_late)
        return replace(workers[i], is_late && !is_broken && !has_ended);
    }
  }

  /// Reads what a worker has sent; false if it can send no more.
  [[nodiscard]] bool take_in(Worker& worker) {
    const bool is_open = worker.process.channel().read_available();
    while (auto frame = worker.process.channel().next_buffered()) {
      if (frame->kind == MessageKind::calling) {
        const auto calling = decode_calling(frame->payload);
        if (!calling || calling->plugin >= plugins.size())
          return false;
        worker.calling = calling->plugin;
      } else if (frame->kind == MessageKind::extracted) {
        auto extracted = decode_extracted(frame->payload);
        if (!extracted || !worker.job || extracted->id != worker.job->id)
          return false;
        add_failures(*worker.job, extracted->facts);
        outcomes.push_back({extracted->id, std::move(extracted->facts)});
        worker.job.reset();
        worker.calling.reset();
      } else {
        return false;
      }
    }
    return is_open;
  }

  /// Says in the note's diagnostics which plugins it had to do without.
  void add_failures(const NoteJob& job, index::Facts& facts) {
    const auto [first, last] = failures.equal_range(job.id);
    facts.is_partial = first != last;
    for (auto failure = first; failure != last; ++failure)
      facts.diagnostics.push_back(
          {notes::Diagnostic::Severity::error, "plugin-failed", failure->second, {}});
    failures.erase(first, last);
  }

  /// A worker ended or hangs: blames the plugin that ran, and gives the note without it to a fresh
  /// worker.
  void replace(Worker& worker, bool is_late) {
    auto job = *std::move(worker.job);
    const auto culprit = worker.calling;
    const auto ending = worker.process.end();
    const auto position = static_cast<std::size_t>(&worker - workers.data());
    workers.erase(workers.begin() + static_cast<std::ptrdiff_t>(position));
    if (!culprit ||
        std::find(job.excluded.begin(), job.excluded.end(), *culprit) != job.excluded.end()) {
      return give_up(job.id,
                     fmt::format("the plugin worker ended ({}); indexed without plugins", ending));
    }
    failures.emplace(job.id,
                     fmt::format("plugin {} {} on this note; indexed without it", name_of(*culprit),
                                 is_late ? "took too long" : fmt::format("crashed ({})", ending)));
    if (++faults[*culprit] >= options.faults_until_disabled)
      disable(*culprit, fmt::format("it failed on {} notes", faults[*culprit]));
    job.excluded.push_back(*culprit);
    submit(std::move(job));
  }

  std::multimap<std::uint64_t, std::string>
      failures;  ///< note under way → which plugins failed on it
};

WorkerPool::WorkerPool(const std::vector<Manifest>& plugins, const index::Vocabulary& vocabulary,
                       PoolOptions options)
    : state_(std::make_unique<State>(plugins, vocabulary, std::move(options))) {}

WorkerPool::~WorkerPool() = default;

bool WorkerPool::wants(std::string_view type) const {
  for (std::uint32_t i = 0; i < state_->plugins.size(); ++i) {
    if (!state_->is_disabled[i] && !state_->plugins[i].provides.empty() &&
        claims(state_->vocabulary, state_->plugins[i].id, type))
      return true;
  }
  return false;
}

void WorkerPool::submit(std::uint64_t id, std::string path, std::string source) {
  state_->submit({id, std::move(path), std::move(source), {}});
}

std::optional<Outcome> WorkerPool::ready() {
  if (state_->outcomes.empty())
    return std::nullopt;
  auto outcome = std::move(state_->outcomes.front());
  state_->outcomes.pop_front();
  return outcome;
}

std::optional<Outcome> WorkerPool::wait() {
  const auto is_busy = [&] {
    return std::any_of(state_->workers.begin(), state_->workers.end(),
                       [](const Worker& w) { return w.job.has_value(); });
  };
  while (state_->outcomes.empty() && is_busy())
    state_->pump();
  return ready();
}

Result<std::vector<std::string>> WorkerPool::load_all() {
  std::vector<std::string> errors;
  TOTE_TRY(auto worker, state_->start_worker(&errors));
  if (state_->workers.size() < state_->options.workers)
    state_->workers.push_back(std::move(worker));
  return errors;
}

const std::vector<std::string>& WorkerPool::problems() const {
  return state_->problems;
}

}  // namespace tote::host::worker
