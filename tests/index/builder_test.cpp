// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/builder.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/build/child_task.h"
#include "tests/index/database_dump.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

notes::VaultFile file_at(const std::string& path) {
  return {path, 1'000'000'007, 10, 100};
}

/// Notes that share words, name and link each other, and hold a file that is no note.
std::vector<BuildFile> some_files() {
  std::vector<BuildFile> files;
  for (int i = 0; i < 23; ++i) {
    BuildFile& file = files.emplace_back();
    file.file = file_at(fmt::format("n/{:03}.md", i));
    if (i % 7 == 3) {
      file.unreadable = {notes::Diagnostic::Severity::error, "not-readable", "it is binary", {}};
      continue;
    }
    file.source = fmt::format(
        "---\ntype: book\ntitle: Note {0}\nrating: {1}\n---\n# Heading {1}\n\nSome words of note "
        "{0}, see [[Note {2}]] #tag{1}. [[Ana]] recommended [[Note {2}]].\n",
        i, i % 5, i + 1);
    if (i % 4 == 0)
      file.plugin_facts.terms = {fmt::format("extra{}", i)};
  }
  return files;
}

using Runs = std::vector<std::vector<BuildFile>>;

Runs in_runs(const std::vector<BuildFile>& files, std::size_t size) {
  Runs runs;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (i % size == 0)
      runs.emplace_back();
    runs.back().push_back(files[i]);
  }
  return runs;
}

bool always() {
  return true;
}

Result<bool> build(const TempVault& vault, const Runs& runs, BuildOptions options,
                   const std::function<bool()>& keeps_going = always) {
  TOTE_TRY(auto builder,
           Builder::open(vault.directory(), vault.vocabulary(), "test", std::move(options)));
  for (const auto& run : runs)
    TOTE_CHECK(builder.add_run(run));
  return builder.finish(keeps_going);
}

/// The same note by note.
std::vector<std::string> dump_of_updates(const std::vector<BuildFile>& files) {
  const TempVault vault;
  auto updater = Updater::open(vault.directory(), vault.vocabulary(), "test");
  EXPECT_TRUE(updater);
  for (const BuildFile& file : files) {
    const auto done = file.unreadable ? updater->put_unreadable(file.file, *file.unreadable)
                                      : updater->put(notes::read_note(file.file.path, file.source),
                                                     file.file, file.plugin_facts);
    EXPECT_TRUE(done) << to_string(done.error());
  }
  EXPECT_TRUE(updater->commit());
  return dump(vault.directory());
}

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

struct Shape {
  const char* name;
  std::size_t run;
  std::uint32_t processes;
  std::uint32_t merge_at_once;
};

class BuilderShapes : public testing::TestWithParam<Shape> {};

TEST_P(BuilderShapes, GiveWhatUpdatesGiveDocumentByDocument) {
  const auto files = some_files();
  const TempVault vault;
  BuildOptions options;
  options.processes = GetParam().processes;
  options.merge_at_once = GetParam().merge_at_once;
  const auto built = build(vault, in_runs(files, GetParam().run), options);
  ASSERT_TRUE(built) << to_string(built.error());
  EXPECT_TRUE(*built);
  EXPECT_EQ(dump(vault.directory()), dump_of_updates(files));
  EXPECT_THAT(names_in(vault.directory()), ElementsAre("current", "db.1", "lock"));
}

INSTANTIATE_TEST_SUITE_P(All, BuilderShapes,
                         testing::Values(Shape{"OneRun", 100, 2, 250},
                                         Shape{"RunsSideBySide", 4, 2, 250},
                                         Shape{"MergedInGroups", 2, 3, 3},
                                         Shape{"InThisProcess", 4, 0, 250},
                                         Shape{"RunsOfOne", 1, 4, 250}),
                         [](const auto& shape) { return std::string(shape.param.name); });

TEST(Builder, LaysTheGroundForUpdates) {
  const TempVault vault;
  auto files = some_files();
  ASSERT_TRUE(build(vault, in_runs(files, 5), {}));
  auto updater = Updater::open(vault.directory(), vault.vocabulary(), "test");
  ASSERT_TRUE(updater);
  EXPECT_EQ(updater->rebuild_reason(), "");
  std::vector<notes::VaultFile> scanned;
  for (const BuildFile& file : files)
    scanned.push_back(file.file);
  EXPECT_TRUE(updater->compare(scanned).empty());
  files[5].source += "More words.\n";
  ASSERT_TRUE(updater->put(notes::read_note(files[5].file.path, files[5].source), files[5].file,
                           files[5].plugin_facts));
  ASSERT_TRUE(updater->commit());
  EXPECT_EQ(dump(vault.directory()), dump_of_updates(files));
}

