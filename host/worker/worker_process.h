// SPDX-License-Identifier: GPL-2.0-or-later
// One worker process: exec'd, so that it inherits neither locks nor threads; fed over a socket;
// watched by pidfd and deadline, since an open socket proves nothing about who still holds it.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>

#include "host/worker/channel.h"
#include "notes/result.h"

namespace tote::host::worker {

/// The file descriptor under which a worker finds its socket.
inline constexpr int worker_socket = 3;

class WorkerProcess {
 public:
  /// Starts `program plugin-worker`, with nothing of this process but the socket: no descriptors,
  /// no environment, no terminal. It dies with the thread that calls this. Errors: unavailable,
  /// with the reason.
  [[nodiscard]] static Result<WorkerProcess> start(const std::filesystem::path& program);
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;
  /// Kills the process if it runs, and waits for it.
  ~WorkerProcess();

  [[nodiscard]] Channel& channel() { return channel_; }

  /// For poll(): readable once the process has ended.
  [[nodiscard]] int pidfd() const { return pidfd_; }

  /// Waits for the process to end by itself, but not longer than this; whether it did.
  [[nodiscard]] bool wait_for_end(std::chrono::milliseconds at_most);
  /// Kills the process if it still runs, waits, and says how it ended and what it printed last:
  /// "SIGSEGV", "exit 3", "SIGABRT: plugin.c:12: extract: Assertion `x' failed.".
  [[nodiscard]] std::string end();

 private:
  WorkerProcess(pid_t pid, int pidfd, int printed, Channel channel)
      : pid_(pid), pidfd_(pidfd), printed_(printed), channel_(std::move(channel)) {}

  [[nodiscard]] std::string last_words() const;

  pid_t pid_ = -1;
  int pidfd_ = -1;
  int printed_ = -1;  ///< its standard error
  Channel channel_;
};

}  // namespace tote::host::worker
