// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/sandbox/syscall_filter.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <sched.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "host/sandbox/sanitizers.h"

namespace tote::host::sandbox {
namespace {

#if defined(__x86_64__) || defined(__aarch64__)
constexpr bool is_known_architecture = true;
#else
constexpr bool is_known_architecture = false;
#endif

/// A filter under construction. Remembers the first refusal of libseccomp, a negative errno.
class Filter {
 public:
  explicit Filter(std::uint32_t otherwise)
      : context_(::seccomp_init(otherwise)), otherwise_(otherwise) {
    if (context_ == nullptr) {
      error_ = -ENOMEM;
      return;
    }
    // no_new_privs is set for good by then, and asking again is no call that the first step allows.
    keep(::seccomp_attr_set(context_, SCMP_FLTATR_CTL_NNP, 0));
    // Calls by way of another architecture's table.
    keep(::seccomp_attr_set(context_, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS));
    // A binary tree rather than a list. Only speed: no matter if this libseccomp cannot.
    (void)::seccomp_attr_set(context_, SCMP_FLTATR_CTL_OPTIMIZE, 2);
  }

  Filter(const Filter&) = delete;
  Filter& operator=(const Filter&) = delete;

  ~Filter() { ::seccomp_release(context_); }

  /// Calls that this architecture lacks are passed over by libseccomp.
  void add(std::uint32_t action, std::initializer_list<int> calls) {
    for (const int call : calls)
      add(action, call, {});
  }

  void add(std::uint32_t action, int call, std::initializer_list<scmp_arg_cmp> conditions) {
    // libseccomp takes no rule that does what is done otherwise.
    if (error_ == 0 && action != otherwise_)
      keep(::seccomp_rule_add_array(context_, action, call,
                                    static_cast<unsigned>(conditions.size()), conditions.begin()));
  }

  /// "" once the kernel enforces it, else why not.
  [[nodiscard]] std::string load() {
    if (error_ == 0)
      keep(::seccomp_load(context_));
    return error_ == 0 ? std::string() : std::string(std::strerror(-error_));
  }

 private:
  void keep(int status) {
    if (error_ == 0)
      error_ = status;
  }

  scmp_filter_ctx context_;
  std::uint32_t otherwise_;
  int error_ = 0;
};

scmp_arg_cmp equals(unsigned argument, std::uint64_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}

/// The bits of `mask` in the argument are those of `value`.
scmp_arg_cmp has_bits(unsigned argument, std::uint64_t mask, std::uint64_t value) {
  return {argument, SCMP_CMP_MASKED_EQ, mask, value};
}

/// What is done with a call that is refused.
std::uint32_t refusing(Refusals refusals) {
  return refusals == Refusals::noted ? SCMP_ACT_TRAP : SCMP_ACT_ERRNO(EPERM);
}

void allow_computing(Filter& filter) {
  filter.add(SCMP_ACT_ALLOW, {SCMP_SYS(mmap),
                              SCMP_SYS(munmap),
                              SCMP_SYS(mremap),
                              SCMP_SYS(mprotect),
                              SCMP_SYS(madvise),
                              SCMP_SYS(brk),
                              SCMP_SYS(futex),
                              SCMP_SYS(set_robust_list),
                              SCMP_SYS(rseq),
                              SCMP_SYS(sched_yield),
                              SCMP_SYS(sched_getaffinity),
                              SCMP_SYS(getcpu),
                              SCMP_SYS(exit),
                              SCMP_SYS(exit_group),
                              SCMP_SYS(restart_syscall),
                              SCMP_SYS(rt_sigaction),
                              SCMP_SYS(rt_sigreturn),
                              SCMP_SYS(sigaltstack),
                              SCMP_SYS(clock_gettime),
                              SCMP_SYS(clock_getres),
                              SCMP_SYS(clock_nanosleep),
                              SCMP_SYS(nanosleep),
                              SCMP_SYS(gettimeofday),
                              SCMP_SYS(time),
                              SCMP_SYS(getrandom),
                              SCMP_SYS(getpid),
                              SCMP_SYS(gettid),
                              SCMP_SYS(getuid),
                              SCMP_SYS(geteuid),
                              SCMP_SYS(getgid),
                              SCMP_SYS(getegid),
                              SCMP_SYS(getrusage),
                              SCMP_SYS(sysinfo)});
  // A new thread of this process, and none of the other things that clone makes. clone3 hides its
  // flags behind a pointer: glibc goes back to clone where there is no clone3.
  constexpr std::uint64_t other_than_threads =
      CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
      CLONE_NEWNET | CLONE_VFORK | CLONE_PTRACE | CLONE_PARENT | CLONE_IO;
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(clone),
             {has_bits(0, CLONE_THREAD | other_than_threads, CLONE_THREAD)});
  filter.add(SCMP_ACT_ERRNO(ENOSYS), {SCMP_SYS(clone3)});
  // abort() and raise(): signals to this process alone.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), {equals(0, static_cast<std::uint64_t>(::getpid()))});
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(prctl), {equals(0, PR_SET_NAME)});
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(prctl), {equals(0, PR_GET_NAME)});
  // Limits of this process may be asked for, and not be set.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), {equals(0, 0), equals(2, 0)});
  filter.add(SCMP_ACT_ALLOW, {SCMP_SYS(getrlimit)});
}

