// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/cli/diff_view.h"

#include <algorithm>

#include <fmt/format.h>

namespace tote::cli {

std::string shown_diff(const Terminal& terminal, std::string_view heading, std::string_view diff) {
  if (diff.empty())
    return {};
  auto text = fmt::format("{}:\n", terminal.paint(Style::path, heading));
  while (!diff.empty()) {
    const auto end = std::min(diff.find('\n'), diff.size());
    const auto line = diff.substr(0, end);
    const auto style = line.substr(0, 1) == "-"   ? Style::error
                       : line.substr(0, 1) == "+" ? Style::good
                                                  : Style::plain;
    text += terminal.paint(style, safe_for_terminal(line)) + '\n';
    diff.remove_prefix(std::min(end + 1, diff.size()));
  }
  return text;
}

}  // namespace tote::cli
