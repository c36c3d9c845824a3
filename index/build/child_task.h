// SPDX-License-Identifier: GPL-2.0-or-later
// Work done in a forked child: it sees all that this process has in memory, nothing has to be
// handed over, and all that it allocates goes with it. Private to index/.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

#include "notes/result.h"

namespace tote::index::build {

/// Whether this process may have children that go on where it is: it has one thread only.
[[nodiscard]] bool can_fork();

class ChildTask {
 public:
  /// Starts a child that does `work` and ends, without destructors. The child dies with this
  /// process and leaves Ctrl-C to it. Errors: unavailable (no process to be had).
  [[nodiscard]] static Result<ChildTask> start(const std::function<Result<void>()>& work);
  ChildTask(ChildTask&& other) noexcept;
  ChildTask& operator=(ChildTask&& other) noexcept;
  /// Ends the child if it still works.
  ~ChildTask();

  /// Waits for the child. Errors: what `work` returned; internal if the child crashed.
  [[nodiscard]] Result<void> finish();

  /// Waits until one of `tasks` is done or `milliseconds` have passed; its position, if one is.
  [[nodiscard]] static std::optional<std::size_t> wait_for_any(const std::vector<ChildTask>& tasks,
                                                               int milliseconds);

 private:
  ChildTask(pid_t pid, int report) : pid_(pid), report_(report) {}

  void end();

  pid_t pid_ = -1;
  int report_ = -1;  ///< pipe: closed by the end of the child, after the error if there is one
};

}  // namespace tote::index::build
