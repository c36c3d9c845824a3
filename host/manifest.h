// SPDX-License-Identifier: GPL-2.0-or-later
// What a plugin says of itself in plugin.json: everything the host knows of it without running its
// code. sdk/plugin.schema.json is the form, sdk/README.md the reference.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/plugin_commands.h"
#include "host/plugin_settings.h"
#include "index/vocabulary.h"
#include "notes/result.h"

namespace tote::host {

/// A plugin as declared.
struct Manifest {
  std::string id;       ///< "tote.books"
  std::string name;     ///< "Books"
  std::string version;  ///< "1.2.0"
  std::string license;
  std::string description;
  int abi_major = 0;  ///< 0: no library
  int abi_minor = 0;
  std::filesystem::path directory;
  std::filesystem::path library;      ///< absolute; empty: schema only
  std::string library_hash;           ///< XXH3-128 of the library's bytes, in hex
  std::vector<std::string> provides;  ///< interface ids: "tote.extract/1"
  std::vector<SettingDecl> settings;
  std::vector<CommandDecl> commands;
  std::vector<CheckDecl> checks;
  index::Vocabulary vocabulary;
  std::vector<std::filesystem::path> files;  ///< that all this was read from

  [[nodiscard]] bool provides_interface(std::string_view interface_id) const;
};

/// Reads `directory`/plugin.json and the templates it names. Runs no code. Errors: not_found (no
/// plugin.json), invalid_input with the file and what is wrong, unavailable (made for another ABI).
[[nodiscard]] Result<Manifest> load_manifest(const std::filesystem::path& directory);

/// What it declares, of a plugin whose library may not be built: there is no `library_hash`.
/// Errors: as load_manifest.
[[nodiscard]] Result<Manifest> load_declarations(const std::filesystem::path& directory);

/// The id alone, of a plugin whose library may not be built yet. Errors: as load_manifest.
[[nodiscard]] Result<std::string> read_plugin_id(const std::filesystem::path& directory);

/// What the plugin's code is given to read, in words for the user; that it is given nothing if it
/// has no code.
[[nodiscard]] std::vector<std::string> grants(const Manifest& manifest);

}  // namespace tote::host
