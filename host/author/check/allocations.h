// SPDX-License-Identifier: GPL-2.0-or-later
// Memory that runs out when it is wanted to: what a plugin and the C++ runtime ask of the allocator
// passes through here once watched, and fails from a chosen point on while a plugin's code runs.
#pragma once

#include <cstdint>

namespace tote::host::author::check {

/// Redirects the allocations of every library that is loaded, but not this program's own. Linux
/// with ELF64; false where that cannot be done.
[[nodiscard]] bool watch_allocations();

/// As long as it lives, what libraries allocate on this thread is counted, and fails from the
/// allocation `fails_from` on, counted from 0. One at a time.
class AllocationLimit {
 public:
  explicit AllocationLimit(std::uint64_t fails_from);
  AllocationLimit(const AllocationLimit&) = delete;
  AllocationLimit& operator=(const AllocationLimit&) = delete;
  ~AllocationLimit();

  [[nodiscard]] std::uint64_t count() const;
};

/// As long as it lives, the limit does not count: the host is at work.
class AllocationTruce {
 public:
  AllocationTruce();
  AllocationTruce(const AllocationTruce&) = delete;
  AllocationTruce& operator=(const AllocationTruce&) = delete;
  ~AllocationTruce();
};

}  // namespace tote::host::author::check
