// SPDX-License-Identifier: GPL-2.0-or-later
// A vault and an index on disk, and the program that is run on them as a user runs it: killed,
// refused the disk, or deprived of the rights that root has.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <sys/wait.h>
#include <vector>

#include <gtest/gtest.h>

#include "tests/host/temp_folder.h"

namespace tote::crash {

/// What an index holds, by path of the note.
using Dump = std::map<std::string, std::string>;

/// In which notes two indexes differ, and where in them.
[[nodiscard]] std::vector<std::string> differences(const Dump& one, const Dump& other);

/// A number from the environment, or how much is enough for a test of every day.
[[nodiscard]] int effort(const char* variable, int usual);

/// What happens to a run, if anything does.
struct Fate {
  /// Number of the first call that changes the disk and does not succeed any more; 0: all do.
  std::uint64_t stop_at = 0;
  bool is_disk_full = false;  ///< then, rather than that the program is killed
  bool is_like_user = false;  ///< without the right of root to read and write what it may not
  std::chrono::seconds clock_ahead{0};  ///< of the time that files are given
};

/// How a run of tote ended, and what it said.
struct Ending {
  int status = 0;
  std::uint64_t calls = 0;  ///< that change the disk
  std::uint64_t calls_before_merge = 0;
  std::string out;
  std::string error;

  [[nodiscard]] bool was_killed() const {
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }

  [[nodiscard]] int code() const { return WIFEXITED(status) ? WEXITSTATUS(status) : -1; }
};

class ToteOnDisk : public testing::Test {
 protected:
  ToteOnDisk();

  /// Writes a file of the vault.
  void write(std::string_view name, std::string_view text) const;
  /// Note `number` is about a book; it has the word "word7" if its number is 7, and it has `word`.
  void write_note(int number, std::string_view word) const;
  void write_notes(int count, std::string_view word) const;
  [[nodiscard]] static std::string name_of(int number);

  /// A run that is under way, in a process group of its own.
  struct Run {
    pid_t pid = -1;
    std::filesystem::path files;  ///< a folder: what it says, and how many calls it makes
  };

  [[nodiscard]] Run start(const std::vector<std::string>& words, Fate fate = {}) const;
  [[nodiscard]] static Ending wait(const Run& run);
  Ending run(const std::vector<std::string>& words, Fate fate = {}) const;

  /// What a new index of the vault as it is now holds.
  [[nodiscard]] Dump fresh() const;
  [[nodiscard]] Dump indexed() const;
  /// The names of what lies in the folder of the index.
  [[nodiscard]] std::set<std::string> names_in_index() const;

  host::TempFolder vault_folder_;
  host::TempFolder cache_;
  std::filesystem::path vault_ = vault_folder_.path();
  std::filesystem::path index_ = cache_.path() / "index";

 private:
  [[nodiscard]] Run start_on(const std::filesystem::path& index,
                             const std::vector<std::string>& words, Fate fate) const;
};

}  // namespace tote::crash
