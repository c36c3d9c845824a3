// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/subprocess.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

extern char** environ;

namespace tote::host::author {
namespace {

using Clock = std::chrono::steady_clock;

// Output beyond this is dropped: nobody reads it, and it must not fill the memory.
constexpr std::size_t most_output_bytes = 4u << 20;

/// A pipe whose ends are closed with it. Its reading end is closed in the child.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0)
      ends_ = {-1, -1};
  }

  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  ~Pipe() {
    close_end(0);
    close_end(1);
  }

  [[nodiscard]] bool is_open() const { return ends_[0] >= 0; }

  [[nodiscard]] int reading() const { return ends_[0]; }

  [[nodiscard]] int writing() const { return ends_[1]; }

  void close_writing() { close_end(1); }

  /// Appends what is there; false at the end of the stream.
  [[nodiscard]] bool read_into(std::string& text) const {
    std::array<char, 16 * 1024> chunk{};
    const auto count = ::read(ends_[0], chunk.data(), chunk.size());
    if (count < 0)
      return errno == EINTR || errno == EAGAIN;
    if (text.size() < most_output_bytes)
      text.append(chunk.data(), static_cast<std::size_t>(count));
    return count > 0;
  }

 private:
  void close_end(std::size_t end) {
    if (ends_[end] >= 0)
      ::close(ends_[end]);
    ends_[end] = -1;
  }

  std::array<int, 2> ends_{-1, -1};
};

/// The environment of the child, as execve wants it.
class Environment {
 public:
  explicit Environment(const std::vector<std::pair<std::string, std::string>>& changes) {
    for (char** entry = environ; *entry != nullptr; ++entry) {
      const std::string_view text = *entry;
      const auto name = text.substr(0, text.find('='));
      bool is_replaced = false;
      for (const auto& change : changes)
        is_replaced = is_replaced || change.first == name;
      if (!is_replaced)
        texts_.emplace_back(text);
    }
    for (const auto& [name, value] : changes)
      texts_.push_back(name + '=' + value);
    for (auto& text : texts_)
      pointers_.push_back(text.data());
    pointers_.push_back(nullptr);
  }

  [[nodiscard]] char* const* get() const { return pointers_.data(); }

 private:
  std::vector<std::string> texts_;
  std::vector<char*> pointers_;
};

std::string ending_of(int status) {
  if (WIFSIGNALED(status)) {
    const char* name = ::sigabbrev_np(WTERMSIG(status));
    return name != nullptr ? fmt::format("SIG{}", name)
                           : fmt::format("signal {}", WTERMSIG(status));
  }
  return WEXITSTATUS(status) == 0 ? "" : fmt::format("exit {}", WEXITSTATUS(status));
}

int milliseconds_until(Clock::time_point when) {
  const auto left =
      std::chrono::duration_cast<std::chrono::milliseconds>(when - Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, 60'000));
}

/// Reads both streams until they end or time is up; false if it was.
bool read_streams(const Pipe& output, const Pipe& report, Clock::time_point deadline,
                  CommandEnd& end) {
  std::array<pollfd, 2> watched{{{output.reading(), POLLIN, 0}, {report.reading(), POLLIN, 0}}};
  while (watched[0].fd >= 0 || watched[1].fd >= 0) {
    const int count = ::poll(watched.data(), watched.size(), milliseconds_until(deadline));
    if (count < 0 && errno != EINTR)
      return true;
    if (count == 0 && Clock::now() >= deadline)
      return false;
    if (watched[0].revents != 0 && !output.read_into(end.output))
      watched[0].fd = -1;
    if (watched[1].revents != 0 && !report.read_into(end.report))
      watched[1].fd = -1;
  }
  return true;
}

Result<pid_t> spawn(const CommandLine& line, const Pipe& output, const Pipe& report) {
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output.writing(), STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, report.writing(), report_descriptor);
  if (!line.folder.empty())
    posix_spawn_file_actions_addchdir_np(&actions, line.folder.c_str());
  std::vector<std::string> words = line.words;
  std::vector<char*> arguments;
  for (auto& word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const Environment environment(line.environment);
  pid_t pid = -1;
  const int failure = ::posix_spawnp(&pid, arguments.front(), &actions, nullptr, arguments.data(),
                                     environment.get());
  posix_spawn_file_actions_destroy(&actions);
  if (failure != 0)
    return fail(ErrorCode::unavailable,
                fmt::format("cannot run {}: {}", line.words.front(), std::strerror(failure)));
  return pid;
}

}  // namespace

Result<CommandEnd> run_program(const CommandLine& line) {
  Pipe output;
  Pipe report;
  if (!output.is_open() || !report.is_open())
    return fail(ErrorCode::unavailable, "cannot make a pipe: too many open files");
  // dup2 onto its own number would leave the descriptor to be closed on exec.
  if (report.writing() == report_descriptor && ::fcntl(report.writing(), F_SETFD, 0) != 0)
    return fail(ErrorCode::unavailable, "cannot hand a pipe on");
  TOTE_TRY(const pid_t pid, spawn(line, output, report));
  output.close_writing();
  report.close_writing();
  CommandEnd end;
  const bool is_in_time = read_streams(output, report, Clock::now() + line.deadline, end);
  if (!is_in_time)
    ::kill(pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  end.fault = is_in_time ? ending_of(status)
                         : fmt::format("ran for more than {} ms", line.deadline.count());
  return end;
}

}  // namespace tote::host::author
