// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/worker_process.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "host/plugin_worker.h"

extern char** environ;

namespace tote::host::worker {
namespace {

int open_pidfd(pid_t pid) {
  return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

/// posix_spawn's description of the child's descriptors: the socket, and nothing to read or print
/// on but stderr.
class SpawnActions {
 public:
  explicit SpawnActions(int socket) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, socket, worker_socket);
  }

  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }

  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

}  // namespace

Result<WorkerProcess> WorkerProcess::start(const std::filesystem::path& program) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail(ErrorCode::unavailable,
                fmt::format("cannot make a socket for a plugin worker: {}", ::strerror(errno)));
  Channel ours(ends[0]);
  // A descriptor that already is number 3 would keep its close-on-exec flag through dup2: move it
  // out of the way.
  const int theirs =
      ends[1] == worker_socket ? ::fcntl(ends[1], F_DUPFD_CLOEXEC, worker_socket + 1) : ends[1];
  const std::string path = program.string();
  char* const arguments[] = {const_cast<char*>(path.c_str()),
                             const_cast<char*>(plugin_worker_command), nullptr};
  pid_t pid = -1;
  const SpawnActions actions(theirs);
  const int failure = ::posix_spawn(&pid, path.c_str(), actions.get(), nullptr, arguments, environ);
  ::close(theirs);
  if (theirs != ends[1])
    ::close(ends[1]);
  if (failure != 0)
    return fail(ErrorCode::unavailable,
                fmt::format("cannot start the plugin worker {}: {}", path, ::strerror(failure)));
  return WorkerProcess(pid, open_pidfd(pid), std::move(ours));
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::exchange(other.pidfd_, -1)),
      channel_(std::move(other.channel_)) {}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(pidfd_, other.pidfd_);
  channel_ = std::move(other.channel_);
  return *this;
}

WorkerProcess::~WorkerProcess() {
  if (pid_ > 0)
    (void)end();
  if (pidfd_ >= 0)
    ::close(pidfd_);
}

std::string WorkerProcess::end() {
  if (pid_ <= 0)
    return "ended";
  int status = 0;
  // Ended by itself? Then its own status tells why; only what still runs is killed.
  if (::waitpid(pid_, &status, WNOHANG) == 0) {
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  pid_ = -1;
  if (WIFSIGNALED(status)) {
    const char* name = ::sigabbrev_np(WTERMSIG(status));
    return name != nullptr ? fmt::format("SIG{}", name)
                           : fmt::format("signal {}", WTERMSIG(status));
  }
  return fmt::format("exit {}", WEXITSTATUS(status));
}

}  // namespace tote::host::worker
