// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/layers/rules.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <utility>

namespace tote::layers {
namespace {

/// Which of our rooms a room may include. Tests and the host see all that is below them.
struct Layer {
  std::string_view room;
  std::vector<std::string_view> may_include;
};

const std::array<Layer, 4> layers = {{
    {"sdk", {"sdk"}},
    {"notes", {"notes"}},
    {"index", {"index", "notes"}},
    {"host", {"host", "index", "notes", "sdk"}},
}};

constexpr std::array<std::string_view, 4> faces = {"host/cli/", "host/lsp/", "host/mcp/",
                                                   "host/web/"};

constexpr std::string_view facade = "host/journal.h";

/// A library, and the one room that may know of it.
struct OwnedLibrary {
  std::string_view prefix;
  std::string_view room;
};

constexpr std::array<OwnedLibrary, 6> owned_libraries = {{
    {"xapian", "index/"},
    {"cmark", "notes/"},
    {"yaml.h", "notes/"},
    {"utf8proc", "notes/"},
    {"boost/", "host/"},
    {"CLI/", "host/cli/"},
}};

/// How many lines a file may have: what the style asks for, and a third more before it is an error.
constexpr std::size_t longest_header = 200;
constexpr std::size_t longest_source = 670;
constexpr std::size_t longest_test = 800;

std::string complaint(const SourceFile& file, std::size_t line, std::string_view what) {
  return file.path + ":" + std::to_string(line) + ": " + std::string(what);
}

std::string_view face_of(std::string_view path) {
  const auto found = std::find_if(faces.begin(), faces.end(),
                                  [&](std::string_view face) { return path.starts_with(face); });
  return found == faces.end() ? std::string_view() : *found;
}

/// Whether the facade's own header includes the file: then its types are part of the facade.
bool facade_shows(const SourceTree& tree, const SourceFile& file) {
  const auto header = tree.find(facade);
  if (header == tree.end())
    return false;
  const auto& includes = header->second.includes;
  return std::any_of(includes.begin(), includes.end(),
                     [&](const Include& include) { return resolve(tree, include) == &file; });
}

bool face_may_include(const SourceTree& tree, const SourceFile& face, const SourceFile& target) {
  if (target.room() == "host")
    return face_of(target.path).empty() || face_of(target.path) == face_of(face.path);
  return target.path == "notes/result.h" || facade_shows(tree, target);
}

/// The folder of a plugin, `plugins/books/`; what plugins read alike is in `plugins/text/`.
std::string_view plugin_of(std::string_view path) {
  return path.substr(0, path.find('/', std::string_view("plugins/").size()) + 1);
}

bool plugin_may_include(const SourceFile& plugin, const SourceFile& target) {
  const auto folder = plugin_of(target.path);
  return target.room() == "sdk" || folder == plugin_of(plugin.path) || folder == "plugins/text/";
}

bool may_include(const SourceTree& tree, const SourceFile& file, const SourceFile& target) {
  if (!face_of(file.path).empty())
    return face_may_include(tree, file, target);
  if (!face_of(target.path).empty())
    return file.room() == "tests";
  if (file.room() == "plugins")
    return plugin_may_include(file, target);
  const auto layer = std::find_if(layers.begin(), layers.end(),
                                  [&](const Layer& each) { return each.room == file.room(); });
  if (layer == layers.end())
    return true;
  const auto& allowed = layer->may_include;
  return std::find(allowed.begin(), allowed.end(), target.room()) != allowed.end();
}

const OwnedLibrary* library_of(const Include& include) {
  if (!include.is_system)
    return nullptr;
  const auto found = std::find_if(
      owned_libraries.begin(), owned_libraries.end(),
      [&](const OwnedLibrary& library) { return include.target.starts_with(library.prefix); });
  return found == owned_libraries.end() ? nullptr : &*found;
}

/// Tests of a room may know what the room knows.
bool is_at_home(const SourceFile& file, const OwnedLibrary& library) {
  const std::string_view path = file.path;
  return path.starts_with(library.room) || path.starts_with("tests/" + std::string(library.room));
}

/// Every file of ours that `file` includes, directly or not.
std::set<const SourceFile*> reached_from(const SourceTree& tree, const SourceFile& file) {
  std::set<const SourceFile*> reached;
  std::vector<const SourceFile*> open = {&file};
  while (!open.empty()) {
    const SourceFile* next = open.back();
    open.pop_back();
    for (const auto& include : next->includes) {
      const SourceFile* target = resolve(tree, include);
      if (target != nullptr && reached.insert(target).second)
        open.push_back(target);
    }
  }
  return reached;
}

/// Whether the line begins the declaration of a function that returns a Result.
bool declares_result(std::string_view line) {
  for (const std::string_view word : {"  ", "friend ", "static ", "virtual ", "inline "}) {
    while (line.starts_with(word))
      line.remove_prefix(word.size());
  }
  const auto open = line.find('(');
  return (line.starts_with("Result<") || line.starts_with("tote::Result<")) &&
         open != std::string_view::npos && line.find('=') > open &&
         !line.substr(open).starts_with("(*");
}

std::size_t longest_allowed(const SourceFile& file) {
  if (file.room() == "tests")
    return longest_test;
  // An author reads the contract in one header, and the C++ layer has no sources to move into.
  if (file.room() == "sdk")
    return longest_source;
  return file.is_header() ? longest_header : longest_source;
}

bool has_include_guard(const SourceFile& file) {
  return std::any_of(file.lines.begin(), file.lines.end(), [](std::string_view line) {
    return line == "#pragma once" || line.starts_with("#ifndef TOTE_");
  });
}

/// Whether a part of the path is a word that says nothing about what is inside.
bool is_vague(std::string_view path) {
  for (const std::string_view word : {"util", "common", "helper", "manager", "misc"}) {
    for (auto at = path.find(word); at != std::string_view::npos; at = path.find(word, at + 1)) {
      if (at == 0 || path[at - 1] == '/' || path[at - 1] == '_')
        return true;
    }
  }
  return false;
}

}  // namespace

Complaints forbidden_includes(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    for (const auto& include : file.includes) {
      const SourceFile* target = resolve(tree, include);
      if (target != nullptr && !may_include(tree, file, *target))
        complaints.push_back(complaint(file, include.line, "must not include " + target->path));
      if (include.target.find("..") != std::string::npos)
        complaints.push_back(complaint(file, include.line, "name headers from the source root"));
    }
  }
  return complaints;
}

