// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/transaction.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace tote::notes {
namespace {

tl::unexpected<Error> changed_meanwhile(const std::string& path) {
  return fail(ErrorCode::conflict,
              "this file was changed meanwhile, so nothing was written; look at it and try again",
              SourcePlace{path, 0, 0});
}

/// A file that only moves keeps its bytes, and is renamed rather than written anew.
bool only_moves(const RecordedChange& change) {
  return !change.new_path.empty() && change.splices.empty();
}

const std::optional<ContentHash>& origin_of(const Slot& slot, Direction direction) {
  return direction == Direction::forward ? slot.before : slot.after;
}

const std::optional<ContentHash>& goal_of(const Slot& slot, Direction direction) {
  return direction == Direction::forward ? slot.after : slot.before;
}

}  // namespace

Result<void> Transaction::check_unchanged() {
  for (const RecordedChange& change : record_.changes) {
    for (const Slot& slot : change.slots()) {
      TOTE_TRY(const auto now, files_.hash(file(slot.path)));
      if (now != slot.before)
        return changed_meanwhile(slot.path);
    }
  }
  return {};
}

Result<bool> Transaction::is_ours() {
  for (const RecordedChange& change : record_.changes) {
    for (const Slot& slot : change.slots()) {
      TOTE_TRY(const auto now, files_.hash(file(slot.path)));
      if (now != slot.before && now != slot.after)
        return false;
    }
  }
  return true;
}

Result<void> Transaction::stage() {
  for (const std::string& folder : record_.made_folders) {
    TOTE_CHECK(files_.make_folder(file(folder)));
    touch(file(folder));
  }
  for (std::size_t i = 0; i < record_.changes.size(); ++i) {
    const RecordedChange& change = record_.changes[i];
    if (change.after && !only_moves(change))
      TOTE_CHECK(ensure_staged(i, Direction::forward));
  }
  return {};
}

Result<void> Transaction::unstage() {
  for (std::size_t i = 0; i < record_.changes.size(); ++i) {
    TOTE_TRY(const auto there, files_.look(staged(i)));
    if (there)
      TOTE_CHECK(files_.remove(staged(i)));
  }
  return {};
}

Result<void> Transaction::go(Direction direction) {
  TOTE_CHECK(run(direction, false));
  return tidy_folders(direction);
}

Result<void> Transaction::take_back() {
  TOTE_CHECK(run(Direction::back, true));
  TOTE_CHECK(unstage());
  return tidy_folders(Direction::back);
}

/// Hidden, so that neither tote nor Obsidian takes it for a note.
std::filesystem::path Transaction::staged(std::size_t change) const {
  const auto place = file(record_.changes[change].path_after());
  return place.parent_path() / fmt::format(".tote-{}-{}", record_.number, change);
}

Result<void> Transaction::run(Direction direction, bool keeps_foreign) {
  const auto& changes = record_.changes;
  for (std::size_t step = 0; step < changes.size(); ++step) {
    const std::size_t i = direction == Direction::forward ? step : changes.size() - 1 - step;
    auto slots = changes[i].slots();
    if (direction == Direction::back)
      std::reverse(slots.begin(), slots.end());
    for (const Slot& slot : slots) {
      TOTE_TRY(const auto now, files_.hash(file(slot.path)));
      if (now == goal_of(slot, direction))
        continue;
      if (now == origin_of(slot, direction))
        TOTE_CHECK(fill(i, slot, direction));
      else if (!keeps_foreign)
        return changed_meanwhile(slot.path);
    }
  }
  return {};
}

/// Brings one path to its goal; it is at its origin now.
Result<void> Transaction::fill(std::size_t change, const Slot& slot, Direction direction) {
  const RecordedChange& recorded = record_.changes[change];
  const auto place = file(slot.path);
  touch(place);
  if (!goal_of(slot, direction))
    return files_.remove(place);
  if (only_moves(recorded)) {
    const auto other =
        file(direction == Direction::forward ? recorded.path : recorded.path_after());
    TOTE_TRY(const auto moving, files_.hash(other));
    if (moving != goal_of(slot, direction))
      return changed_meanwhile(slot.path);
    touch(other);
    return files_.rename_new(other, place);
  }
  TOTE_CHECK(ensure_staged(change, direction));
  touch(staged(change));
  return origin_of(slot, direction) ? files_.replace(staged(change), place)
                                    : files_.rename_new(staged(change), place);
}

/// Writes what the change leads to beside its place, unless it is there.
Result<void> Transaction::ensure_staged(std::size_t change, Direction direction) {
  const RecordedChange& recorded = record_.changes[change];
  const bool is_forward = direction == Direction::forward;
  const auto temporary = staged(change);
  TOTE_TRY(const auto staged_hash, files_.hash(temporary));
  if (staged_hash && staged_hash == (is_forward ? recorded.after : recorded.before))
    return {};
  if (staged_hash)
    TOTE_CHECK(files_.remove(temporary));
  TOTE_TRY(const std::string bytes, content(recorded, direction));
  const auto model = file(is_forward ? recorded.path : recorded.path_after());
  const bool has_model = (is_forward ? recorded.before : recorded.after).has_value();
  touch(temporary);
  return files_.write_new(temporary, bytes, has_model ? &model : nullptr, recorded.mode);
}

Result<std::string> Transaction::content(const RecordedChange& change, Direction direction) {
  const bool is_forward = direction == Direction::forward;
  const auto& origin = is_forward ? change.before : change.after;
  std::string from;
  if (origin) {
    const std::string& path = is_forward ? change.path : change.path_after();
    TOTE_TRY(auto bytes, files_.read(file(path)));
    if (!bytes || hash_of(*bytes) != origin)
      return changed_meanwhile(path);
    from = *std::move(bytes);
  }
  return splice(from, is_forward ? change.splices : inverse(change.splices));
}

/// Removes the folders that are of no use any more, and makes everything durable.
Result<void> Transaction::tidy_folders(Direction direction) {
  auto unused = record_.dropped_folders;
  if (direction == Direction::back) {
    unused = record_.made_folders;
    std::reverse(unused.begin(), unused.end());
  }
  for (const std::string& folder : unused) {
    TOTE_CHECK(files_.remove_empty_folder(file(folder)));
    touch(file(folder));
  }
  for (const auto& folder : folders_) {
    TOTE_TRY(const auto there, files_.look(folder));
    if (there)
      TOTE_CHECK(files_.sync_folder(folder));
  }
  return {};
}

}  // namespace tote::notes
