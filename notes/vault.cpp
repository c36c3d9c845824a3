// SPDX-License-Identifier: GPL-2.0-or-later
// The walk costs one fstatat a file and one open a folder, on two threads in a vault that is large
// or deep. Symbolic links are followed only to places inside the vault, and a folder is entered
// through a link at most once, so that no set of links can multiply the work.
#include "notes/vault.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "notes/ignore_rules.h"
#include "notes/path_parts.h"

namespace tote::notes {
namespace {

/// A file descriptor that closes itself.
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd) : fd_(fd) {}

  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;

  ~FileDescriptor() {
    if (fd_ >= 0)
      ::close(fd_);
  }

  [[nodiscard]] int get() const { return fd_; }

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }

 private:
  int fd_;
};

struct FolderCloser {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

using FolderHandle = std::unique_ptr<DIR, FolderCloser>;
using FolderIdentity = std::pair<dev_t, ino_t>;

/// A folder that is still to be read. Work is kept in a list, not on the stack, so that depth is
/// bounded by the file system alone.
struct PendingFolder {
  std::string path;  ///< relative to the vault, empty for the vault itself
  bool is_through_link = false;
};

std::string reason_of(int error) {
  return std::strerror(error);  // NOLINT(concurrency-mt-unsafe): glibc's is thread-safe since 2.32
}

VaultFile file_of(std::string path, const struct stat& info) {
  // Goes round in the year 2262, which does no harm: times are told apart, and held against now.
  const auto mtime_ns = static_cast<std::uint64_t>(info.st_mtim.tv_sec) * 1'000'000'000U +
                        static_cast<std::uint64_t>(info.st_mtim.tv_nsec);
  return {std::move(path), static_cast<std::int64_t>(mtime_ns),
          static_cast<std::uint64_t>(info.st_size), static_cast<std::uint64_t>(info.st_ino)};
}

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&::free)> resolved(::realpath(path.c_str(), nullptr),
                                                          &::free);
  if (!resolved)
    return std::nullopt;
  return std::string(resolved.get());
}

/// Whether the mode alone says that this process may read the file; else the kernel is asked.
bool is_plainly_readable(const struct stat& info) {
  return (info.st_mode & S_IROTH) != 0 ||
         (info.st_uid == ::geteuid() && (info.st_mode & S_IRUSR) != 0);
}

/// A folder that is open, shared by those who look at its entries.
struct OpenFolder {
  FolderHandle handle;
  std::string prefix;  ///< of paths in it: "", "journal/"
  bool is_through_link = false;

  [[nodiscard]] int descriptor() const { return ::dirfd(handle.get()); }
};

/// A name in an open folder.
struct Entry {
  std::string name;
  unsigned char kind = DT_UNKNOWN;
};

/// One piece of work: a folder to list, or some entries of one to look at.
struct Task {
  PendingFolder folder;
  std::shared_ptr<const OpenFolder> open;
  std::vector<Entry> entries;
};

/// What one thread has found. Symbolic links wait until everything else is found.
struct Findings {
  std::vector<VaultFile> files;
  std::vector<Skipped> skipped;
  std::vector<std::string> links;

  void skip(std::string path, Skipped::Reason reason) {
    skipped.push_back({std::move(path), reason});
  }
};

template <class Item>
void append(std::vector<Item>& into, std::vector<Item>& from) {
  into.insert(into.end(), std::make_move_iterator(from.begin()),
              std::make_move_iterator(from.end()));
}

class VaultWalk {
 public:
  VaultWalk(std::string root, const ScanOptions& options)
      : root_(std::move(root)), rules_(options.ignore) {}

  Result<ScanResult> run() {
    walk_from({});
    // In order, so that it is always the same one of several links that leads to a folder.
    while (!links_.empty()) {
      std::sort(links_.begin(), links_.end());
      for (const std::string& link : std::exchange(links_, {}))
        follow(link);
    }
    if (!failure_.empty())
      return fail(ErrorCode::io, "cannot read all of the vault: " + failure_,
                  SourcePlace{failed_path_});
    const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
    std::sort(result_.files.begin(), result_.files.end(), by_path);
    std::sort(result_.skipped.begin(), result_.skipped.end(), by_path);
    return std::move(result_);
  }

