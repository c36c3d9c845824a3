// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/sandbox/trapped_calls.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <link.h>
#include <memory>
#include <seccomp.h>
#include <sys/auxv.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include <fmt/format.h>

namespace tote::host::sandbox {
namespace {

// A bit for each call's number; all that are larger share the last.
constexpr std::uint32_t bits_a_word = 64;
constexpr std::uint32_t largest_number = 16 * bits_a_word - 1;
std::array<std::atomic<std::uint64_t>, (largest_number + 1) / bits_a_word> refused{};
static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "a handler may not wait for a lock");

#if defined(__x86_64__) || defined(__aarch64__)

/// Where the dynamic linker's code is.
struct CodeRange {
  std::uintptr_t begin = 0;
  std::uintptr_t end = 0;
};

CodeRange dynamic_linker{};

int keep_if_linker(dl_phdr_info* info, std::size_t /*size*/, void* kept) {
  if (info->dlpi_addr == 0 || info->dlpi_addr != ::getauxval(AT_BASE))
    return 0;
  auto& range = *static_cast<CodeRange*>(kept);
  range.begin = range.end = info->dlpi_addr;
  for (int i = 0; i < info->dlpi_phnum; ++i) {
    const auto& part = info->dlpi_phdr[i];
    if (part.p_type == PT_LOAD)
      range.end = std::max<std::uintptr_t>(range.end, range.begin + part.p_vaddr + part.p_memsz);
  }
  return 1;
}

void note_refusal(long call) {
  const auto number = std::min(static_cast<std::uint32_t>(call), largest_number);
  refused[number / bits_a_word].fetch_or(std::uint64_t{1} << (number % bits_a_word),
                                         std::memory_order_relaxed);
}

/// A call that trapped, in the registers of the thread that made it.
class TrappedCall {
 public:
  TrappedCall(const siginfo_t& info, ucontext_t& context) : info_(info), context_(context) {}

  [[nodiscard]] long number() const { return info_.si_syscall; }

  [[nodiscard]] bool is_the_dynamic_linkers() const {
    const auto from = reinterpret_cast<std::uintptr_t>(info_.si_call_addr);
    return dynamic_linker.begin <= from && from < dynamic_linker.end;
  }

  [[nodiscard]] std::uint64_t argument(unsigned position) const {
#if defined(__x86_64__)
    constexpr int registers[] = {REG_RDI, REG_RSI, REG_RDX, REG_R10, REG_R8, REG_R9};
    return static_cast<std::uint64_t>(context_.uc_mcontext.gregs[registers[position]]);
#else
    return context_.uc_mcontext.regs[position];
#endif
  }

  template <class T>
  [[nodiscard]] T* pointer(unsigned position) const {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): a register is what the kernel gives.
    return reinterpret_cast<T*>(argument(position));
  }

  void give(long result) {
#if defined(__x86_64__)
    context_.uc_mcontext.gregs[REG_RAX] = result;
#else
    context_.uc_mcontext.regs[0] = static_cast<unsigned long long>(result);
#endif
  }

  /// Which signals the thread holds back once the handler returns; the kernel's set, which is
  /// shorter than the C library's.
  [[nodiscard]] std::uint64_t& held_back() {
    return *reinterpret_cast<std::uint64_t*>(&context_.uc_sigmask);
  }

 private:
  const siginfo_t& info_;
  ucontext_t& context_;
};

/// Makes a call; what the kernel gives, errors as -errno.
template <class... Arguments>
long make(long number, Arguments... arguments) {
  const long result = ::syscall(number, arguments...);
  return result < 0 ? -errno : result;
}

// Up to glibc 2.38, fstat(fd) is newfstatat(fd, "", …, AT_EMPTY_PATH), and the dynamic linker needs
// it. A filter cannot see whether the path is empty, and other paths would tell which of your files
// exist. So the call traps, and a true fstat is made of it.
bool is_fstat(const TrappedCall& call) {
  const auto* path = call.pointer<const char>(1);
  return (call.argument(3) & AT_EMPTY_PATH) != 0 && path != nullptr && *path == '\0';
}

/// sigprocmask(2), but for SIGSYS: a call that traps while it is held back ends the process, and
/// the C library holds back all signals whenever it makes a child process.
long hold_back_signals(TrappedCall& call) {
  auto& held_back = call.held_back();
  const auto before = held_back;
  if (call.argument(3) != sizeof before)
    return -EINVAL;
  if (const auto* change = call.pointer<const std::uint64_t>(1); change != nullptr) {
    switch (static_cast<int>(call.argument(0))) {
      case SIG_BLOCK:
        held_back |= *change;
        break;
      case SIG_UNBLOCK:
        held_back &= ~*change;
        break;
      case SIG_SETMASK:
        held_back = *change;
        break;
      default:
        return -EINVAL;
    }
    held_back &= ~(std::uint64_t{1} << (SIGSYS - 1));
  }
  if (auto* given = call.pointer<std::uint64_t>(2); given != nullptr)
    *given = before;
  return 0;
}

long result_of(TrappedCall& call) {
  switch (call.number()) {
    case SYS_newfstatat:
      if (is_fstat(call))
        return make(SYS_fstat, call.argument(0), call.argument(2));
      // On its way to a library the dynamic linker asks which folders there are, and does without
      // an answer. That is no plugin's doing.
      if (call.is_the_dynamic_linkers())
        return -EPERM;
      break;
#ifdef SYS_open
    case SYS_open:
#endif
    case SYS_openat: {
      // Made again, it traps only if the filter refuses it. What Landlock refuses comes back.
      if (call.argument(5) == made_again)
        break;
      const long result = make(call.number(), call.argument(0), call.argument(1), call.argument(2),
                               call.argument(3), std::uint64_t{0}, made_again);
      if (result == -EACCES)
        note_refusal(call.number());
      return result;
    }
    case SYS_rt_sigprocmask:
      return hold_back_signals(call);
    default:
      break;
  }
  note_refusal(call.number());
  return -EPERM;
}

void answer(int /*signal*/, siginfo_t* info, void* context) {
  const int error = errno;
  TrappedCall call(*info, *static_cast<ucontext_t*>(context));
  call.give(result_of(call));
  errno = error;
}

#endif

}  // namespace

void answer_trapped_calls() {
#if defined(__x86_64__) || defined(__aarch64__)
  (void)::dl_iterate_phdr(keep_if_linker, &dynamic_linker);

  struct sigaction action {};

  action.sa_sigaction = answer;
  action.sa_flags = SA_SIGINFO | SA_NODEFER;
  (void)::sigaction(SIGSYS, &action, nullptr);
#endif
}

std::vector<std::uint32_t> take_refused_calls() {
  std::vector<std::uint32_t> calls;
  for (std::uint32_t i = 0; i < refused.size(); ++i) {
    for (auto bits = refused[i].exchange(0, std::memory_order_relaxed); bits != 0; bits &= bits - 1)
      calls.push_back(i * bits_a_word + static_cast<std::uint32_t>(std::countr_zero(bits)));
  }
  return calls;
}

std::string name_of_call(std::uint32_t number) {
  const std::unique_ptr<char, decltype(&std::free)> name(
      ::seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, static_cast<int>(number)), &std::free);
  return name == nullptr ? fmt::format("system call {}", number) : std::string(name.get());
}

}  // namespace tote::host::sandbox
