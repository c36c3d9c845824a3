// SPDX-License-Identifier: GPL-2.0-or-later
// The project's own sources as data, so that the rules of the house can be tested like anything
// else.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tote::layers {

/// An `#include` as written: `"notes/note.h"` has target `notes/note.h` and `is_system` false.
struct Include {
  std::string target;
  bool is_system = false;
  std::size_t line = 0;  ///< 1-based
};

/// One C or C++ file.
struct SourceFile {
  std::string path;                ///< from the source root, with `/`
  std::vector<std::string> lines;  ///< without line ends
  std::vector<Include> includes;

  /// The first folder of the path: `index` of `index/search.h`.
  [[nodiscard]] std::string_view room() const;

  [[nodiscard]] bool is_header() const;
};

/// All sources by path.
using SourceTree = std::map<std::string, SourceFile, std::less<>>;

/// Splits a text into lines and finds its includes.
[[nodiscard]] SourceFile parse_source(std::string path, std::string_view text);

/// Reads every .h, .hpp, .c and .cpp under the project's rooms below `root`.
[[nodiscard]] SourceTree read_source_tree(const std::filesystem::path& root);

/// The file of the tree that an include means, or nullptr if it is none of ours. The SDK's headers
/// are written `<tote/…>` and live in `sdk/include/tote/`; plugins leave out `plugins/`.
[[nodiscard]] const SourceFile* resolve(const SourceTree& tree, const Include& include);

}  // namespace tote::layers
