// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <set>
#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/read_guard.h"
#include "tests/index/temp_vault.h"

namespace tote::index {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

notes::VaultFile file_at(std::string path, std::int64_t mtime_ns = 1) {
  return {std::move(path), mtime_ns, 10, 100};
}

notes::Note note_at(std::string path, std::string text) {
  return notes::read_note(std::move(path), std::move(text));
}

Updater opened(const TempVault& vault, std::string_view fingerprint = "test") {
  auto updater = Updater::open(vault.directory(), vault.vocabulary(), fingerprint);
  if (!updater)
    throw std::runtime_error(to_string(updater.error()));
  return *std::move(updater);
}

/// Another updater, once this one is gone.
Updater opened_later(Updater& before, const TempVault& vault) {
  { const Updater gone = std::move(before); }
  return opened(vault);
}

/// Why the index has to be built anew, or "".
std::string complaint(const TempVault& vault, std::string_view fingerprint = "test") {
  const auto found = survey(vault.directory(), fingerprint, {});
  return found ? "" : found.error().message;
}

std::vector<std::string> paths(const std::vector<notes::VaultFile>& files) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const notes::VaultFile& file : files)
    paths.push_back(file.path);
  return paths;
}

/// Paths of everything that a new reader sees.
std::vector<std::string> visible(const TempVault& vault) {
  const auto reader = store::Reader::open(vault.directory(), vault.root());
  if (!reader)
    return {to_string(reader.error())};
  std::vector<std::string> paths;
  for (const NoteId note : (*reader)->all_notes())
    paths.push_back((*reader)->card(note).path);
  return paths;
}

TEST(Updater, ComparesByTimeSizeAndInode) {
  const TempVault vault;
  Updater updater = opened(vault);
  for (const char* path : {"a.md", "b/c.md", "b/d.md", "e.md"})
    ASSERT_TRUE(updater.put(note_at(path, path), file_at(path), {}));
  EXPECT_TRUE(
      updater.compare({file_at("a.md"), file_at("b/c.md"), file_at("b/d.md"), file_at("e.md")})
          .empty());
  notes::VaultFile grown = file_at("b/d.md");
  grown.size = 11;
  notes::VaultFile replaced = file_at("e.md");
  replaced.inode = 101;
  const Changes changes =
      updater.compare({file_at("a.md", 2), file_at("b/b.md"), grown, replaced, file_at("f/g.md")});
  EXPECT_THAT(paths(changes.changed), ElementsAre("a.md", "b/b.md", "b/d.md", "e.md", "f/g.md"));
  EXPECT_THAT(changes.removed, ElementsAre("b/c.md"));
}

TEST(Updater, ComparesFoldersWhoseNamesSortAmongFiles) {
  const TempVault vault;
  Updater updater = opened(vault);
  // In the order of bytes: '-' and '.' come before '/', '0' after it.
  const std::vector<notes::VaultFile> files = {file_at("a-b.md"), file_at("a.md"),
                                               file_at("a/a.md"), file_at("a/b/c.md"),
                                               file_at("a/c.md"), file_at("a0.md")};
  for (const notes::VaultFile& file : files)
    ASSERT_TRUE(updater.put(note_at(file.path, "x"), file, {}));
  EXPECT_TRUE(updater.compare(files).empty());
  EXPECT_THAT(updater.compare({file_at("a/b/c.md")}).removed.size(), 5u);
}

TEST(Updater, KeepsNothingThatWasNotCommitted) {
  const TempVault vault;
  {
    Updater updater = opened(vault);
    ASSERT_TRUE(updater.put(note_at("a.md", "x"), file_at("a.md"), {}));
    ASSERT_TRUE(updater.commit());
    ASSERT_TRUE(updater.put(note_at("b.md", "x"), file_at("b.md"), {}));
  }
  EXPECT_THAT(visible(vault), ElementsAre("a.md"));
  EXPECT_THAT(paths(opened(vault).compare({file_at("a.md"), file_at("b.md")}).changed),
              ElementsAre("b.md"));
}

