// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/seal.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "index/store/directory.h"

namespace tote::index::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* seal_name = "seal";
constexpr const char* writing_name = "writing";
/// Xapian's, in each of its databases.
constexpr std::string_view version_file = "iamglass";

/// One line a file of Xapian's: name, size, time; sorted.
std::string look_of(const fs::path& database) {
  std::vector<std::string> lines;
  std::error_code error;
  for (fs::directory_iterator entry(database, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();

    struct stat info {};

    const bool is_of_database = name == version_file || name.ends_with(".glass");
    if (is_of_database && ::stat(entry->path().c_str(), &info) == 0)
      lines.push_back(name + ' ' + std::to_string(info.st_size) + ' ' +
                      std::to_string(info.st_mtim.tv_sec) + '.' +
                      std::to_string(info.st_mtim.tv_nsec) + '\n');
  }
  std::sort(lines.begin(), lines.end());
  std::string look;
  for (const std::string& line : lines)
    look += line;
  return look;
}

tl::unexpected<Error> cannot_write(const fs::path& path) {
  return fail(ErrorCode::io,
              "cannot write beside the index: " + std::generic_category().message(errno),
              SourcePlace{path.string()});
}

Result<void> write_file(const fs::path& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0)
    return cannot_write(path);
  const bool is_written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const auto failure = is_written ? Result<void>() : cannot_write(path);
  ::close(file);
  return failure;
}

Wholeness wholeness_of(const fs::path& database) {
  std::ifstream file(database / seal_name, std::ios::binary);
  std::error_code ignored;
  if (!file)
    return fs::exists(database / version_file, ignored) ? Wholeness::unknown : Wholeness::damaged;
  const std::string sealed{std::istreambuf_iterator<char>(file), {}};
  return sealed == look_of(database) ? Wholeness::whole : Wholeness::damaged;
}

}  // namespace

Result<void> break_seal(const fs::path& database) {
  return write_file(database / writing_name, "");
}

Result<void> seal(const fs::path& database) {
  const fs::path next = database / "seal.new";
  TOTE_CHECK(write_file(next, look_of(database)));
  if (::rename(next.c_str(), (database / seal_name).c_str()) != 0)
    return cannot_write(next);
  if (::unlink((database / writing_name).c_str()) != 0 && errno != ENOENT)
    return cannot_write(database);
  return {};
}

Wholeness look_at_sealed(const fs::path& database) {
  std::error_code ignored;
  const Wholeness found = wholeness_of(database);
  const bool was_killed =
      found == Wholeness::damaged && fs::exists(database / writing_name, ignored);
  return was_killed ? Wholeness::whole : found;
}

Wholeness look_at_current(const fs::path& directory) {
  for (;;) {
    const auto name = current_name(directory);
    if (!name && !has_current_file(directory))
      return Wholeness::whole;
    // A first build may have ended just now.
    if (!name && !current_name(directory))
      return Wholeness::damaged;
    if (!name)
      continue;
    Wholeness found = wholeness_of(directory / *name);
    if (found == Wholeness::damaged) {
      // Who holds the lock is writing right now.
      const auto lock = WriterLock::keep_out(directory);
      const bool is_written = !lock && lock.error().code == ErrorCode::conflict;
      found = is_written ? Wholeness::whole : look_at_sealed(directory / *name);
    }
    // A rebuild may have taken the database away.
    if (found == Wholeness::whole || current_name(directory) == name)
      return found;
  }
}

}  // namespace tote::index::store
