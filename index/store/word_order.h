// SPDX-License-Identifier: GPL-2.0-or-later
// The order of a note's words, for phrases: one value a note, far cheaper to write and to keep than
// Xapian's lists of positions, of which there is one for every word of every note. Each word is a
// number of two bytes, made so that no two words of the same note have the same one. Whoever knows
// that a note has all words of a phrase can tell from that for certain whether they follow each
// other. Private to index/store.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tote::index::store {

/// Gathers the words of a note as they follow each other.
class WordOrder {
 public:
  /// A word, or a character of a CJK run.
  void add(std::string_view word);
  /// Between two CJK runs: pairs of characters do not reach across.
  void end_run();
  /// No phrase reaches from one block to the next. The title is the first block.
  void end_block();
  /// The value of word_order_slot; empty if there are no words.
  [[nodiscard]] std::string encode() const;

 private:
  std::vector<std::uint64_t> words_;  ///< hashes, and marks between them
};

/// Where words are to follow each other.
enum class PhraseIn : bool { text, title };

/// What is to follow each other.
enum class PhraseOf : bool {
  words,   ///< or characters of CJK runs, across runs
  one_run  ///< the characters of one CJK run
};

/// The words of a phrase, to be found in the values of notes.
class Phrase {
 public:
  Phrase(const std::vector<std::string>& words, PhraseOf what, PhraseIn where);

  /// Whether a note with this value has the words one behind the other. Requires: the note has each
  /// of them, in any place. False if the bytes are damaged.
  [[nodiscard]] bool is_in(std::string_view value) const;

 private:
  template <class Code>
  [[nodiscard]] bool is_among(std::string_view codes, std::uint64_t salt) const;

  std::vector<std::uint64_t> hashes_;
  PhraseOf what_;
  PhraseIn where_;
};

}  // namespace tote::index::store
