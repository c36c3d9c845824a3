// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/link_graph.h"

#include <algorithm>
#include <utility>

#include "notes/text.h"

namespace tote::notes {

std::vector<std::string> titles_of(const Note& note) {
  std::vector<std::string> titles = {note.title};
  titles.insert(titles.end(), note.aliases.begin(), note.aliases.end());
  return titles;
}

NoteId LinkGraph::add(const Note& note) {
  return add_names(note.path, titles_of(note));
}

NoteId LinkGraph::add_file(std::string path) {
  return add_names(std::move(path), {});
}

void LinkGraph::rename(NoteId file, std::string path, const std::vector<std::string>& titles) {
  remove(file);
  File& renamed = files_[file];
  renamed.path_key = notes::path_key(path);
  renamed.names = {link_key(path)};
  for (const std::string& title : titles)
    renamed.names.push_back(name_key(title));
  renamed.path = std::move(path);
  enter(file);
}

void LinkGraph::remove(NoteId file) {
  const auto forget = [file](Index& index, const std::string& key) {
    if (const auto found = index.find(key); found != index.end())
      std::erase(found->second, file);
  };
  File& removed = files_[file];
  forget(by_path_, removed.path_key);
  for (std::size_t i = 0; i < removed.names.size(); ++i)
    forget(i == 0 ? by_file_name_ : by_title_, removed.names[i]);
  removed = {};
}

std::optional<NoteId> LinkGraph::at(std::string_view path) const {
  for (const NoteId file : by_path(notes::path_key(path))) {
    if (files_[file].path == path)
      return file;
  }
  return std::nullopt;
}

std::optional<LinkMeaning> LinkGraph::meaning(std::string_view target,
                                              std::string_view from_path) const {
  const Resolution found = resolve(*this, target, from_path);
  if (found.candidates.empty())
    return std::nullopt;
  return LinkMeaning{found.candidates.front(), found.how};
}

std::vector<NoteId> LinkGraph::by_path(std::string_view key) const {
  return look_up(by_path_, key);
}

std::vector<NoteId> LinkGraph::by_file_name(std::string_view key) const {
  return look_up(by_file_name_, key);
}

std::vector<NoteId> LinkGraph::by_title_or_alias(std::string_view key) const {
  return look_up(by_title_, key);
}

NoteId LinkGraph::add_names(std::string path, const std::vector<std::string>& titles) {
  const auto file = static_cast<NoteId>(files_.size());
  files_.emplace_back();
  rename(file, std::move(path), titles);
  return file;
}

void LinkGraph::enter(NoteId file) {
  const auto put = [file](Index& index, const std::string& key) {
    auto& files = index[key];
    if (std::find(files.begin(), files.end(), file) == files.end())
      files.push_back(file);
  };
  const File& entered = files_[file];
  put(by_path_, entered.path_key);
  for (std::size_t i = 0; i < entered.names.size(); ++i)
    put(i == 0 ? by_file_name_ : by_title_, entered.names[i]);
}

std::vector<NoteId> LinkGraph::look_up(const Index& index, std::string_view key) {
  const auto found = index.find(std::string(key));
  return found == index.end() ? std::vector<NoteId>() : found->second;
}

}  // namespace tote::notes
