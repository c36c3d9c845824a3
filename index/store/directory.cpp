// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/directory.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <fstream>
#include <string_view>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace tote::index::store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_prefix = "db.";
/// What is not in use any more, or not yet: nobody looks there.
constexpr const char* work_folder = "work";
constexpr const char* lock_name = "lock";
constexpr const char* current_file = "current";

/// The number of a database's name; 0 if it is no such name.
unsigned number_of(std::string_view name) {
  unsigned number = 0;
  if (!name.starts_with(name_prefix))
    return 0;
  name.remove_prefix(name_prefix.size());
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  return error == std::errc() && end == name.data() + name.size() ? number : 0;
}

/// What to do where the index cannot be kept.
constexpr const char* elsewhere =
    "; make the folder writable, or name another one with --index DIR or XDG_CACHE_HOME";

tl::unexpected<Error> system_failure(const std::string& what, const fs::path& path,
                                     const char* advice = "") {
  const std::string why = std::generic_category().message(errno);
  return fail(ErrorCode::io, what + ": " + why + advice, SourcePlace{path.string(), 0, 0});
}

/// Closes a file descriptor when it goes out of scope.
class File {
 public:
  File(const fs::path& path, int flags) : file_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}

  File(const File&) = delete;
  File& operator=(const File&) = delete;

  ~File() {
    if (file_ >= 0)
      ::close(file_);
  }

  [[nodiscard]] int number() const { return file_; }

  [[nodiscard]] int release() { return std::exchange(file_, -1); }

 private:
  int file_;
};

[[nodiscard]] Result<void> make_durable(const fs::path& path, int flags) {
  const File file(path, flags);
  if (file.number() < 0 || ::fsync(file.number()) != 0)
    return system_failure("cannot make the index durable", path);
  return {};
}

/// Takes from others what they may do with the folder. What its owner may do stays as it is: one
/// that was made read only is to stay so.
[[nodiscard]] Result<void> make_private(const fs::path& directory) {
  struct stat info {};

  if (::stat(directory.c_str(), &info) != 0)
    return system_failure("cannot look at the folder of the index", directory);
  constexpr mode_t rights_of_others = S_IRWXG | S_IRWXO;
  if ((info.st_mode & rights_of_others) != 0 &&
      ::chmod(directory.c_str(), info.st_mode & S_IRWXU) != 0)
    return system_failure("cannot make the index private", directory);
  return {};
}

[[nodiscard]] Result<void> lock(const File& file, int kind, const fs::path& path) {
  while (::flock(file.number(), kind | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return fail(ErrorCode::conflict,
                  "another process is writing the index: wait until it is done");
    if (errno != EINTR)
      return system_failure("cannot lock the index", path);
  }
  return {};
}

}  // namespace

Result<WriterLock> WriterLock::take(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (error)
    return fail(ErrorCode::io,
                "cannot make the folder of the index: " + error.message() + elsewhere,
                SourcePlace{directory.string(), 0, 0});
  TOTE_CHECK(make_private(directory));
  const fs::path path = directory / lock_name;
  File file(path, O_RDWR | O_CREAT);
  if (file.number() < 0)
    return system_failure("cannot open the lock of the index", path, elsewhere);
  TOTE_CHECK(lock(file, LOCK_EX, path));
  return WriterLock(file.release());
}

Result<WriterLock> WriterLock::keep_out(const fs::path& directory) {
  const fs::path path = directory / lock_name;
  File file(path, O_RDONLY);
  if (file.number() < 0 && errno == ENOENT)
    return fail(ErrorCode::not_found, "there is no lock of the index");
  if (file.number() < 0)
    return system_failure("cannot open the lock of the index", path);
  TOTE_CHECK(lock(file, LOCK_SH, path));
  return WriterLock(file.release());
}

WriterLock::WriterLock(WriterLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

WriterLock& WriterLock::operator=(WriterLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

WriterLock::~WriterLock() {
  if (file_ >= 0)
    ::close(file_);
}

std::optional<std::string> current_name(const fs::path& directory) {
  std::ifstream file(directory / current_file);
  std::string name;
  if (!std::getline(file, name) || number_of(name) == 0)
    return std::nullopt;
  return name;
}

bool has_current_file(const fs::path& directory) {
  std::error_code ignored;
  return fs::exists(directory / current_file, ignored);
}

std::vector<std::string> database_names(const fs::path& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    std::string name = entry->path().filename().string();
    if (number_of(name) != 0)
      names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) { return number_of(a) > number_of(b); });
  return names;
}

std::string next_name(const fs::path& directory) {
  const std::vector<std::string> names = database_names(directory);
  const unsigned newest = names.empty() ? 0 : number_of(names.front());
  return std::string(name_prefix) + std::to_string(newest + 1);
}

Result<void> make_current(const fs::path& directory, const std::string& name) {
  const fs::path next = directory / "current.new";
  const std::string line = name + '\n';
  {
    const File file(next, O_WRONLY | O_CREAT | O_TRUNC);
    if (file.number() < 0 ||
        ::write(file.number(), line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
        ::fsync(file.number()) != 0)
      return system_failure("cannot write which index is current", next);
  }
  if (::rename(next.c_str(), (directory / current_file).c_str()) != 0)
    return system_failure("cannot change which index is current", next);
  return make_durable(directory, O_RDONLY | O_DIRECTORY);
}

Result<fs::path> make_work_folder(const fs::path& directory) {
  const fs::path folder = directory / work_folder;
  std::error_code error;
  fs::remove_all(folder, error);
  if (!error)
    fs::create_directory(folder, error);
  if (error)
    return fail(ErrorCode::io, "cannot make a folder to build the index in: " + error.message(),
                SourcePlace{folder.string(), 0, 0});
  return folder;
}

Result<std::string> adopt(const fs::path& directory, const fs::path& database) {
  std::error_code error;
  for (fs::directory_iterator entry(database, error), end; !error && entry != end;
       entry.increment(error))
    TOTE_CHECK(make_durable(entry->path(), O_RDONLY));
  TOTE_CHECK(make_durable(database, O_RDONLY | O_DIRECTORY));
  const std::string name = next_name(directory);
  if (!error)
    fs::rename(database, directory / name, error);
  if (error)
    return fail(ErrorCode::io, "cannot put the new index in its place: " + error.message(),
                SourcePlace{database.string(), 0, 0});
  TOTE_CHECK(make_durable(directory, O_RDONLY | O_DIRECTORY));
  return name;
}

bool has_leftovers(const fs::path& directory) {
  std::error_code ignored;
  if (fs::exists(directory / work_folder, ignored))
    return true;
  const std::vector<std::string> names = database_names(directory);
  const std::optional<std::string> current = current_name(directory);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return name != current; });
}

void remove_databases_except(const fs::path& directory, const std::vector<std::string>& kept) {
  const fs::path work = directory / work_folder;
  std::error_code ignored;  // What cannot be removed now is tried again at the next rebuild.
  for (const std::string& name : database_names(directory)) {
    if (std::find(kept.begin(), kept.end(), name) != kept.end())
      continue;
    // All of it goes at once: a reader that is opening it must not find some of its files only.
    fs::create_directory(work, ignored);
    fs::rename(directory / name, work / name, ignored);
  }
  fs::remove_all(work, ignored);
}

}  // namespace tote::index::store
