// SPDX-License-Identifier: GPL-2.0-or-later
// What is around tote misbehaves: folders that are read only, notes that may not be read or change
// while they are, disks that are full or gone, other processes at the same index. Answers are right
// as far as they can be, and what they lack is told.
#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/own_mounts.h"
#include "tests/crash/tote_on_disk.h"

namespace tote::crash {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::AnyOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr auto writable = fs::perms::owner_all;
constexpr auto read_only = fs::perms::owner_read | fs::perms::owner_exec;
constexpr Fate like_user{.is_like_user = true};

class Surroundings : public ToteOnDisk {
 protected:
  Surroundings() {
    write_notes(20, "first");
    // A note that was written a moment ago is read once more by the next command.
    std::this_thread::sleep_for(std::chrono::milliseconds(40));
  }

  /// Takes the right to write away from all that is there and below, or gives it back.
  static void let_write(const fs::path& place, bool is_to) {
    const auto let = [&](const fs::path& path) {
      fs::permissions(path, is_to ? writable : read_only);
    };
    let(place);
    for (const auto& entry : fs::recursive_directory_iterator(place))
      let(entry.path());
  }

  void index_all() const { ASSERT_EQ(run({"status"}).code(), 0); }

  void expect_found(int number, std::string_view word, Fate fate = {}) const {
    const auto ending = run({"search", std::string(word)}, fate);
    EXPECT_EQ(ending.code(), 0) << ending.error;
    EXPECT_THAT(ending.out, HasSubstr(name_of(number)));
  }
};

TEST_F(Surroundings, ACacheThatIsReadOnlyAnswersAsFarAsItGoes) {
  index_all();
  let_write(index_, false);
  auto ending = run({"search", "word7"}, like_user);
  EXPECT_EQ(ending.code(), 0);
  EXPECT_THAT(ending.out, HasSubstr(name_of(7)));
  EXPECT_THAT(ending.error, IsEmpty());
  write_note(8, "second");
  ending = run({"search", "word7"}, like_user);
  let_write(index_, true);
  EXPECT_EQ(ending.code(), 0);
  EXPECT_THAT(ending.out, HasSubstr(name_of(7)));
  EXPECT_THAT(ending.error, AllOf(HasSubstr("the index is not up to date"),
                                  HasSubstr("Permission denied"), HasSubstr(index_.string())));
  expect_found(8, "second");
}

TEST_F(Surroundings, ACacheThatIsReadOnlyAndEmptySaysWhatToDo) {
  const auto folder = cache_.path() / "closed";
  fs::create_directory(folder);
  fs::permissions(folder, read_only);
  index_ = folder / "index";
  const auto ending = run({"search", "word7"}, like_user);
  fs::permissions(folder, writable);
  EXPECT_EQ(ending.code(), 2);
  EXPECT_THAT(ending.error, AllOf(HasSubstr("Permission denied"), HasSubstr(index_.string()),
                                  HasSubstr("--index")));
}

TEST_F(Surroundings, AVaultThatIsReadOnlyIsAsked) {
  let_write(vault_, false);
  expect_found(7, "word7", like_user);
  const auto ending = run({"set", "Book 7", "isbn", "0-14-044913-7"}, like_user);
  const auto created = run({"new", "book", "Another"}, like_user);
  let_write(vault_, true);
  EXPECT_EQ(ending.code(), 2);
  EXPECT_THAT(ending.error, HasSubstr("read-only"));
  EXPECT_EQ(created.code(), 2);
  EXPECT_THAT(created.error, HasSubstr("Permission denied"));
}

TEST_F(Surroundings, ANoteThatMayNotBeReadIsTold) {
  index_all();
  const auto note = vault_ / name_of(7);
  fs::permissions(note, fs::perms::none);
  auto ending = run({"search", "first"}, like_user);
  EXPECT_EQ(ending.code(), 0);
  EXPECT_THAT(ending.out, Not(HasSubstr(name_of(7))));
  EXPECT_THAT(ending.error, HasSubstr(name_of(7) + ": cannot be read (check its permissions)"));
  // Told once; whoever asks hears it again.
  EXPECT_THAT(run({"search", "first"}, like_user).error, IsEmpty());
  EXPECT_THAT(run({"status"}, like_user).out, HasSubstr(name_of(7)));
  fs::permissions(note, writable);
  expect_found(7, "word7", like_user);
}

TEST_F(Surroundings, AFolderThatMayNotBeReadIsTold) {
  index_all();
  fs::permissions(vault_ / "notes", fs::perms::none);
  EXPECT_THAT(run({"search", "word7"}, like_user).error,
              HasSubstr("notes: no note of the vault can be read: check the permissions"));
  write("open.md", "An open word7.\n");
  const auto ending = run({"search", "word7"}, like_user);
  fs::permissions(vault_ / "notes", writable);
  EXPECT_EQ(ending.code(), 0);
  EXPECT_THAT(ending.out, AllOf(HasSubstr("open.md"), Not(HasSubstr(name_of(7)))));
  EXPECT_THAT(ending.error, HasSubstr("notes: cannot be read (check its permissions)"));
  expect_found(7, "word7", like_user);
}

/// A process that does something again and again until the test ends it.
class Busy {
 public:
  template <class Action>
  explicit Busy(Action action) : pid_(::fork()) {
    if (pid_ != 0)
      return;
    for (int round = 0;; ++round)
      act(action, round);
  }

  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;

