// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/worker_process.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
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
#include <vector>

#include <fmt/format.h>

#include "host/plugin_worker.h"
#include "host/sandbox/sanitizers.h"
#include "notes/text.h"

namespace tote::host::worker {
namespace {

int open_pidfd(pid_t pid) {
  return static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
}

// What a worker prints last is of interest, and no more than that.
constexpr std::size_t max_printed_bytes = 64 * 1024;
constexpr std::size_t max_last_words_bytes = 200;

/// posix_spawn's description of the child's descriptors: the socket, a pipe for its last words, and
/// nothing else to read or to print on.
class SpawnActions {
 public:
  SpawnActions(int socket, int stderr_pipe) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions_, stderr_pipe, STDERR_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, socket, worker_socket);
    posix_spawn_file_actions_addclosefrom_np(&actions_, worker_socket + 1);
  }

  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }

  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// A process group of its own, so that Ctrl-C ends no worker in the middle of a note, and every
/// signal as a new program expects it.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    posix_spawnattr_setflags(
        &attributes_, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }

  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;

  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }

  [[nodiscard]] const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

/// Environment of a worker. Plugins get nothing of the user's: it may hold passwords, and what a
/// plugin says of a note must not depend on it. Only what finds libraries and steers sanitizers.
std::vector<std::string> worker_environment() {
  std::vector<std::string> variables{"LC_ALL=C.UTF-8", "TZ=UTC"};
  for (const char* name : {"LD_LIBRARY_PATH", "UBSAN_OPTIONS"})
    if (const char* value = std::getenv(name); value != nullptr)
      variables.push_back(fmt::format("{}={}", name, value));
  if (sandbox::is_sanitized()) {
    // To look for leaks the process would have to trace itself, which the sandbox forbids.
    const char* options = std::getenv("ASAN_OPTIONS");
    variables.push_back(
        fmt::format("ASAN_OPTIONS={}:detect_leaks=0", options == nullptr ? "" : options));
  }
  return variables;
}

/// A descriptor above those that the child gets, so that none of its places is taken: one that is
/// in place already would keep its close-on-exec flag through dup2.
int moved_up(int descriptor) {
  if (descriptor > worker_socket)
    return descriptor;
  const int moved = ::fcntl(descriptor, F_DUPFD_CLOEXEC, worker_socket + 1);
  ::close(descriptor);
  return moved;
}

}  // namespace

Result<WorkerProcess> WorkerProcess::start(const std::filesystem::path& program) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return fail(ErrorCode::unavailable,
                fmt::format("cannot make a socket for a plugin worker: {}", ::strerror(errno)));
  Channel ours(ends[0]);
  // Not blocking, so that a plugin which prints a lot loses words rather than time.
  int printed[2];
  if (::pipe2(printed, O_CLOEXEC | O_NONBLOCK) != 0) {
    ::close(ends[1]);
    return fail(ErrorCode::unavailable,
                fmt::format("cannot make a pipe for a plugin worker: {}", ::strerror(errno)));
  }
  const int socket = moved_up(ends[1]);
  const int stderr_pipe = moved_up(printed[1]);
  const std::string path = program.string();
  char* const arguments[] = {const_cast<char*>(path.c_str()),
                             const_cast<char*>(plugin_worker_command), nullptr};
  auto variables = worker_environment();
  std::vector<char*> environment;
  for (auto& variable : variables)
    environment.push_back(variable.data());
  environment.push_back(nullptr);
  pid_t pid = -1;
  const SpawnActions actions(socket, stderr_pipe);
  const SpawnAttributes attributes;
  const int failure = ::posix_spawn(&pid, path.c_str(), actions.get(), attributes.get(), arguments,
                                    environment.data());
  ::close(socket);
  ::close(stderr_pipe);
  if (failure != 0) {
    ::close(printed[0]);
    return fail(ErrorCode::unavailable,
                fmt::format("cannot start the plugin worker {}: {}", path, ::strerror(failure)));
  }
  return WorkerProcess(pid, open_pidfd(pid), printed[0], std::move(ours));
}

WorkerProcess::WorkerProcess(WorkerProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      pidfd_(std::exchange(other.pidfd_, -1)),
      printed_(std::exchange(other.printed_, -1)),
      channel_(std::move(other.channel_)) {}

WorkerProcess& WorkerProcess::operator=(WorkerProcess&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(pidfd_, other.pidfd_);
  std::swap(printed_, other.printed_);
  channel_ = std::move(other.channel_);
  return *this;
}

WorkerProcess::~WorkerProcess() {
  if (pid_ > 0)
    (void)end();
  for (const int descriptor : {pidfd_, printed_})
    if (descriptor >= 0)
      ::close(descriptor);
}

bool WorkerProcess::wait_for_end(std::chrono::milliseconds at_most) {
  pollfd watched{pidfd_, POLLIN, 0};
  return ::poll(&watched, 1, static_cast<int>(at_most.count())) > 0;
}

std::string WorkerProcess::last_words() const {
  std::string text;
  char chunk[4096];
  while (text.size() < max_printed_bytes) {
    const auto count = ::read(printed_, chunk, sizeof chunk);
    if (count <= 0)
      break;
    text.append(chunk, static_cast<std::size_t>(count));
  }
  const auto end = text.find_last_not_of(" \r\n");
  if (end == std::string::npos)
    return {};
  text.resize(std::min(end + 1, text.size()));
  text.erase(0, text.rfind('\n') + 1);
  text.resize(std::min(text.size(), max_last_words_bytes));
  return notes::find_invalid_utf8(text) == std::string::npos ? text : std::string();
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
  std::string ending = fmt::format("exit {}", WEXITSTATUS(status));
  if (WIFSIGNALED(status)) {
    const char* name = ::sigabbrev_np(WTERMSIG(status));
    ending =
        name != nullptr ? fmt::format("SIG{}", name) : fmt::format("signal {}", WTERMSIG(status));
  }
  const auto words = last_words();
  return words.empty() ? ending : fmt::format("{}: {}", ending, words);
}

}  // namespace tote::host::worker