TEST(Updater, ReplacesANoteUnderItsNumber) {
  TempVault vault;
  vault.note("a.md", "first");
  vault.note("b.md", "other");
  vault.index();
  const NoteId before = vault.id("a.md");
  vault.note("a.md", "second, longer");
  vault.index();
  EXPECT_EQ(vault.id("a.md"), before);
  EXPECT_EQ(vault.reader().note_count(), 2u);
  EXPECT_THAT(vault.reader().with_term("first"), IsEmpty());
  EXPECT_THAT(vault.reader().with_term("second"), ElementsAre(before));
}

TEST(Updater, SameBytesWithAnotherTimeAreNotIndexedAnew) {
  const TempVault vault;
  Updater updater = opened(vault);
  ASSERT_TRUE(updater.put(note_at("a.md", "same"), file_at("a.md", 1), {}));
  ASSERT_TRUE(updater.commit());
  EXPECT_TRUE(*updater.keep_if_same(file_at("a.md", 2), "same"));
  EXPECT_FALSE(*updater.keep_if_same(file_at("a.md", 3), "other"));
  EXPECT_FALSE(*updater.keep_if_same(file_at("b.md", 2), "same"));
  ASSERT_TRUE(updater.commit());
  EXPECT_TRUE(opened_later(updater, vault).compare({file_at("a.md", 2)}).empty());
}

TEST(Updater, ANoteThatIsPartialIsNeverTheSame) {
  const TempVault vault;
  Updater updater = opened(vault);
  Facts facts;
  facts.is_partial = true;
  ASSERT_TRUE(updater.put(note_at("a.md", "same"), file_at("a.md", 1), facts));
  EXPECT_FALSE(*updater.keep_if_same(file_at("a.md", 2), "same"));
}

TEST(Updater, RemembersManyFilesWhateverTheirOrder) {
  const TempVault vault;
  std::vector<notes::VaultFile> files;
  for (int i = 0; i < 1500; ++i) {
    char path[32];
    std::snprintf(path, sizeof path, "%s/%04d.md", i % 3 == 0 ? "a" : "a-b", i);
    files.push_back(file_at(path, i));
  }
  std::vector<notes::VaultFile> sorted = files;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  Updater updater = opened(vault);
  const notes::Diagnostic reason{notes::Diagnostic::Severity::error, "binary", "not text", {}};
  for (std::size_t i = 0; i < files.size(); ++i)
    ASSERT_TRUE(updater.put_unreadable(files[i * 7 % files.size()], reason));
  EXPECT_TRUE(updater.compare(sorted).empty());
  ASSERT_TRUE(updater.commit());
  updater = opened_later(updater, vault);
  EXPECT_TRUE(updater.compare(sorted).empty());
  // One in three goes, whole ranges and the first of all among them.
  for (std::size_t i = 0; i < sorted.size(); ++i)
    if (i < 600 || i % 3 == 0) {
      ASSERT_TRUE(updater.remove(sorted[i].path));
    }
  ASSERT_TRUE(updater.commit());
  updater = opened_later(updater, vault);
  EXPECT_EQ(updater.compare({}).removed.size(), 600u);
  EXPECT_EQ(updater.compare(sorted).changed.size(), 900u);
}

TEST(Updater, FollowsRemovalsAndRenames) {
  TempVault vault;
  vault.note("a.md", "# Alpha\n");
  vault.note("b.md", "# Beta\n");
  vault.index();
  vault.remove("a.md");
  vault.rename("b.md", "deep/er/b.md");
  vault.index();
  EXPECT_THAT(visible(vault), ElementsAre("deep/er/b.md"));
  EXPECT_THAT(vault.reader().named("alpha"), IsEmpty());
}

