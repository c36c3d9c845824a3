// SPDX-License-Identifier: GPL-2.0-or-later
// A vault as a map in memory, and a plain idea of its links that owes nothing to tote's own: what
// stands between brackets is a link, and it means the one file whose path ends in what it says.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "notes/edit/relocate.h"

namespace tote::notes {

/// Bytes by path; of what is no note only the path counts.
using Tree = std::map<std::string, std::string>;

[[nodiscard]] bool is_note(const std::string& path);
/// The files below a folder, without hidden ones.
[[nodiscard]] Tree read_tree(const std::filesystem::path& root);
/// The folders that TOTE_TEST_VAULTS names, separated by colons; none if it is not set.
[[nodiscard]] std::vector<std::filesystem::path> real_vaults();
[[nodiscard]] LoadedVault load(const Tree& tree);
/// The tree after the changes, which must fit it.
[[nodiscard]] Tree changed(Tree tree, const ChangeSet& changes);

/// A link as it is seen without knowing Markdown.
struct PlainLink {
  std::string target;   ///< without heading and text, `%20` resolved
  std::string heading;  ///< behind `#`; a block's with `^`
  bool is_markdown = false;
};

/// The links of a text outside of code and comments, in order of position.
[[nodiscard]] std::vector<PlainLink> plain_links(const std::string& text);

/// What links mean in a tree.
class PlainResolver {
 public:
  explicit PlainResolver(const Tree& tree);

  void add(const std::string& path);
  void remove(const std::string& path);

  /// The one file that a link in the note at `from` means; nothing if none or several may be meant.
  [[nodiscard]] std::optional<std::string> file_meant(const PlainLink& link,
                                                      const std::string& from) const;
  /// Whether it is one of several, or the one.
  [[nodiscard]] bool may_mean(const PlainLink& link, const std::string& from,
                              const std::string& path) const;

 private:
  [[nodiscard]] std::vector<std::string> files_meant(const PlainLink& link,
                                                     const std::string& from) const;

  std::unordered_map<std::string, std::set<std::string>> by_name_;  ///< small letters, without .md
};

}  // namespace tote::notes
