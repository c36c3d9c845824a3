// SPDX-License-Identifier: GPL-2.0-or-later
// What the last command found an index to be made with. While no manifest, library or setting that
// says so was touched, the next command reads none of them: a question needs the answer alone.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tote::host {

/// What an index is made with, in short.
struct IndexIdentity {
  std::string fingerprint;  ///< of plugins and of the settings that facts depend on
  std::string identity;     ///< the fingerprint, and of the settings that choose the notes
};

class PluginMemory {
 public:
  /// `file` keeps what is remembered; `asked` is all that decides beside the files looked at, such
  /// as where plugins are looked for.
  PluginMemory(std::filesystem::path file, const std::string& asked);

  /// What was remembered, if the same was asked and every file and folder that decided looks as it
  /// did then: time, size and inode, or that it is not there.
  [[nodiscard]] std::optional<IndexIdentity> recall() const;
  /// Remembers what these files and folders came to. Nothing is remembered if one of them was
  /// touched just now, since it may be touched once more within one tick of the clock, nor if
  /// nothing can be written: then the next command looks again.
  void remember(const std::vector<std::filesystem::path>& looked_at,
                const IndexIdentity& found) const;

 private:
  std::filesystem::path file_;
  std::string asked_;
};

}  // namespace tote::host
