// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/manifest.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <xxhash.h>

#include <tote/plugin.h>

namespace tote::host {
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

constexpr std::array known_members = {
    "$schema", "id",       "name",     "version", "license", "description", "homepage", "abi",
    "library", "provides", "settings", "types",   "fields",  "relations",   "commands", "checks"};

/// A plugin folder's parts, read with messages that name the file.
class ManifestReader {
 public:
  explicit ManifestReader(const fs::path& directory)
      : directory_(directory), file_(directory / "plugin.json") {}

  [[nodiscard]] Result<std::string> read_id() {
    TOTE_TRY(const auto root, read_root());
    Manifest manifest;
    TOTE_CHECK(read_identity(root, manifest));
    return manifest.id;
  }

  [[nodiscard]] Result<Manifest> read() {
    TOTE_TRY(auto manifest, read_declarations());
    if (!manifest.library.empty())
      TOTE_CHECK(read_library_file(manifest));
    manifest.files = std::move(files_);
    return manifest;
  }

  [[nodiscard]] Result<Manifest> read_declarations() {
    TOTE_TRY(auto root, read_root());
    for (const auto& [key, value] : root.items()) {
      if (std::find(known_members.begin(), known_members.end(), key) == known_members.end())
        return wrong(
            fmt::format("unknown member '{}'; sdk/plugin.schema.json lists the members", key));
    }
    Manifest manifest;
    manifest.directory = directory_;
    TOTE_CHECK(read_identity(root, manifest));
    TOTE_CHECK(read_library(root, manifest));
    if (const auto settings = root.find("settings"); settings != root.end()) {
      auto parsed = parse_settings(*settings);
      if (!parsed)
        return wrong(parsed.error().message);
      manifest.settings = *std::move(parsed);
    }
    TOTE_CHECK(read_commands(root, manifest));
    TOTE_CHECK(inline_templates(root));
    TOTE_TRY(manifest.vocabulary, read_vocabulary(root, manifest.id));
    return manifest;
  }

 private:
  [[nodiscard]] Result<json> read_root() {
    TOTE_TRY(const std::string text, read_text(file_));
    auto root = json::parse(text, nullptr, false);
    if (!root.is_object())
      return wrong("this is not a JSON object");
    return root;
  }

  [[nodiscard]] Result<void> read_identity(const json& root, Manifest& manifest) const {
    TOTE_CHECK(read_string(root, "id", manifest.id, true));
    TOTE_CHECK(read_string(root, "name", manifest.name, true));
    TOTE_CHECK(read_string(root, "version", manifest.version, true));
    TOTE_CHECK(read_string(root, "license", manifest.license, false));
    TOTE_CHECK(read_string(root, "description", manifest.description, false));
    static const std::regex id_form("[a-z0-9]+(?:[.-][a-z0-9]+)+");
    static const std::regex version_form(R"(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)");
    if (!std::regex_match(manifest.id, id_form))
      return wrong(
          fmt::format("/id: '{}' is not of the form owner.name (lower case)", manifest.id));
    if (!std::regex_match(manifest.version, version_form))
      return wrong(fmt::format("/version: '{}' is not of the form 1.2.3", manifest.version));
    return {};
  }

  [[nodiscard]] Result<void> read_library(const json& root, Manifest& manifest) {
    std::string library;
    TOTE_CHECK(read_string(root, "library", library, false));
    if (const auto provides = root.find("provides"); provides != root.end()) {
      if (!provides->is_array())
        return wrong("/provides: must be a list of interface ids");
      for (const auto& item : *provides) {
        if (!item.is_string())
          return wrong("/provides: must hold texts only");
        manifest.provides.push_back(item.get<std::string>());
      }
    }
    if (library.empty()) {
      if (!manifest.provides.empty())
        return wrong("/provides: interfaces need a 'library'");
      return {};
    }
    if (fs::path(library).has_parent_path())
      return wrong("/library: must be a file name in the plugin's own folder");
    manifest.library = directory_ / library;
    return read_abi(root, manifest);
  }

  [[nodiscard]] Result<void> read_library_file(Manifest& manifest) {
    std::error_code error;
    if (!fs::is_regular_file(manifest.library, error))
      return fail(ErrorCode::unavailable,
                  fmt::format("/library: there is no {}; build the plugin or leave 'library' out",
                              manifest.library.filename().string()),
                  place());
    TOTE_TRY(const std::string bytes, read_text(manifest.library));
    const auto hash = ::XXH3_128bits(bytes.data(), bytes.size());
    manifest.library_hash = fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
    return {};
  }

  [[nodiscard]] Result<void> read_abi(const json& root, Manifest& manifest) const {
    const auto abi = root.find("abi");
    if (abi == root.end() || !abi->is_object())
      return wrong("/abi: a library needs {\"major\": 1, \"minor\": 0}");
    const auto major = abi->find("major");
    const auto minor = abi->find("minor");
    if (major == abi->end() || minor == abi->end() || !major->is_number_integer() ||
        !minor->is_number_integer())
      return wrong("/abi: major and minor must be whole numbers");
    manifest.abi_major = major->get<int>();
    manifest.abi_minor = minor->get<int>();
    if (manifest.abi_major != TOTE_ABI_MAJOR || manifest.abi_minor > TOTE_ABI_MINOR)
      return fail(
          ErrorCode::unavailable,
          fmt::format(
              "made for plugin ABI {}.{}; this tote speaks {}.{}: update whichever is older",
              manifest.abi_major, manifest.abi_minor, TOTE_ABI_MAJOR, TOTE_ABI_MINOR),
          place());
    return {};
  }

