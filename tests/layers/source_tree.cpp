// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/layers/source_tree.h"

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace tote::layers {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> rooms = {"sdk",  "notes",   "index",
                                                   "host", "plugins", "tests"};

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

/// Appends the include that the line states, if any.
void add_include(std::string_view line, std::size_t number, std::vector<Include>& includes) {
  line = trimmed(line);
  if (!line.starts_with('#'))
    return;
  line = trimmed(line.substr(1));
  if (!line.starts_with("include"))
    return;
  line = trimmed(line.substr(std::string_view("include").size()));
  if (line.empty() || (line.front() != '"' && line.front() != '<'))
    return;
  const bool is_system = line.front() == '<';
  const auto end = line.find(is_system ? '>' : '"', 1);
  if (end != std::string_view::npos)
    includes.push_back({std::string(line.substr(1, end - 1)), is_system, number});
}

bool is_source(const fs::path& path) {
  const auto extension = path.extension();
  return extension == ".h" || extension == ".hpp" || extension == ".c" || extension == ".cpp";
}

}  // namespace

std::string_view SourceFile::room() const {
  return std::string_view(path).substr(0, path.find('/'));
}

bool SourceFile::is_header() const {
  return path.ends_with(".h") || path.ends_with(".hpp");
}

SourceFile parse_source(std::string path, std::string_view text) {
  SourceFile file;
  file.path = std::move(path);
  while (!text.empty()) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    file.lines.emplace_back(line);
    add_include(line, file.lines.size(), file.includes);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return file;
}

SourceTree read_source_tree(const fs::path& root) {
  SourceTree tree;
  for (const auto room : rooms) {
    for (const auto& entry : fs::recursive_directory_iterator(root / room)) {
      if (!entry.is_regular_file() || !is_source(entry.path()))
        continue;
      std::ifstream stream(entry.path(), std::ios::binary);
      const std::string text((std::istreambuf_iterator<char>(stream)), {});
      auto path = entry.path().lexically_relative(root).generic_string();
      tree.emplace(path, parse_source(path, text));
    }
  }
  return tree;
}

const SourceFile* resolve(const SourceTree& tree, const Include& include) {
  auto found = tree.find(include.is_system ? "sdk/include/" + include.target : include.target);
  if (found == tree.end() && !include.is_system)
    found = tree.find("plugins/" + include.target);
  return found == tree.end() ? nullptr : &found->second;
}

}  // namespace tote::layers
