// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/file_states.h"

#include <unordered_map>
#include <utility>

#include <xapian.h>

#include "index/store/bytes.h"
#include "index/store/metadata.h"

namespace tote::index::store {
namespace {

/// Folder ("" for the vault itself) and file name of a path.
std::pair<std::string_view, std::string_view> split(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos)
    return {std::string_view(), path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

std::string join(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty())
    path += '/';
  return path += name;
}

void put_state(ByteWriter& out, const FileState& state) {
  out.put_signed(state.mtime_ns);
  out.put_number(state.size);
  out.put_number(state.inode);
  out.put_fixed(state.hash);
  out.put_number(state.note);
}

FileState read_state(ByteReader& in) {
  FileState state;
  state.mtime_ns = in.signed_number();
  state.size = in.number();
  state.inode = in.number();
  state.hash = in.fixed();
  state.note = in.number32();
  return state;
}

bool is_same(const FileState& state, const notes::VaultFile& file) {
  return state.mtime_ns == file.mtime_ns && state.size == file.size && state.inode == file.inode;
}

}  // namespace

std::optional<FileStates> FileStates::load(const Xapian::Database& database) {
  FileStates states;
  const std::string prefix(metadata::folder_prefix);
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix);
       ++key) {
    const std::string bytes = database.get_metadata(*key);
    ByteReader in(bytes);
    Folder& folder = states.folders_[std::string(in.text())];
    while (!in.is_at_end()) {
      std::string name(in.text());
      const FileState state = read_state(in);
      folder.emplace_hint(folder.end(), std::move(name), state);
    }
    if (in.has_failed())
      return std::nullopt;
  }
  return states;
}

const FileState* FileStates::find(std::string_view path) const {
  const auto [folder_name, name] = split(path);
  const auto folder = folders_.find(folder_name);
  if (folder == folders_.end())
    return nullptr;
  const auto file = folder->second.find(name);
  return file == folder->second.end() ? nullptr : &file->second;
}

void FileStates::set(std::string_view path, const FileState& state) {
  const auto [folder, name] = split(path);
  folders_[std::string(folder)].insert_or_assign(std::string(name), state);
  changed_.emplace(folder);
}

void FileStates::erase(std::string_view path) {
  const auto [folder_name, name] = split(path);
  const auto folder = folders_.find(folder_name);
  if (folder == folders_.end())
    return;
  const auto file = folder->second.find(name);
  if (file == folder->second.end())
    return;
  folder->second.erase(file);
  changed_.emplace(folder_name);
}

Changes FileStates::compare(const std::vector<notes::VaultFile>& files) const {
  // Paths in order have the names within one folder in order too, so each folder is walked once,
  // side by side with its files.
  struct Walk {
    const Folder* folder;
    Folder::const_iterator next;
  };

  std::unordered_map<std::string_view, Walk> walks;
  for (const auto& [name, folder] : folders_)
    walks.emplace(name, Walk{&folder, folder.begin()});
  Changes changes;
  for (const notes::VaultFile& file : files) {
    const auto [folder_name, name] = split(file.path);
    const auto found = walks.find(folder_name);
    if (found == walks.end()) {
      changes.changed.push_back(file);
      continue;
    }
    auto& [folder, next] = found->second;
    for (; next != folder->end() && next->first < name; ++next)
      changes.removed.push_back(join(folder_name, next->first));
    const bool is_known = next != folder->end() && next->first == name;
    if (!is_known || !is_same(next->second, file))
      changes.changed.push_back(file);
    if (is_known)
      ++next;
  }
  for (const auto& [folder_name, entries] : folders_) {
    auto& [folder, next] = walks.at(folder_name);
    for (; next != folder->end(); ++next)
      changes.removed.push_back(join(folder_name, next->first));
  }
  return changes;
}

void FileStates::save(Xapian::WritableDatabase& database) {
  for (const std::string& name : changed_) {
    const auto folder = folders_.find(name);
    const std::string key = metadata::folder_key(name);
    if (folder == folders_.end() || folder->second.empty()) {
      database.set_metadata(key, "");
      continue;
    }
    ByteWriter out;
    out.put_text(name);
    for (const auto& [file, state] : folder->second) {
      out.put_text(file);
      put_state(out, state);
    }
    database.set_metadata(key, out.take());
  }
  changed_.clear();
}

}  // namespace tote::index::store
