// SPDX-License-Identifier: GPL-2.0-or-later
// All names of the vault as people may mistype them, laid out so that looking for those near to
// what was typed touches few of them. Private to index/store.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/note.h"

namespace Xapian {
class Database;
}

namespace tote::index::store {

/// What tells cheaply that a name is far from another.
struct NameShape {
  std::uint64_t letters = 0;           ///< letter_set
  std::uint64_t squashed_letters = 0;  ///< of its squashed_name
  std::uint32_t length = 0;            ///< in characters
  std::uint32_t squashed_length = 0;
};

/// The value of names_slot: the notes::name_keys of title, file name and aliases with their shapes.
/// Without those that are too long to guess at.
[[nodiscard]] std::string encode_names(const notes::Note& note);

class NameList {
 public:
  NameList() = default;
  /// Reads the names of all notes. Linear. Throws Xapian's exceptions.
  explicit NameList(const Xapian::Database& database);

  /// Adds what encode_names gave; false if the bytes are damaged.
  [[nodiscard]] bool add(std::string_view bytes);

  /// A name near to what was typed.
  struct Near {
    std::uint32_t edits = 0;
    bool is_file_name = false;
    std::string_view key;  ///< borrowed from the list
  };

  /// Names within `allowed` edits of the key, or whose squashed_name is within as many of the
  /// key's; fewest edits first. Several notes' may be alike.
  [[nodiscard]] std::vector<Near> near(std::string_view key, std::uint32_t allowed) const;

 private:
  struct Entry {
    std::uint64_t letters = 0;
    std::uint64_t squashed_letters = 0;
    std::uint32_t begin = 0;  ///< of its key, in text_
    std::uint8_t size = 0;    ///< in bytes
    std::uint8_t length = 0;
    std::uint8_t squashed_length = 0;
    bool is_file_name = false;
  };

  [[nodiscard]] std::string_view key_of(const Entry& entry) const {
    return std::string_view(text_).substr(entry.begin, entry.size);
  }

  std::string text_;  ///< the keys, one behind the other
  std::vector<Entry> entries_;
};

inline constexpr std::array<std::string_view, 3> articles = {"the ", "a ", "an "};

/// A key without the article before it.
[[nodiscard]] std::string_view without_article(std::string_view key);

/// notes::squashed_key of a key: what is folded already need not be folded again.
[[nodiscard]] std::string squashed_name(std::string_view key);

/// The name of a note's file, without its folders and its ending.
[[nodiscard]] std::string_view file_stem(std::string_view path);

/// Names longer than this are not guessed at (their terms may end in a hash).
inline constexpr std::size_t max_guessed_bytes = 100;

}  // namespace tote::index::store
