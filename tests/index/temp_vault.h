// SPDX-License-Identifier: GPL-2.0-or-later
// A vault for one test: notes written in code, indexed with the core's words and those of
// vocabulary.json, gone with the object.
//
//   TempVault vault;
//   vault.note("books/Tigana.md", "# Tigana\nA book.\n");
//   vault.index();
//   vault.reader().note_at("books/Tigana.md");
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "index/index.h"
#include "index/store/reader.h"
#include "index/updater.h"

namespace tote::index {

/// The core's vocabulary and tests/index/vocabulary.json.
[[nodiscard]] Vocabulary test_vocabulary();

class TempVault {
 public:
  TempVault();
  explicit TempVault(Vocabulary vocabulary);
  TempVault(const TempVault&) = delete;
  TempVault& operator=(const TempVault&) = delete;
  ~TempVault();

  /// Writes a note; index() makes it known.
  void note(std::string_view path, std::string_view text);
  void remove(std::string_view path);
  void rename(std::string_view from, std::string_view to);

  /// Brings the index up to date with the files in one commit, and opens it. A test failure where
  /// that fails.
  void index();

  /// The index as of the last index().
  [[nodiscard]] const store::Reader& reader() const { return *reader_; }

  /// The same through the public facade.
  [[nodiscard]] Index open() const;
  /// The note at a path; a test failure and 0 if there is none.
  [[nodiscard]] NoteId id(std::string_view path) const;
  /// The paths of notes, in their order.
  [[nodiscard]] std::vector<std::string> paths(const std::vector<NoteId>& notes) const;

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }

  [[nodiscard]] std::filesystem::path root() const { return folder_ / "vault"; }

  [[nodiscard]] std::filesystem::path directory() const { return folder_ / "index"; }

 private:
  std::filesystem::path folder_;
  Vocabulary vocabulary_;
  std::unique_ptr<store::Reader> reader_;
};

}  // namespace tote::index
