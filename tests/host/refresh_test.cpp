// SPDX-License-Identifier: GPL-2.0-or-later
// How a journal brings its index up to date, whole and in part, and what it does when it cannot.
#include <chrono>
#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/journal.h"
#include "host/note_intake.h"
#include "tests/host/temp_folder.h"

namespace tote::host {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class RefreshTest : public testing::Test {
 protected:
  [[nodiscard]] Journal open() const {
    JournalOptions options;
    options.vault = vault_.path();
    options.index_directory = index();
    options.plugin_path = {TOTE_BUILT_PLUGINS};
    options.worker_program = TOTE_PROGRAM;
    options.today = notes::Date{2026, 11, 22};
    auto journal = Journal::open(std::move(options));
    EXPECT_TRUE(journal) << to_string(journal.error());
    return *std::move(journal);
  }

  [[nodiscard]] fs::path index() const { return cache_.path() / "index"; }

  /// So many notes that the index is built in runs.
  void write_many() const {
    for (int i = 0; i < many; ++i)
      vault_.write(fmt::format("books/{:04}.md", i),
                   fmt::format("---\ntype: book\ntitle: Book {0}\nisbn: 0-441-17271-7\n---\n"
                               "About [[Book {1}]] and word{0}.\n",
                               i, i + 1));
  }

  [[nodiscard]] static std::size_t found(const Journal& journal, std::string_view line) {
    index::AskOptions options;
    options.today = journal.today();
    const auto answer = journal.search(line, options);
    EXPECT_TRUE(answer) << to_string(answer.error());
    return answer ? answer->items.size() : 0;
  }

  static constexpr int many = 1100;
  TempFolder vault_;
  TempFolder cache_;
};

TEST_F(RefreshTest, BuildsAnIndexOfManyNotesInRuns) {
  write_many();
  auto journal = open();
  const auto report = journal.refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->indexed, many);
  EXPECT_THAT(report->problems, IsEmpty());
  EXPECT_EQ(journal.status()->stats.notes, many);
  EXPECT_EQ(found(journal, "word500"), 1U);
  EXPECT_EQ(found(journal, "isbn:9780441172719"), many) << "the plugins had no say";
  EXPECT_EQ(journal.refresh()->indexed, 0U);
  vault_.write("books/0500.md", "Now about wordnew.\n");
  EXPECT_EQ(journal.refresh()->indexed, 1U);
  EXPECT_EQ(found(journal, "word500"), 0U);
  EXPECT_EQ(found(journal, "wordnew"), 1U);
}

TEST_F(RefreshTest, StoppedInABuildKeepsNothing) {
  write_many();
  auto journal = open();
  const auto report = journal.refresh([](const Progress& progress) { return progress.done < 600; });
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_TRUE(report->was_cancelled);
  EXPECT_EQ(report->indexed, 0U);
  EXPECT_EQ(journal.status().error().code, ErrorCode::not_found);
  EXPECT_EQ(journal.refresh()->indexed, many);
  // With an index in place, it goes on answering.
  vault_.write(".tote/config.toml", "[plugins]\ndisabled = [\"tote.links\"]\n");
  auto other = open();
  ASSERT_TRUE(other.refresh([](const Progress&) { return false; })->was_cancelled);
  EXPECT_EQ(found(other, "word500"), 1U);
}

TEST_F(RefreshTest, AVaultThatVanishedKeepsItsIndex) {
  vault_.write("a.md", "alpha\n");
  vault_.write("b.md", "beta\n");
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  fs::remove(vault_.path() / "a.md");
  fs::remove(vault_.path() / "b.md");
  const auto report = journal.refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_THAT(report->problems, Contains(HasSubstr("the index has 2")));
  EXPECT_EQ(found(journal, "alpha"), 1U);
  // Unless the user says that it is really empty.
  EXPECT_THAT(journal.refresh({}, Compare::nothing)->problems, IsEmpty());
  EXPECT_EQ(journal.status()->stats.notes, 0U);
}

TEST_F(RefreshTest, ManyNotesRemovedAtOnceAreGone) {
  write_many();
  for (int i = 0; i < many; ++i)
    vault_.write(fmt::format("more/{:04}.md", i), fmt::format("more {}\n", i));
  auto journal = open();
  ASSERT_EQ(journal.refresh()->indexed, 2U * many);
  fs::remove_all(vault_.path() / "books");
  for (int i = 0; i + 10 < many; ++i)
    fs::remove(vault_.path() / fmt::format("more/{:04}.md", i));
  const auto report = journal.refresh();
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_EQ(report->removed, 2U * many - 10);
  EXPECT_EQ(journal.status()->stats.notes, 10U);
  EXPECT_EQ(found(journal, "word500"), 0U);
}

