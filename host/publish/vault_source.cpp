// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/publish/vault_source.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "notes/text.h"
#include "notes/vault.h"

namespace tote::host::publish {
namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t max_attachment_bytes = 64u << 20;

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

bool is_within(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first ==
         folder.end();
}

}  // namespace

Result<std::vector<std::string>> VaultSource::resolve(std::string_view target,
                                                      std::string_view from) {
  TOTE_TRY(const auto cards, index_.resolve_link(target, from));
  std::vector<std::string> paths;
  for (const auto& card : cards)
    paths.push_back(card.path);
  return paths;
}

Result<notes::Note> VaultSource::read(std::string_view path) {
  if (instead_ && instead_->path == path)
    return *instead_;
  TOTE_TRY(auto source, notes::read_file(vault_, path));
  return notes::read_note(std::string(path), std::move(source), read_options_);
}

Result<std::vector<std::string>> VaultSource::found_by(std::string_view line) const {
  index::AskOptions options;
  options.wants_snippets = false;
  TOTE_TRY(const auto answer, index_.search(line, options));
  std::vector<std::string> paths;
  for (const auto& item : answer.items)
    if (item.note)
      paths.push_back(item.note->path);
  std::sort(paths.begin(), paths.end());
  return paths;
}

Result<std::vector<std::string>> VaultSource::candidates() {
  if (vocabulary_.field("publish", "*") == nullptr &&
      vocabulary_.field("publish", "post") == nullptr)
    return fail(ErrorCode::unavailable,
                "publishing needs the plugin tote.posts, which declares the field 'publish': it is "
                "missing or disabled");
  return found_by("publish:true");
}

std::string VaultSource::field_id(std::string_view type, std::string_view key) {
  const auto canonical = notes::canonical_field_key(key);
  if (const auto* field = vocabulary_.field(canonical, type))
    return field->id;
  if (const auto* relation = vocabulary_.relation(canonical))
    return relation->id;
  return canonical;
}

void VaultSource::list_files() {
  has_listed_ = true;
  std::error_code error;
  fs::recursive_directory_iterator walk(vault_, fs::directory_options::skip_permission_denied,
                                        error);
  for (; walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    if (error)
      return;
    if (is_hidden(walk->path())) {
      if (walk->is_directory(error))
        walk.disable_recursion_pending();
    } else if (walk->is_regular_file(error) && !walk->is_symlink(error)) {
      files_[notes::name_key(walk->path().filename().string())].push_back(walk->path());
    }
  }
}

Result<fs::path> VaultSource::find_attachment(std::string_view target, std::string_view from) {
  std::error_code error;
  const fs::path written{std::string(target)};
  for (const auto& base : {(vault_ / fs::path(std::string(from))).parent_path(), vault_}) {
    const auto path = fs::weakly_canonical(base / written.relative_path(), error);
    if (!fs::is_regular_file(path, error))
      continue;
    if (!is_within(path, vault_) || is_hidden(path))
      return fail(ErrorCode::invalid_input, "it leads out of the journal");
    return path;
  }
  if (written.has_parent_path())
    return fail(ErrorCode::not_found, "there is no such file");
  if (!has_listed_)
    list_files();
  const auto found = files_.find(notes::name_key(target));
  if (found == files_.end())
    return fail(ErrorCode::not_found, "there is no such file");
  if (found->second.size() > 1)
    return fail(ErrorCode::conflict, "several files have this name");
  return found->second.front();
}

Result<std::string> VaultSource::read_attachment(std::string_view target, std::string_view from) {
  TOTE_TRY(const auto path, find_attachment(target, from));
  std::error_code error;
  if (fs::file_size(path, error) > max_attachment_bytes || error)
    return fail(ErrorCode::invalid_input, "it is larger than 64 MiB");
  std::ifstream stream(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream)
    return fail(ErrorCode::io, "it cannot be read");
  return bytes;
}

}  // namespace tote::host::publish
