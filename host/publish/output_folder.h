// SPDX-License-Identifier: GPL-2.0-or-later
// The folder that a site is written to. A list in it (`.tote-site.json`) says which files tote has
// written and how they were, so that nothing else is ever overwritten or removed, and which posts
// are out. The list holds nothing that the site does not.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "host/publish/publish_config.h"
#include "host/publish/site.h"
#include "notes/result.h"

namespace tote::host::publish {

/// What the list in a folder says. Empty if there is none.
struct SiteList {
  std::string target;
  std::vector<std::string> posts;            ///< slugs, sorted
  std::map<std::string, std::string> files;  ///< address → hash
  std::map<std::string, std::string> begun;  ///< of a run that was cut short: address → hash
};

/// What a run wrote, or would write. Sorted.
struct WriteReport {
  std::vector<std::string> written;
  std::vector<std::string> removed;
  std::vector<std::string> kept;  ///< not part of the site any more, but changed by someone: left
  std::size_t unchanged = 0;
};

enum class WriteMode { write, force, dry_run, dry_run_of_force };

[[nodiscard]] constexpr bool is_dry(WriteMode mode) {
  return mode == WriteMode::dry_run || mode == WriteMode::dry_run_of_force;
}

[[nodiscard]] constexpr bool writes_over(WriteMode mode) {
  return mode == WriteMode::force || mode == WriteMode::dry_run_of_force;
}

/// Errors: invalid_input if the list is damaged or of a newer tote; io.
[[nodiscard]] Result<SiteList> read_site_list(const std::filesystem::path& folder);

/// Makes the folder hold these files: each is written beside its place and moved there when all
/// are; files of an earlier run that are not among them go. Errors: conflict (a file is in the way
/// that tote did not write, or that was changed since; not with `force`), io.
[[nodiscard]] Result<WriteReport> write_site(const std::filesystem::path& folder, Target target,
                                             const std::vector<PublicFile>& files,
                                             std::vector<std::string> posts, WriteMode mode);

/// Refuses a folder within the vault (unless `may_be_inside`), and one that holds the vault. Gives
/// the folder as an absolute path. Errors: invalid_input.
[[nodiscard]] Result<std::filesystem::path> checked_output(const std::filesystem::path& folder,
                                                           const std::filesystem::path& vault,
                                                           bool may_be_inside);

[[nodiscard]] std::string_view to_string(Target target);

}  // namespace tote::host::publish
