// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/plugin_registry.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>
#include <xxhash.h>

namespace tote::host {
namespace fs = std::filesystem;

namespace {

/// The sub-folders of `folder` that hold a plugin.json, sorted, so that discovery does not depend
/// on the file system's order. What was looked at goes to `looked_at`.
std::vector<fs::path> plugin_folders(const fs::path& folder, std::vector<fs::path>& looked_at) {
  std::vector<fs::path> found;
  std::error_code error;
  looked_at.push_back(folder);
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    looked_at.push_back(entry.path());
    if (fs::exists(entry.path() / "plugin.json", error))
      found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string fingerprint_of(const index::Vocabulary& vocabulary,
                           const std::vector<Manifest>& plugins) {
  XXH3_state_t* state = XXH3_createState();
  XXH3_64bits_reset(state);
  const auto declared = index::to_json(vocabulary);
  XXH3_64bits_update(state, declared.data(), declared.size());
  for (const auto& plugin : plugins) {
    const auto identity = fmt::format("{} {} {}\n", plugin.id, plugin.version, plugin.library_hash);
    XXH3_64bits_update(state, identity.data(), identity.size());
  }
  auto text = fmt::format("{:016x}", XXH3_64bits_digest(state));
  XXH3_freeState(state);
  return text;
}

}  // namespace

PluginRegistry PluginRegistry::discover(const std::vector<fs::path>& search_path,
                                        const std::vector<std::string>& disabled) {
  PluginRegistry registry;
  const auto is_taken = [&](const std::string& id) {
    return std::any_of(registry.plugins_.begin(), registry.plugins_.end(),
                       [&](const Manifest& plugin) { return plugin.id == id; });
  };
  for (const auto& folder : search_path) {
    for (const auto& directory : plugin_folders(folder, registry.looked_at_)) {
      auto manifest = load_manifest(directory);
      if (manifest)
        registry.looked_at_.insert(registry.looked_at_.end(), manifest->files.begin(),
                                   manifest->files.end());
      if (!manifest) {
        registry.problems_.push_back({directory, std::move(manifest).error()});
      } else if (!is_taken(manifest->id) &&
                 std::find(disabled.begin(), disabled.end(), manifest->id) == disabled.end()) {
        registry.plugins_.push_back(*std::move(manifest));
      }
    }
  }
  std::sort(registry.plugins_.begin(), registry.plugins_.end(),
            [](const Manifest& a, const Manifest& b) { return a.id < b.id; });

  registry.vocabulary_ = index::core_vocabulary();
  std::vector<Manifest> usable;
  for (auto& plugin : registry.plugins_) {
    if (auto merged = index::merge(registry.vocabulary_, plugin.vocabulary); !merged) {
      registry.problems_.push_back({plugin.directory, std::move(merged).error()});
    } else {
      usable.push_back(std::move(plugin));
    }
  }
  registry.plugins_ = std::move(usable);
  registry.fingerprint_ = fingerprint_of(registry.vocabulary_, registry.plugins_);
  return registry;
}

}  // namespace tote::host