 private:
  /// Entries that are looked at in one go: many enough that handing them over costs little.
  static constexpr std::size_t entries_per_task = 1024;

  [[nodiscard]] std::string absolute(const std::string& path) const {
    return path.empty() ? root_ : root_ + "/" + path;
  }

  /// Finds all that is below a folder. A second thread joins in once there is work for it.
  void walk_from(PendingFolder folder) {
    add_task({std::move(folder), nullptr, {}});
    std::thread helper;
    work([&] {
      if (!helper.joinable())
        helper = std::thread([this] { work([] {}); });
    });
    if (helper.joinable())
      helper.join();
  }

  void add_task(Task task) {
    const std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    has_news_.notify_one();
  }

  /// Does tasks until none is left and nobody works on one. Calls `there_is_much` when more than
  /// one thread could work.
  template <class ThereIsMuch>
  void work(ThereIsMuch there_is_much) {
    Findings found;
    std::unique_lock lock(mutex_);
    for (;;) {
      has_news_.wait(lock, [&] { return !tasks_.empty() || busy_ == 0; });
      if (tasks_.empty())
        break;
      const bool is_much = tasks_.size() > 1 && (tasks_.back().open || found.files.size() >= 1000);
      const Task task = std::move(tasks_.back());
      tasks_.pop_back();
      ++busy_;
      lock.unlock();
      if (is_much)
        there_is_much();
      if (task.open)
        look_at(*task.open, task.entries, found);
      else
        list(task.folder, found);
      lock.lock();
      --busy_;
    }
    append(result_.files, found.files);
    append(result_.skipped, found.skipped);
    append(links_, found.links);
    has_news_.notify_all();
  }

