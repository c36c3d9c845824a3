// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/install/plugin_store.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <string>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "host/install/archive.h"
#include "host/paths.h"
#include "host/plugin_registry.h"
#include "host/worker/trial.h"

namespace tote::host::install {
namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> failed(ErrorCode code, std::string message, const fs::path& file) {
  return fail(code, std::move(message), SourcePlace{file.string(), 0, 0});
}

/// A new folder on the file system that plugins are installed on, so that renaming moves it.
Result<fs::path> staging_folder() {
  const auto parent = user_plugin_folder().parent_path();
  std::error_code error;
  fs::create_directories(user_plugin_folder(), error);
  auto pattern = (parent / ".staging-XXXXXX").string();
  if (error || ::mkdtemp(pattern.data()) == nullptr)
    return failed(ErrorCode::io, "cannot make a folder here", parent);
  return fs::path(pattern);
}

static_assert(previous_version_names.back().ends_with(archive_suffix));

bool is_previous_version(const fs::path& name) {
  return std::find(previous_version_names.begin(), previous_version_names.end(), name) !=
         previous_version_names.end();
}

/// The files of a plugin's folder, but for what is hidden, what a build leaves behind, and the
/// version before.
std::map<std::string, fs::path> files_of(const fs::path& folder) {
  std::map<std::string, fs::path> files;
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error);
       entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const auto name = entry->path().filename().string();
    const auto place = entry->path().lexically_relative(folder);
    // The settings of a journal among the fixtures belong to it.
    const bool is_hidden = name.front() == '.' && name != ".tote";
    const bool is_left_out =
        is_hidden || is_previous_version(place) || (entry->is_directory(error) && name == "build");
    if (is_left_out)
      entry.disable_recursion_pending();
    else if (entry->is_regular_file(error))
      files[place.generic_string()] = entry->path();
  }
  return files;
}

Result<void> copy_files(const fs::path& from, const fs::path& to) {
  for (const auto& [name, file] : files_of(from)) {
    std::error_code error;
    fs::create_directories((to / name).parent_path(), error);
    fs::copy_file(file, to / name, error);
    if (error)
      return failed(ErrorCode::io, fmt::format("cannot copy this file: {}", error.message()), file);
  }
  return {};
}

fs::path disabled_file() {
  return user_config_folder() / "disabled-plugins";
}

}  // namespace

StagedPlugin::StagedPlugin(StagedPlugin&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), manifest_(std::move(other.manifest_)) {}

StagedPlugin& StagedPlugin::operator=(StagedPlugin&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(manifest_, other.manifest_);
  return *this;
}

StagedPlugin::~StagedPlugin() {
  std::error_code error;
  if (!folder_.empty())
    fs::remove_all(folder_, error);
}

Result<StagedPlugin> StagedPlugin::stage(const fs::path& folder_or_archive) {
  StagedPlugin staged;
  TOTE_TRY(staged.folder_, staging_folder());
  std::error_code error;
  if (fs::is_directory(folder_or_archive, error))
    TOTE_CHECK(copy_files(folder_or_archive, staged.folder_));
  else
    TOTE_CHECK(read_archive(folder_or_archive, staged.folder_));
  TOTE_TRY(staged.manifest_, load_manifest(staged.folder_));
  return staged;
}

Result<void> StagedPlugin::try_out() const {
  if (manifest_.library.empty())
    return {};
  auto words = index::core_vocabulary();
  TOTE_CHECK(index::merge(words, manifest_.vocabulary));
  worker::TrialOptions options;
  options.program = program_path();
  options.goes_to_the_end = true;
  if (auto defaults = resolve_settings(manifest_.settings, {}))
    options.settings.emplace(manifest_.id, *std::move(defaults));
  const auto trial = worker::try_alone(manifest_, words, {}, options);
  const auto why = trial.fault ? "it " + worker::to_string(*trial.fault) : trial.load_error;
  if (!why.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("{} cannot be used, and was not installed: {}", manifest_.id, why));
  return {};
}

