// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/previous_version.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "host/install/archive.h"
#include "host/install/plugin_store.h"

namespace tote::host::author::check {
namespace fs = std::filesystem;

namespace {

bool is_number(std::string_view part) {
  return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Below, at or above 0 as `one` comes before, is, or comes after `other`.
int compare_part(std::string_view one, std::string_view other) {
  if (is_number(one) != is_number(other))
    return is_number(one) ? -1 : 1;
  if (is_number(one)) {
    const auto without_zeros = [](std::string_view part) {
      return part.substr(std::min(part.find_first_not_of('0'), part.size()));
    };
    one = without_zeros(one);
    other = without_zeros(other);
    if (one.size() != other.size())
      return one.size() < other.size() ? -1 : 1;
  }
  return one.compare(other);
}

/// Likewise of parts with dots between them.
int compare_parts(std::string_view one, std::string_view other) {
  while (!one.empty() && !other.empty()) {
    const auto one_end = std::min(one.find('.'), one.size());
    const auto other_end = std::min(other.find('.'), other.size());
    if (const int order = compare_part(one.substr(0, one_end), other.substr(0, other_end));
        order != 0)
      return order;
    one.remove_prefix(std::min(one_end + 1, one.size()));
    other.remove_prefix(std::min(other_end + 1, other.size()));
  }
  return one.empty() ? (other.empty() ? 0 : -1) : 1;
}

/// Whether one version comes after the other, in the order of semver.org 2.0.0, clause 11.
bool is_newer(std::string_view one, std::string_view other) {
  const auto split = [](std::string_view version) {
    version = version.substr(0, version.find('+'));
    const auto hyphen = std::min(version.find('-'), version.size());
    return std::pair(version.substr(0, hyphen), version.substr(hyphen));
  };
  const auto [one_number, one_pre_release] = split(one);
  const auto [other_number, other_pre_release] = split(other);
  if (const int order = compare_parts(one_number, other_number); order != 0)
    return order > 0;
  if (one_pre_release.empty() || other_pre_release.empty())
    return one_pre_release.empty() && !other_pre_release.empty();
  return compare_parts(one_pre_release.substr(1), other_pre_release.substr(1)) > 0;
}

/// What the author keeps; empty if nothing.
fs::path kept_beside(const PluginTree& plugin) {
  for (const auto name : install::previous_version_names) {
    std::error_code error;
    if (auto kept = plugin.source / name; fs::exists(kept, error))
      return kept;
  }
  return {};
}

Result<PreviousVersion> open_version(const fs::path& named) {
  PreviousVersion previous;
  std::error_code error;
  if (fs::is_directory(named, error)) {
    previous.folder = fs::absolute(named, error);
  } else if (fs::is_regular_file(named, error)) {
    previous.unpacked = std::make_unique<ScratchFolder>();
    previous.folder = previous.unpacked->path();
    if (previous.folder.empty())
      return fail(ErrorCode::io, "cannot make a temporary folder");
    TOTE_CHECK(install::read_archive(named, previous.folder));
  } else {
    return fail(ErrorCode::not_found,
                fmt::format("there is no {}: name the folder of the version before, or the archive "
                            "that 'tote plugin pack' made of it",
                            named.string()));
  }
  TOTE_TRY(previous.manifest, load_declarations(previous.folder));
  return previous;
}

}  // namespace

Result<std::optional<PreviousVersion>> find_previous_version(const PluginTree& plugin,
                                                             const fs::path& named) {
  const auto found = named.empty() ? kept_beside(plugin) : named;
  if (found.empty())
    return std::nullopt;
  TOTE_TRY(auto previous, open_version(found));
  const auto& now = plugin.manifest;
  const auto& before = previous.manifest;
  if (before.id != now.id)
    return fail(ErrorCode::invalid_input,
                fmt::format("this is {}, and no version of {}: name the version before of the "
                            "plugin that is checked",
                            before.id, now.id),
                SourcePlace{found.string(), 0, 0});
  if (is_newer(before.version, now.version))
    return fail(ErrorCode::invalid_input,
                fmt::format("{} {} comes after {}, which is checked: name the version before it, "
                            "or raise the version in plugin.json",
                            before.id, before.version, now.version),
                SourcePlace{found.string(), 0, 0});
  return std::optional(std::move(previous));
}

}  // namespace tote::host::author::check