  void list(const PendingFolder& folder, Findings& found) {
    const auto open = std::make_shared<OpenFolder>();
    open->handle.reset(::opendir(absolute(folder.path).c_str()));
    open->prefix = folder.path.empty() ? "" : folder.path + "/";
    open->is_through_link = folder.is_through_link;
    if (!open->handle)
      return could_not_read(folder.path, errno, found);
    std::vector<Entry> entries;
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(open->handle.get());
      if (entry == nullptr)
        break;
      if (entry->d_name[0] == '.' || !may_matter(*entry))
        continue;
      if (entries.size() == entries_per_task)
        add_task({{}, open, std::exchange(entries, {})});
      entries.push_back({entry->d_name, entry->d_type});
    }
    if (errno != 0)
      could_not_read(folder.path, errno, found);
    look_at(*open, entries, found);
  }

  [[nodiscard]] static bool may_matter(const dirent& entry) {
    return entry.d_type == DT_DIR || entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN ||
           (entry.d_type == DT_REG && is_note_name(entry.d_name));
  }

  /// What this user may not read is left out; what cannot be read now, as where a disk is gone,
  /// must not look as if it were deleted.
  void could_not_read(const std::string& path, int error, Findings& found) {
    if (error == EACCES || error == EPERM)
      return found.skip(path, Skipped::Reason::unreadable);
    if (error == ENOENT || error == ENOTDIR)
      return;  // gone since it was listed
    const std::lock_guard lock(mutex_);
    failure_ = reason_of(error);
    failed_path_ = path;
  }

  void look_at(const OpenFolder& folder, const std::vector<Entry>& entries, Findings& found) {
    for (const Entry& entry : entries)
      look_at(folder, entry, found);
  }

  void look_at(const OpenFolder& folder, const Entry& entry, Findings& found) {
    std::string path = folder.prefix + entry.name;
    if (entry.kind == DT_DIR)
      return add_folder(std::move(path), folder.is_through_link, found);

    struct stat info {};

    if (::fstatat(folder.descriptor(), entry.name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0)
      return could_not_read(path, errno, found);
    if (S_ISLNK(info.st_mode))
      found.links.push_back(std::move(path));
    else if (S_ISDIR(info.st_mode))
      add_folder(std::move(path), folder.is_through_link, found);
    else if (S_ISREG(info.st_mode) && is_note_name(entry.name))
      add_file(folder.descriptor(), entry.name.c_str(), std::move(path), info, found);
  }

  void add_folder(std::string path, bool is_through_link, Findings& found) {
    if (rules_.is_ignored(path, IgnoreRules::FileKind::folder))
      found.skip(std::move(path), Skipped::Reason::ignored);
    else
      add_task({{std::move(path), is_through_link}, nullptr, {}});
  }

  void add_file(int folder_fd, const char* name, std::string path, const struct stat& info,
                Findings& found) {
    if (rules_.is_ignored(path, IgnoreRules::FileKind::file)) {
      found.skip(std::move(path), Skipped::Reason::ignored);
    } else if (static_cast<std::uint64_t>(info.st_size) > max_note_bytes) {
      found.skip(std::move(path), Skipped::Reason::too_large);
    } else if (!is_plainly_readable(info) && ::faccessat(folder_fd, name, R_OK, AT_EACCESS) != 0) {
      found.skip(std::move(path), Skipped::Reason::unreadable);
    } else {
      found.files.push_back(file_of(std::move(path), info));
    }
  }

  /// Takes what a link leads to, if it leads to a place inside the vault.
  void follow(const std::string& path) {
    Findings found;
    follow(path, found);
    append(result_.files, found.files);
    append(result_.skipped, found.skipped);
  }

  void follow(const std::string& path, Findings& found) {
    const std::string place = absolute(path);

    struct stat info {};

    if (::stat(place.c_str(), &info) != 0) {
      if (errno == ELOOP)
        found.skip(path, Skipped::Reason::link_loop);
      else if (is_note_name(path))
        found.skip(path, Skipped::Reason::unreadable);
      return;
    }
    const bool is_folder = S_ISDIR(info.st_mode);
    if (!is_folder && !(S_ISREG(info.st_mode) && is_note_name(path)))
      return;
    const auto kind = is_folder ? IgnoreRules::FileKind::folder : IgnoreRules::FileKind::file;
    if (rules_.is_ignored(path, kind))
      return found.skip(path, Skipped::Reason::ignored);
    const auto target = real_path(place);
    if (!target || !is_inside_vault(*target))
      return found.skip(path, target ? Skipped::Reason::link_outside : Skipped::Reason::unreadable);
    if (!is_folder) {
      add_file(AT_FDCWD, place.c_str(), path, info, found);
    } else if (is_ancestor(*target, path) ||
               !entered_through_link_.emplace(info.st_dev, info.st_ino).second) {
      found.skip(path, Skipped::Reason::link_loop);
    } else {
      walk_from({path, true});
    }
  }

  [[nodiscard]] bool is_inside_vault(const std::string& target) const {
    return target == root_ || target.starts_with(root_ == "/" ? root_ : root_ + "/");
  }

  /// Whether the link at `path` points at a folder that the walk came through to reach it.
  [[nodiscard]] bool is_ancestor(const std::string& target, const std::string& path) const {
    const auto home = real_path(absolute(std::string(folder_of(path))));
    return !home || *home == target || home->starts_with(target == "/" ? target : target + "/");
  }

  const std::string root_;
  const IgnoreRules rules_;
  std::mutex mutex_;  ///< of all below it
  std::condition_variable has_news_;
  std::vector<Task> tasks_;
  std::size_t busy_ = 0;  ///< threads that may still add tasks
  ScanResult result_;
  std::vector<std::string> links_;
  std::string failure_;
  std::string failed_path_;
  std::set<FolderIdentity> entered_through_link_;  ///< of the first thread
};