TEST_F(RefreshTest, TouchedNotesAreReadButNotIndexed) {
  vault_.write("a.md", "alpha\n");
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  fs::last_write_time(vault_.path() / "a.md",
                      fs::file_time_type::clock::now() - std::chrono::hours(24));
  EXPECT_EQ(journal.refresh()->indexed, 0U);
  EXPECT_EQ(found(journal, "alpha"), 1U);
}

TEST_F(RefreshTest, TimesOfAnyCenturyTellChangesApart) {
  for (const std::time_t time :
       {std::time_t{0}, std::time_t{-1'000'000}, std::time_t{9'000'000'000}}) {
    const auto file = vault_.path() / "a.md";
    const auto write = [&](const std::string& text, std::time_t when) {
      vault_.write("a.md", text);
      const timespec times[2] = {{when, 0}, {when, 0}};
      ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
    };
    auto journal = open();
    write(fmt::format("first{}\n", time), time);
    ASSERT_TRUE(journal.refresh());
    EXPECT_EQ(journal.refresh()->indexed, 0U);
    write(fmt::format("other{}\n", time), time - 1);
    EXPECT_EQ(journal.refresh()->indexed, 1U);
    EXPECT_EQ(found(journal, fmt::format("first{}", time)), 0U);
    EXPECT_EQ(found(journal, fmt::format("other{}", time)), 1U);
  }
}

TEST_F(RefreshTest, ANoteWrittenAgainInTheSameMomentIsSeen) {
  const auto file = vault_.path() / "a.md";
  vault_.write("a.md", "alpha\n");

  struct stat first {};

  ASSERT_EQ(::stat(file.c_str(), &first), 0);
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  // The same size, file and time, as when the clock has not ticked in between.
  vault_.write("a.md", "omega\n");
  const timespec times[2] = {first.st_mtim, first.st_mtim};
  ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto written =
      std::chrono::seconds(first.st_mtim.tv_sec) + std::chrono::nanoseconds(first.st_mtim.tv_nsec);
  ASSERT_TRUE(journal.refresh());
  if (now - written < std::chrono::milliseconds(20)) {
    EXPECT_EQ(found(journal, "omega"), 1U);
  }
}

TEST_F(RefreshTest, VerifyReadsEveryNote) {
  vault_.write("a.md", "alpha\n");
  vault_.write("b.md", "beta\n");
  const auto file = vault_.path() / "a.md";
  const timespec long_ago[2] = {{1'000'000'000, 1}, {1'000'000'000, 1}};
  ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), long_ago, 0), 0);
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  // The same size, file and time: only its bytes tell.
  vault_.write("a.md", "omega\n");
  ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), long_ago, 0), 0);
  EXPECT_EQ(journal.refresh()->indexed, 0U);
  EXPECT_EQ(found(journal, "omega"), 0U);
  EXPECT_EQ(journal.refresh({}, Compare::contents)->indexed, 1U);
  EXPECT_EQ(found(journal, "omega"), 1U);
  EXPECT_EQ(journal.refresh({}, Compare::contents)->indexed, 0U);
}

TEST(Settled, OnlyTimesThatAreJustNowAreDoubted) {
  const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                       std::chrono::system_clock::now().time_since_epoch())
                       .count();
  const auto time_of = [](std::int64_t time) { return settled({"a.md", time, 1, 1}).mtime_ns; };
  EXPECT_NE(time_of(now), now);
  EXPECT_EQ(time_of(now - 1'000'000'000 - 1), now - 1'000'000'000 - 1);
  EXPECT_EQ(time_of(now + 60'000'000'000), now + 60'000'000'000);
  const std::int64_t whole_second = now / 1'000'000'000 * 1'000'000'000;
  EXPECT_NE(time_of(whole_second), whole_second) << "a file system may count in steps of 2 s";
}

TEST_F(RefreshTest, AnswersFromTheLastCommitWhileAnotherWrites) {
  vault_.write("a.md", "alpha\n");
  auto journal = open();
  ASSERT_TRUE(journal.refresh());
  const int lock = ::open((index() / "lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  vault_.write("b.md", "beta\n");
  const auto report = journal.refresh();
  ::close(lock);
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_TRUE(report->is_stale);
  EXPECT_EQ(found(journal, "alpha"), 1U);
  EXPECT_EQ(found(journal, "beta"), 0U);
  EXPECT_EQ(journal.refresh()->indexed, 1U);
}

TEST_F(RefreshTest, WaitsForTheFirstIndexOfAnother) {
  vault_.write("a.md", "alpha\n");
  fs::create_directories(index());
  const int lock = ::open((index() / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  ASSERT_EQ(::flock(lock, LOCK_EX), 0);
  auto journal = open();
  int asked = 0;
  const auto report = journal.refresh([&](const Progress&) {
    if (++asked == 2)
      ::close(lock);
    return true;
  });
  ASSERT_TRUE(report) << to_string(report.error());
  EXPECT_FALSE(report->is_stale);
  EXPECT_EQ(found(journal, "alpha"), 1U);
}

}  // namespace
}  // namespace tote::host
