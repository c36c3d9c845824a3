// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/note_intake.h"

#include <chrono>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

namespace tote::host {
namespace {

/// Notes in one run of a Builder: as few as keep the cost of starting and merging runs low.
constexpr std::size_t notes_per_run = 500;
constexpr std::uint64_t bytes_per_run = 8u << 20;
/// Runs that wait for plugins at a time.
constexpr std::size_t max_open_runs = 4;

notes::Diagnostic unreadable(Error error) {
  return {notes::Diagnostic::Severity::error, "not-readable", std::move(error.message), {}};
}

/// Reads all files in their order, in runs; a run goes to the builder when the plugins are done
/// with all its notes.
class FullIntake {
 public:
  FullIntake(const Intake& intake, index::Builder& builder) : intake_(intake), builder_(builder) {}

  [[nodiscard]] Result<void> run(const std::vector<notes::VaultFile>& files) {
    total_ = files.size();
    for (const auto& file : files) {
      if (!intake_.goes_on(done_, total_))
        return stop();
      TOTE_CHECK(take(file));
    }
    close_run();
    TOTE_CHECK(hand_on(0));
    TOTE_CHECK(intake_.check_folder());
    TOTE_TRY(const bool is_done,
             builder_.finish([this] { return intake_.goes_on(done_, total_); }));
    if (!is_done)
      return stop();
    intake_.report.indexed = done_;
    return {};
  }

 private:
  struct Run {
    std::vector<index::BuildFile> files;
    std::uint64_t bytes = 0;
    std::size_t waiting = 0;  ///< notes that are with the plugins
    bool is_closed = false;
  };

  /// Where a note that is with the plugins belongs.
  struct Place {
    std::uint64_t run;
    std::size_t position;
  };

  [[nodiscard]] Result<void> stop() {
    intake_.report.was_cancelled = true;
    return {};
  }

  [[nodiscard]] Result<void> take(const notes::VaultFile& file) {
    if (runs_.empty() || runs_.back().is_closed)
      runs_.emplace_back();
    Run& run = runs_.back();
    // Before it is read: what is written from now on gets a new time.
    const notes::VaultFile taken_file = settled(file);
    auto source = notes::read_file(intake_.vault, file.path);
    if (!source && source.error().code == ErrorCode::not_found)
      return {};  // Deleted since the scan.
    index::BuildFile& taken = run.files.emplace_back();
    taken.file = taken_file;
    if (!source) {
      intake_.report.problems.push_back(to_string(source.error()));
      taken.unreadable = unreadable(std::move(source).error());
    } else {
      taken.source = *std::move(source);
      run.bytes += taken.source.size();
      if (intake_.pool.wants(notes::read_type(file.path, taken.source, intake_.read_options)))
        submit(run);
      else
        intake_.pool.forget(file.path);
    }
    if (run.files.size() >= notes_per_run || run.bytes >= bytes_per_run)
      close_run();
    return hand_on(max_open_runs);
  }

  void submit(Run& run) {
    const auto id = next_id_++;
    const index::BuildFile& file = run.files.back();
    places_.emplace(id, Place{first_run_ + runs_.size() - 1, run.files.size() - 1});
    ++run.waiting;
    intake_.pool.submit(id, file.file.path, file.source);
  }

  void close_run() {
    if (!runs_.empty())
      runs_.back().is_closed = true;
  }

  /// Takes in what plugins have answered and hands runs on that are whole; while more than
  /// `max_open` runs are open it waits for the plugins.
  [[nodiscard]] Result<void> hand_on(std::size_t max_open) {
    for (;;) {
      while (auto outcome = intake_.pool.ready())
        take_in(*std::move(outcome));
      while (!runs_.empty() && runs_.front().is_closed && runs_.front().waiting == 0)
        TOTE_CHECK(hand_on_first());
      if (runs_.size() <= max_open)
        return {};
      auto outcome = intake_.pool.wait();
      if (!outcome)
        return fail(ErrorCode::internal, "the plugin workers lost a note");
      take_in(*std::move(outcome));
    }
  }

  [[nodiscard]] Result<void> hand_on_first() {
    Run run = std::move(runs_.front());
    runs_.pop_front();
    ++first_run_;
    done_ += run.files.size();
    return builder_.add_run(std::move(run.files));
  }

  void take_in(worker::Outcome outcome) {
    const auto found = places_.find(outcome.id);
    if (found == places_.end())
      return;
    Run& run = runs_[found->second.run - first_run_];
    run.files[found->second.position].plugin_facts = std::move(outcome.facts);
    --run.waiting;
    places_.erase(found);
  }

