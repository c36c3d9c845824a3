// SPDX-License-Identifier: GPL-2.0-or-later
// Reads a search line. The grammar:
//
//   line  := or
//   or    := and ("OR" and)*
//   and   := unary ("AND"? unary)*
//   unary := ("-" | "NOT")* atom
//   atom  := field ":" value | "#" tag | "[[" name "]]" | '"' words '"' | word | word "*" | "*"
//          | "(" or ")"
//   value := "[[" name "]]" | '"' words '"' | ("<" | "<=" | "=" | ">=" | ">") word
//          | word? ".." word? | word "*" | "*" | word | "(" or ")"
//
// There are no wrong lines. Whatever does not fit is read as words or passed over, and a remark
// says so.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "index/search/line_tree.h"

namespace tote::index::search {

/// Of a longer line the beginning is read.
inline constexpr std::size_t max_line_bytes = 4096;
/// Leaves of the tree; further ones are left out.
inline constexpr std::size_t max_line_leaves = 256;
/// Groups within groups; parentheses further in group nothing.
inline constexpr std::size_t max_line_depth = 32;

/// A line that was read.
struct ParsedLine {
  std::optional<LineNode> root;      ///< nullopt: the line holds nothing to search for
  std::vector<std::string> remarks;  ///< what was read otherwise than it was perhaps meant
};

/// Never fails. Linear in the line but for the limits above; any thread.
[[nodiscard]] ParsedLine parse_line(std::string_view line);

}  // namespace tote::index::search