TEST(Updater, RemembersUnreadableFilesUntilTheyChange) {
  const TempVault vault;
  Updater updater = opened(vault);
  const notes::Diagnostic reason{notes::Diagnostic::Severity::error, "binary", "not text", {}};
  ASSERT_TRUE(updater.put(note_at("a.md", "was a note"), file_at("a.md", 1), {}));
  ASSERT_TRUE(updater.put_unreadable(file_at("a.md", 2), reason));
  ASSERT_TRUE(updater.commit());
  EXPECT_TRUE(updater.compare({file_at("a.md", 2)}).empty());
  EXPECT_THAT(visible(vault), IsEmpty());
  const auto diagnostics = vault.open().diagnostics();
  ASSERT_TRUE(diagnostics);
  ASSERT_EQ(diagnostics->size(), 1u);
  EXPECT_EQ(diagnostics->at(0).place.path, "a.md");
  EXPECT_EQ(diagnostics->at(0).diagnostic.code, "binary");
  ASSERT_TRUE(updater.put(note_at("a.md", "a note again"), file_at("a.md", 3), {}));
  ASSERT_TRUE(updater.commit());
  EXPECT_THAT(visible(vault), ElementsAre("a.md"));
  EXPECT_THAT(*vault.open().diagnostics(), IsEmpty());
}