  const Intake& intake_;
  index::Builder& builder_;
  std::deque<Run> runs_;
  std::uint64_t first_run_ = 0;
  std::unordered_map<std::uint64_t, Place> places_;
  std::uint64_t next_id_ = 1;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

/// Takes changed files to the index, those with plugin code by way of the workers.
class ChangesIntake {
 public:
  ChangesIntake(const Intake& intake, index::Updater& updater)
      : intake_(intake), updater_(updater) {}

  [[nodiscard]] Result<void> run(const index::Changes& changes) {
    RefreshReport& report = intake_.report;
    for (const auto& path : changes.removed) {
      TOTE_CHECK(updater_.remove(path));
      ++report.removed;
    }
    const std::uint64_t total = changes.changed.size();
    for (const auto& file : changes.changed) {
      if (!intake_.goes_on(report.indexed, total)) {
        report.was_cancelled = true;
        break;
      }
      TOTE_CHECK(take(file));
      while (auto outcome = intake_.pool.ready())
        TOTE_CHECK(finish(*std::move(outcome)));
    }
    while (auto outcome = intake_.pool.wait())
      TOTE_CHECK(finish(*std::move(outcome)));
    (void)intake_.goes_on(report.indexed, total);
    // Half a rebuild must not take the place of the old index.
    const bool is_for_nothing = report.was_cancelled && !report.rebuild_reason.empty();
    TOTE_CHECK(intake_.check_folder());
    return is_for_nothing ? Result<void>() : updater_.commit();
  }

 private:
  /// A note that waits for the plugins.
  struct Pending {
    notes::Note note;
    notes::VaultFile file;
  };

  [[nodiscard]] Result<void> take(const notes::VaultFile& scanned) {
    const notes::VaultFile file = settled(scanned);
    auto source = notes::read_file(intake_.vault, file.path);
    if (!source)
      return leave_out(file, std::move(source).error());
    TOTE_TRY(const bool is_same, updater_.keep_if_same(file, *source));
    if (is_same)
      return {};
    auto note = notes::read_note(file.path, *std::move(source), intake_.read_options);
    if (!intake_.pool.wants(note.type)) {
      intake_.pool.forget(file.path);
      return put(note, file, {});
    }
    const auto id = next_id_++;
    intake_.pool.submit(id, note.path, note.source);
    pending_.emplace(id, Pending{std::move(note), file});
    return {};
  }

  [[nodiscard]] Result<void> finish(worker::Outcome outcome) {
    const auto found = pending_.find(outcome.id);
    if (found == pending_.end())
      return {};
    const auto [note, file] = std::move(found->second);
    pending_.erase(found);
    return put(note, file, std::move(outcome.facts));
  }

  [[nodiscard]] Result<void> put(const notes::Note& note, const notes::VaultFile& file,
                                 index::Facts facts) {
    ++intake_.report.indexed;
    return updater_.put(note, file, std::move(facts));
  }

  [[nodiscard]] Result<void> leave_out(const notes::VaultFile& file, Error error) {
    // Deleted since the scan: the next refresh will not see it.
    if (error.code == ErrorCode::not_found)
      return updater_.remove(file.path);
    intake_.report.problems.push_back(to_string(error));
    return updater_.put_unreadable(file, unreadable(std::move(error)));
  }

  const Intake& intake_;
  index::Updater& updater_;
  std::unordered_map<std::uint64_t, Pending> pending_;
  std::uint64_t next_id_ = 1;
};

}  // namespace

Result<void> Intake::check_folder() const {
  if (notes::identity_of(vault) == folder)
    return {};
  return fail(ErrorCode::io,
              "the vault was taken away or replaced while it was read: is its disk "
              "there?",
              SourcePlace{vault.string()});
}

Result<void> build_all(const Intake& intake, index::Builder& builder,
                       const std::vector<notes::VaultFile>& files) {
  return FullIntake(intake, builder).run(files);
}

Result<void> update(const Intake& intake, index::Updater& updater, const index::Changes& changes) {
  return ChangesIntake(intake, updater).run(changes);
}

notes::VaultFile settled(notes::VaultFile file) {
  using std::chrono::nanoseconds;
  // The kernel's clock for files ticks 100 to 1000 times a second; FAT's goes in steps of 2 s, and
  // shows that by whole seconds.
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t step = file.mtime_ns % second == 0 ? 2 * second : second / 50;
  const std::int64_t now =
      std::chrono::duration_cast<nanoseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count();
  constexpr std::int64_t no_time = INT64_MIN;
  if (file.mtime_ns <= now && file.mtime_ns > now - step)
    file.mtime_ns = no_time;
  return file;
}

}  // namespace tote::host
