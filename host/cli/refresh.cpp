// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/refresh.h"

#include <chrono>
#include <cstdio>

#include <fmt/format.h>

#include "host/cli/interrupt.h"

namespace tote::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// "indexing 1200 of 5000 notes, 12 s left", on one line that is taken away at the end. Silent for
/// work that is done in a moment.
class ProgressLine {
 public:
  explicit ProgressLine(bool is_shown) : is_shown_(is_shown) {}

  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  ~ProgressLine() {
    if (has_printed_)
      std::fputs("\r\033[K", stderr);
  }

  void update(const host::Progress& progress) {
    const auto now = Clock::now();
    if (!is_shown_ || now < next_)
      return;
    next_ = now + std::chrono::milliseconds(200);
    has_printed_ = true;
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    const auto left = static_cast<double>(progress.total - progress.done);
    const auto rate = elapsed > 0 ? static_cast<double>(progress.done) / elapsed : 0;
    const auto eta = rate > 0 ? fmt::format(", {:.0f} s left", left / rate) : std::string();
    std::fputs(fmt::format("\r\033[Kindexing {} of {} notes{}", progress.done, progress.total, eta)
                   .c_str(),
               stderr);
    std::fflush(stderr);
  }

 private:
  bool is_shown_;
  bool has_printed_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point next_ = start_ + std::chrono::milliseconds(300);
};

}  // namespace

Result<host::RefreshReport> refresh(host::Journal& journal, const Terminal& terminal,
                                    host::Compare what) {
  const InterruptGuard guard;
  Result<host::RefreshReport> report = [&] {
    ProgressLine line(terminal.shows_progress());
    return journal.refresh(
        [&](const host::Progress& progress) {
          line.update(progress);
          return !InterruptGuard::was_interrupted();
        },
        what);
  }();
  if (!report)
    return report;
  const auto say = [](const std::string& text) {
    std::fputs(("tote: " + safe_for_terminal(text) + '\n').c_str(), stderr);
  };
  if (!report->rebuild_reason.empty())
    say("the index was built anew: " + report->rebuild_reason);
  if (report->is_locked)
    say("another tote is updating the index; this is from its last commit");
  for (const auto& problem : report->problems)
    say(problem);
  for (const auto& gap : report->gaps)
    say(gap);
  if (report->was_cancelled)
    say(report->indexed == 0
            ? "stopped; the index is as it was, and the next command starts over"
            : fmt::format("stopped after {} notes; the next command goes on", report->indexed));
  return report;
}

}  // namespace tote::cli