  ~Busy() { end(); }

  void end() {
    if (pid_ <= 0)
      return;
    ::kill(pid_, SIGKILL);
    ::waitpid(std::exchange(pid_, -1), nullptr, 0);
    // A run that it had started goes on, and comes to this process.
    while (::waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
    }
  }

 private:
  /// What goes wrong ends the process here, not in the test of which it is a copy.
  template <class Action>
  static void act(Action action, int round) noexcept {
    action(round);
  }

  pid_t pid_;
};

TEST_F(Surroundings, NotesThatChangeWhileTheyAreReadAreRightInTheEnd) {
  index_all();
  const int rounds = effort("TOTE_BUSY_ROUNDS", 15);
  Busy writer([this](int round) {
    const auto word = fmt::format("round{}", round);
    // Written over in two steps, as careless programs do; and put in its place whole.
    const auto file = vault_ / name_of(3);
    std::ofstream(file, std::ios::binary) << "Half of " << word;
    std::ofstream(file, std::ios::binary | std::ios::app) << " and the other half " << word << '\n';
    write("notes/next", word + " is whole\n");
    fs::rename(vault_ / "notes/next", vault_ / name_of(4));
    fs::remove(vault_ / name_of(5));
    write_note(5, word);
  });
  for (int round = 0; round < rounds; ++round) {
    const auto ending = run({"search", "word7"});
    EXPECT_EQ(ending.code(), 0) << ending.error;
    EXPECT_THAT(ending.out, HasSubstr(name_of(7)));
  }
  writer.end();
  EXPECT_EQ(run({"search", "word7"}).code(), 0);
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
}

TEST_F(Surroundings, OthersAnswerFromTheLastCommitWhileOneUpdates) {
  index_all();
  const int rounds = effort("TOTE_BUSY_ROUNDS", 15);
  Busy writer([this](int round) {
    write_note(100 + round % 50, fmt::format("round{}", round));
    (void)run({round % 10 == 9 ? "reindex" : "status"});
  });
  for (int round = 0; round < rounds; ++round) {
    std::vector<Run> readers;
    for (const char* word : {"word7", "word8", "word9"})
      readers.push_back(start({"search", word}));
    int number = 7;
    for (const Run& reader : readers) {
      const auto ending = wait(reader);
      EXPECT_EQ(ending.code(), 0) << ending.error;
      EXPECT_THAT(ending.out, HasSubstr(name_of(number++)));
      EXPECT_THAT(ending.error, AnyOf(IsEmpty(), HasSubstr("another tote is updating the index")));
    }
  }
  writer.end();
  (void)run({"search", "word7"});
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
}

TEST_F(Surroundings, AClockThatIsSetBackHidesNoChange) {
  Fate ahead;
  ahead.clock_ahead = std::chrono::hours(3);
  const auto in_three_hours = fs::file_time_type::clock::now() + ahead.clock_ahead;
  for (const int number : {7, 8, 9})
    fs::last_write_time(vault_ / name_of(number), in_three_hours);
  ASSERT_EQ(run({"status"}, ahead).code(), 0);
  // Other words as long as those before: 7 gets the time of today, 8 keeps one that is yet to come.
  write_note(7, "third");
  write_note(8, "third");
  fs::last_write_time(vault_ / name_of(8), in_three_hours + std::chrono::seconds(1));
  const auto ending = run({"search", "third"});
  EXPECT_THAT(ending.out, AllOf(HasSubstr(name_of(7)), HasSubstr(name_of(8)))) << ending.error;
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
  // And forth again.
  write_note(9, "forth");
  EXPECT_THAT(run({"search", "forth"}, ahead).out, HasSubstr(name_of(9)));
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
}

TEST_F(Surroundings, TimesFarFromTodayHideNoChange) {
  // 1901, 1969, 1970, 2262 where nanoseconds go round, and 2400.
  const std::vector<std::time_t> times = {-2'147'385'600, -1, 0, 9'223'372'037, 13'569'465'600};
  const auto write_all = [&](const std::string& word) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      const auto path = vault_ / name_of(static_cast<int>(i));
      write_note(static_cast<int>(i), word);
      const timespec both[2] = {{times[i], 0}, {times[i], 0}};
      ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), both, 0), 0);
    }
  };
  write_all("ancient");
  index_all();
  write_all("remote");
  const auto found = run({"search", "remote"});
  for (std::size_t i = 0; i < times.size(); ++i)
    EXPECT_THAT(found.out, HasSubstr(name_of(static_cast<int>(i)))) << found.error;
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
}

