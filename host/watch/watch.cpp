// SPDX-License-Identifier: GPL-2.0-or-later
// `tote watch`: hears of changes and takes them in soon after; whoever asks meanwhile is answered
// when all is taken in that was done before.
#include <algorithm>
#include <cerrno>
#include <chrono>
#include <optional>
#include <poll.h>

#include "host/journal_state.h"
#include "host/watch/watch_socket.h"
#include "notes/vault_watch.h"

namespace tote::host {
namespace {

using Clock = std::chrono::steady_clock;

/// Changes are taken in when nothing has happened for this long: a checkout of many files, or an
/// editor that saves in several steps, is one change.
constexpr std::chrono::milliseconds quiet_time{50};
/// Yet not later than this.
constexpr std::chrono::milliseconds longest_wait{1000};

}  // namespace

/// One watch from its start to its end.
class Journal::Watch {
 public:
  Watch(Journal& journal, const std::function<bool()>& keeps_going,
        const std::function<void(const RefreshReport&)>& tell)
      : journal_(journal), keeps_going_(keeps_going), tell_(tell) {}

  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  ~Watch() {
    journal_.state_->keeps_workers = false;
    journal_.state_->end_workers();
  }

  [[nodiscard]] Result<void> run() {
    TOTE_TRY(const auto server, watch::Server::open(journal_.state_->index_directory));
    TOTE_CHECK(start());
    while (keeps_going_()) {
      pollfd watched[2] = {{vault_->descriptor(), POLLIN, 0}, {server.descriptor(), POLLIN, 0}};
      constexpr int idle_milliseconds = 1000;
      const int wait = is_clean() ? idle_milliseconds : milliseconds_until_due();
      if (::poll(watched, 2, wait) < 0 && errno != EINTR)
        return fail(ErrorCode::io, "cannot wait for changes");
      if (watched[0].revents != 0)
        TOTE_CHECK(hear());
      if (watched[1].revents != 0)
        TOTE_CHECK(answer(server));
      if (!is_clean() && milliseconds_until_due() == 0)
        TOTE_CHECK(take_in());
    }
    return {};
  }

 private:
  /// Watches first and scans then, so that nothing falls in between.
  [[nodiscard]] Result<void> start() {
    journal_.state_->keeps_workers = true;
    TOTE_CHECK(watch_folder());
    pending_.needs_scan = true;
    return take_in();
  }

  /// Watches the folder that is at the vault's path now.
  [[nodiscard]] Result<void> watch_folder() {
    const State& state = *journal_.state_;
    folder_ = notes::identity_of(state.options.vault);
    TOTE_TRY(vault_, notes::VaultWatch::open(state.options.vault, {state.config.ignore}));
    return {};
  }

  /// Whether another folder is there now than the one that is watched: a disk was mounted or taken
  /// away, of which the kernel does not tell.
  [[nodiscard]] bool is_elsewhere() const {
    return notes::identity_of(journal_.state_->options.vault) != folder_;
  }

  [[nodiscard]] bool is_clean() const {
    return !pending_.needs_scan && !pending_.has_new_configuration && pending_.files.empty();
  }

  [[nodiscard]] int milliseconds_until_due() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(due_ - Clock::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
  }

  [[nodiscard]] Result<void> hear() {
    TOTE_TRY(auto events, vault_->take());
    const bool was_clean = is_clean();
    pending_.needs_scan |= events.needs_scan;
    pending_.has_new_configuration |= events.has_new_configuration;
    pending_.files.insert(pending_.files.end(), events.files.begin(), events.files.end());
    const auto now = Clock::now();
    if (was_clean)
      latest_ = now + longest_wait;
    due_ = std::min(now + quiet_time, latest_);
    return {};
  }

  /// Answers one who asks, after taking in all that has happened.
  [[nodiscard]] Result<void> answer(const watch::Server& server) {
    const auto client = server.accept();
    if (!client)
      return {};
    TOTE_CHECK(hear());
    const State& state = *journal_.state_;
    // Plugins may have come or gone without a word, and others may have written to the index from
    // an older look at the vault.
    pending_.has_new_configuration |=
        client->identity() != state.plugins.identity().identity || is_elsewhere();
    pending_.needs_scan |=
        index::generation(state.index_directory, state.fingerprint()) != generation_;
    if (!is_clean())
      TOTE_CHECK(take_in());
    if (is_clean() && client->identity() == journal_.state_->plugins.identity().identity)
      client->say_yes();
    return {};
  }

  [[nodiscard]] Result<void> take_in() {
    std::string problem;
    if (std::exchange(pending_.has_new_configuration, false)) {
      TOTE_TRY(problem, open_anew());
    }
    const notes::VaultEvents events = std::exchange(pending_, {});
    State& state = *journal_.state_;
    auto report = events.needs_scan ? state.refresh_all({}) : state.refresh_files(events.files);
    state.index.reset();
    generation_ = index::generation(state.index_directory, state.fingerprint());
    const bool is_done = report && !report->is_stale && !generation_.empty();
    if (!is_done) {
      // Another process writes, the disk is full, or the vault's is missing: the whole is tried
      // again, not too often.
      pending_.needs_scan = true;
      pending_.has_new_configuration = is_elsewhere();
      due_ = latest_ = Clock::now() + longest_wait;
    }
    if (!report) {
      RefreshReport failed;
      failed.problems.push_back(to_string(report.error()));
      report = std::move(failed);
    }
    if (!problem.empty())
      report->problems.push_back(std::move(problem));
    // What is tried again and fails alike is told once.
    if (is_done || report->problems != told_problems_)
      tell_(*report);
    told_problems_ = report->problems;
    return {};
  }

  /// Reads configuration and plugins again. Returns why they cannot be read; then the old ones
  /// hold.
  [[nodiscard]] Result<std::string> open_anew() {
    auto fresh = Journal::open(journal_.state_->options);
    if (!fresh)
      return to_string(fresh.error());
    journal_.state_->end_workers();
    journal_.state_ = std::move(fresh->state_);
    journal_.state_->keeps_workers = true;
    TOTE_CHECK(watch_folder());
    pending_.needs_scan = true;
    return std::string();
  }

  Journal& journal_;
  const std::function<bool()>& keeps_going_;
  const std::function<void(const RefreshReport&)>& tell_;
  std::optional<notes::VaultWatch> vault_;
  std::optional<notes::FolderIdentity> folder_;  ///< that is watched
  std::vector<std::string> told_problems_;
  notes::VaultEvents pending_;
  std::string generation_;  ///< of the index as of the last update
  Clock::time_point due_ = Clock::now();
  Clock::time_point latest_ = due_;
};

Result<void> Journal::watch(const std::function<bool()>& keeps_going,
                            const std::function<void(const RefreshReport&)>& tell) {
  return Watch(*this, keeps_going, tell).run();
}

}  // namespace tote::host
