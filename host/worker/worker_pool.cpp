// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/worker_pool.h"

#include <algorithm>
#include <deque>
#include <map>
#include <poll.h>

#include <fmt/format.h>

#include "host/worker/claims.h"
#include "host/worker/plugin_runner.h"
#include "host/worker/quarantine.h"
#include "host/worker/trial.h"
#include "host/worker/worker_session.h"

namespace tote::host::worker {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Notes that wait at a worker, so that it need not wait for the host: few at first, since another
// worker takes a few milliseconds to start.
constexpr std::size_t jobs_before_another_worker = 4;
constexpr std::size_t most_jobs = 32;
constexpr milliseconds leave_deadline{500};

}  // namespace

struct WorkerPool::State {
  const std::vector<Manifest>& plugins;
  const index::Vocabulary& vocabulary;
  PoolOptions options;
  Quarantine quarantine;
  std::vector<WorkerSession> workers;
  std::deque<NoteJob> waiting;  ///< not at a worker yet
  std::deque<Outcome> outcomes;
  std::vector<bool> is_disabled;  ///< by plugin
  std::vector<std::string> problems;
  bool is_doubted = false;           ///< a start failed, though each plugin loads alone
  std::optional<Error> unstartable;  ///< why no worker can be started, for no plugin's fault
  /// Note under way → which plugins it has to do without, in words.
  std::multimap<std::uint64_t, std::string> failures;
  std::unique_ptr<PluginRunner> in_process;

  State(const std::vector<Manifest>& known, const index::Vocabulary& words, PoolOptions wanted)
      : plugins(known),
        vocabulary(words),
        options(std::move(wanted)),
        quarantine(options.quarantine, options.faults_until_disabled) {
    is_disabled = find_disabled();
  }

  [[nodiscard]] std::vector<bool> find_disabled() const {
    std::vector<bool> disabled;
    for (const auto& plugin : plugins)
      disabled.push_back(!quarantine.why_disabled(plugin).empty());
    return disabled;
  }

  void begin() {
    problems.clear();
    unstartable.reset();
    quarantine = Quarantine(options.quarantine, options.faults_until_disabled);
    // What has ended while it had nothing to do says nothing about the next note.
    std::erase_if(workers, [](const WorkerSession& worker) { return worker.has_ended(); });
    // Workers hold the plugins that were good when they started.
    if (const auto disabled = find_disabled(); disabled != is_disabled) {
      close();
      is_disabled = disabled;
    }
  }

  [[nodiscard]] std::string name_of(std::uint32_t plugin) const {
    return fmt::format("{} {}", plugins[plugin].id, plugins[plugin].version);
  }

  [[nodiscard]] bool has_code(std::uint32_t plugin) const {
    return !is_disabled[plugin] && !plugins[plugin].library.empty();
  }

  void leave_out(std::uint32_t plugin, std::string_view why) {
    if (is_disabled[plugin])
      return;
    is_disabled[plugin] = true;
    problems.push_back(fmt::format("plugin {} is left out: {}", name_of(plugin), why));
  }

  [[nodiscard]] Setup setup() const {
    Setup message;
    message.vocabulary = index::to_json(vocabulary);
    message.folder_types = options.folder_types;
    message.deadline = options.deadline;
    for (std::uint32_t i = 0; i < plugins.size(); ++i) {
      auto& spec = message.plugins.emplace_back(spec_of(plugins[i], options.settings));
      // A plugin that is left out keeps its place, so that positions mean the same on both sides.
      if (is_disabled[i])
        spec.library.clear();
    }
    return message;
  }

  [[nodiscard]] TrialResult try_plugin(std::uint32_t plugin,
                                       const std::vector<TrialNote>& notes) const {
    TrialOptions trial;
    trial.program = options.program;
    trial.deadline = options.deadline;
    trial.start_deadline = options.start_deadline;
    trial.folder_types = options.folder_types;
    trial.settings = options.settings;
    return try_alone(plugins[plugin], vocabulary, notes, trial);
  }

  void remember(std::uint32_t plugin, const std::string& path, const std::string& note,
                const std::string& cause) {
    const auto saved = quarantine.add({plugins[plugin].id, plugins[plugin].version,
                                       plugins[plugin].library_hash, path, note, cause});
    if (!saved)
      problems.push_back(tote::to_string(saved.error()));
  }

  /// A worker did not survive loading the plugins: finds out which of them do not even load alone,
  /// and leaves them out. If all do, the next start is the proof: on a busy machine one may have
  /// been late by chance.
  void find_unloadable(const Fault& fault) {
    bool is_found = false;
    for (std::uint32_t i = 0; i < plugins.size(); ++i) {
      if (!has_code(i))
        continue;
      const auto trial = try_plugin(i, {});
      if (!trial.fault || !trial.fault->calling)
        continue;
      const auto cause = to_string(*trial.fault);
      remember(i, "", "", cause);
      leave_out(i, "it " + cause);
      is_found = true;
    }
    if (is_found || !std::exchange(is_doubted, true))
      return;
    const auto cause = fmt::format("{} beside the other plugins", to_string(fault));
    remember(fault.calling->plugin, "", "", cause);
    leave_out(fault.calling->plugin, "it " + cause);
  }

