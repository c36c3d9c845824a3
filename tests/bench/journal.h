// SPDX-License-Identifier: GPL-2.0-or-later
// Journals of any size to measure on: people, books, reviews, posts and days that speak of each
// other in fields and sentences, between words of a natural frequency. One seed gives one journal,
// whatever the machine and the standard library.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tote::bench {

/// How many notes of each kind a journal has.
struct JournalShape {
  /// A twentieth people, a fifth books and reviews each, three twentieths posts, the rest days; at
  /// least one of each.
  explicit JournalShape(std::uint32_t notes);

  std::uint32_t people;
  std::uint32_t books;
  std::uint32_t reviews;
  std::uint32_t posts;
  std::uint32_t days;
};

/// One note: where it lies in the journal, and its text.
struct JournalNote {
  std::string path;
  std::string text;
};

/// Writes note after note.
class JournalMaker {
 public:
  /// Requires: notes >= 10.
  explicit JournalMaker(std::uint32_t notes, std::uint64_t seed = 1);
  ~JournalMaker();
  JournalMaker(const JournalMaker&) = delete;
  JournalMaker& operator=(const JournalMaker&) = delete;

  /// How many notes there are.
  [[nodiscard]] std::uint32_t size() const;
  /// Note `number`, from 0. Each is made by itself, in any order.
  [[nodiscard]] JournalNote note(std::uint32_t number) const;
  /// Names by how much the journal speaks of them, the most first: for questions.
  [[nodiscard]] const std::vector<std::string>& people() const;
  [[nodiscard]] const std::vector<std::string>& books() const;
  /// The word of this rank in the journal's text, the most frequent first.
  [[nodiscard]] const std::string& word(std::uint32_t rank) const;

 private:
  std::uint32_t notes_;
  std::uint64_t seed_;
  std::vector<std::string> people_;
  std::vector<std::string> books_;
  std::vector<std::string> words_;
  std::vector<double> word_weights_;  ///< cumulative
};

/// Writes a journal of this many notes into `folder`, which it makes. Throws
/// std::filesystem::filesystem_error or std::runtime_error if it cannot.
void write_journal(const std::filesystem::path& folder, std::uint32_t notes,
                   std::uint64_t seed = 1);

}  // namespace tote::bench
