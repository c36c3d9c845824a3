// SPDX-License-Identifier: GPL-2.0-or-later
// The plugins that are there, from their manifests alone.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/manifest.h"
#include "index/vocabulary.h"

namespace tote::host {

/// A plugin that was found and cannot be used, and why.
struct PluginProblem {
  std::filesystem::path directory;
  Error error;
};

class PluginRegistry {
 public:
  /// Looks through the sub-folders of `search_path`; of two plugins with one id the first found
  /// wins. Ids in `disabled` are left out. Never fails: what cannot be used becomes a problem.
  [[nodiscard]] static PluginRegistry discover(
      const std::vector<std::filesystem::path>& search_path,
      const std::vector<std::string>& disabled = {});

  /// In order of id.
  [[nodiscard]] const std::vector<Manifest>& plugins() const { return plugins_; }

  [[nodiscard]] const std::vector<PluginProblem>& problems() const { return problems_; }

  /// The folders and files that all this depends on, there or not.
  [[nodiscard]] const std::vector<std::filesystem::path>& looked_at() const { return looked_at_; }

  /// The core's and the plugins' declarations, merged.
  [[nodiscard]] const index::Vocabulary& vocabulary() const { return vocabulary_; }

  /// Changes whenever what plugins make of a note may change: vocabulary, versions, the libraries'
  /// bytes.
  [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

 private:
  std::vector<Manifest> plugins_;
  std::vector<PluginProblem> problems_;
  index::Vocabulary vocabulary_;
  std::string fingerprint_;
  std::vector<std::filesystem::path> looked_at_;
};

}  // namespace tote::host