/// TOTE_MANY_NOTES says how many.
TEST_F(Surroundings, ManyNotesThatAreGoneAtOnceAreGone) {
  const int many = effort("TOTE_MANY_NOTES", 2500);
  for (int number = 0; number < many; ++number)
    write(fmt::format("many/{}/{}.md", number % 100, number), fmt::format("gone{}\n", number));
  index_all();
  fs::remove_all(vault_ / "many");
  const auto ending = run({"search", "gone1"});
  EXPECT_EQ(ending.code(), 1) << ending.error;
  expect_found(7, "word7");
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
}

/// The vault is on a disk of its own.
class VaultOnADisk : public ToteOnDisk {
 protected:
  void SetUp() override {
    if (const auto reason = enter_own_mounts(); !reason.empty())
      GTEST_SKIP() << reason;
    mount_point_ = cache_.path() / "vault";
    fs::create_directory(mount_point_);
  }

  void come() const { ASSERT_TRUE(mount_folder(vault_folder_.path(), mount_point_)); }

  void go() const { ASSERT_TRUE(unmount(mount_point_)); }

  fs::path mount_point_;
};

TEST_F(VaultOnADisk, ThatIsGoneKeepsItsIndex) {
  // The settings go with the disk: what is left is a folder without any.
  write(".tote/config.toml", "[plugins]\ndisabled = [\"tote.links\"]\n");
  write_notes(20, "first");
  vault_ = mount_point_;
  come();
  ASSERT_EQ(run({"status"}).code(), 0);
  const auto right = indexed();
  go();
  for (const char* command : {"search", "ask"}) {
    const auto ending = run({command, "word7"});
    EXPECT_EQ(ending.code(), 0) << ending.error;
    EXPECT_THAT(ending.out, HasSubstr(name_of(7)));
    EXPECT_THAT(ending.error, HasSubstr("is a disk missing?"));
  }
  EXPECT_EQ(indexed(), right);
  fs::remove(mount_point_);
  const auto ending = run({"search", "word7"});
  EXPECT_EQ(ending.code(), 2);
  EXPECT_THAT(ending.error, HasSubstr("is a disk missing?"));
  fs::create_directory(mount_point_);
  come();
  EXPECT_THAT(run({"search", "word7"}).error, IsEmpty());
  EXPECT_EQ(indexed(), right);
}

/// TOTE_CRASH_RANDOM says how often.
TEST_F(VaultOnADisk, ThatGoesInTheMiddleLosesNothing) {
  write_notes(600, "first");
  vault_ = mount_point_;
  come();
  ASSERT_EQ(run({"status"}).code(), 0);
  const int rounds = effort("TOTE_CRASH_RANDOM", 8);
  for (int round = 0; round < rounds; ++round) {
    SCOPED_TRACE(fmt::format("round {}", round));
    const auto before = indexed();
    write_notes(300, fmt::format("round{}", round));
    // Each third time all is built anew.
    write(".tote/config.toml", round % 3 == 2 ? "[plugins]\ndisabled = [\"tote.links\"]\n" : "");
    const auto after = fresh();
    const auto running = start({"search", "word7"});
    std::this_thread::sleep_for(std::chrono::milliseconds(10 + 40 * round));
    go();
    const auto ending = wait(running);
    EXPECT_THAT(ending.code(), AnyOf(0, 1, 2)) << ending.status << ending.error;
    const auto left = indexed();
    EXPECT_TRUE(left == before || left == after) << ending.error;
    come();
    EXPECT_EQ(run({"search", "word7"}).code(), 0);
    ASSERT_THAT(differences(indexed(), after), IsEmpty());
  }
}

