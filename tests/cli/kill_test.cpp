// SPDX-License-Identifier: GPL-2.0-or-later
// The real program, killed at any moment while it renames a note that others link to: the next
// command leaves the vault as it was or as it was to be. TOTE_KILLS sets how often (default 8).
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Tree = std::map<std::string, std::string>;

constexpr int linking_notes = 25;

class Killed : public ::testing::Test {
 protected:
  Killed() {
    folder_.write("vault/.tote/config.toml", "");
    folder_.write("vault/people/Old.md", "# Old\n");
    for (int i = 0; i < linking_notes; ++i)
      folder_.write("vault/journal/" + std::to_string(i) + ".md", "I met [[Old]] again.\n");
  }

  /// Starts the program; its output goes nowhere.
  [[nodiscard]] pid_t start(std::vector<std::string> words) const {
    words.insert(words.begin(), (fs::path(TOTE_BIN) / "tote").string());
    std::vector<char*> arguments;
    for (auto& word : words)
      arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("HOME", folder_.path().c_str(), 1);
      ::setenv("TOTE_VAULT", (folder_.path() / "vault").c_str(), 1);
      for (const char* variable : {"XDG_STATE_HOME", "XDG_CACHE_HOME"})
        ::unsetenv(variable);
      if (std::freopen("/dev/null", "w", stdout) == nullptr ||
          std::freopen("/dev/null", "w", stderr) == nullptr)
        ::_exit(126);
      ::execv(arguments[0], arguments.data());
      ::_exit(127);
    }
    return child;
  }

  static int wait_for(pid_t child) {
    int status = 0;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  [[nodiscard]] pid_t start_rename() const {
    return start({"rename", "people/Old.md", "New", "--no-refresh"});
  }

  [[nodiscard]] Tree tree() const {
    Tree found;
    const auto root = folder_.path() / "vault";
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      const auto path = entry.path().lexically_relative(root).generic_string();
      if (entry.is_regular_file())
        found[path] = folder_.read("vault/" + path);
    }
    return found;
  }

  host::TempFolder folder_;
};

TEST_F(Killed, LeavesAllOrNothing) {
  const Tree before = tree();
  const auto begin = Clock::now();
  ASSERT_EQ(wait_for(start_rename()), 0);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  const Tree after = tree();
  ASSERT_EQ(after.at("journal/0.md"), "I met [[New]] again.\n");
  ASSERT_EQ(wait_for(start({"undo"})), 0);
  ASSERT_EQ(tree(), before);
  const char* wanted = std::getenv("TOTE_KILLS");
  const int rounds = wanted != nullptr ? std::atoi(wanted) : 8;
  std::mt19937 random(20261122);
  for (int round = 0; round < rounds; ++round) {
    const pid_t child = start_rename();
    std::this_thread::sleep_for(whole * (random() % 1000) / 1000);
    ::kill(child, SIGKILL);
    (void)wait_for(child);
    (void)wait_for(start({"undo", "--list"}));  // any command recovers first
    const Tree now = tree();
    ASSERT_TRUE(now == before || now == after) << "round " << round;
    if (now == after) {
      ASSERT_EQ(wait_for(start({"undo"})), 0);
      ASSERT_EQ(tree(), before);
    }
  }
}

}  // namespace
}  // namespace tote::cli
