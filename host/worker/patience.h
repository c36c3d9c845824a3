// SPDX-License-Identifier: GPL-2.0-or-later
// How long the host will wait for an answer, as the worker sees it: so that a plugin can be told to
// stop before its process is killed.
#pragma once

#include <chrono>

#include <tote/plugin.h>

namespace tote::host::worker {

/// One for a worker; starts anew with each message that it is to answer. For any thread to ask.
class Patience {
 public:
  /// `deadline` is the host's; 0 for a host that waits for ever.
  explicit Patience(std::chrono::milliseconds deadline = std::chrono::milliseconds(0))
      : deadline_(deadline) {}

  void start_anew() { start_ = Clock::now(); }

  /// Whether so much of the time has passed that a plugin should come to an end.
  [[nodiscard]] bool is_over() const {
    return deadline_.count() != 0 && Clock::now() - start_ > deadline_ * 3 / 4;
  }

 private:
  using Clock = std::chrono::steady_clock;

  std::chrono::milliseconds deadline_;
  Clock::time_point start_ = Clock::now();
};

/// Whether a plugin returned from a call since it was told to stop.
[[nodiscard]] inline bool is_given_up(tote_status_t status, const Patience& patience) {
  return status == TOTE_CANCELLED && patience.is_over();
}

/// What is said of such a call, after the plugin's name.
inline constexpr const char* given_up = "took too long, and stopped when it was told to";

}  // namespace tote::host::worker