Result<void> StagedPlugin::install() && {
  const auto target = user_plugin_folder() / manifest_.id;
  std::error_code error;
  fs::permissions(folder_,
                  fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec |
                      fs::perms::others_read | fs::perms::others_exec,
                  error);
  // Both names change hands at once: there is never no version, and never half of one.
  const bool is_update = fs::exists(target, error);
  const auto flags = is_update ? RENAME_EXCHANGE : RENAME_NOREPLACE;
  if (::renameat2(AT_FDCWD, folder_.c_str(), AT_FDCWD, target.c_str(), flags) != 0)
    return failed(ErrorCode::io,
                  fmt::format("cannot put the plugin here: {}", std::strerror(errno)), target);
  if (!is_update)
    folder_.clear();
  return {};
}

std::optional<std::string> installed_version(const std::string& id) {
  const auto manifest = load_manifest(user_plugin_folder() / id);
  return manifest ? std::optional(manifest->version) : std::nullopt;
}

Result<void> remove_plugin(const std::string& id) {
  const auto target = user_plugin_folder() / id;
  std::error_code error;
  const bool is_name = id.find('/') == std::string::npos && id.front() != '.';
  if (!is_name || !fs::exists(target / "plugin.json", error)) {
    const auto all = PluginRegistry::discover(plugin_search_path());
    const bool is_elsewhere = std::any_of(all.plugins().begin(), all.plugins().end(),
                                          [&](const Manifest& plugin) { return plugin.id == id; });
    if (is_elsewhere)
      return fail(ErrorCode::invalid_input,
                  fmt::format("'{}' was not installed with 'tote plugin install'; 'tote plugin "
                              "disable {}' leaves it out",
                              id, id));
    return fail(ErrorCode::not_found, fmt::format("there is no plugin '{}' installed", id));
  }
  // Out of the way first: half a plugin would be a problem at every command.
  TOTE_TRY(const auto away, staging_folder());
  fs::rename(target, away / "removed", error);
  if (error)
    return failed(ErrorCode::io, fmt::format("cannot remove it: {}", error.message()), target);
  fs::remove_all(away, error);
  return {};
}

std::vector<std::string> disabled_plugins() {
  std::vector<std::string> ids;
  std::ifstream stream(disabled_file());
  for (std::string line; std::getline(stream, line);)
    if (!line.empty())
      ids.push_back(line);
  std::sort(ids.begin(), ids.end());
  return ids;
}

Result<bool> set_disabled(const std::string& id, bool is_disabled) {
  auto ids = disabled_plugins();
  const auto found = std::find(ids.begin(), ids.end(), id);
  if ((found != ids.end()) == is_disabled)
    return false;
  if (is_disabled) {
    const auto all = PluginRegistry::discover(plugin_search_path());
    const bool is_known = std::any_of(all.plugins().begin(), all.plugins().end(),
                                      [&](const Manifest& plugin) { return plugin.id == id; });
    if (!is_known)
      return fail(ErrorCode::not_found,
                  fmt::format("there is no plugin '{}'; 'tote plugin list' lists them", id));
    ids.insert(std::upper_bound(ids.begin(), ids.end(), id), id);
  } else {
    ids.erase(found);
  }
  const auto file = disabled_file();
  const auto next = file.string() + ".new";
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::ofstream stream(next, std::ios::binary);
  for (const auto& each : ids)
    stream << each << '\n';
  stream.close();
  if (stream)
    fs::rename(next, file, error);
  if (error || !stream)
    return failed(ErrorCode::io, "cannot write this file", file);
  return true;
}

Result<fs::path> pack_plugin(const Manifest& manifest, const fs::path& sources,
                             const fs::path& target) {
  std::error_code error;
  auto file = fs::is_directory(target, error)
                  ? target / (manifest.id + '-' + manifest.version + archive_suffix)
                  : target;
  auto files = files_of(manifest.directory);
  // What is built lies in a folder of its own, without them.
  for (const auto& [name, fixture] : files_of(sources))
    if (name.starts_with("fixtures/"))
      files.emplace(name, fixture);
  TOTE_CHECK(write_archive(file, files));
  return file;
}

}  // namespace tote::host::install
