// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/check/static_checks.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <regex>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "host/author/check/elf_file.h"
#include "host/author/json_schema.h"
#include "host/author/sdk_location.h"
#include "host/paths.h"
#include "host/plugin_registry.h"

namespace tote::host::author::check {
namespace fs = std::filesystem;

namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 12> runtime_libraries = {
    "libc.so.",   "libm.so.",      "libstdc++.so.", "libgcc_s.so.",
    "libc++.so.", "libc++abi.so.", "libunwind.so.", "libpthread.so.",
    "libdl.so.",  "librt.so.",     "ld-linux",      "libatomic.so."};
constexpr std::array<std::string_view, 5> host_libraries = {"libxapian", "libcmark", "libtote",
                                                            "libboost", "libyaml"};
// What an instrumented build needs; check with one on purpose.
constexpr std::array<std::string_view, 4> sanitizer_libraries = {"libasan.so.", "libubsan.so.",
                                                                 "libtsan.so.", "liblsan.so."};

template <class Names>
bool begins_with_any(std::string_view name, const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view known) { return name.substr(0, known.size()) == known; });
}

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void check_exports(const ElfFile& library, Findings& findings) {
  std::string others;
  bool has_entry = false;
  std::size_t count = 0;
  for (const auto& name : library.exports) {
    if (name == "tote_plugin_entry") {
      has_entry = true;
    } else if (++count <= 5) {
      others += (others.empty() ? "" : ", ") + name;
    }
  }
  if (!has_entry)
    findings.push_back({"library.exports", "it does not export tote_plugin_entry"});
  if (count != 0)
    findings.push_back({"library.exports", fmt::format("it exports {} more: {}{}", count, others,
                                                       count > 5 ? ", …" : "")});
}

void check_hardening(const ElfFile& library, Findings& findings) {
  if (!library.unique.empty())
    findings.push_back(
        {"library.hardened", fmt::format("it has {} unique symbols, such as {}: two plugins would "
                                         "share them",
                                         library.unique.size(), library.unique.front())});
  if (library.has_text_relocations)
    findings.push_back({"library.hardened",
                        "its code is changed when it is loaded: build it with "
                        "-fPIC"});
  if (library.has_executable_stack)
    findings.push_back({"library.hardened", "it asks for a stack that can be executed"});
  if (!library.has_build_id)
    findings.push_back({"library.hardened", "it has no build id: link with --build-id"});
}

void check_needs(const ElfFile& library, const fs::path& folder, Findings& findings) {
  for (const auto& name : library.needed) {
    std::error_code error;
    if (begins_with_any(name, host_libraries))
      findings.push_back({"library.independent", "it links " + name});
    else if (!begins_with_any(name, runtime_libraries) &&
             !begins_with_any(name, sanitizer_libraries) && !fs::exists(folder / name, error))
      findings.push_back(
          {"library.needs", fmt::format("it needs {}, which not everyone has", name)});
  }
  for (const auto& path : library.run_path)
    if (path.rfind("$ORIGIN", 0) != 0 && path.rfind("${ORIGIN}", 0) != 0)
      findings.push_back({"library.needs",
                          fmt::format("it looks for libraries in {}", path.empty() ? "''" : path)});
}

}  // namespace

Result<Findings> check_manifest(const PluginTree& plugin) {
  Findings findings;
  TOTE_TRY(const auto sdk, sdk_folder());
  const auto schema = json::parse(read_text(sdk / "plugin.schema.json"), nullptr, false);
  const auto manifest = json::parse(read_text(plugin.folder / "plugin.json"), nullptr, false);
  for (const auto& violation : schema_violations(schema, manifest))
    findings.push_back({"manifest.valid", violation});
  static const std::regex licence(R"([A-Za-z0-9.+-]+( (WITH|AND|OR) [A-Za-z0-9.+-]+)*)");
  if (plugin.manifest.license.empty())
    findings.push_back(
        {"manifest.valid", "/license: is missing: name it by its SPDX id, such as MIT"});
  else if (!std::regex_match(plugin.manifest.license, licence))
    findings.push_back({"manifest.valid", fmt::format("/license: '{}' is no SPDX expression",
                                                      plugin.manifest.license)});
  auto words = words_of_others(plugin.manifest);
  if (const auto merged = index::merge(words, plugin.manifest.vocabulary); !merged)
    findings.push_back({"manifest.consistent", merged.error().message});
  for (const auto& relation : plugin.manifest.vocabulary.relations)
    for (const auto* ends : {&relation.from, &relation.to})
      for (const auto& type : *ends)
        if (type != "*" && type != "me" && type != "literal" && words.type(type) == nullptr)
          findings.push_back({"manifest.consistent",
                              fmt::format("the relation '{}' is about notes of type '{}', which "
                                          "nobody declares",
                                          relation.id, type)});
  for (const auto& field : plugin.manifest.vocabulary.fields) {
    for (const auto& type : field.on)
      if (type != "*" && words.type(type) == nullptr)
        findings.push_back(
            {"manifest.consistent",
             fmt::format("the field '{}' is on notes of type '{}', which nobody declares", field.id,
                         type)});
    if (field.is_normalised && !plugin.manifest.provides_interface("tote.field/1"))
      findings.push_back({"manifest.consistent",
                          fmt::format("the field '{}' is normalised, and the plugin does not "
                                      "provide tote.field/1",
                                      field.id)});
    if (!field.via.empty() && words.relation(field.via) == nullptr)
      findings.push_back(
          {"manifest.consistent",
           fmt::format("the field '{}' goes via '{}', which is no relation", field.id, field.via)});
  }
  const auto& commands = plugin.manifest.commands;
  if (plugin.manifest.provides_interface("tote.command/1") &&
      std::none_of(commands.begin(), commands.end(),
                   [](const CommandDecl& command) { return command.is_answered_by_library(); }))
    findings.push_back({"manifest.consistent",
                        "the plugin provides tote.command/1, and each of its commands lists its "
                        "edits: leave them out where the library is to answer"});
  return findings;
}

index::Vocabulary words_of_others(const Manifest& plugin) {
  return PluginRegistry::discover({bundled_plugin_folder()}, {plugin.id}).vocabulary();
}

Findings check_library(const PluginTree& plugin) {
  const auto library = read_elf(plugin.manifest.library);
  if (!library)
    return {{"library.exports", library.error().message}};
  Findings findings;
  check_exports(*library, findings);
  check_hardening(*library, findings);
  check_needs(*library, plugin.folder, findings);
  return findings;
}

}  // namespace tote::host::author::check
