// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/terminal.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace tote::cli {
namespace {

constexpr const char* reset = "\033[0m";

const char* escape_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::strong:
      return "\033[1m";
    case Style::title:
      return "\033[1;36m";
    case Style::path:
      return "\033[35m";
    case Style::match:
      return "\033[1;33m";
    case Style::faint:
      return "\033[2m";
    case Style::good:
      return "\033[32m";
    case Style::warning:
      return "\033[33m";
    case Style::error:
      return "\033[1;31m";
  }
  return "";
}

bool wants_color(ColorChoice choice, bool is_terminal) {
  if (choice != ColorChoice::automatic)
    return choice == ColorChoice::always;
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return is_terminal && (no_color == nullptr || no_color[0] == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

/// The pager to use, or "" for none.
std::string pager_command() {
  const char* pager = std::getenv("PAGER");
  if (pager == nullptr)
    return "less -FRX";
  return std::string_view(pager) == "cat" ? "" : pager;
}

}  // namespace

Terminal::Terminal(ColorChoice color)
    : is_interactive_(::isatty(STDOUT_FILENO) == 1),
      shows_progress_(::isatty(STDERR_FILENO) == 1),
      has_color_(wants_color(color, is_interactive_)) {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    width_ = size.ws_col;
    height_ = size.ws_row;
  } else if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    const int wanted = std::atoi(columns);
    if (wanted > 0)
      width_ = std::clamp(wanted, 20, 500);
  }
}

std::string Terminal::paint(Style style, std::string_view text) const {
  if (!has_color_ || style == Style::plain || text.empty())
    return std::string(text);
  return std::string(escape_of(style)).append(text).append(reset);
}

void print_paged(const Terminal& terminal, std::string_view text) {
  const auto lines = std::count(text.begin(), text.end(), '\n');
  const auto pager =
      terminal.is_interactive() && lines >= terminal.height() ? pager_command() : std::string();
  std::FILE* pipe = nullptr;
  if (!pager.empty()) {
    std::signal(SIGPIPE, SIG_IGN);
    pipe = ::popen(pager.c_str(), "w");
  }
  std::FILE* out = pipe != nullptr ? pipe : stdout;
  std::fwrite(text.data(), 1, text.size(), out);
  if (pipe != nullptr)
    ::pclose(pipe);
}

std::string safe_for_terminal(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_c0 = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
    // U+0080 to U+009F are C2 80 to C2 9F in UTF-8: terminals read some of them as escape
    // sequences.
    const bool is_c1 = byte == 0xC2 && i + 1 < text.size() &&
                       static_cast<unsigned char>(text[i + 1]) >= 0x80 &&
                       static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (is_c0 || is_c1) {
      if (byte != '\r')
        safe += "\xEF\xBF\xBD";
      if (is_c1)
        ++i;
    } else {
      safe += text[i];
    }
  }
  return safe;
}

}  // namespace tote::cli
