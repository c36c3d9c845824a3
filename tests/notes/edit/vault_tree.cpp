// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/notes/edit/vault_tree.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

#include <gtest/gtest.h>

#include "notes/text.h"

namespace tote::notes {
namespace {

namespace fs = std::filesystem;

std::string name_of(const std::string& path) {
  std::string name = fold(path.substr(path.rfind('/') + 1));
  if (name.ends_with(".md"))
    name.resize(name.size() - 3);
  return name;
}

void resolve_escape(std::string& text, const std::string& escape, const std::string& character) {
  for (std::size_t at = 0; (at = text.find(escape, at)) != std::string::npos; ++at)
    text.replace(at, escape.size(), character);
}

/// The text without fenced code, code in a line and comments, line by line.
std::string without_code(const std::string& text) {
  std::string out;
  std::string fence;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line); out += '\n') {
    const std::string content = line.substr(std::min(line.find_first_not_of(" >\t"), line.size()));
    const bool is_fence = content.starts_with("```") || content.starts_with("~~~");
    if (!fence.empty() ? content.starts_with(fence) : is_fence) {
      fence = fence.empty() ? content.substr(0, content.find_first_not_of(content[0])) : "";
      continue;
    }
    if (fence.empty())
      out += line;
  }
  for (const auto& [open, close] : {std::pair<std::string, std::string>("<!--", "-->"),
                                    {"%%", "%%"},
                                    {"``", "``"},
                                    {"`", "`"}}) {
    for (std::size_t at = 0; (at = out.find(open, at)) != std::string::npos;) {
      const auto end = out.find(close, at + open.size());
      if (end == std::string::npos)
        break;
      out.erase(at, end + close.size() - at);
    }
  }
  return out;
}

/// Where the destination of a Markdown link ends that begins at `at`; npos if it is none.
std::size_t destination_end(const std::string& text, std::size_t at) {
  const bool is_bracketed = text[at] == '<';
  int depth = 0;
  for (; at < text.size() && text[at] != '\n'; ++at) {
    depth += text[at] == '(' ? 1 : 0;
    if (is_bracketed ? text[at] == '>' : text[at] == ' ' || (text[at] == ')' && depth-- == 0))
      break;
  }
  if (at >= text.size() || text[at] == '\n')
    return std::string::npos;
  // Behind a space stands a title, or it is no link: `[x](some words)`.
  const auto next = text.find_first_not_of(' ', at);
  const bool is_link =
      text[at] != ' ' || (next != std::string::npos &&
                          std::string_view("\"'()").find(text[next]) != std::string_view::npos);
  return is_link ? at : std::string::npos;
}

/// Splits `target#heading`.
PlainLink link_to(const std::string& written, bool is_markdown) {
  PlainLink link;
  link.is_markdown = is_markdown;
  link.target = written.substr(0, written.find('#'));
  link.heading = written.substr(link.target.size());
  return link;
}

}  // namespace

bool is_note(const std::string& path) {
  return path.ends_with(".md");
}

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const auto path = entry.path().lexically_relative(root).generic_string();
    if (!entry.is_regular_file() || path.starts_with('.') || path.find("/.") != std::string::npos)
      continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    tree[path] = is_note(path) ? std::string(std::istreambuf_iterator<char>(stream), {}) : "";
  }
  return tree;
}

std::vector<fs::path> real_vaults() {
  std::vector<fs::path> folders;
  const char* vaults = std::getenv("TOTE_TEST_VAULTS");
  std::stringstream list{vaults == nullptr ? "" : vaults};
  for (std::string folder; std::getline(list, folder, ':');)
    folders.emplace_back(folder);
  return folders;
}

LoadedVault load(const Tree& tree) {
  LoadedVault vault;
  for (const auto& [path, text] : tree) {
    if (is_note(path)) {
      vault.notes.push_back(read_note(path, text));
      vault.graph.add(vault.notes.back());
    }
  }
  for (const auto& [path, text] : tree) {
    if (!is_note(path))
      vault.graph.add_file(path);
  }
  return vault;
}

