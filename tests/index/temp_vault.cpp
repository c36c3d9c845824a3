// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/index/temp_vault.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "notes/vault.h"

namespace tote::index {
namespace {

namespace fs = std::filesystem;

fs::path make_folder() {
  std::string pattern = (fs::temp_directory_path() / "tote-test-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr)
    ADD_FAILURE() << "no temporary folder at " << pattern;
  return pattern;
}

void expect_done(const Result<void>& result) {
  EXPECT_TRUE(result) << to_string(result.error());
}

}  // namespace

Vocabulary test_vocabulary() {
  std::ifstream file(TOTE_TEST_VOCABULARY);
  const std::string json((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  Vocabulary vocabulary = core_vocabulary();
  auto declared = parse_vocabulary(json, "test");
  EXPECT_TRUE(declared) << to_string(declared.error());
  if (declared)
    expect_done(merge(vocabulary, *std::move(declared)));
  return vocabulary;
}

TempVault::TempVault() : TempVault(test_vocabulary()) {}

TempVault::TempVault(Vocabulary vocabulary)
    : folder_(make_folder()), vocabulary_(std::move(vocabulary)) {
  fs::create_directories(root());
}

TempVault::~TempVault() {
  reader_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void TempVault::note(std::string_view path, std::string_view text) {
  const fs::path file = root() / path;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

void TempVault::remove(std::string_view path) {
  fs::remove(root() / path);
}

void TempVault::rename(std::string_view from, std::string_view to) {
  fs::create_directories((root() / to).parent_path());
  fs::rename(root() / from, root() / to);
}

void TempVault::index() {
  const auto scan = notes::scan_vault(root());
  ASSERT_TRUE(scan) << to_string(scan.error());
  auto updater = Updater::open(directory(), vocabulary_, "test");
  ASSERT_TRUE(updater) << to_string(updater.error());
  const Changes changes = updater->compare(scan->files);
  for (const std::string& path : changes.removed)
    expect_done(updater->remove(path));
  for (const notes::VaultFile& file : changes.changed) {
    auto source = notes::read_file(root(), file.path);
    ASSERT_TRUE(source) << to_string(source.error());
    const notes::Note note = notes::read_note(file.path, *std::move(source));
    expect_done(updater->put(note, file, {}));
  }
  expect_done(updater->commit());
  auto reader = store::Reader::open(directory(), root());
  ASSERT_TRUE(reader) << to_string(reader.error());
  reader_ = *std::move(reader);
}

Index TempVault::open() const {
  auto index = Index::open(directory(), root());
  if (!index)
    throw std::runtime_error(to_string(index.error()));
  return *std::move(index);
}

NoteId TempVault::id(std::string_view path) const {
  const auto note = reader_->note_at(path);
  EXPECT_TRUE(note) << path;
  return note.value_or(0);
}

std::vector<std::string> TempVault::paths(const std::vector<NoteId>& notes) const {
  std::vector<std::string> paths;
  for (const NoteId note : notes)
    paths.push_back(reader_->card(note).path);
  return paths;
}

}  // namespace tote::index
