// SPDX-License-Identifier: GPL-2.0-or-later
// What plugins leave behind in this process when they return, also from within the sandbox:
// threads, and descriptors that others will lack.
#pragma once

#include <cstdint>

namespace tote::host::worker {

class Leftovers {
 public:
  /// Takes what there is now for what there should be. Requires: the sandbox is not entered yet,
  /// and this is the only thread.
  Leftovers();
  Leftovers(const Leftovers&) = delete;
  Leftovers& operator=(const Leftovers&) = delete;
  ~Leftovers();

  /// Whether there are more threads than at first. One that has just been joined may take the
  /// kernel a moment to clear away, so this waits a little before it says yes. False if the kernel
  /// does not tell.
  [[nodiscard]] bool has_threads() const;
  /// Whether so many more descriptors are open than at first that the next plugin may find none. A
  /// plugin may keep a file of its own open. Costs a system call for each descriptor there can be.
  [[nodiscard]] bool has_many_descriptors() const;

 private:
  [[nodiscard]] std::uint64_t threads_now() const;

  int tasks_ = -1;
  std::uint64_t threads_at_first_ = 0;
  int descriptors_at_first_ = 0;
};

}  // namespace tote::host::worker