Tree changed(Tree tree, const ChangeSet& changes) {
  for (const FileChange& file : changes.files) {
    const std::string before = file.base ? tree.at(file.path) : "";
    if (file.base) {
      EXPECT_EQ(hash_of(before), *file.base) << file.path;
    }
    const auto after = replaced(before, file.replacements);
    EXPECT_TRUE(after) << file.path;
    tree.erase(file.path);
    if (!file.is_removal)
      tree[file.new_path.empty() ? file.path : file.new_path] = after.value_or("");
  }
  return tree;
}

std::vector<PlainLink> plain_links(const std::string& text) {
  const std::string markdown = without_code(text);
  std::vector<PlainLink> links;
  for (std::size_t at = 0; at < markdown.size(); ++at) {
    if (markdown.compare(at, 2, "[[") == 0) {
      const auto end = markdown.find("]]", at);
      const std::string inner = markdown.substr(at + 2, end - at - 2);
      if (end == std::string::npos || inner.find_first_of("[\n") != std::string::npos)
        continue;
      std::string written = inner.substr(0, inner.find('|'));
      if (written.ends_with('\\'))
        written.pop_back();
      links.push_back(link_to(written, false));
    } else if (markdown.compare(at, 2, "](") == 0) {
      const auto end = destination_end(markdown, at + 2);
      if (end == std::string::npos)
        continue;
      std::string written = markdown.substr(at + 2, end - at - 2);
      if (written.starts_with('<'))
        written.erase(0, 1);
      for (const auto& [escape, character] :
           {std::pair("%20", " "), std::pair("%28", "("), std::pair("%29", ")"),
            std::pair("%25", "%"), std::pair("&amp;", "&")})
        resolve_escape(written, escape, character);
      links.push_back(link_to(written, true));
    }
  }
  return links;
}

PlainResolver::PlainResolver(const Tree& tree) {
  for (const auto& [path, text] : tree)
    add(path);
}

void PlainResolver::add(const std::string& path) {
  by_name_[name_of(path)].insert(path);
}

void PlainResolver::remove(const std::string& path) {
  by_name_[name_of(path)].erase(path);
}

std::optional<std::string> PlainResolver::file_meant(const PlainLink& link,
                                                     const std::string& from) const {
  const auto meant = files_meant(link, from);
  return meant.size() == 1 ? std::optional(meant.front()) : std::nullopt;
}

bool PlainResolver::may_mean(const PlainLink& link, const std::string& from,
                             const std::string& path) const {
  const auto meant = files_meant(link, from);
  return std::find(meant.begin(), meant.end(), path) != meant.end();
}

std::vector<std::string> PlainResolver::files_meant(const PlainLink& link,
                                                    const std::string& from) const {
  if (link.target.empty())
    return {from};
  const auto found = by_name_.find(name_of(link.target));
  if (found == by_name_.end() || link.target.find("://") != std::string::npos)
    return {};
  // A path from the note's folder means that very file.
  const bool is_path = link.is_markdown || link.target.find('/') != std::string::npos;
  const std::string beside =
      fold((fs::path(from).parent_path() / link.target).lexically_normal().generic_string());
  std::string ending = fold(link.target);
  while (ending.starts_with("../") || ending.starts_with("./") || ending.starts_with('/'))
    ending.erase(0, ending.find('/') + 1);
  std::vector<std::string> meant;
  for (const std::string& path : found->second) {
    const std::string key = fold(path);
    if (is_path && (key == beside || key == beside + ".md"))
      return {path};
    const bool ends_so = key == ending || key == ending + ".md" || key.ends_with("/" + ending) ||
                         key.ends_with("/" + ending + ".md");
    if (ends_so)
      meant.push_back(path);
  }
  return meant;
}

}  // namespace tote::notes
