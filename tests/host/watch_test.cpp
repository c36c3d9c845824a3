// SPDX-License-Identifier: GPL-2.0-or-later
// A watch in one thread, commands in another: what was done to the vault before a command began is
// in its answer, and it came without a scan.
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <spawn.h>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/journal.h"
#include "tests/host/temp_folder.h"

extern char** environ;

namespace tote::host {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// As much as can be read: a process may end meanwhile.
std::string content(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// The workers that this process has now.
std::set<pid_t> workers() {
  std::set<pid_t> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    const std::string parent = fmt::format("\nPPid:\t{}\n", ::getpid());
    if (content(entry.path() / "status").find(parent) != std::string::npos &&
        content(entry.path() / "cmdline").find("plugin-worker") != std::string::npos)
      found.insert(std::stoi(entry.path().filename().string()));
  }
  return found;
}

class WatchTest : public testing::Test {
 protected:
  void SetUp() override {
    vault_.write(".tote/config.toml", "");
    vault_.write("a.md", "alpha\n");
  }

  void TearDown() override { stop(); }

  [[nodiscard]] Journal open() const {
    JournalOptions options;
    options.vault = vault_.path();
    options.index_directory = cache_.path() / "index";
    options.plugin_path = {TOTE_BUILT_PLUGINS};
    options.worker_program = TOTE_PROGRAM;
    auto journal = Journal::open(std::move(options));
    EXPECT_TRUE(journal) << to_string(journal.error());
    return *std::move(journal);
  }

