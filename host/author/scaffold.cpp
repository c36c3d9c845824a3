// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/scaffold.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "host/author/sdk_location.h"
#include "host/paths.h"
#include "host/plugin_registry.h"
#include "host/write_file.h"

namespace tote::host::author {
namespace fs = std::filesystem;

namespace {

/// What stands for what in the templates: `@type@` → film.
using Names = std::map<std::string, std::string>;

constexpr std::size_t longest_name = 48;

std::string plural_of(const std::string& noun) {
  const auto ends = [&](std::string_view end) {
    return noun.size() > end.size() && noun.compare(noun.size() - end.size(), end.size(), end) == 0;
  };
  if (ends("s") || ends("x") || ends("ch") || ends("sh"))
    return noun + "es";
  if (ends("y") && std::string_view("aeiou").find(noun[noun.size() - 2]) == std::string_view::npos)
    return noun.substr(0, noun.size() - 1) + "ies";
  return noun + "s";
}

std::string spaced(std::string words) {
  std::replace(words.begin(), words.end(), '-', ' ');
  return words;
}

std::string capitalised(std::string words) {
  words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
  return words;
}

Result<Names> names_for(const std::string& name) {
  static const std::regex form("(?:[a-z0-9]+(?:[.-][a-z0-9]+)*\\.)?[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
  if (name.size() > longest_name || !std::regex_match(name, form))
    return fail(ErrorCode::invalid_input,
                fmt::format("'{}' cannot be a plugin's name: take lower case letters, digits and "
                            "hyphens, such as film, board-game or example.film",
                            name));
  const auto dot = name.rfind('.');
  const auto type = dot == std::string::npos ? name : name.substr(dot + 1);
  const auto plural = plural_of(type);
  Names names;
  names["@id@"] = dot == std::string::npos ? "my." + name : name;
  names["@type@"] = type;
  names["@plural@"] = plural;
  names["@noun@"] = spaced(type);
  names["@nouns@"] = spaced(plural);
  names["@Title@"] = capitalised(spaced(plural));
  return names;
}

Result<void> refuse_known_type(const std::string& type) {
  const auto known = PluginRegistry::discover({bundled_plugin_folder()});
  if (const auto* declared = known.vocabulary().type(type); declared != nullptr)
    return fail(ErrorCode::invalid_input,
                fmt::format("tote has notes of type '{}' already{}; choose another name", type,
                            declared->plugin.empty() ? "" : ", from " + declared->plugin));
  return {};
}

std::string filled(std::string text, const Names& names) {
  for (const auto& [mark, value] : names) {
    for (auto at = text.find(mark); at != std::string::npos;
         at = text.find(mark, at + value.size()))
      text.replace(at, mark.size(), value);
  }
  return text;
}

/// The files of a template folder, relative to it.
std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file())
      files.push_back(entry.path().lexically_relative(folder));
  return files;
}

}  // namespace

Result<Scaffold> make_plugin(const ScaffoldOptions& options) {
  TOTE_TRY(auto names, names_for(options.name));
  TOTE_TRY(const auto sdk, sdk_folder());
  names["@schema@"] = (sdk / "plugin.schema.json").string();
  const auto templates = sdk / "templates";
  std::error_code error;
  if (!fs::is_directory(templates / options.language, error))
    return fail(
        ErrorCode::invalid_input,
        fmt::format("there is no template for '{}': take schema, c or cpp", options.language));
  TOTE_CHECK(refuse_known_type(names["@type@"]));
  Scaffold made;
  made.folder = names["@plural@"];
  if (fs::symlink_status(options.parent / made.folder, error).type() != fs::file_type::not_found)
    return fail(ErrorCode::conflict, "something is there already; nothing was written",
                SourcePlace{made.folder, 0, 0});
  for (const char* part : {"all", options.language.c_str()}) {
    for (const auto& file : files_of(templates / part)) {
      std::ifstream stream(templates / part / file, std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(stream), {}};
      const auto target = filled((fs::path(made.folder) / file).string(), names);
      TOTE_CHECK(write_file(options.parent / target, filled(text, names)));
      made.files.push_back(target);
    }
  }
  std::sort(made.files.begin(), made.files.end());
  return made;
}

}  // namespace tote::host::author
