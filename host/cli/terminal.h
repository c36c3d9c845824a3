// SPDX-License-Identifier: GPL-2.0-or-later
// Where the output goes: a person's terminal, with colour, a width and a pager, or a file or pipe,
// plain.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace tote::cli {

enum class ColorChoice { automatic, always, never };

/// What a stretch of text is; the terminal decides how it looks.
enum class Style { plain, strong, title, path, match, faint, good, warning, error };

class Terminal {
 public:
  /// Looks at the process's streams and `NO_COLOR` (no-color.org), `COLUMNS` and `TERM`.
  explicit Terminal(ColorChoice color);

  /// `text` in a style; unchanged where there is no colour.
  [[nodiscard]] std::string paint(Style style, std::string_view text) const;

  /// Whether standard output is a person's terminal.
  [[nodiscard]] bool is_interactive() const { return is_interactive_; }

  /// Whether standard error is: progress is shown there.
  [[nodiscard]] bool shows_progress() const { return shows_progress_; }

  /// Columns; 80 if unknown.
  [[nodiscard]] int width() const { return width_; }

  [[nodiscard]] int height() const { return height_; }

 private:
  bool is_interactive_ = false;
  bool shows_progress_ = false;
  bool has_color_ = false;
  int width_ = 80;
  int height_ = 24;
};

/// Prints to standard output; text longer than the terminal is high goes through `$PAGER` (default
/// `less -FRX`), unless `PAGER` is empty or `cat`. A pipe that is closed early is no error.
void print_paged(const Terminal& terminal, std::string_view text);

/// `text` without what a terminal would take for a command: control characters but newline and tab
/// become U+FFFD.
[[nodiscard]] std::string safe_for_terminal(std::string_view text);

}  // namespace tote::cli
