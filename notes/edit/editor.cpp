// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/editor.h"

#include <ctime>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "notes/edit/diff.h"
#include "notes/edit/planner.h"
#include "notes/edit/transaction.h"

namespace tote::notes {
namespace fs = std::filesystem;

namespace {

Operation operation_of(const Record& record) {
  return {record.number, record.time, record.summary, record.changes.size()};
}

fs::path canonical_or_same(const fs::path& path) {
  std::error_code error;
  auto canonical = fs::canonical(path, error);
  return error ? path : canonical;
}

/// Why an operation was not done, when undoing what had been done of it failed too.
tl::unexpected<Error> half_done(Error error, const Error& second) {
  error.message += fmt::format(
      "; and taking back what was done failed as well ({}): the next "
      "command will finish or take back the rest",
      to_string(second));
  return tl::unexpected(std::move(error));
}

}  // namespace

Editor::Editor(const fs::path& vault, fs::path state, FileSystem& files)
    : vault_(canonical_or_same(vault)), files_(files), records_(std::move(state), files) {}

Result<std::optional<std::string>> Editor::recover() {
  if (!records_.has_unfinished())
    return std::nullopt;
  const auto lock = records_.lock();
  if (!lock) {
    if (lock.error().code == ErrorCode::conflict)
      return std::nullopt;
    return tl::unexpected(lock.error());
  }
  TOTE_TRY(const auto prepared, records_.prepared());
  if (prepared) {
    Transaction transaction(vault_, files_, *prepared);
    TOTE_CHECK(transaction.take_back());
    TOTE_CHECK(records_.forget());
    return fmt::format("'{}' was broken off before it changed anything", prepared->summary);
  }
  TOTE_TRY(const auto committed, records_.committed());
  if (!committed)
    return std::nullopt;
  Transaction transaction(vault_, files_, *committed);
  TOTE_TRY(const bool is_ours, transaction.is_ours());
  if (is_ours) {
    TOTE_CHECK(transaction.go(Direction::forward));
    TOTE_CHECK(transaction.unstage());
    TOTE_CHECK(records_.finish(*committed));
    return fmt::format("'{}' was broken off and is finished now", committed->summary);
  }
  TOTE_CHECK(transaction.take_back());
  TOTE_CHECK(records_.forget());
  return fmt::format(
      "'{}' was broken off, and a file has changed since, so what it had done was taken back",
      committed->summary);
}

Result<Operation> Editor::apply(const ChangeSet& changes) {
  TOTE_CHECK(recover());
  TOTE_TRY(const auto lock, records_.lock());
  Planner planner(vault_, files_);
  TOTE_TRY(auto planned, planner.plan(changes));
  Record record;
  record.summary = changes.summary;
  record.made_folders = planner.missing_folders();
  for (PlannedFile& file : planned)
    record.changes.push_back(std::move(file.change));
  return carry_out(std::move(record));
}

Result<std::string> Editor::preview(const ChangeSet& changes) {
  TOTE_TRY(const auto planned, Planner(vault_, files_).plan(changes));
  std::string diff;
  for (const PlannedFile& file : planned)
    diff += unified_diff(file.change, file.before);
  return diff;
}

Result<std::vector<Operation>> Editor::history() {
  TOTE_TRY(const auto records, records_.history());
  std::vector<Operation> operations;
  for (const Record& record : records)
    operations.push_back(operation_of(record));
  return operations;
}

Result<Operation> Editor::undo() {
  TOTE_CHECK(recover());
  TOTE_TRY(const auto lock, records_.lock());
  TOTE_TRY(auto record, last_record_inverted());
  return carry_out(std::move(record));
}

Result<std::string> Editor::preview_undo() {
  TOTE_TRY(const auto record, last_record_inverted());
  TOTE_CHECK(Transaction(vault_, files_, record).check_unchanged());
  std::string diff;
  for (const RecordedChange& change : record.changes) {
    std::optional<std::string> before;
    if (change.before && !change.splices.empty()) {
      TOTE_TRY(before, files_.read(vault_ / change.path));
    }
    diff += unified_diff(change, before.value_or(""));
  }
  return diff;
}

Result<Record> Editor::last_record_inverted() {
  TOTE_TRY(const auto records, records_.history());
  if (records.empty())
    return fail(ErrorCode::not_found, "there is nothing to undo");
  return inverse(records.front());
}

Result<Operation> Editor::carry_out(Record record) {
  if (record.changes.empty())
    return operation_of(record);
  record.number = records_.next_number();
  record.time = std::time(nullptr);
  Transaction transaction(vault_, files_, record);
  TOTE_CHECK(transaction.check_unchanged());
  TOTE_CHECK(records_.prepare(record));
  auto outcome = transaction.stage();
  if (outcome)
    outcome = transaction.check_unchanged();
  if (outcome)
    outcome = records_.commit();
  if (outcome)
    outcome = transaction.go(Direction::forward);
  if (!outcome) {
    auto taken_back = transaction.take_back();
    if (taken_back)
      taken_back = records_.forget();
    if (!taken_back)
      return half_done(std::move(outcome).error(), taken_back.error());
    return tl::unexpected(std::move(outcome).error());
  }
  TOTE_CHECK(records_.finish(record));
  return operation_of(record);
}

}  // namespace tote::notes