  [[nodiscard]] Result<void> read_commands(const json& root, Manifest& manifest) const {
    if (const auto found = root.find("commands"); found != root.end()) {
      auto commands =
          parse_commands(*found, manifest.id, manifest.provides_interface(TOTE_COMMAND));
      if (!commands)
        return wrong(commands.error().message);
      manifest.commands = *std::move(commands);
    }
    if (const auto found = root.find("checks"); found != root.end()) {
      auto checks = parse_checks(*found, manifest.id);
      if (!checks)
        return wrong(checks.error().message);
      manifest.checks = *std::move(checks);
    }
    return {};
  }

  /// Replaces each type's `template` (a file in the plugin's folder) by its text.
  [[nodiscard]] Result<void> inline_templates(json& root) {
    const auto types = root.find("types");
    if (types == root.end() || !types->is_array())
      return {};
    for (auto& type : *types) {
      if (!type.is_object() || !type.contains("template"))
        continue;
      const auto& name = type["template"];
      if (!name.is_string() || name.get<std::string>().find("..") != std::string::npos)
        return wrong("/types: 'template' must name a file in the plugin's own folder");
      TOTE_TRY(type["template_text"], read_text(directory_ / name.get<std::string>()));
      type.erase("template");
    }
    return {};
  }

  [[nodiscard]] Result<index::Vocabulary> read_vocabulary(const json& root,
                                                          const std::string& id) const {
    json declared = json::object();
    for (const char* member : {"types", "fields", "relations"})
      if (root.contains(member))
        declared[member] = root[member];
    auto vocabulary = index::parse_vocabulary(declared.dump(), id);
    if (!vocabulary)
      return wrong(vocabulary.error().message);
    return vocabulary;
  }

  [[nodiscard]] Result<void> read_string(const json& root, const char* member, std::string& into,
                                         bool needed) const {
    const auto found = root.find(member);
    if (found == root.end()) {
      if (needed)
        return wrong(fmt::format("/{}: is missing", member));
      return {};
    }
    if (!found->is_string())
      return wrong(fmt::format("/{}: must be text", member));
    into = found->get<std::string>();
    return {};
  }

  [[nodiscard]] Result<std::string> read_text(const fs::path& path) {
    files_.push_back(path);
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
      return fail(ErrorCode::not_found, "cannot read this file", SourcePlace{path.string(), 0, 0});
    std::ostringstream text;
    text << stream.rdbuf();
    return std::move(text).str();
  }

  [[nodiscard]] SourcePlace place() const { return {file_.string(), 0, 0}; }

  [[nodiscard]] tl::unexpected<Error> wrong(std::string message) const {
    return fail(ErrorCode::invalid_input, std::move(message), place());
  }

  fs::path directory_;
  fs::path file_;
  std::vector<fs::path> files_;  ///< read
};

}  // namespace

bool Manifest::provides_interface(std::string_view interface_id) const {
  return std::find(provides.begin(), provides.end(), interface_id) != provides.end();
}

std::vector<std::string> grants(const Manifest& manifest) {
  if (manifest.library.empty())
    return {"nothing: it has no code"};
  const auto listed = [](const std::set<std::string>& ids) {
    std::string text;
    for (const auto& id : ids)
      text += (text.empty() ? "" : ", ") + id;
    return text;
  };
  std::set<std::string> declared;
  std::set<std::string> normalised;
  for (const auto& type : manifest.vocabulary.types)
    declared.insert(type.id);
  auto types = declared;
  for (const auto& field : manifest.vocabulary.fields) {
    types.insert(field.on.begin(), field.on.end());
    if (field.is_normalised)
      normalised.insert(field.id);
  }
  types.erase("*");
  std::vector<std::string> given;
  if (manifest.provides_interface(TOTE_EXTRACT))
    given.push_back("notes of type " + listed(types));
  if (manifest.provides_interface(TOTE_FIELD))
    given.push_back("values of " + listed(normalised));
  std::set<std::string> answered;
  for (const auto& command : manifest.commands)
    if (command.is_answered_by_library())
      answered.insert(command.id);
  if (manifest.provides_interface(TOTE_COMMAND))
    given.push_back("the one note that you log as " + listed(answered));
  const bool exports = manifest.provides_interface(TOTE_EXPORT_SITE);
  if (exports || manifest.provides_interface(TOTE_RENDER))
    given.push_back(
        fmt::format("public pages of type {}, when a site is published", listed(declared)));
  if (exports)
    given.emplace_back("room for files of its own in such a site");
  given.emplace_back("no files and no network: it runs apart, and 'tote doctor' says how far");
  return given;
}

Result<std::string> read_plugin_id(const fs::path& directory) {
  return ManifestReader(directory).read_id();
}

Result<Manifest> load_declarations(const fs::path& directory) {
  return ManifestReader(directory).read_declarations();
}

Result<Manifest> load_manifest(const fs::path& directory) {
  return ManifestReader(directory).read();
}

}  // namespace tote::host
