// SPDX-License-Identifier: GPL-2.0-or-later
// tote is killed, or meets a full disk, at each call that changes the disk: while it builds an
// index, builds one beside the old one, merges and puts it in its place, and takes changes in.
// Whatever is left, readers answer as before or as after, and the next command leaves exactly what
// a new index would hold, and nothing else.
//
// A run tries some of these calls; TOTE_CRASH_EVERY=1 tries each of them, from number
// TOTE_CRASH_FIRST on.
#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/tote_on_disk.h"

namespace tote::crash {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::ElementsAre;
using testing::IsEmpty;

enum class Mode { kill, full };

/// From so many notes on an index is built in runs, by several processes.
constexpr int many_notes = 520;
constexpr int few_notes = 20;

void copy_with_times(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    struct stat info {};

    ASSERT_EQ(::lstat(entry.path().c_str(), &info), 0);
    const timespec times[2] = {info.st_atim, info.st_mtim};
    const auto copy = to / entry.path().lexically_relative(from);
    ASSERT_EQ(::utimensat(AT_FDCWD, copy.c_str(), times, AT_SYMLINK_NOFOLLOW), 0);
  }
}

class Crash : public ToteOnDisk {
 protected:
  enum class Part { all, from_merge };

  /// Goes through calls of `words`, of which some are usually enough, and stops there. The vault
  /// and the index, or that there is none, are before each as they are now.
  void stop_everywhere(Mode mode, const std::vector<std::string>& words, Part part = Part::all,
                       int usual_points = 5) {
    const auto kept = cache_.path() / "kept";
    const bool has_index = fs::exists(index_);
    if (has_index)
      copy_with_times(index_, kept);
    const auto before = has_index ? indexed() : Dump();
    const auto whole = run(words);
    ASSERT_GT(whole.calls, 5U) << "the stopper does not see what tote does";
    const auto after = fresh();
    ASSERT_THAT(differences(indexed(), after), IsEmpty());
    const auto first = part == Part::all ? 1 : whole.calls_before_merge;
    ASSERT_GT(first, 0U) << "nothing was merged";
    const auto usual_step = std::max<std::uint64_t>(1, (whole.calls - first) / usual_points);
    const auto step = effort("TOTE_CRASH_EVERY", static_cast<int>(usual_step));
    int count = 0;
    const auto begin =
        static_cast<std::uint64_t>(effort("TOTE_CRASH_FIRST", static_cast<int>(first)));
    for (auto at = begin; at <= whole.calls; at += static_cast<std::uint64_t>(step)) {
      SCOPED_TRACE(fmt::format("stopped at call {} of {}", at, whole.calls));
      fs::remove_all(index_);
      if (has_index)
        copy_with_times(kept, index_);
      stop(mode, words, at, before, after);
      if (HasFatalFailure())
        return;
      ++count;
    }
    std::cout << fmt::format("stopped at {} of calls {} to {}\n", count, begin, whole.calls);
  }

 private:
  void stop(Mode mode, const std::vector<std::string>& words, std::uint64_t at, const Dump& before,
            const Dump& after) {
    const auto ending = run(words, {.stop_at = at, .is_disk_full = mode == Mode::full});
    if (mode == Mode::kill)
      EXPECT_TRUE(ending.was_killed()) << ending.status;
    else
      EXPECT_THAT(ending.code(), AnyOf(0, 1, 2, 3)) << "a full disk is no reason to crash";
    // Without a refresh: from the last commit, if there is one.
    const auto left = indexed();
    EXPECT_TRUE(left == before || left == after);
    const auto next = run({"search", "word7"});
    EXPECT_EQ(next.code(), 0) << next.error;
    ASSERT_THAT(differences(indexed(), after), IsEmpty()) << next.error;
    auto names = names_in_index();
    for (const auto* small : {"plugin-failures.json", "plugins", "plugins.new", "current.new"})
      names.erase(small);
    EXPECT_THAT(names, ElementsAre("current", testing::StartsWith("db."), "lock"))
        << "what was under way is left for good";
  }
};

class CrashInABuild : public Crash {
 protected:
  CrashInABuild() { write_notes(many_notes, "first"); }
};

TEST_F(CrashInABuild, FromNothingKilled) {
  stop_everywhere(Mode::kill, {"status"});
}

TEST_F(CrashInABuild, FromNothingOnAFullDisk) {
  stop_everywhere(Mode::full, {"status"});
}

TEST_F(CrashInABuild, BesideTheOldIndexKilled) {
  ASSERT_EQ(run({"status"}).code(), 0);
  write(".tote/config.toml", "[plugins]\ndisabled = [\"tote.links\"]\n");
  stop_everywhere(Mode::kill, {"status"});
}

TEST_F(CrashInABuild, InReindexKilled) {
  ASSERT_EQ(run({"status"}).code(), 0);
  stop_everywhere(Mode::kill, {"reindex"});
}

/// From where the parts are merged to where the new index is in its place and the old one gone.
class CrashInAMerge : public Crash {
 protected:
  CrashInAMerge() {
    write_notes(few_notes, "first");
    EXPECT_EQ(run({"status"}).code(), 0);
    write_note(3, "second");
  }
};

TEST_F(CrashInAMerge, Killed) {
  stop_everywhere(Mode::kill, {"reindex"}, Part::from_merge, 20);
}

TEST_F(CrashInAMerge, OnAFullDisk) {
  stop_everywhere(Mode::full, {"reindex"}, Part::from_merge, 20);
}

class CrashInAnUpdate : public Crash {
 protected:
  CrashInAnUpdate() { write_notes(few_notes, "first"); }

  /// An index of the first state, and a vault of the second.
  void prepare() const {
    ASSERT_EQ(run({"status"}).code(), 0);
    for (const int number : {3, 4, 5})
      write_note(number, "second");
    fs::remove(vault_ / name_of(2));
    write_note(100, "new");
  }
};

TEST_F(CrashInAnUpdate, Killed) {
  prepare();
  stop_everywhere(Mode::kill, {"status"});
}

TEST_F(CrashInAnUpdate, OnAFullDisk) {
  prepare();
  stop_everywhere(Mode::full, {"status"});
}

TEST_F(CrashInAnUpdate, OfAFirstSmallIndexKilled) {
  stop_everywhere(Mode::kill, {"status"});
}

/// TOTE_CRASH_RANDOM says how often.
TEST_F(CrashInAnUpdate, KilledAtAnyMoment) {
  std::mt19937 random(20261122);
  ASSERT_EQ(run({"status"}).code(), 0);
  const int rounds = effort("TOTE_CRASH_RANDOM", 12);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(fmt::format("round {}", round));
    for (int i = 0; i < 5; ++i)
      write_note(static_cast<int>(random() % 30), fmt::format("round{}", round));
    fs::remove(vault_ / name_of(static_cast<int>(8 + random() % 20)));
    const auto running = start({"status"});
    std::this_thread::sleep_for(std::chrono::microseconds(1 + random() % 60'000));
    ::kill(-running.pid, SIGKILL);
    (void)wait(running);
    EXPECT_EQ(run({"search", "word7"}).code(), 0);
    ASSERT_THAT(differences(indexed(), fresh()), IsEmpty());
  }
}

}  // namespace
}  // namespace tote::crash