  /// A new worker with the plugins loaded.
  [[nodiscard]] Result<WorkerSession> start_worker() {
    for (;;) {
      auto session =
          WorkerSession::start(options.program, setup(), vocabulary, options.start_deadline);
      if (session) {
        for (std::uint32_t i = 0; i < plugins.size(); ++i)
          if (!session->load_errors()[i].empty())
            leave_out(i, session->load_errors()[i]);
        return *std::move(session);
      }
      const auto& fault = session.error();
      if (!fault.calling || is_disabled[fault.calling->plugin])
        return fail(ErrorCode::unavailable, fault.calling ? to_string(fault) : fault.cause);
      find_unloadable(fault);
    }
  }

  /// The note is indexed without any plugin, and says why.
  void give_up(std::uint64_t id, std::string why) {
    Outcome outcome{id, {}};
    outcome.facts.diagnostics.push_back(
        {notes::Diagnostic::Severity::error, "plugins-unavailable", std::move(why), {}});
    outcome.facts.is_partial = true;
    outcomes.push_back(std::move(outcome));
  }

  /// The worker to give the next note to, started if need be; nullptr if all have enough. Errors:
  /// none starts.
  [[nodiscard]] Result<WorkerSession*> next_worker() {
    const auto least = std::min_element(workers.begin(), workers.end(),
                                        [](const WorkerSession& a, const WorkerSession& b) {
                                          return a.jobs().size() < b.jobs().size();
                                        });
    if (least != workers.end() && least->jobs().size() < jobs_before_another_worker)
      return &*least;
    if (workers.size() < options.workers) {
      auto started =
          unstartable ? Result<WorkerSession>(tl::unexpected(*unstartable)) : start_worker();
      if (started)
        return &workers.emplace_back(*std::move(started));
      unstartable = started.error();
      if (workers.empty())
        return tl::unexpected(std::move(started).error());
    }
    return least->jobs().size() < most_jobs ? &*least : nullptr;
  }

  /// Gives waiting notes to workers, as many as these take.
  void dispatch() {
    while (!waiting.empty()) {
      const auto worker = next_worker();
      if (worker && *worker == nullptr)
        return;
      auto job = std::move(waiting.front());
      waiting.pop_front();
      if (!worker) {
        give_up(job.id, worker.error().message);
        continue;
      }
      for (std::uint32_t plugin = 0; plugin < plugins.size(); ++plugin)
        if (is_disabled[plugin])
          job.excluded.push_back(plugin);
      (*worker)->post(std::move(job));
    }
  }

  void submit(NoteJob job) {
    if (!quarantine.incidents().empty())
      mind_quarantine(job);
    if (options.is_in_process)
      return run_here(job);
    waiting.push_back(std::move(job));
    dispatch();
    while (!waiting.empty()) {
      pump();
      dispatch();
    }
  }

  /// Leaves out of a note the plugins that failed on it when its content was the same.
  void mind_quarantine(NoteJob& job) {
    const auto note = note_hash(job.source);
    if (const auto saved = quarantine.forget(job.path, note); !saved)
      problems.push_back(tote::to_string(saved.error()));
    for (std::uint32_t i = 0; i < plugins.size(); ++i) {
      const auto* incident = quarantine.find(plugins[i], note);
      if (incident == nullptr)
        continue;
      job.excluded.push_back(i);
      const std::string cause = incident->cause;
      failures.emplace(job.id, failure_text(i, cause, job.path));
      // Of two notes with the same content one may change, and the other still lacks something.
      if (incident->path != job.path)
        remember(i, job.path, note, cause);
    }
  }

  void run_here(const NoteJob& job) {
    if (!in_process) {
      in_process = std::make_unique<PluginRunner>(RunnerHooks{});
      auto message = setup();
      message.deadline = {};  // for whoever steps through it
      const auto errors = in_process->load(message, vocabulary);
      for (std::uint32_t i = 0; i < plugins.size(); ++i)
        if (!errors[i].empty())
          leave_out(i, errors[i]);
    }
    outcomes.push_back({job.id, in_process->run(job)});
  }

