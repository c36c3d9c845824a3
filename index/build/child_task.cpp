// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/build/child_task.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <poll.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

#include "index/store/guard.h"

namespace tote::index::build {
namespace {

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string read_all(int file) {
  std::string text;
  char chunk[1024];
  for (;;) {
    const ssize_t count = ::read(file, chunk, sizeof chunk);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return text;
    text.append(chunk, static_cast<std::size_t>(count));
  }
}

int report_of_this_child = -1;

[[noreturn]] void end_with(const std::string& error) {
  write_all(report_of_this_child, error);
  ::_exit(error.empty() ? 0 : 1);
}

/// Tells of an exception that left a destructor of Xapian's, as one does on a full disk; of one
/// that met another on its way there is left what the system said last.
[[noreturn]] void tell_and_end() {
  const int reason = errno;
  try {
    if (std::current_exception())
      end_with(to_string(store::describe_current_exception()));
    end_with("the index cannot be written: " + std::generic_category().message(reason));
  } catch (...) {
    end_with("the builder of the index failed");
  }
}

/// What the child does from its first to its last moment.
[[noreturn]] void live(pid_t parent, int report, const std::function<Result<void>()>& work) {
  report_of_this_child = report;
  std::set_terminate(tell_and_end);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent)
    ::_exit(1);
  ::signal(SIGINT, SIG_IGN);  // NOLINT(cert-err33-c): there is no error for this signal
  std::string error;
  try {
    if (auto done = work(); !done)
      error = to_string(done.error());
  } catch (const std::exception& exception) {
    error = std::string("the builder of the index failed: ") + exception.what();
  } catch (...) {
    error = "the builder of the index failed";
  }
  end_with(error);
}

}  // namespace

bool can_fork() {
  // A thread that has just been joined is listed for a moment more.
  constexpr int patience = 50;
  for (int attempt = 0; attempt < patience; ++attempt) {
    std::error_code error;
    const std::filesystem::directory_iterator tasks("/proc/self/task", error);
    if (!error && std::distance(begin(tasks), end(tasks)) == 1)
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

Result<ChildTask> ChildTask::start(const std::function<Result<void>()>& work) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return fail(ErrorCode::unavailable, "cannot make a pipe to a builder of the index: " +
                                            std::generic_category().message(errno));
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0)
    live(parent, ends[1], work);
  const int reason = errno;
  ::close(ends[1]);
  if (pid > 0)
    return ChildTask(pid, ends[0]);
  ::close(ends[0]);
  return fail(ErrorCode::unavailable,
              "cannot start a builder of the index: " + std::generic_category().message(reason));
}

ChildTask::ChildTask(ChildTask&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), report_(std::exchange(other.report_, -1)) {}

ChildTask& ChildTask::operator=(ChildTask&& other) noexcept {
  std::swap(pid_, other.pid_);
  std::swap(report_, other.report_);
  return *this;
}

ChildTask::~ChildTask() {
  if (pid_ > 0)
    ::kill(pid_, SIGKILL);
  end();
}

void ChildTask::end() {
  if (report_ >= 0)
    ::close(std::exchange(report_, -1));
  if (pid_ <= 0)
    return;
  while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

Result<void> ChildTask::finish() {
  const std::string error = read_all(report_);
  int status = 0;
  while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  end();
  if (WIFSIGNALED(status))
    return fail(ErrorCode::internal,
                "a builder of the index was ended by signal " + std::to_string(WTERMSIG(status)));
  if (!error.empty() || WEXITSTATUS(status) != 0)
    return fail(ErrorCode::io, error.empty() ? "a builder of the index failed" : error);
  return {};
}

std::optional<std::size_t> ChildTask::wait_for_any(const std::vector<ChildTask>& tasks,
                                                   int milliseconds) {
  std::vector<pollfd> watched;
  watched.reserve(tasks.size());
  for (const ChildTask& task : tasks)
    watched.push_back({task.report_, POLLIN, 0});
  if (::poll(watched.data(), watched.size(), milliseconds) <= 0)
    return std::nullopt;
  for (std::size_t i = 0; i < watched.size(); ++i)
    if (watched[i].revents != 0)
      return i;
  return std::nullopt;
}

}  // namespace tote::index::build
