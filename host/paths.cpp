// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/paths.h"

#include <cstdlib>
#include <system_error>

#include <fmt/format.h>
#include <xxhash.h>

namespace tote::host {
namespace fs = std::filesystem;

namespace {

/// The folder in `$variable`, if it is absolute as the XDG Base Directory Specification demands,
/// else `$HOME/fallback`.
fs::path xdg_folder(const char* variable, const char* fallback) {
  const char* value = std::getenv(variable);
  if (value != nullptr && value[0] == '/')
    return value;
  const char* home = std::getenv("HOME");
  return fs::path(home != nullptr && home[0] != '\0' ? home : "/") / fallback;
}

fs::path canonical_or_absolute(const fs::path& path) {
  std::error_code error;
  auto canonical = fs::canonical(path, error);
  return error ? fs::absolute(path).lexically_normal() : canonical;
}

std::string vault_id(const fs::path& vault) {
  const auto folder = canonical_or_absolute(vault);
  const auto text = folder.string();
  return fmt::format("{}-{:016x}", folder.filename().string(),
                     XXH3_64bits(text.data(), text.size()));
}

}  // namespace

Result<fs::path> find_vault(const fs::path& start) {
  std::error_code error;
  const auto origin = canonical_or_absolute(start);
  for (auto folder = origin;; folder = folder.parent_path()) {
    if (fs::is_directory(folder / ".tote", error))
      return folder;
    if (folder == folder.root_path())
      break;
  }
  return fail(
      ErrorCode::invalid_input,
      fmt::format(
          "no vault here: neither {} nor a folder above it holds .tote/. Run 'tote init' in the "
          "folder of your notes, or name it with --vault DIR or TOTE_VAULT",
          origin.string()));
}

fs::path index_directory(const fs::path& vault) {
  return xdg_folder("XDG_CACHE_HOME", ".cache") / "tote" / vault_id(vault);
}

fs::path state_directory(const fs::path& vault) {
  return xdg_folder("XDG_STATE_HOME", ".local/state") / "tote" / vault_id(vault);
}

fs::path user_plugin_folder() {
  return xdg_folder("XDG_DATA_HOME", ".local/share") / "tote" / "plugins";
}

fs::path user_config_folder() {
  return xdg_folder("XDG_CONFIG_HOME", ".config") / "tote";
}

fs::path install_prefix() {
  return program_path().parent_path().parent_path();
}

fs::path library_folder() {
  return install_prefix() / "lib" / "tote";
}

fs::path bundled_plugin_folder() {
  return library_folder() / "plugins";
}

std::vector<fs::path> plugin_search_path() {
  std::vector<fs::path> folders;
  if (const char* listed = std::getenv("TOTE_PLUGIN_PATH"); listed != nullptr) {
    std::string_view rest = listed;
    while (!rest.empty()) {
      const auto colon = rest.find(':');
      if (const auto folder = rest.substr(0, colon); !folder.empty())
        folders.push_back(fs::absolute(folder));
      if (colon == std::string_view::npos)
        break;
      rest.remove_prefix(colon + 1);
    }
  }
  folders.push_back(user_plugin_folder());
  folders.push_back(bundled_plugin_folder());
  return folders;
}

fs::path program_path() {
  std::error_code error;
  auto path = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path("tote") : path;
}

}  // namespace tote::host
