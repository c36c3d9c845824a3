// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/worker/leftovers.h"

#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace tote::host::worker {
namespace {

// The sandbox allows this many; in a process without one there may be more, of no interest here.
constexpr int descriptors_looked_at = 64;
constexpr int descriptors_for_a_plugin = 16;

int open_descriptors() {
  int count = 0;
  for (int number = 0; number < descriptors_looked_at; ++number)
    count += ::fcntl(number, F_GETFD) >= 0 ? 1 : 0;
  return count;
}

}  // namespace

Leftovers::Leftovers()
    : tasks_(::open("/proc/self/task", O_PATH | O_CLOEXEC)),
      descriptors_at_first_(open_descriptors()) {
  threads_at_first_ = threads_now();
}

Leftovers::~Leftovers() {
  if (tasks_ >= 0)
    ::close(tasks_);
}

std::uint64_t Leftovers::threads_now() const {
  // Its link count is two and one for each thread (fs/proc/base.c of Linux, proc_task_getattr).
  struct stat status {};

  // The call itself: up to 2.38, glibc's fstat makes another of it, which the sandbox has to
  // answer.
  return tasks_ >= 0 && ::syscall(SYS_fstat, tasks_, &status) == 0 ? status.st_nlink : 0;
}

bool Leftovers::has_threads() const {
  for (int left = 50; threads_now() > threads_at_first_; --left) {
    if (left == 0)
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

bool Leftovers::has_many_descriptors() const {
  return open_descriptors() > descriptors_at_first_ + descriptors_for_a_plugin;
}

}  // namespace tote::host::worker
