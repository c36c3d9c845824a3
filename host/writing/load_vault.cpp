// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/load_vault.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "notes/text.h"

namespace tote::host {
namespace fs = std::filesystem;

namespace {

/// Files but those that are hidden or in hidden folders, in no order.
std::vector<std::string> all_files(const fs::path& root) {
  std::vector<std::string> paths;
  std::error_code error;
  fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied,
                                         error);
  for (const fs::recursive_directory_iterator end; !error && entry != end; entry.increment(error)) {
    std::error_code unreadable;
    if (entry->path().filename().string().starts_with('.'))
      entry.disable_recursion_pending();
    else if (entry->is_regular_file(unreadable))
      paths.push_back(entry->path().lexically_relative(root).generic_string());
  }
  return paths;
}

}  // namespace

Result<notes::LoadedVault> load_vault(const Journal& journal) {
  notes::LoadedVault vault;
  TOTE_TRY(const auto scan, journal.scan());
  std::unordered_set<std::string> known;
  for (const auto& file : scan.files) {
    auto note = journal.read_note(file.path);
    if (!note)
      continue;
    known.insert(file.path);
    vault.graph.add(*note);
    vault.notes.push_back(*std::move(note));
  }
  for (auto& path : all_files(journal.vault())) {
    if (known.count(path) == 0)
      vault.graph.add_file(std::move(path));
  }
  return vault;
}

Result<notes::NoteId> find_file(const Journal& journal, const notes::LoadedVault& vault,
                                const std::string& name) {
  if (const auto exact = vault.graph.at(name))
    return *exact;
  TOTE_TRY(const auto card, journal.find_note(name));
  if (const auto note = vault.graph.at(card.path))
    return *note;
  return fail(ErrorCode::not_found, fmt::format("the note {} is not there any more", card.path));
}

std::vector<std::string> remarks_on_name(const notes::LoadedVault& vault, notes::NoteId file,
                                         const std::string& name) {
  const auto& keys = vault.graph.name_keys(file);
  const auto meaning = vault.graph.meaning(name, "");
  if ((meaning && meaning->file == file) ||
      std::find(keys.begin(), keys.end(), notes::name_key(name)) != keys.end())
    return {};
  return {fmt::format("'{}' is taken for {}", name, vault.graph.path(file))};
}

std::string remark_on_links(std::size_t others) {
  return others == 0
             ? "no link in another file has to change"
             : fmt::format("links in {} other {} follow", others, others == 1 ? "file" : "files");
}

}  // namespace tote::host