  /// Starts a watch and waits until commands notice it.
  void start() {
    is_wanted_ = true;
    ASSERT_TRUE(open().refresh());
    thread_.emplace([this, journal = open()]() mutable {
      const auto done =
          journal.watch([this] { return is_wanted_.load(); }, [](const RefreshReport&) {});
      EXPECT_TRUE(done) << to_string(done.error());
    });
    for (int i = 0; i < 200 && open().refresh()->has_scanned; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }

  void stop() {
    if (!thread_)
      return;
    is_wanted_ = false;
    vault_.write("wake.md", "up\n");
    thread_->join();
    thread_.reset();
    fs::remove(vault_.path() / "wake.md");
  }

  /// The paths that a new command finds for a word.
  [[nodiscard]] std::vector<std::string> find(std::string_view word) const {
    auto journal = open();
    const auto report = journal.refresh();
    EXPECT_TRUE(report) << to_string(report.error());
    EXPECT_THAT(report->problems, IsEmpty());
    has_scanned_ = report->has_scanned;
    index::AskOptions options;
    options.today = notes::Date{2026, 11, 22};
    const auto answer = journal.search(word, options);
    EXPECT_TRUE(answer) << to_string(answer.error());
    std::vector<std::string> paths;
    for (const auto& item : answer->items)
      paths.push_back(item.note->path);
    return paths;
  }

  TempFolder vault_;
  TempFolder cache_;
  std::atomic<bool> is_wanted_ = false;
  std::optional<std::thread> thread_;
  mutable bool has_scanned_ = false;
};

TEST_F(WatchTest, ACommandSeesWhatWasWrittenBeforeIt) {
  start();
  for (int i = 0; i < 30; ++i) {
    vault_.write("b.md", fmt::format("beta{}\n", i));
    EXPECT_THAT(find(fmt::format("beta{}", i)), ElementsAre("b.md"));
    EXPECT_FALSE(has_scanned_);
  }
  fs::remove(vault_.path() / "b.md");
  EXPECT_THAT(find("beta29"), IsEmpty());
  EXPECT_FALSE(has_scanned_);
}

TEST_F(WatchTest, SeesSavesByRename) {
  start();
  for (int i = 0; i < 5; ++i) {
    vault_.write(".a.md.swp", fmt::format("version{}\n", i));
    fs::rename(vault_.path() / ".a.md.swp", vault_.path() / "a.md");
    EXPECT_THAT(find(fmt::format("version{}", i)), ElementsAre("a.md"));
    EXPECT_FALSE(has_scanned_);
  }
}

TEST_F(WatchTest, FollowsFoldersThatComeMoveAndGo) {
  start();
  vault_.write("x/y/z/deep.md", "deepword\n");
  EXPECT_THAT(find("deepword"), ElementsAre("x/y/z/deep.md"));
  vault_.write("x/y/z/late.md", "lateword\n");
  EXPECT_THAT(find("lateword"), ElementsAre("x/y/z/late.md"));
  fs::rename(vault_.path() / "x" / "y", vault_.path() / "moved");
  EXPECT_THAT(find("deepword"), ElementsAre("moved/z/deep.md"));
  vault_.write("moved/z/deep.md", "otherword\n");
  EXPECT_THAT(find("otherword"), ElementsAre("moved/z/deep.md"));
  EXPECT_THAT(find("deepword"), IsEmpty());
  fs::remove_all(vault_.path() / "moved");
  EXPECT_THAT(find("lateword"), IsEmpty());
  EXPECT_FALSE(has_scanned_);
}

TEST_F(WatchTest, ANoteThatIsSeenTwiceThroughALinkChangesTwice) {
  vault_.write("real/n.md", "first\n");
  fs::create_directory_symlink("real", vault_.path() / "alias");
  start();
  vault_.write("real/n.md", "second\n");
  EXPECT_THAT(find("second"), testing::UnorderedElementsAre("real/n.md", "alias/n.md"));
  EXPECT_THAT(find("first"), IsEmpty());
}

TEST_F(WatchTest, TakesInWhatNobodyAsksFor) {
  start();
  vault_.write("b.md", "beta\n");
  const auto has_it = [&] {
    auto journal = open();
    index::AskOptions options;
    options.today = notes::Date{2026, 11, 22};
    return !journal.search("beta", options)->items.empty();
  };
  for (int i = 0; i < 500 && !has_it(); ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_TRUE(has_it());
}

TEST_F(WatchTest, ReadsItsConfigurationAgain) {
  vault_.write("drafts/d.md", "draftword\n");
  start();
  EXPECT_THAT(find("draftword"), ElementsAre("drafts/d.md"));
  vault_.write(".tote/config.toml", "ignore = [\"drafts/\"]\n");
  EXPECT_THAT(find("draftword"), IsEmpty());
  vault_.write("drafts/e.md", "draftword\n");
  EXPECT_THAT(find("draftword"), IsEmpty());
  vault_.write("b.md", "beta\n");
  EXPECT_THAT(find("beta"), ElementsAre("b.md"));
  EXPECT_FALSE(has_scanned_);
}

TEST_F(WatchTest, SurvivesAnIndexThatOthersBuildOrRemove) {
  start();
  ASSERT_TRUE(open().refresh({}, Compare::nothing));
  EXPECT_THAT(find("alpha"), ElementsAre("a.md"));
  fs::remove(cache_.path() / "index" / "current");
  EXPECT_THAT(find("alpha"), ElementsAre("a.md"));
  vault_.write("b.md", "beta\n");
  EXPECT_THAT(find("beta"), ElementsAre("b.md"));
  EXPECT_THAT(find("alpha"), ElementsAre("a.md"));
  EXPECT_FALSE(has_scanned_);
}

TEST_F(WatchTest, SurvivesItsRestart) {
  start();
  stop();
  vault_.write("b.md", "beta\n");
  EXPECT_THAT(find("beta"), ElementsAre("b.md"));
  EXPECT_TRUE(has_scanned_);
  vault_.write("c.md", "gamma\n");
  start();
  EXPECT_THAT(find("gamma"), ElementsAre("c.md"));
  EXPECT_FALSE(has_scanned_);
}

TEST_F(WatchTest, ThereIsOneForEachVault) {
  start();
  auto second = open();
  const auto done = second.watch([] { return true; }, [](const RefreshReport&) {});
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, ErrorCode::conflict);
}

/// With plugins, whose workers are processes of tote.
class WatchWorkersTest : public WatchTest {};

TEST_F(WatchWorkersTest, KeepsItsWorkersFromOneUpdateToTheNext) {
  start();
  vault_.write("people/ann.md", "---\ntype: person\nphone: +1 503 555 0101\n---\nfirstword\n");
  EXPECT_THAT(find("firstword"), ElementsAre("people/ann.md"));
  const auto at_first = workers();
  EXPECT_THAT(at_first, testing::SizeIs(1));
  vault_.write("people/ann.md", "---\ntype: person\nphone: +1 503 555 0102\n---\nsecondword\n");
  EXPECT_THAT(find("secondword"), ElementsAre("people/ann.md"));
  EXPECT_EQ(workers(), at_first);
  stop();
  EXPECT_THAT(workers(), IsEmpty());
}

TEST_F(WatchWorkersTest, AWorkerThatEndsWhileItHasNothingToDoBlamesNoNote) {
  start();
  vault_.write("people/ann.md", "---\ntype: person\nphone: +1 503 555 0101\n---\nfirstword\n");
  EXPECT_THAT(find("firstword"), ElementsAre("people/ann.md"));
  for (const auto worker : workers())
    ::kill(worker, SIGKILL);
  while (!workers().empty())
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  vault_.write("people/bob.md", "---\ntype: person\nphone: +1 503 555 0102\n---\nsecondword\n");
  EXPECT_THAT(find("secondword"), ElementsAre("people/bob.md"));
  const auto status = open().status();
  ASSERT_TRUE(status);
  EXPECT_THAT(status->diagnostics, IsEmpty());
}

/// A watch in a process of its own, which can be stopped and killed.
class WatchProcess {
 public:
  WatchProcess(const fs::path& vault, const fs::path& index) {
    const std::string program = TOTE_PROGRAM;
    const std::string vault_path = vault.string();
    const std::string index_path = index.string();
    const char* words[] = {program.c_str(), "--vault",          vault_path.c_str(),
                           "--index",       index_path.c_str(), "watch",
                           nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    EXPECT_EQ(::posix_spawn(&pid_, program.c_str(), &actions, nullptr,
                            const_cast<char* const*>(words), environ),
              0);
    posix_spawn_file_actions_destroy(&actions);
  }

  WatchProcess(const WatchProcess&) = delete;
  WatchProcess& operator=(const WatchProcess&) = delete;

  ~WatchProcess() {
    send(SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }

  void send(int signal) const { ::kill(pid_, signal); }

 private:
  pid_t pid_ = -1;
};

class WatchProcessTest : public WatchTest {
 protected:
  void SetUp() override {
    // The process has the search path of its environment, and so must the commands.
    ::setenv("TOTE_PLUGIN_PATH", TOTE_BUILT_PLUGINS, 1);
    ::setenv("XDG_DATA_HOME", "/nowhere", 1);
    WatchTest::SetUp();
  }

  void wait_for_watch() const {
    for (int i = 0; i < 1000; ++i) {
      (void)find("alpha");
      if (!has_scanned_)
        return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    ADD_FAILURE() << "no watch";
  }
};

TEST_F(WatchProcessTest, LostEventsAreFoundByAScan) {
  const WatchProcess watch(vault_.path(), cache_.path() / "index");
  wait_for_watch();
  watch.send(SIGSTOP);
  // More events than the kernel keeps (fs.inotify.max_queued_events, 16384 unless it was changed).
  for (int i = 0; i < 10'000; ++i)
    vault_.write("b.md", fmt::format("beta{}\n", i));
  for (int i = 0; i < 600; ++i)
    vault_.write(fmt::format("many/{}.md", i), fmt::format("number{}\n", i));
  vault_.write("c.md", "gamma\n");
  fs::remove(vault_.path() / "a.md");
  watch.send(SIGCONT);
  EXPECT_THAT(find("gamma"), ElementsAre("c.md"));
  EXPECT_THAT(find("number599"), ElementsAre("many/599.md"));
  EXPECT_THAT(find("beta9999"), ElementsAre("b.md"));
  EXPECT_THAT(find("alpha"), IsEmpty());
}

TEST_F(WatchProcessTest, KilledItLeavesNothingInTheWay) {
  {
    const WatchProcess watch(vault_.path(), cache_.path() / "index");
    wait_for_watch();
  }
  vault_.write("b.md", "beta\n");
  EXPECT_THAT(find("beta"), ElementsAre("b.md"));
  EXPECT_TRUE(has_scanned_);
  const WatchProcess again(vault_.path(), cache_.path() / "index");
  wait_for_watch();
}

}  // namespace
}  // namespace tote::host
