// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/record_store.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

namespace tote::notes {
namespace fs = std::filesystem;

namespace {

constexpr const char* draft_name = "draft";
constexpr const char* prepared_name = "prepared";
constexpr const char* committed_name = "committed";
constexpr const char* history_name = "history";
constexpr std::uint32_t private_mode = 0600;  // records hold the notes' text

}  // namespace

Result<WriteLock> WriteLock::take(const fs::path& file) {
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, private_mode);
  if (lock < 0)
    return fail(ErrorCode::io, fmt::format("cannot lock the vault: {}", std::strerror(errno)),
                SourcePlace{file.string(), 0, 0});
  if (::flock(lock, LOCK_EX | LOCK_NB) == 0)
    return WriteLock(lock);
  const int reason = errno;
  ::close(lock);
  if (reason == EWOULDBLOCK)
    return fail(ErrorCode::conflict, "another tote is writing into this vault; try again");
  return fail(ErrorCode::io, fmt::format("cannot lock the vault: {}", std::strerror(reason)),
              SourcePlace{file.string(), 0, 0});
}

WriteLock::WriteLock(WriteLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriteLock::~WriteLock() {
  if (file_ >= 0)
    ::close(file_);
}

Result<WriteLock> RecordStore::lock() const {
  std::error_code error;
  if (!fs::exists(folder_ / history_name, error)) {
    fs::create_directories(folder_ / history_name, error);
    if (!error)
      fs::permissions(folder_, fs::perms::owner_all, error);
    if (error)
      return fail(ErrorCode::io,
                  fmt::format("cannot make the folder for what can be undone: {}", error.message()),
                  SourcePlace{folder_.string(), 0, 0});
  }
  return WriteLock::take(folder_ / "lock");
}

bool RecordStore::has_unfinished() const {
  std::error_code error;
  return fs::exists(folder_ / prepared_name, error) || fs::exists(folder_ / committed_name, error);
}

Result<void> RecordStore::prepare(const Record& record) const {
  const auto draft = folder_ / draft_name;
  TOTE_TRY(const auto left_over, files_.look(draft));
  if (left_over)
    TOTE_CHECK(files_.remove(draft));
  TOTE_CHECK(files_.write_new(draft, to_bytes(record), nullptr, private_mode));
  TOTE_CHECK(files_.replace(draft, folder_ / prepared_name));
  return files_.sync_folder(folder_);
}

Result<void> RecordStore::commit() const {
  TOTE_CHECK(files_.replace(folder_ / prepared_name, folder_ / committed_name));
  return files_.sync_folder(folder_);
}

Result<void> RecordStore::finish(const Record& record) const {
  if (record.undoes != 0) {
    const auto undone = history_file(record.undoes);
    TOTE_TRY(const auto there, files_.look(undone));
    if (there)
      TOTE_CHECK(files_.remove(undone));
    TOTE_CHECK(files_.sync_folder(folder_ / history_name));
    return forget();
  }
  TOTE_CHECK(files_.replace(folder_ / committed_name, history_file(record.number)));
  TOTE_CHECK(files_.sync_folder(folder_ / history_name));
  TOTE_CHECK(files_.sync_folder(folder_));
  const auto kept = numbers();
  for (std::size_t i = 0; i + max_history < kept.size(); ++i)
    TOTE_CHECK(files_.remove(history_file(kept[i])));
  return {};
}

Result<void> RecordStore::forget() const {
  for (const char* name : {prepared_name, committed_name}) {
    TOTE_TRY(const auto there, files_.look(folder_ / name));
    if (there)
      TOTE_CHECK(files_.remove(folder_ / name));
  }
  return files_.sync_folder(folder_);
}

Result<std::optional<Record>> RecordStore::read(const fs::path& file) const {
  TOTE_TRY(const auto bytes, files_.read(file));
  if (!bytes)
    return std::nullopt;
  auto record = parse_record(*bytes);
  if (!record)
    return fail(record.error().code, record.error().message, SourcePlace{file.string(), 0, 0});
  return std::optional(*std::move(record));
}

Result<std::optional<Record>> RecordStore::prepared() const {
  return read(folder_ / prepared_name);
}

Result<std::optional<Record>> RecordStore::committed() const {
  return read(folder_ / committed_name);
}

Result<std::vector<Record>> RecordStore::history() const {
  std::vector<Record> records;
  auto kept = numbers();
  std::reverse(kept.begin(), kept.end());
  for (const auto number : kept) {
    TOTE_TRY(auto record, read(history_file(number)));
    if (record)
      records.push_back(*std::move(record));
  }
  return records;
}

std::uint64_t RecordStore::next_number() const {
  const auto kept = numbers();
  return kept.empty() ? 1 : kept.back() + 1;
}

fs::path RecordStore::history_file(std::uint64_t number) const {
  return folder_ / history_name / fmt::format("{:08}", number);
}

std::vector<std::uint64_t> RecordStore::numbers() const {
  std::vector<std::uint64_t> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder_ / history_name, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::uint64_t number = 0;
    const auto [stop, wrong] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (wrong == std::errc{} && stop == name.data() + name.size())
      found.push_back(number);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace tote::notes
