// SPDX-License-Identifier: GPL-2.0-or-later
// tote is killed, or meets a full disk, at each call that changes the disk: while it builds an
// index, builds one beside the old one, and takes changes in. Whatever is left, readers answer as
// before or as after, and the next command leaves exactly what a new index would hold.
//
// A run tries some of these calls; TOTE_CRASH_EVERY=1 tries each of them.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <random>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"
#include "tests/index/database_dump.h"

namespace tote::crash {
namespace {

namespace fs = std::filesystem;
using host::TempFolder;
using testing::IsEmpty;

enum class Mode { kill, full };

using Dump = std::map<std::string, std::string>;

/// The notes that two indexes do not hold alike.
std::vector<std::string> differences(const Dump& one, const Dump& other) {
  std::vector<std::string> paths;
  for (const auto& [path, text] : one)
    if (const auto same = other.find(path); same == other.end() || same->second != text)
      paths.push_back(path);
  for (const auto& [path, text] : other)
    if (one.find(path) == one.end())
      paths.push_back(path);
  return paths;
}

/// How a run of tote ended.
struct Ending {
  int status = 0;
  std::uint64_t calls = 0;  ///< that change the disk

  [[nodiscard]] bool was_killed() const {
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }

  [[nodiscard]] int code() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
};

class Crash : public testing::Test {
 protected:
  void SetUp() override {
    vault_.write(".tote/config.toml", "");
    for (int i = 0; i < notes_; ++i)
      write_note(i, "first");
  }

  void write_note(int number, std::string_view word) const {
    vault_.write(fmt::format("notes/{:04}.md", number),
                 fmt::format("---\ntype: book\ntitle: Book {0}\nisbn: 0-441-17271-7\n---\n"
                             "{1} word{0} of [[Book {2}]].\n",
                             number, word, number + 1));
  }

  [[nodiscard]] fs::path index() const { return cache_.path() / "index"; }

  /// Runs tote in a process group of its own. Call number `stop_at` (0: none) is the last that
  /// succeeds no more.
  Ending run(const std::vector<std::string>& words, std::uint64_t stop_at = 0,
             Mode mode = Mode::kill, std::chrono::microseconds kill_after = {}) const {
    const auto count = cache_.path() / "count";
    std::ofstream(count, std::ios::binary) << std::string(8, '\0');
    const auto counted = "TOTE_STOPPER_COUNT=" + count.string();
    const auto at = fmt::format("TOTE_STOPPER_AT={}", stop_at);
    // The list of libraries to preload is parted by spaces, and may not quote one in a path.
    const auto stopper = cache_.path() / "stopper.so";
    if (!fs::exists(stopper))
      fs::create_symlink(TOTE_STOPPER, stopper);
    const std::string preload = "LD_PRELOAD=" + stopper.string();
    const std::string plugins = std::string("TOTE_PLUGIN_PATH=") + TOTE_BUILT_PLUGINS;
    std::vector<std::string> environment = {
        counted, at, preload, plugins, "HOME=/nonexistent",
        // The stopper comes before the sanitizer's library, which does not mind.
        "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
        mode == Mode::kill ? "TOTE_STOPPER_MODE=kill" : "TOTE_STOPPER_MODE=full"};
    std::vector<std::string> command = {TOTE_PROGRAM, "--vault", vault_.path().string(), "--index",
                                        index().string()};
    command.insert(command.end(), words.begin(), words.end());
    Ending ending;
    const pid_t pid = spawn(command, environment);
    if (kill_after.count() > 0) {
      std::this_thread::sleep_for(kill_after);
      ::kill(-pid, SIGKILL);
    }
    ::waitpid(pid, &ending.status, 0);
    std::ifstream(count, std::ios::binary)
        .read(reinterpret_cast<char*>(&ending.calls), sizeof ending.calls);
    return ending;
  }