  /// Waits until at least one busy worker has moved, and takes in what they say.
  void pump() {
    std::vector<pollfd> watched;
    auto least_left = milliseconds::max();
    for (const auto& worker : workers) {
      const bool is_busy = !worker.jobs().empty();
      const auto [socket, events] = worker.socket();
      watched.push_back({is_busy ? socket : -1, events, 0});
      watched.push_back({is_busy ? worker.pidfd() : -1, POLLIN, 0});
      if (is_busy)
        least_left = std::min(least_left, options.deadline - worker.waited());
    }
    if (least_left == milliseconds::max())
      return;
    const auto before = Clock::now();
    const auto timeout = std::clamp(least_left, milliseconds(0), milliseconds(60'000));
    (void)::poll(watched.data(), watched.size(), static_cast<int>(timeout.count()));
    const auto passed = std::chrono::duration_cast<milliseconds>(Clock::now() - before);
    for (std::size_t i = workers.size(); i-- > 0;) {
      if (workers[i].jobs().empty())
        continue;
      workers[i].add_waiting(std::max(passed, milliseconds(1)));
      const bool is_alive = workers[i].move();
      while (auto answer = workers[i].next())
        accept(*std::move(answer));
      if (!is_alive || workers[i].waited() >= options.deadline)
        replace(i, is_alive);
    }
  }

  void accept(Extracted answer) {
    add_failures(answer.id, answer.facts);
    outcomes.push_back({answer.id, std::move(answer.facts)});
  }

  /// Says in the note's diagnostics which plugins it had to do without.
  void add_failures(std::uint64_t id, index::Facts& facts) {
    const auto [first, last] = failures.equal_range(id);
    for (auto failure = first; failure != last; ++failure)
      facts.diagnostics.push_back(
          {notes::Diagnostic::Severity::error, "plugin-failed", failure->second, {}});
    failures.erase(first, last);
  }

  [[nodiscard]] std::string failure_text(std::uint32_t plugin, const std::string& cause,
                                         const std::string& path) const {
    return fmt::format(
        "plugin {} {} on this note, which is indexed without it; to see it happen: tote replay {} "
        "'{}'",
        name_of(plugin), cause, plugins[plugin].id, path);
  }

  /// A worker ended or hangs. It was at the first of its notes; the others are as they were.
  void replace(std::size_t position, bool is_late) {
    auto jobs = workers[position].jobs();
    const auto fault = workers[position].end(is_late);
    workers.erase(workers.begin() + static_cast<std::ptrdiff_t>(position));
    if (jobs.empty())
      return;
    auto suspect = std::move(jobs.front());
    jobs.pop_front();
    waiting.insert(waiting.begin(), std::make_move_iterator(jobs.begin()),
                   std::make_move_iterator(jobs.end()));
    investigate(std::move(suspect), fault);
  }

  /// Tries a note on which a worker ended with each plugin alone. Those that fail are left out of
  /// it; if none does, what each said alone has to do.
  void investigate(NoteJob job, const Fault& fault) {
    index::Facts facts;
    bool is_found = false;
    for (std::uint32_t i = 0; i < plugins.size(); ++i) {
      if (!has_code(i) ||
          std::find(job.excluded.begin(), job.excluded.end(), i) != job.excluded.end())
        continue;
      auto trial = try_plugin(i, {{job.path, job.source}});
      if (trial.fault) {
        is_found = true;
        blame(i, job, to_string(*trial.fault));
      } else {
        append(facts, std::move(trial.facts.front()));
      }
    }
    if (is_found)
      return waiting.push_front(std::move(job));
    facts.diagnostics.push_back(
        {notes::Diagnostic::Severity::warning,
         "plugins-disagree",
         fmt::format("the plugins' process {}, but each plugin alone reads this note well; what "
                     "they said alone is indexed",
                     fault.cause),
         {}});
    accept({job.id, std::move(facts)});
  }

  void blame(std::uint32_t plugin, NoteJob& job, const std::string& cause) {
    job.excluded.push_back(plugin);
    const auto text = failure_text(plugin, cause, job.path);
    failures.emplace(job.id, text);
    problems.push_back(fmt::format("{}: {}", job.path, text));
    remember(plugin, job.path, note_hash(job.source), cause);
    is_disabled[plugin] = !quarantine.why_disabled(plugins[plugin]).empty();
  }

  [[nodiscard]] bool is_busy() const {
    return !waiting.empty() ||
           std::any_of(workers.begin(), workers.end(),
                       [](const WorkerSession& worker) { return !worker.jobs().empty(); });
  }

  void close() {
    for (auto& worker : workers) {
      const auto fault = worker.leave(leave_deadline);
      if (fault && fault->calling)
        problems.push_back(fmt::format("plugin {} {}, when all was done; nothing is lost",
                                       name_of(fault->calling->plugin), to_string(*fault)));
    }
    workers.clear();
  }
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

void WorkerPool::begin() {
  state_->begin();
}

bool WorkerPool::is_busy() const {
  return state_->is_busy();
}

std::optional<Outcome> WorkerPool::ready() {
  if (state_->outcomes.empty())
    return std::nullopt;
  auto outcome = std::move(state_->outcomes.front());
  state_->outcomes.pop_front();
  return outcome;
}

std::optional<Outcome> WorkerPool::wait() {
  while (state_->outcomes.empty() && state_->is_busy()) {
    state_->pump();
    state_->dispatch();
  }
  return ready();
}

void WorkerPool::forget(std::string_view path) {
  if (const auto saved = state_->quarantine.forget(path, ""); !saved)
    state_->problems.push_back(tote::to_string(saved.error()));
}

void WorkerPool::close() {
  state_->close();
}

const std::vector<std::string>& WorkerPool::problems() const {
  return state_->problems;
}

std::vector<std::string> WorkerPool::gaps() const {
  return describe_gaps(state_->quarantine, state_->plugins);
}

}  // namespace tote::host::worker
