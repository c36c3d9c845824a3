// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/prefix_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/metadata.h"

namespace tote::index::store {
namespace {

/// With fewer notes all words are looked through in a moment.
constexpr std::uint32_t few_notes = 1'000;
/// Beginnings with no more words than this need no table.
constexpr std::size_t few_words = 256;

/// Gathers the words under one beginning at a time.
class PrefixWords {
 public:
  PrefixWords(Xapian::WritableDatabase& database, std::size_t length)
      : database_(database), length_(length) {}

  void add(const std::string& word, Xapian::doccount notes) {
    const std::string_view prefix = std::string_view(word).substr(0, length_);
    if (prefix != prefix_) {
      finish();
      prefix_ = prefix;
    }
    if (word.size() >= length_)
      words_.emplace_back(notes, word);
  }

  /// Writes what was gathered, if it is worth it.
  void finish() {
    if (words_.size() > few_words) {
      const auto middle = words_.begin() + words_per_prefix;
      std::partial_sort(words_.begin(), middle, words_.end(), [](const auto& a, const auto& b) {
        return std::pair(b.first, std::string_view(a.second)) <
               std::pair(a.first, std::string_view(b.second));
      });
      ByteWriter out;
      for (auto word = words_.begin(); word != middle; ++word)
        out.put_text(word->second);
      database_.set_metadata(metadata::words_key(prefix_), out.take());
    }
    words_.clear();
  }

 private:
  Xapian::WritableDatabase& database_;
  std::size_t length_;
  std::string prefix_;
  std::vector<std::pair<Xapian::doccount, std::string>> words_;
};

bool is_word(const std::string& term) {
  return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z');
}

}  // namespace

bool is_prefix_table_due(const Xapian::Database& database) {
  const std::string made_for = database.get_metadata(metadata::words_made_for);
  const std::uint64_t notes = database.get_doccount();
  if (made_for.empty())
    return notes >= few_notes;
  std::uint64_t then = 0;
  std::from_chars(made_for.data(), made_for.data() + made_for.size(), then);
  const std::uint64_t change = notes > then ? notes - then : then - notes;
  return change * 10 > then;
}

void write_prefix_table(Xapian::WritableDatabase& database) {
  const std::string prefix(metadata::words_prefix);
  std::vector<std::string> old;
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key)
    old.push_back(*key);
  for (const std::string& key : old)
    database.set_metadata(key, "");
  std::array<PrefixWords, longest_table_prefix> gathered = {
      PrefixWords(database, 1), PrefixWords(database, 2), PrefixWords(database, 3)};
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const std::string word = *term;
    if (!is_word(word))
      continue;
    for (PrefixWords& words : gathered)
      words.add(word, term.get_termfreq());
  }
  for (PrefixWords& words : gathered)
    words.finish();
  database.set_metadata(metadata::words_made_for, std::to_string(database.get_doccount()));
}

std::optional<std::vector<std::string>> frequent_words(const Xapian::Database& database,
                                                       std::string_view prefix) {
  if (prefix.empty() || prefix.size() > longest_table_prefix)
    return std::nullopt;
  const std::string bytes = database.get_metadata(metadata::words_key(prefix));
  if (bytes.empty())
    return std::nullopt;
  std::vector<std::string> words;
  ByteReader in(bytes);
  while (!in.is_at_end() && !in.has_failed())
    words.emplace_back(in.text());
  if (in.has_failed())
    throw Xapian::DatabaseCorruptError("the words that begin with " + std::string(prefix));
  return words;
}

}  // namespace tote::index::store
