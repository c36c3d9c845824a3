// SPDX-License-Identifier: GPL-2.0-or-later
// Tags and the keys of inline fields, as Obsidian and its Dataview plugin read them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "notes/span.h"

namespace tote::notes {

/// The end of the tag whose `#` is at `at`: letters, digits, emoji, `-`, `_`, `/`, not digits
/// alone. npos if it is none; what stands before the `#` is not looked at.
[[nodiscard]] std::size_t tag_end(std::string_view text, std::size_t at);

/// The end of the block id (`^abc-1`) whose `^` is at `at`: a word of its own that ends its line.
/// npos if it is none.
[[nodiscard]] std::size_t block_id_end(std::string_view text, std::size_t at);

/// The key of an inline field and where its value begins.
struct FieldKey {
  ByteSpan key;           ///< trimmed, without emphasis marks
  std::size_t value = 0;  ///< behind `::` and the blanks after it
};

/// Reads `key::` at `at`. `value` stops at the line's end. Looks at 80 bytes at most.
[[nodiscard]] std::optional<FieldKey> read_field_key(std::string_view text, std::size_t at);

/// Runs of backticks and, for each, where the next run of the same length is, so that code spans
/// are found in linear time.
class BacktickRuns {
 public:
  explicit BacktickRuns(std::string_view text);

  struct CodeSpan {
    std::size_t content_begin = 0;
    std::size_t content_end = 0;
    std::size_t end = 0;
  };

  /// The code span that the run at `at` opens. Requires: calls with growing `at`.
  [[nodiscard]] std::optional<CodeSpan> read(std::size_t at);

 private:
  struct Run {
    std::size_t begin = 0;
    std::size_t size = 0;
    std::size_t next = 0;  ///< the next run of this size; itself if there is none
  };

  std::vector<Run> runs_;
  std::size_t current_ = 0;
};

}  // namespace tote::notes
