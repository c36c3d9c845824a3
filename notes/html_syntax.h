// SPDX-License-Identifier: GPL-2.0-or-later
// Raw HTML and character references within text (CommonMark 6.6 and 2.5).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tote::notes {

/// Finds the ends of inline HTML. Remembers which closers the text does not have, so that reading
/// at every `<` stays linear; use one reader a text, from front to back.
class HtmlReader {
 public:
  explicit HtmlReader(std::string_view text) : text_(text) {}

  /// The end of the tag, comment, instruction, declaration or CDATA section at `at`, npos if there
  /// is none. Requires: text[at] == '<'.
  [[nodiscard]] std::size_t end_of(std::size_t at);

 private:
  [[nodiscard]] std::size_t find(std::string_view closer, std::size_t at, bool& is_missing) const;

  std::string_view text_;
  bool no_comment_end_ = false;
  bool no_instruction_end_ = false;
  bool no_declaration_end_ = false;
  bool no_cdata_end_ = false;
};

/// The end of `<https://…>` or `<name@host>` at `at` (CommonMark 6.5), npos if there is none.
[[nodiscard]] std::size_t angle_autolink_end(std::string_view text, std::size_t at);

/// Appends the character that `&name;` or `&#123;` at `at` stands for; gives the bytes it took, 0
/// if there is none. Names: those that people write in notes, not HTML's whole list.
std::size_t append_character_reference(std::string& out, std::string_view text, std::size_t at);

}  // namespace tote::notes