  static pid_t spawn(const std::vector<std::string>& command,
                     const std::vector<std::string>& environment) {
    const auto pointers = [](const std::vector<std::string>& texts) {
      std::vector<char*> result;
      for (const auto& text : texts)
        result.push_back(const_cast<char*>(text.c_str()));
      result.push_back(nullptr);
      return result;
    };
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t pid = -1;
    EXPECT_EQ(::posix_spawn(&pid, command[0].c_str(), &actions, &attributes,
                            pointers(command).data(), pointers(environment).data()),
              0);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return pid;
  }

  /// What a new index of the vault as it is now holds.
  [[nodiscard]] Dump fresh() const {
    const Crash other_cache(vault_);
    EXPECT_EQ(other_cache.run({"status"}).code(), 0);
    return index::dump_by_path(other_cache.index());
  }

  [[nodiscard]] Dump indexed() const { return index::dump_by_path(index()); }

  /// Goes through calls 1, 1 + step, … of what `prepare` and then `words` do, and stops there.
  void stop_everywhere(Mode mode, const std::function<void()>& prepare,
                       const std::vector<std::string>& words) {
    prepare();
    const std::uint64_t calls = run(words).calls;
    ASSERT_GT(calls, 5u) << "the stopper does not see what tote does";
    const auto after = fresh();
    ASSERT_THAT(differences(indexed(), after), IsEmpty());
    const char* every = std::getenv("TOTE_CRASH_EVERY");
    const std::uint64_t step =
        every != nullptr ? std::max(1, std::atoi(every)) : std::max<std::uint64_t>(1, calls / 5);
    for (std::uint64_t at = 1; at <= calls; at += step) {
      SCOPED_TRACE(fmt::format("stopped at call {} of {}", at, calls));
      prepare();
      const auto before = indexed();
      const auto ending = run(words, at, mode);
      if (mode == Mode::kill)
        EXPECT_TRUE(ending.was_killed()) << ending.status;
      else
        EXPECT_THAT(ending.code(), testing::AnyOf(0, 1, 2, 3))
            << "a full disk is no reason to crash";
      // Without a refresh: from the last commit, if there is one.
      const auto left = indexed();
      EXPECT_TRUE(left == before || left == after);
      EXPECT_EQ(run({"search", "word7"}).code(), 0);
      ASSERT_THAT(differences(indexed(), after), IsEmpty());
    }
  }

  void drop() const {
    std::error_code ignored;
    fs::remove_all(index(), ignored);
  }

  int notes_ = 20;
  TempFolder own_vault_;
  const TempFolder& vault_ = own_vault_;
  TempFolder cache_;

 public:
  Crash() = default;

  /// The same vault with another cache.
  explicit Crash(const TempFolder& vault) : vault_(vault) {}

