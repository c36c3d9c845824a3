// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/author/journal_mirror.h"

#include <chrono>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "notes/vault.h"

namespace tote::host::author {
namespace fs = std::filesystem;

namespace {

/// A file this young may change once more without a new time.
constexpr std::chrono::seconds settling_time{2};

/// Whether the copy is of the original as it is now.
bool is_same(const fs::path& original, const fs::path& copy) {
  std::error_code error;
  const auto time = fs::last_write_time(original, error);
  return !error && time + settling_time < fs::file_time_type::clock::now() &&
         fs::last_write_time(copy, error) == time && !error &&
         fs::file_size(copy, error) == fs::file_size(original, error) && !error;
}

}  // namespace

JournalMirror::JournalMirror(fs::path original, fs::path copy)
    : original_(std::move(original)), copy_(std::move(copy)) {}

Result<void> JournalMirror::take(const fs::path& path) const {
  const auto from = original_ / path;
  const auto to = copy_ / path;
  std::error_code error;
  if (is_same(from, to))
    return {};
  fs::create_directories(to.parent_path(), error);
  fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
  if (!error)
    fs::last_write_time(to, fs::last_write_time(from, error), error);
  // Deleted since the scan: the next one will not see it.
  if (error && fs::exists(from))
    return fail(ErrorCode::io, fmt::format("cannot copy it to try it there: {}", error.message()),
                SourcePlace{from.string(), 0, 0});
  return {};
}

Result<void> JournalMirror::update() {
  TOTE_TRY(const auto scan, notes::scan_vault(original_));
  const fs::path configuration = fs::path(".tote") / "config.toml";
  std::set<fs::path> present;
  for (const auto& file : scan.files)
    present.insert(file.path);
  std::error_code error;
  if (fs::exists(original_ / configuration, error))
    present.insert(configuration);
  for (const auto& path : present)
    TOTE_CHECK(take(path));
  fs::create_directories(copy_, error);
  for (const auto& entry : fs::recursive_directory_iterator(copy_, error))
    if (entry.is_regular_file(error) && present.count(entry.path().lexically_relative(copy_)) == 0)
      fs::remove(entry.path(), error);
  return {};
}

}  // namespace tote::host::author