TEST_F(VaultOnADisk, ThatComesBackIsWatchedAgain) {
  write_notes(20, "first");
  vault_ = mount_point_;
  come();
  ASSERT_EQ(run({"status"}).code(), 0);
  go();
  const auto watch = start({"watch"});
  const auto is_heard = [&] {
    for (int attempt = 0; attempt < 100; ++attempt) {
      if (fs::exists(index_ / "watch"))
        return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
  };
  EXPECT_TRUE(is_heard());
  EXPECT_THAT(run({"search", "word7"}).error, HasSubstr("is a disk missing?"));
  come();
  EXPECT_THAT(run({"search", "word7"}).error, IsEmpty());
  write_note(7, "second");
  EXPECT_THAT(run({"search", "second"}).out, HasSubstr(name_of(7)));
  go();
  EXPECT_THAT(run({"search", "word7"}).error, HasSubstr("is a disk missing?"));
  ::kill(watch.pid, SIGINT);
  const auto ending = wait(watch);
  EXPECT_EQ(ending.code(), 0) << ending.error;
}

/// Leaves so much of the disk free that `filler` is written to.
void fill_disk(const fs::path& filler, int kilobytes_left) {
  const auto free = static_cast<int>(fs::space(filler.parent_path()).available / 1024);
  std::ofstream(filler) << std::string(
      static_cast<std::size_t>(std::max(0, free - kilobytes_left)) * 1024, 'x');
}

/// The index is on a small disk.
class IndexOnASmallDisk : public ToteOnDisk {
 protected:
  void SetUp() override {
    if (const auto reason = enter_own_mounts(); !reason.empty())
      GTEST_SKIP() << reason;
    const auto disk = cache_.path() / "small";
    fs::create_directory(disk);
    constexpr int kilobytes = 1500;
    ASSERT_TRUE(mount_disk(disk, kilobytes));
    index_ = disk / "index";
  }
};

TEST_F(IndexOnASmallDisk, AnswersFromWhatItHasWhenItIsFull) {
  write_notes(20, "first");
  ASSERT_EQ(run({"status"}).code(), 0);
  write_notes(3000, "second");
  const auto ending = run({"search", "word7"});
  EXPECT_EQ(ending.code(), 0) << ending.error;
  EXPECT_THAT(ending.out, HasSubstr(name_of(7)));
  EXPECT_THAT(ending.error, AllOf(HasSubstr("the index is not up to date"),
                                  HasSubstr("No space left on device")));
  for (int number = 20; number < 3000; ++number)
    fs::remove(vault_ / name_of(number));
  const auto next = run({"search", "second"});
  EXPECT_EQ(next.code(), 0) << next.error;
  EXPECT_THAT(next.error, IsEmpty());
  EXPECT_THAT(differences(indexed(), fresh()), IsEmpty());
}

TEST_F(IndexOnASmallDisk, AnswersFromWhatItHasWhenChangesDoNotFit) {
  constexpr int notes = 300;
  const auto filler = index_.parent_path() / "filler";
  int told = 0;
  // The disk is full at another moment of the commit each time.
  for (int kilobytes_left = 0; kilobytes_left < 400; kilobytes_left += 20) {
    write_notes(notes, "first");
    ASSERT_EQ(run({"reindex"}).code(), 0);
    fill_disk(filler, kilobytes_left);
    write_notes(notes / 2, "second");
    const auto ending = run({"search", "word7"});
    EXPECT_EQ(ending.code(), 0) << kilobytes_left << ": " << ending.error;
    EXPECT_THAT(ending.out, HasSubstr(name_of(7)));
    if (!ending.error.empty()) {
      ++told;
      EXPECT_THAT(ending.error, AllOf(HasSubstr("the index is not up to date"),
                                      HasSubstr("No space left on device")));
    }
    fs::remove(filler);
    EXPECT_THAT(run({"search", "second"}).error, IsEmpty()) << kilobytes_left;
    ASSERT_THAT(differences(indexed(), fresh()), IsEmpty()) << kilobytes_left;
  }
  EXPECT_GT(told, 3);
}

TEST_F(IndexOnASmallDisk, SaysSoWhenNothingFits) {
  write_notes(3000, "first");
  const auto ending = run({"search", "word7"});
  EXPECT_EQ(ending.code(), 2);
  EXPECT_THAT(ending.error, HasSubstr("No space left on device"));
  EXPECT_THAT(names_in_index(), Not(Contains("work")));
}

}  // namespace
}  // namespace tote::crash
