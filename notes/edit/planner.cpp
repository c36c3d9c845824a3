// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/planner.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace tote::notes {
namespace fs = std::filesystem;

namespace {

constexpr std::uint32_t new_file_mode = 0666;  // the umask narrows it

SourcePlace place(const std::string& path) {
  return {path, 0, 0};
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [end, unused] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

Result<std::vector<PlannedFile>> Planner::plan(const ChangeSet& changes) {
  std::vector<PlannedFile> planned;
  for (const FileChange& change : changes.files) {
    TOTE_TRY(auto file, change.base ? plan_old(change) : plan_new(change));
    if (!named_.insert(file.change.path).second)
      return fail(ErrorCode::conflict,
                  "two names lead to this file (a symbolic link?), so it cannot be written twice",
                  place(change.path));
    const auto& made = file.change;
    if (!made.splices.empty() || !made.new_path.empty() || !made.before || !made.after)
      planned.push_back(std::move(file));
  }
  return planned;
}

std::vector<std::string> Planner::missing_folders() const {
  return {folders_.begin(), folders_.end()};
}

Result<PlannedFile> Planner::plan_new(const FileChange& change) {
  PlannedFile file;
  TOTE_TRY(file.change.path, inside(change.path));
  TOTE_CHECK(plan_place(file.change.path));
  TOTE_TRY(file.change.splices, splices_of("", change.replacements));
  file.change.after = hash_of(splice("", file.change.splices));
  file.change.mode = new_file_mode;
  return file;
}

Result<PlannedFile> Planner::plan_old(const FileChange& change) {
  PlannedFile file;
  auto& made = file.change;
  TOTE_TRY(made.path, real_file(change));
  TOTE_TRY(const FileState state, writable_file(made.path, change));
  made.mode = state.mode;
  made.before = change.base;
  made.after = change.base;
  const bool needs_text = change.is_removal || !change.replacements.empty();
  if (needs_text) {
    TOTE_TRY(auto bytes, files_.read(vault_ / made.path));
    file.before = bytes ? *std::move(bytes) : std::string();
  }
  TOTE_TRY(const auto hash, needs_text ? Result<std::optional<ContentHash>>(hash_of(file.before))
                                       : files_.hash(vault_ / made.path));
  if (hash != change.base)
    return fail(ErrorCode::conflict,
                "this file was changed meanwhile, so nothing was written; try again",
                place(change.path));
  if (change.is_removal) {
    made.splices = {{0, file.before, ""}};
    made.after.reset();
    return file;
  }
  TOTE_TRY(made.splices, splices_of(file.before, change.replacements));
  if (!made.splices.empty())
    made.after = hash_of(splice(file.before, made.splices));
  if (!change.new_path.empty() && change.new_path != change.path) {
    TOTE_TRY(made.new_path, inside(change.new_path));
    TOTE_CHECK(plan_place(made.new_path));
  }
  return file;
}

/// A path that a file is to appear at: nothing may be there, and its folder will be made.
Result<void> Planner::plan_place(const std::string& path) {
  TOTE_TRY(const auto there, files_.look(vault_ / path));
  if (there)
    return fail(ErrorCode::conflict, "a file of this name is there already; choose another name",
                place(path));
  std::error_code error;
  for (auto folder = fs::path(path).parent_path(); !folder.empty(); folder = folder.parent_path()) {
    if (fs::is_directory(vault_ / folder, error))
      break;
    folders_.insert(folder.generic_string());
  }
  return {};
}

/// The path without symbolic links in its folders. Errors: invalid_input if it leaves the vault.
Result<std::string> Planner::inside(const std::string& path) const {
  const fs::path written(path);
  std::error_code error;
  const auto folder = fs::weakly_canonical(vault_ / written.parent_path(), error);
  const bool is_name = written.has_filename() && written.filename() != ".." &&
                       written.filename() != "." && written.is_relative();
  if (error || !is_name || !is_below(folder, vault_))
    return fail(ErrorCode::invalid_input, "this path leads out of the vault", place(path));
  const auto relative = folder.lexically_relative(vault_);
  return (relative == "." ? written.filename() : relative / written.filename()).generic_string();
}

/// The file that a change is for. Text is written to what a symbolic link leads to; the link stays.
Result<std::string> Planner::real_file(const FileChange& change) const {
  TOTE_TRY(const std::string path, inside(change.path));
  std::error_code error;
  if (!fs::is_symlink(fs::symlink_status(vault_ / path, error)))
    return path;
  if (change.is_removal || !change.new_path.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("this is a symbolic link to {}; name that file instead",
                            fs::read_symlink(vault_ / path, error).string()),
                place(change.path));
  const auto target = fs::canonical(vault_ / path, error);
  if (error || !is_below(target, vault_))
    return fail(ErrorCode::invalid_input, "this symbolic link leads out of the vault",
                place(change.path));
  return target.lexically_relative(vault_).generic_string();
}

Result<FileState> Planner::writable_file(const std::string& path, const FileChange& change) {
  TOTE_TRY(const auto state, files_.look(vault_ / path));
  if (!state)
    return fail(ErrorCode::not_found, "this file is not there any more", place(change.path));
  if (!state->is_file)
    return fail(ErrorCode::invalid_input, "this is not a regular file", place(change.path));
  if ((state->mode & 0222U) == 0)
    return fail(ErrorCode::invalid_input, "this file is read-only; make it writable first",
                place(change.path));
  if (state->links > 1 && !change.replacements.empty())
    return fail(ErrorCode::invalid_input,
                fmt::format("this file has {} names (hard links), and writing one would part it "
                            "from the others; replace it with a copy first",
                            state->links),
                place(change.path));
  return *state;
}

}  // namespace tote::notes
