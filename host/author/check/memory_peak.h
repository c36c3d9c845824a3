// SPDX-License-Identifier: GPL-2.0-or-later
// What a call takes of the machine's memory, whoever asks the kernel for it.
#pragma once

#include <cstdint>

namespace tote::host::author::check {

/// Watches how much memory this process holds (proc(5): VmHWM). One at a time.
class MemoryPeak {
 public:
  /// Gives back first what the allocator keeps free: that would be taken again unseen.
  MemoryPeak();

  /// Whether the kernel tells.
  [[nodiscard]] bool is_watched() const { return is_watched_; }

  /// The bytes held at most since then, beyond those held then: to a few pages; 0 where the kernel
  /// does not tell.
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  bool is_watched_ = false;
  std::uint64_t before_ = 0;
};

}  // namespace tote::host::author::check
