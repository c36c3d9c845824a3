// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/names.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "notes/path_parts.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

std::string_view without_extension(std::string_view path) {
  for (const std::string_view extension : {".md", ".markdown"}) {
    if (path.size() > extension.size() &&
        fold(path.substr(path.size() - extension.size())) == extension)
      return path.substr(0, path.size() - extension.size());
  }
  return path;
}

/// `path` with `.` and `..` worked out; `..` above the vault stays at its root.
std::string normal_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (part == "..") {
      if (!parts.empty())
        parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
  }
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty())
      out += '/';
    out += part;
  }
  return out;
}

bool ends_with_path(std::string_view path, std::string_view suffix) {
  return path.ends_with(suffix) &&
         (path.size() == suffix.size() || path[path.size() - suffix.size() - 1] == '/');
}

/// Best first: notes below the linking note's folder, then the shorter path, then by name.
void order_by_nearness(const NameLookup& names, std::string_view from_path,
                       std::vector<NoteId>& notes) {
  if (notes.size() < 2)
    return;
  std::string home(folder_of(from_path));
  home = home.empty() ? home : path_key(home) + "/";
  std::vector<std::pair<std::string, NoteId>> keyed;
  keyed.reserve(notes.size());
  for (const NoteId note : notes)
    keyed.emplace_back(path_key(names.path_of(note)), note);
  std::sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    const bool a_near = a.first.starts_with(home);
    const bool b_near = b.first.starts_with(home);
    if (a_near != b_near)
      return a_near;
    return std::pair(a.first.size(), std::tie(a.first, a.second)) <
           std::pair(b.first.size(), std::tie(b.first, b.second));
  });
  std::transform(keyed.begin(), keyed.end(), notes.begin(),
                 [](const auto& entry) { return entry.second; });
}

std::vector<NoteId> by_path_suffix(const NameLookup& names, const std::string& key) {
  std::vector<NoteId> notes = names.by_file_name(file_name_of(key));
  if (key.find('/') != std::string::npos)
    std::erase_if(notes,
                  [&](NoteId note) { return !ends_with_path(path_key(names.path_of(note)), key); });
  return notes;
}

/// Takes away the notes whose path differs from another one's in case and diacritics only, if that
/// one is spelled as it was written.
void take_spelled_so(const NameLookup& names, const std::string& written,
                     std::vector<NoteId>& notes) {
  if (notes.size() < 2)
    return;
  const std::string_view spelled = without_extension(written);
  std::unordered_map<std::string, NoteId> right;  // by the key that it shares
  for (const NoteId note : notes) {
    const std::string path = names.path_of(note);
    if (ends_with_path(without_extension(path), spelled))
      right.emplace(path_key(path), note);
  }
  if (right.empty())
    return;
  std::erase_if(notes, [&](NoteId note) {
    const auto twin = right.find(path_key(names.path_of(note)));
    return twin != right.end() && twin->second != note;
  });
}

}  // namespace

std::string path_key(std::string_view path) {
  return name_key(without_extension(path));
}

std::string link_key(std::string_view target) {
  return name_key(without_extension(file_name_of(target)));
}

Resolution resolve(const NameLookup& names, std::string_view target, std::string_view from_path) {
  const std::string written = normal_path(target);
  const std::string key = path_key(written);
  if (key.empty())
    return {};
  const bool is_relative = target.starts_with("./") || target.starts_with("../");
  const bool is_absolute = target.starts_with('/');
  if (!is_relative) {
    if (auto notes = names.by_path(key); !notes.empty()) {
      take_spelled_so(names, written, notes);
      return {Resolution::How::path, std::move(notes)};
    }
  }
  if (!is_absolute) {
    const std::string beside =
        normal_path(std::string(folder_of(from_path)) + "/" + std::string(target));
    if (auto notes = names.by_path(path_key(beside)); !notes.empty()) {
      take_spelled_so(names, beside, notes);
      return {Resolution::How::path, std::move(notes)};
    }
  }
  if (auto notes = by_path_suffix(names, key); !notes.empty()) {
    take_spelled_so(names, written, notes);
    order_by_nearness(names, from_path, notes);
    return {Resolution::How::file_name, std::move(notes)};
  }
  if (auto notes = names.by_title_or_alias(name_key(target)); !notes.empty()) {
    order_by_nearness(names, from_path, notes);
    return {Resolution::How::title_or_alias, std::move(notes)};
  }
  return {};
}

std::vector<std::string> name_keys(const Note& note) {
  std::vector<std::string> keys;
  std::unordered_set<std::string> seen;
  const auto add = [&](std::string key) {
    if (!key.empty() && seen.insert(key).second)
      keys.push_back(std::move(key));
  };
  add(name_key(note.title));
  for (const std::string& alias : note.aliases)
    add(name_key(alias));
  add(name_key(note.stem()));
  return keys;
}

}  // namespace tote::notes