TEST(Builder, OfNothingIsAnIndexWithoutNotes) {
  const TempVault vault;
  ASSERT_TRUE(build(vault, {}, {}));
  EXPECT_EQ(dump(vault.directory()), dump_of_updates({}));
}

TEST(Builder, TheOldIndexAnswersUntilTheNewOneIsWhole) {
  TempVault vault;
  vault.note("old.md", "old");
  vault.index();
  auto builder = Builder::open(vault.directory(), vault.vocabulary(), "test", {});
  ASSERT_TRUE(builder);
  ASSERT_TRUE(builder->add_run(some_files()));
  const auto before = dump(vault.directory());
  EXPECT_THAT(before.back(), HasSubstr("old"));
  ASSERT_TRUE(builder->finish(always));
  EXPECT_EQ(dump(vault.directory()), dump_of_updates(some_files()));
}

TEST(Builder, StoppedLeavesTheOldIndexAndNothingElse) {
  TempVault vault;
  vault.note("old.md", "old");
  vault.index();
  const auto before = dump(vault.directory());
  for (int allowed = 0; allowed < 2; ++allowed) {
    int asked = 0;
    const auto built =
        build(vault, in_runs(some_files(), 2), {}, [&] { return asked++ < allowed; });
    ASSERT_TRUE(built) << to_string(built.error());
    EXPECT_FALSE(*built);
    EXPECT_EQ(dump(vault.directory()), before);
    EXPECT_THAT(names_in(vault.directory()), ElementsAre("current", "db.1", "lock"));
  }
}

TEST(Builder, ThrownAwayEndsItsChildren) {
  const TempVault vault;
  {
    auto builder = Builder::open(vault.directory(), vault.vocabulary(), "test", {});
    ASSERT_TRUE(builder);
    ASSERT_TRUE(builder->add_run(some_files()));
  }
  EXPECT_THAT(names_in(vault.directory()), ElementsAre("lock"));
  ASSERT_TRUE(build(vault, {some_files()}, {}));
}

TEST(Builder, IsTheOnlyWriter) {
  const TempVault vault;
  auto first = Builder::open(vault.directory(), vault.vocabulary(), "test", {});
  ASSERT_TRUE(first);
  const auto second = Builder::open(vault.directory(), vault.vocabulary(), "test", {});
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  const auto updater = Updater::open(vault.directory(), vault.vocabulary(), "test");
  ASSERT_FALSE(updater);
  EXPECT_EQ(updater.error().code, ErrorCode::conflict);
}

TEST(Builder, SaysWhatAChildCouldNotDo) {
  const TempVault vault;
  auto builder = Builder::open(vault.directory(), vault.vocabulary(), "test", {});
  ASSERT_TRUE(builder);
  fs::remove_all(vault.directory() / "work");
  std::ofstream(vault.directory() / "work") << "in the way";
  ASSERT_TRUE(builder->add_run(some_files()));
  const auto built = builder->finish(always);
  ASSERT_FALSE(built);
  EXPECT_EQ(built.error().code, ErrorCode::io);
}

TEST(ChildTask, BringsItsErrorHome) {
  auto task =
      build::ChildTask::start([] { return Result<void>(fail(ErrorCode::io, "the disk is full")); });
  ASSERT_TRUE(task);
  const auto done = task->finish();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("the disk is full"));
}

TEST(ChildTask, ACrashIsAnError) {
  auto task = build::ChildTask::start([]() -> Result<void> {
    ::raise(SIGKILL);
    return {};
  });
  ASSERT_TRUE(task);
  const auto done = task->finish();
  ASSERT_FALSE(done);
  EXPECT_THAT(done.error().message, HasSubstr("signal 9"));
}

TEST(ChildTask, IsOnlyForProcessesOfOneThread) {
  EXPECT_TRUE(build::can_fork());
  std::thread other([] { EXPECT_FALSE(build::can_fork()); });
  other.join();
}

}  // namespace
}  // namespace tote::index
