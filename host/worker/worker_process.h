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
  /// Starts `program plugin-worker`. Errors: unavailable, with the reason.
  [[nodiscard]] static Result<WorkerProcess> start(const std::filesystem::path& program);
  WorkerProcess(WorkerProcess&& other) noexcept;
  WorkerProcess& operator=(WorkerProcess&& other) noexcept;
  /// Kills the process if it runs, and waits for it.
  ~WorkerProcess();

  [[nodiscard]] Channel& channel() { return channel_; }

  /// For poll(): readable once the process has ended.
  [[nodiscard]] int pidfd() const { return pidfd_; }

  /// Kills the process if it still runs, waits, and says how it ended: "SIGSEGV", "exit 3",
  /// "killed".
  [[nodiscard]] std::string end();

 private:
  WorkerProcess(pid_t pid, int pidfd, Channel channel)
      : pid_(pid), pidfd_(pidfd), channel_(std::move(channel)) {}

  pid_t pid_ = -1;
  int pidfd_ = -1;
  Channel channel_;
};

}  // namespace tote::host::worker