TEST(Updater, SecondWriterIsAConflict) {
  const TempVault vault;
  const Updater first = opened(vault);
  const auto second = Updater::open(vault.directory(), vault.vocabulary(), "test");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

TEST(Updater, DirectoryIsItsOwnersAlone) {
  const TempVault vault;
  const Updater updater = opened(vault);
  struct stat status = {};
  ASSERT_EQ(::stat(vault.directory().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777u, 0700u);
}

TEST(Updater, OtherFingerprintRebuildsBesideTheOldIndex) {
  TempVault vault;
  vault.note("a.md", "x");
  vault.index();
  EXPECT_EQ(complaint(vault), "");
  EXPECT_THAT(complaint(vault, "new plugins"), HasSubstr("plugins"));
  Updater updater = opened(vault, "new plugins");
  EXPECT_THAT(updater.rebuild_reason(), HasSubstr("plugins"));
  EXPECT_THAT(paths(updater.compare({file_at("b.md")}).changed), ElementsAre("b.md"));
  ASSERT_TRUE(updater.put(note_at("b.md", "x"), file_at("b.md"), {}));
  EXPECT_THAT(visible(vault), ElementsAre("a.md"));
  ASSERT_TRUE(updater.commit());
  EXPECT_THAT(visible(vault), ElementsAre("b.md"));
  EXPECT_EQ(complaint(vault, "new plugins"), "");
  // A reader that was open keeps the old one.
  EXPECT_EQ(vault.reader().card(1).path, "a.md");
}

TEST(Updater, OtherVocabularyRebuilds) {
  TempVault vault;
  vault.note("a.md", "x");
  vault.index();
  const auto updater = Updater::open(vault.directory(), core_vocabulary(), "test");
  ASSERT_TRUE(updater);
  EXPECT_THAT(updater->rebuild_reason(), HasSubstr("vocabulary"));
}

TEST(Updater, InterruptedRebuildStartsOver) {
  TempVault vault;
  vault.note("old.md", "x");
  vault.index();
  {
    Updater updater = opened(vault, "new");
    ASSERT_TRUE(updater.put(note_at("a.md", "x"), file_at("a.md"), {}));
  }
  EXPECT_THAT(visible(vault), ElementsAre("old.md"));
  Updater updater = opened(vault, "new");
  EXPECT_THAT(paths(updater.compare({file_at("a.md")}).changed), ElementsAre("a.md"));
  ASSERT_TRUE(updater.put(note_at("a.md", "x"), file_at("a.md"), {}));
  ASSERT_TRUE(updater.commit());
  EXPECT_THAT(visible(vault), ElementsAre("a.md"));
}

TEST(Updater, FirstBuildGivesNoReason) {
  const TempVault vault;
  EXPECT_EQ(opened(vault).rebuild_reason(), "");
}

TEST(Updater, OldDatabasesAreCleanedUp) {
  const TempVault vault;
  for (const char* fingerprint : {"1", "2", "3"}) {
    Updater updater = opened(vault, fingerprint);
    ASSERT_TRUE(updater.commit());
  }
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(vault.directory()))
    names.insert(entry.path().filename().string());
  EXPECT_THAT(names, ElementsAre("current", "db.3", "lock"));
}

/// Overwrites the beginning of every table of the current database.
void damage(const TempVault& vault) {
  for (const auto& entry : fs::recursive_directory_iterator(vault.directory()))
    if (entry.path().extension() == ".glass")
      std::fstream(entry.path(), std::ios::in | std::ios::out | std::ios::binary)
          << std::string(8192, 'x');
}

TEST(Updater, DamagedIndexIsBuiltAnew) {
  TempVault vault;
  vault.note("a.md", "x");
  vault.index();
  damage(vault);
  EXPECT_FALSE(Index::open(vault.directory(), vault.root()));
  EXPECT_NE(complaint(vault), "");
  {
    Updater updater = opened(vault);
    EXPECT_THAT(updater.rebuild_reason(), HasSubstr("damaged"));
  }
  vault.index();
  EXPECT_THAT(visible(vault), ElementsAre("a.md"));
}

TEST(Updater, MissingDatabaseIsBuiltAnew) {
  TempVault vault;
  vault.note("a.md", "x");
  vault.index();
  fs::remove_all(vault.directory() / "db.1");
  vault.index();
  EXPECT_THAT(visible(vault), ElementsAre("a.md"));
}

TEST(Survey, NeedsNoLock) {
  const TempVault vault;
  EXPECT_EQ(survey(vault.directory(), "test", {}).error().code, ErrorCode::not_found);
  Updater updater = opened(vault);
  ASSERT_TRUE(updater.put(note_at("a.md", "x"), file_at("a.md"), {}));
  ASSERT_TRUE(updater.commit());
  const auto found = survey(vault.directory(), "test", {file_at("b.md")});
  ASSERT_TRUE(found);
  EXPECT_THAT(paths(found->changes.changed), ElementsAre("b.md"));
  EXPECT_THAT(found->changes.removed, ElementsAre("a.md"));
  EXPECT_EQ(found->known_files, 1u);
}

TEST(Reader, AnswersFromItsSnapshotWhileAWriterCommits) {
  TempVault vault;
  vault.note("a.md", "old text");
  vault.index();
  Updater updater = opened(vault);
  ASSERT_TRUE(updater.put(note_at("b.md", "new text"), file_at("b.md"), {}));
  ASSERT_TRUE(updater.commit());
  EXPECT_EQ(vault.reader().with_term("text").size(), 1u);
  EXPECT_THAT(visible(vault), ElementsAre("a.md", "b.md"));
}

TEST(Reader, OvertakenByTheWriterGoesOnToTheLastCommit) {
  TempVault vault;
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "word" + std::to_string(i) + ' ';
  vault.note("a.md", text);
  vault.index();
  const Index index = vault.open();
  Updater updater = opened(vault);
  for (int i = 0; i < 12; ++i) {
    const std::string path = "n" + std::to_string(i) + ".md";
    ASSERT_TRUE(updater.put(note_at(path, text + path), file_at(path, i), {}));
    ASSERT_TRUE(updater.commit());
    const auto stats = index.stats();
    ASSERT_TRUE(stats) << to_string(stats.error());
    const auto edges = index.edges(std::nullopt);
    ASSERT_TRUE(edges) << to_string(edges.error());
    const auto found = index.find_notes("a");
    ASSERT_TRUE(found) << to_string(found.error());
    EXPECT_EQ(found->at(0).path, "a.md");
  }
}

TEST(Reader, WithoutAnIndexIsNotFound) {
  const TempVault vault;
  const auto reader = store::Reader::open(vault.directory(), vault.root());
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace tote::index