Result<std::string> read_all(int fd, std::size_t size_hint, const std::string& shown) {
  std::string bytes(size_hint + 1, '\0');
  std::size_t used = 0;
  for (;;) {
    if (used == bytes.size())
      bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(fd, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return fail(ErrorCode::io, fmt::format("cannot read the note: {}", reason_of(errno)),
                  SourcePlace{shown});
    if (got == 0)
      break;
    used += static_cast<std::size_t>(got);
    if (used > max_note_bytes)
      return fail(ErrorCode::invalid_input,
                  "the file is larger than 16 MiB, too large for a note; split it or ignore it in "
                  ".tote/config.toml",
                  SourcePlace{shown});
  }
  bytes.resize(used);
  return bytes;
}

}  // namespace

bool is_note_name(std::string_view name) {
  for (const std::string_view extension : {".md", ".markdown"}) {
    if (name.size() <= extension.size())
      continue;
    const std::string_view tail = name.substr(name.size() - extension.size());
    if (std::equal(tail.begin(), tail.end(), extension.begin(), [](char a, char b) {
          return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b;
        }))
      return true;
  }
  return false;
}

std::string_view to_string(Skipped::Reason reason) {
  switch (reason) {
    case Skipped::Reason::ignored:
      return "ignored by a pattern in .tote/config.toml";
    case Skipped::Reason::hidden:
      return "hidden";
    case Skipped::Reason::link_outside:
      return "symbolic link that leaves the vault";
    case Skipped::Reason::link_loop:
      return "symbolic link to a folder that is read already";
    case Skipped::Reason::unreadable:
      return "cannot be read (check its permissions)";
    case Skipped::Reason::too_large:
      return "larger than 16 MiB";
    case Skipped::Reason::binary:
      return "not text (it holds a NUL byte)";
  }
  return "left out";
}

Result<ScanResult> scan_vault(const std::filesystem::path& root, const ScanOptions& options) {
  const auto resolved = real_path(root.string());
  if (!resolved)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("cannot open the vault: {}", reason_of(errno)),
                SourcePlace{root.string()});
  const FolderHandle handle(::opendir(resolved->c_str()));
  if (!handle)
    return fail(ErrorCode::io, fmt::format("cannot read the vault: {}", reason_of(errno)),
                SourcePlace{root.string()});
  return VaultWalk(*resolved, options).run();
}

Result<std::optional<VaultFile>> look_up(const std::filesystem::path& root, const std::string& path,
                                         const ScanOptions& options) {
  const std::string place = (root / path).string();

  struct stat info {};

  if (::lstat(place.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
      return std::nullopt;
    return fail(ErrorCode::io, fmt::format("cannot look at the note: {}", reason_of(errno)),
                SourcePlace{path});
  }
  const bool is_left_out =
      !S_ISREG(info.st_mode) || static_cast<std::uint64_t>(info.st_size) > max_note_bytes ||
      (!is_plainly_readable(info) && ::faccessat(AT_FDCWD, place.c_str(), R_OK, AT_EACCESS) != 0) ||
      IgnoreRules(options.ignore).is_ignored(path, IgnoreRules::FileKind::file);
  if (is_left_out)
    return std::nullopt;
  return file_of(path, info);
}

Result<std::string> read_file(const std::filesystem::path& root, std::string_view path) {
  const std::string shown(path);
  const FileDescriptor file(::open((root / path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open())
    return fail(errno == ENOENT || errno == ENOTDIR ? ErrorCode::not_found : ErrorCode::io,
                fmt::format("cannot open the note: {}", reason_of(errno)), SourcePlace{shown});

  struct stat info {};

  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail(ErrorCode::invalid_input, "this is not a regular file", SourcePlace{shown});
  const auto size = std::min(static_cast<std::uint64_t>(info.st_size), max_note_bytes);
  TOTE_TRY(std::string bytes, read_all(file.get(), size, shown));
  if (std::string_view(bytes).substr(0, 8192).find('\0') != std::string_view::npos)
    return fail(ErrorCode::invalid_input, "the file is not text: it holds a NUL byte",
                SourcePlace{shown});
  return bytes;
}

}  // namespace tote::notes