Complaints stray_libraries(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    for (const auto& include : file.includes) {
      const OwnedLibrary* library = library_of(include);
      if (library != nullptr && !is_at_home(file, *library))
        complaints.push_back(complaint(
            file, include.line, include.target + " is only for " + std::string(library->room)));
      if (file.is_header() && include.target == "nlohmann/json.hpp")
        complaints.push_back(
            complaint(file, include.line, "a header includes nlohmann/json_fwd.hpp instead"));
    }
  }
  return complaints;
}

Complaints leaked_libraries(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    for (const SourceFile* header : reached_from(tree, file)) {
      for (const auto& include : header->includes) {
        const OwnedLibrary* library = library_of(include);
        if (library != nullptr && !is_at_home(file, *library))
          complaints.push_back(
              complaint(file, 1, "gets " + include.target + " from " + header->path));
      }
    }
  }
  return complaints;
}

Complaints include_circles(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    if (reached_from(tree, file).contains(&file))
      complaints.push_back(complaint(file, 1, "includes itself through the headers it includes"));
  }
  return complaints;
}

Complaints droppable_results(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    if (!file.is_header())
      continue;
    std::string_view previous;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string_view line = file.lines[i];
      if (declares_result(line) && previous.find("[[nodiscard]]") == std::string_view::npos)
        complaints.push_back(complaint(file, i + 1, "returns a Result without [[nodiscard]]"));
      previous = line;
    }
  }
  return complaints;
}

Complaints overlong_files(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    const auto longest = longest_allowed(file);
    if (file.lines.size() > longest)
      complaints.push_back(
          complaint(file, file.lines.size(),
                    "longer than " + std::to_string(longest) + " lines: split it by subject"));
  }
  return complaints;
}

Complaints missing_preambles(const SourceTree& tree) {
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    const std::string licence = "SPDX-License-Identifier: " +
                                std::string(file.room() == "sdk" ? "MIT" : "GPL-2.0-or-later");
    if (file.lines.empty() || file.lines.front().find(licence) == std::string::npos)
      complaints.push_back(complaint(file, 1, "the first line must say " + licence));
    if (file.is_header() && !has_include_guard(file))
      complaints.push_back(complaint(file, 1, "can be included twice: add #pragma once"));
  }
  return complaints;
}

Complaints loose_ends(const SourceTree& tree) {
  // In two halves, so that this file does not complain about itself.
  const std::array<std::string, 3> markers = {
      "TO"
      "DO",
      "FIX"
      "ME",
      "XX"
      "X"};
  Complaints complaints;
  for (const auto& [path, file] : tree) {
    if (is_vague(path))
      complaints.push_back(complaint(file, 1, "name it after what it is about"));
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      for (const auto& marker : markers) {
        if (file.lines[i].find("// " + marker) != std::string::npos)
          complaints.push_back(complaint(file, i + 1, "finish it, or open an issue"));
      }
    }
  }
  return complaints;
}

}  // namespace tote::layers