void allow_reading(Filter& filter, Refusals refusals) {
  // Only what reads is opened; O_PATH would tell of files that may not be read.
  constexpr std::uint64_t tmpfile_bit = O_TMPFILE & ~O_DIRECTORY;
  constexpr std::uint64_t more_than_reading =
      O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_PATH | tmpfile_bit;
  const auto allow_opening = [&](int call, unsigned flags) {
    if (refusals == Refusals::noted)
      filter.add(SCMP_ACT_ALLOW, call,
                 {has_bits(flags, more_than_reading, 0), equals(5, made_again)});
    else
      filter.add(SCMP_ACT_ALLOW, call, {has_bits(flags, more_than_reading, 0)});
  };
  allow_opening(SCMP_SYS(open), 1);
  allow_opening(SCMP_SYS(openat), 2);
  filter.add(SCMP_ACT_TRAP, {SCMP_SYS(newfstatat)});
  filter.add(SCMP_ACT_ALLOW,
             {SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(lseek), SCMP_SYS(close),
              SCMP_SYS(fstat), SCMP_SYS(getdents64), SCMP_SYS(poll), SCMP_SYS(ppoll)});
  for (const int question : {F_GETFD, F_SETFD, F_GETFL})
    filter.add(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), {equals(1, static_cast<std::uint64_t>(question))});
}

void allow_answering(Filter& filter, int socket) {
  const auto number = static_cast<std::uint64_t>(socket);
  constexpr unsigned address = 4;
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(sendto), {equals(0, number), equals(address, 0)});
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(recvfrom), {equals(0, number)});
  // Last words: an assertion that failed, a sanitizer's report.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(write), {equals(0, STDERR_FILENO)});
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(writev), {equals(0, STDERR_FILENO)});
}

}  // namespace

Measure restrict_calls(int socket, Refusals refusals) {
  const std::string open_ways = "what Landlock does not cover, a plugin can do as you can";
  if (!is_known_architecture)
    return {system_calls, false,
            fmt::format("there is no seccomp filter for this architecture; {}", open_ways)};
  answer_trapped_calls();
  Filter filter(refusing(refusals));
  allow_computing(filter);
  // Where refusals are noted it is left to the handler, which has to get every call that traps.
  if (refusals == Refusals::silent)
    filter.add(SCMP_ACT_ALLOW, {SCMP_SYS(rt_sigprocmask)});
  allow_reading(filter, refusals);
  allow_answering(filter, socket);
  // To find out whether it may read a piece of memory, a sanitizer writes it to a pipe.
  if (is_sanitized())
    filter.add(SCMP_ACT_ALLOW, {SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(write)});
  // For the second step. Another filter can only take away.
  filter.add(SCMP_ACT_ALLOW, SCMP_SYS(seccomp), {equals(0, SECCOMP_SET_MODE_FILTER), equals(1, 0)});
  if (const auto error = filter.load(); !error.empty())
    return {system_calls, false,
            fmt::format("the kernel takes no seccomp filter ({}); {}", error, open_ways)};
  return {system_calls, true,
          "seccomp: no writing, sockets, programs, child processes, signals to others or ptrace"};
}

bool forbid_opening(Refusals refusals) {
  if (!is_known_architecture)
    return false;
  Filter filter(SCMP_ACT_ALLOW);
  filter.add(refusing(refusals), {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(newfstatat),
                                  SCMP_SYS(getdents64), SCMP_SYS(seccomp)});
  return filter.load().empty();
}

}  // namespace tote::host::sandbox
