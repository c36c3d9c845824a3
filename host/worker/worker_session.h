// SPDX-License-Identifier: GPL-2.0-or-later
// A worker from the host's side: greeted, its plugins loaded; notes go in, believable facts come
// out in the same order, and when it ends before its time there is a sentence that says how.
#pragma once

#include <chrono>
#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "host/publish/plugin_view.h"
#include "host/worker/messages.h"
#include "host/worker/worker_process.h"
#include "index/vocabulary.h"

namespace tote::host::worker {

/// How a worker ended before its time.
struct Fault {
  std::optional<Calling> calling;  ///< the last call into a plugin that it announced
  std::string cause;               ///< "crashed (SIGSEGV)", "took too long"
};

/// A system call of a plugin that the sandbox refused.
struct Refusal {
  Calling calling;                    ///< the call into the plugin
  std::optional<std::uint64_t> note;  ///< id of the note that it was about, if it was a note
  std::uint32_t system_call = 0;      ///< its number
};

class WorkerSession {
 public:
  /// Starts a worker and waits until it has loaded the plugins. A fault without `calling` is none
  /// of a plugin's: the process could not be started. `vocabulary` must outlive the session.
  [[nodiscard]] static tl::expected<WorkerSession, Fault> start(
      const std::filesystem::path& program, const Setup& setup, const index::Vocabulary& vocabulary,
      std::chrono::milliseconds deadline);
  WorkerSession(WorkerSession&&) noexcept;
  WorkerSession& operator=(WorkerSession&&) noexcept;
  ~WorkerSession();

  /// What is enforced upon the worker, by its own word from before any plugin was loaded.
  [[nodiscard]] const std::vector<sandbox::Measure>& measures() const;
  /// For each plugin why it cannot be used, or "".
  [[nodiscard]] const std::vector<std::string>& load_errors() const;

  /// Gives it a note; never blocks.
  void post(NoteJob job);
  /// Asks its first plugin about a command; never blocks. Requires: nothing is under way.
  void post(const CommandCall& call);
  /// Gives its first plugin a site; never blocks. Requires: nothing is under way.
  void post(const publish::ViewedSite& site);
  /// The notes that it has not answered, the one it is at first.
  [[nodiscard]] const std::deque<NoteJob>& jobs() const;
  /// For poll(): the socket with what to wait for, and the process.
  [[nodiscard]] std::pair<int, short> socket() const;
  [[nodiscard]] int pidfd() const;
  /// Whether the process is gone, though nobody asked it to.
  [[nodiscard]] bool has_ended() const;

  /// Sends and receives what goes without blocking. False if nothing of use can come any more: then
  /// end() tells why.
  [[nodiscard]] bool move();
  /// The next answer; nullopt if none is there. Its facts have been checked.
  [[nodiscard]] std::optional<Extracted> next();
  /// What the plugin answers to the command; nullopt if it has not yet. Nothing in it has been
  /// checked.
  [[nodiscard]] std::optional<CommandAnswer> next_command_answer();
  /// What the plugin adds to the site; nullopt if it has not said so yet. Nothing in it has been
  /// checked but that there is a fragment for each page.
  [[nodiscard]] std::optional<publish::PluginShare> next_share();

  /// What its plugins were refused up to now, if that is noted, by its own word: each system call
  /// once for each stage of a plugin, as it was first.
  [[nodiscard]] const std::vector<Refusal>& refusals() const;

  /// How long the host has waited for it since it last answered. Time in which the host did
  /// something else does not count, so that a slow disk makes no plugin late.
  [[nodiscard]] std::chrono::milliseconds waited() const;
  void add_waiting(std::chrono::milliseconds time);

  /// Lets the plugins destroy their instances, and the process end by itself within this time.
  /// nullopt if it did.
  [[nodiscard]] std::optional<Fault> leave(std::chrono::milliseconds at_most);
  /// Ends the process at once.
  [[nodiscard]] Fault end(bool is_late);

 private:
  struct State;
  explicit WorkerSession(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tote::host::worker
