// SPDX-License-Identifier: GPL-2.0-or-later
// All names of the vault as people may mistype them, laid out so that looking for those near to
// what was typed touches few of them. Private to index/store.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/store/reader.h"

namespace tote::index::store {

class NameList {
 public:
  /// Reads the names of all notes. Linear. Throws Xapian's exceptions.
  explicit NameList(const Reader& reader);

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
  /// What tells cheaply that a text is far from another.
  struct Shape {
    std::uint64_t letters = 0;  ///< letter_set
    std::uint32_t length = 0;   ///< in characters
  };

  struct Shapes {
    Shape key;
    Shape squashed;
  };

  struct Entry {
    std::uint64_t letters = 0;
    std::uint64_t squashed_letters = 0;
    std::uint32_t begin = 0;  ///< of its key, in text_
    std::uint8_t size = 0;    ///< in bytes
    std::uint8_t length = 0;
    std::uint8_t squashed_length = 0;
    bool is_file_name = false;
  };

  [[nodiscard]] static Shapes shapes_of(std::string_view key);

  void add_title(const Reader& reader, NoteId note, std::string_view order);
  void add(std::string_view key, bool is_file_name);

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
