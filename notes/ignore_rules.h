// SPDX-License-Identifier: GPL-2.0-or-later
// Which files the user wants left out: patterns with the meaning that gitignore(5) gives them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tote::notes {

/// An ordered list of patterns; the last one that matches decides, `!` takes a file back in.
class IgnoreRules {
 public:
  /// Blank patterns and those that start with `#` are skipped.
  explicit IgnoreRules(const std::vector<std::string>& patterns);

  enum class FileKind : bool { file, folder };

  /// Whether the rules leave out `path` (relative to the vault, no leading or trailing slash). A
  /// file below an ignored folder is ignored by not walking the folder, as in git.
  [[nodiscard]] bool is_ignored(std::string_view path, FileKind kind) const;

 private:
  struct Rule {
    std::vector<std::string> segments;  ///< between slashes; `**` stands alone
    bool is_negated = false;
    bool is_folder_only = false;
  };

  std::vector<Rule> rules_;
};

/// Whether one path component matches one pattern segment: `*`, `?`, `[a-z]`, `[!a-z]`,
/// `[[:alpha:]]` is not supported, `\` escapes. Time at most pattern × name.
[[nodiscard]] bool matches_segment(std::string_view pattern, std::string_view name);

}  // namespace tote::notes
