// SPDX-License-Identifier: GPL-2.0-or-later
// Stretches between two equal marks in which Markdown has no meaning: `%%comments%%` and math.
#pragma once

#include <cstddef>
#include <string_view>

namespace tote::notes {

/// Finds where they end. Remembers which marks do not come again, so that reading at every mark
/// stays linear; use one reader a text, from front to back.
class MarkReader {
 public:
  explicit MarkReader(std::string_view text) : text_(text) {}

  /// The end of the comment whose `%%` is at `at`, npos if it is never closed.
  [[nodiscard]] std::size_t comment_end(std::size_t at);

  /// The end of the `$$` display math or `$` inline math at `at`, npos if it is none. Inline math
  /// has no space inside its marks and no digit behind them, so that prices are not math.
  [[nodiscard]] std::size_t math_end(std::size_t at);

 private:
  [[nodiscard]] std::size_t find(std::string_view mark, std::size_t at, bool& is_missing) const;

  std::string_view text_;
  bool no_comment_ = false;
  bool no_math_ = false;
  bool no_display_math_ = false;
};

}  // namespace tote::notes
