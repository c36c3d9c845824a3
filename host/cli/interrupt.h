// SPDX-License-Identifier: GPL-2.0-or-later
// Ctrl-C as a question that long work asks now and then.
#pragma once

namespace tote::cli {

/// While one of these lives, SIGINT and SIGTERM ask for the end of the work; a second one ends the
/// program at once. One at a time.
class InterruptGuard {
 public:
  InterruptGuard();
  InterruptGuard(const InterruptGuard&) = delete;
  InterruptGuard& operator=(const InterruptGuard&) = delete;
  ~InterruptGuard();

  [[nodiscard]] static bool was_interrupted();

 private:
  void (*on_interrupt_)(int);
  void (*on_terminate_)(int);
};

}  // namespace tote::cli
