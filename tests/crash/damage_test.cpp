// SPDX-License-Identifier: GPL-2.0-or-later
// The files of the index are damaged as disks, careless programs and people do it. The next command
// must answer as from a new index, or build one and say so; it never crashes, and never answers
// wrongly.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/crash/tote_on_disk.h"
#include "tests/index/database_dump.h"

namespace tote::crash {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;

class DamagedIndex : public ToteOnDisk {
 protected:
  DamagedIndex() {
    write_notes(20, "first");
    EXPECT_EQ(run({"status"}).code(), 0);
  }

  /// The files of the index, databases and what is beside them.
  [[nodiscard]] std::vector<fs::path> files() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(index_))
      if (entry.is_regular_file())
        found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
  }

  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : random_() % bound; }

  void overwrite(const fs::path& file, std::uint64_t at, std::uint64_t count) {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekp(static_cast<std::streamoff>(at));
    for (std::uint64_t i = 0; i < count; ++i)
      bytes.put(static_cast<char>(random_()));
  }

  /// Damages the file; says how.
  std::string damage(const fs::path& file) {
    const auto size = fs::file_size(file);
    switch (below(7)) {
      case 0:
        for (int i = 0; i < 8 && size > 0; ++i)
          overwrite(file, below(size), 1);
        return "bytes changed";
      case 1:
        fs::resize_file(file, below(size));
        return "cut";
      case 2:
        fs::resize_file(file, 0);
        return "emptied";
      case 3:
        fs::remove(file);
        return "removed";
      case 4:
        fs::resize_file(file, size + 1 + below(9000));
        return "lengthened by zeros";
      case 5: {
        const auto all = files();
        const auto other = all[below(all.size())];
        if (other == file)
          return "left alone";
        fs::copy_file(other, file, fs::copy_options::overwrite_existing);
        return "overwritten by " + other.filename().string();
      }
      default:
        overwrite(file, 0, size);
        return "overwritten";
    }
  }

  /// What the next command says of it must be right.
  void expect_mended(const Dump& right) {
    const auto ending = run({"search", "word7"});
    EXPECT_EQ(ending.code(), 0) << ending.status << ending.error;
    EXPECT_THAT(ending.out, HasSubstr("notes/0007.md"));
    EXPECT_THAT(ending.error, AnyOf(IsEmpty(), HasSubstr("the index was built anew: ")));
    ASSERT_THAT(differences(indexed(), right), IsEmpty()) << ending.error;
    // And the one after that has nothing to say.
    EXPECT_THAT(run({"search", "word7"}).error, IsEmpty());
  }

  std::mt19937 random_{
      static_cast<std::mt19937::result_type>(effort("TOTE_DAMAGE_SEED", 20261122))};
};

/// TOTE_DAMAGE_ROUNDS says how often, TOTE_DAMAGE_SEED in which way.
TEST_F(DamagedIndex, IsNoticedAndBuiltAnew) {
  const auto right = fresh();
  const int rounds = effort("TOTE_DAMAGE_ROUNDS", 25);
  for (int round = 0; round < rounds; ++round) {
    // The file system's clock has to tick.
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    std::string told = fmt::format("round {}", round);
    for (auto count = 1 + below(3); count > 0; --count) {
      const auto all = files();
      const auto file = all[below(all.size())];
      told += fmt::format("; {} {}", file.lexically_relative(index_).string(), damage(file));
    }
    SCOPED_TRACE(told);
    expect_mended(right);
    if (HasFatalFailure())
      return;
  }
}

/// Damage that keeps a file's size and time, as by a failing disk, is beyond the seal: then Xapian
/// may see it, or an answer may be wrong, but nothing crashes, and `reindex` mends it.
TEST_F(DamagedIndex, UnseenDamageIsNoReasonToCrash) {
  const auto right = fresh();
  const int rounds = effort("TOTE_DAMAGE_ROUNDS", 25);
  for (int round = 0; round < rounds; ++round) {
    auto all = files();
    std::erase_if(all, [](const fs::path& file) { return file.extension() != ".glass"; });
    const auto file = all[below(all.size())];

    struct stat before {};

    ASSERT_EQ(::stat(file.c_str(), &before), 0);
    std::string told = fmt::format("round {}: {} at", round, file.filename().string());
    for (auto count = 1 + below(8); count > 0; --count) {
      const auto at = below(static_cast<std::uint64_t>(before.st_size));
      overwrite(file, at, 1 + below(4));
      told += fmt::format(" {}", at);
    }
    SCOPED_TRACE(told);
    fs::resize_file(file, static_cast<std::uintmax_t>(before.st_size));
    const timespec times[2] = {before.st_atim, before.st_mtim};
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
    for (const auto& words : std::vector<std::vector<std::string>>{
             {"search", "word7"}, {"show", "Book 7"}, {"list", "books"}, {"status"}, {"edges"}}) {
      const auto ending = run(words);
      EXPECT_THAT(ending.code(), AnyOf(0, 1, 2, 3)) << words[0] << ' ' << ending.status;
    }
    const auto mended = run({"reindex"});
    EXPECT_EQ(mended.code(), 0) << mended.error;
    ASSERT_THAT(differences(indexed(), right), IsEmpty());
  }
}

TEST_F(DamagedIndex, OfAnotherVersionIsBuiltAnew) {
  const auto right = fresh();
  for (const char* version : {"1", "9999", ""}) {
    index::set_format(index_, version);
    const auto ending = run({"search", "word7"});
    EXPECT_EQ(ending.code(), 0) << ending.error;
    EXPECT_THAT(ending.error, HasSubstr("another version of tote"));
    ASSERT_THAT(differences(indexed(), right), IsEmpty());
  }
}

/// A damaged index that cannot be built anew gives no answers at all.
TEST_F(DamagedIndex, GivesNoAnswerWhereItCannotBeMended) {
  const auto table = index_ / "db.1" / "postlist.glass";
  overwrite(table, 0, fs::file_size(table));
  const auto lock = index_ / "lock";
  fs::permissions(lock, fs::perms::owner_read);
  const auto ending = run({"search", "word7"}, {.is_like_user = true});
  fs::permissions(lock, fs::perms::owner_all);
  EXPECT_EQ(ending.code(), 2);
  EXPECT_THAT(ending.out, IsEmpty());
  EXPECT_THAT(ending.error, AllOf(HasSubstr("the index was damaged, and cannot be built anew"),
                                  HasSubstr("Permission denied")));
}

}  // namespace
}  // namespace tote::crash