  void TestBody() override {}
};

class CrashInABuild : public Crash {
 protected:
  CrashInABuild() { notes_ = 520; }
};

TEST_F(CrashInABuild, FromNothingKilled) {
  stop_everywhere(Mode::kill, [&] { drop(); }, {"status"});
}

TEST_F(CrashInABuild, FromNothingOnAFullDisk) {
  stop_everywhere(Mode::full, [&] { drop(); }, {"status"});
}

TEST_F(CrashInABuild, BesideTheOldIndexKilled) {
  stop_everywhere(Mode::kill,
                  [&] {
                    vault_.write(".tote/config.toml", "");
                    ASSERT_EQ(run({"status"}).code(), 0);
                    vault_.write(".tote/config.toml", "[plugins]\ndisabled = [\"tote.links\"]\n");
                  },
                  {"status"});
}

TEST_F(CrashInABuild, InReindexKilled) {
  stop_everywhere(Mode::kill, [&] { ASSERT_EQ(run({"status"}).code(), 0); }, {"reindex"});
}

class CrashInAnUpdate : public Crash {
 protected:
  /// An index of the first state, and a vault of the second.
  void prepare() const {
    for (const int number : {3, 4, 5})
      write_note(number, "first");
    write_note(2, "first");
    fs::remove(vault_.path() / "notes" / "0100.md");
    ASSERT_EQ(run({"status"}).code(), 0);
    for (const int number : {3, 4, 5})
      write_note(number, "second");
    fs::remove(vault_.path() / "notes" / "0002.md");
    write_note(100, "new");
  }
};

TEST_F(CrashInAnUpdate, Killed) {
  stop_everywhere(Mode::kill, [&] { prepare(); }, {"status"});
}

TEST_F(CrashInAnUpdate, OnAFullDisk) {
  stop_everywhere(Mode::full, [&] { prepare(); }, {"status"});
}

TEST_F(CrashInAnUpdate, OfAFirstSmallIndexKilled) {
  stop_everywhere(Mode::kill, [&] { drop(); }, {"status"});
}

/// TOTE_CRASH_RANDOM says how often.
TEST_F(CrashInAnUpdate, KilledAtAnyMoment) {
  const char* wanted = std::getenv("TOTE_CRASH_RANDOM");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 12;
  std::mt19937 random(20261122);
  ASSERT_EQ(run({"status"}).code(), 0);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(fmt::format("round {}", round));
    for (int i = 0; i < 5; ++i)
      write_note(static_cast<int>(random() % 30), fmt::format("round{}", round));
    fs::remove(vault_.path() / fmt::format("notes/{:04}.md", 8 + random() % 20));
    (void)run({"status"}, 0, Mode::kill, std::chrono::microseconds(1 + random() % 60'000));
    EXPECT_EQ(run({"search", "word7"}).code(), 0);
    ASSERT_THAT(differences(indexed(), fresh()), IsEmpty());
  }
}

class DamagedIndex : public Crash {
 protected:
  /// The files of the index, databases and what is beside them.
  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(index()))
      if (entry.is_regular_file())
        found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
  }

  /// Changes some bytes, cuts the end off, empties, removes or overwrites the file.
  void damage(const fs::path& file) {
    const auto size = fs::file_size(file);
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    switch (random_() % 5) {
      case 0:
        for (int i = 0; i < 8 && size > 0; ++i) {
          bytes.seekp(static_cast<std::streamoff>(random_() % size));
          bytes.put(static_cast<char>(random_()));
        }
        break;
      case 1:
        fs::resize_file(file, size == 0 ? 0 : random_() % size);
        break;
      case 2:
        fs::resize_file(file, 0);
        break;
      case 3:
        fs::remove(file);
        break;
      default:
        for (std::uintmax_t i = 0; i < size; ++i)
          bytes.put(static_cast<char>(random_()));
    }
  }

  std::mt19937 random_{20261122};
};

/// TOTE_DAMAGE_ROUNDS says how often.
TEST_F(DamagedIndex, IsNoticedAndBuiltAnew) {
  ASSERT_EQ(run({"status"}).code(), 0);
  const auto after = fresh();
  const char* wanted = std::getenv("TOTE_DAMAGE_ROUNDS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 25;
  for (int round = 0; round < rounds; ++round) {
    const auto all = files();
    const auto file = all[random_() % all.size()];
    SCOPED_TRACE(fmt::format("round {}: {}", round, file.string()));
    // The file system's clock has to tick.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    damage(file);
    EXPECT_EQ(run({"search", "word7"}).code(), 0);
    ASSERT_THAT(differences(indexed(), after), IsEmpty());
  }
}

TEST_F(DamagedIndex, OfAnotherVersionIsBuiltAnew) {
  ASSERT_EQ(run({"status"}).code(), 0);
  const auto after = fresh();
  for (const char* version : {"1", "9999", ""}) {
    index::set_format(index(), version);
    EXPECT_EQ(run({"search", "word7"}).code(), 0);
    ASSERT_THAT(differences(indexed(), after), IsEmpty());
  }
}

}  // namespace
}  // namespace tote::crash
