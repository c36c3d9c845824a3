// SPDX-License-Identifier: GPL-2.0-or-later
// The walk costs one fstatat a file and one open a folder. Symbolic links are followed only to
// places inside the vault, and a folder is entered through a link at most once, so that no set of
// links can multiply the work.
#include "notes/vault.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <memory>
#include <optional>
#include <set>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include <fmt/format.h>

#include "notes/ignore_rules.h"

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

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&::free)> resolved(::realpath(path.c_str(), nullptr),
                                                          &::free);
  if (!resolved)
    return std::nullopt;
  return std::string(resolved.get());
}

class VaultWalk {
 public:
  VaultWalk(std::string root, const ScanOptions& options)
      : root_(std::move(root)), rules_(options.ignore) {}

  ScanResult run() {
    pending_.push_back({});
    while (!pending_.empty()) {
      const PendingFolder folder = std::move(pending_.back());
      pending_.pop_back();
      read_folder(folder);
    }
    const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
    std::sort(result_.files.begin(), result_.files.end(), by_path);
    std::sort(result_.skipped.begin(), result_.skipped.end(), by_path);
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::string absolute(const std::string& path) const {
    return path.empty() ? root_ : root_ + "/" + path;
  }

  void skip(std::string path, Skipped::Reason reason) {
    result_.skipped.push_back({std::move(path), reason});
  }

  void read_folder(const PendingFolder& folder) {
    const FolderHandle handle(::opendir(absolute(folder.path).c_str()));
    if (!handle) {
      skip(folder.path, Skipped::Reason::unreadable);
      return;
    }
    const std::string prefix = folder.path.empty() ? "" : folder.path + "/";
    while (const dirent* entry = ::readdir(handle.get())) {
      const std::string_view name = entry->d_name;
      if (name.starts_with('.'))
        continue;
      read_entry(::dirfd(handle.get()), *entry, prefix + std::string(name), folder);
    }
  }

  void read_entry(int folder_fd, const dirent& entry, std::string path,
                  const PendingFolder& folder) {
    const bool may_be_folder_or_link =
        entry.d_type == DT_DIR || entry.d_type == DT_LNK || entry.d_type == DT_UNKNOWN;
    if (!may_be_folder_or_link && (entry.d_type != DT_REG || !is_note_name(entry.d_name)))
      return;
    if (entry.d_type == DT_DIR) {
      add_folder(std::move(path), folder.is_through_link);
      return;
    }

    struct stat info {};

    if (::fstatat(folder_fd, entry.d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
      return;  // gone since it was listed
    if (S_ISLNK(info.st_mode))
      add_link(folder_fd, entry.d_name, std::move(path));
    else if (S_ISDIR(info.st_mode))
      add_folder(std::move(path), folder.is_through_link);
    else if (S_ISREG(info.st_mode) && is_note_name(entry.d_name))
      add_file(folder_fd, entry.d_name, std::move(path), info);
  }

  void add_folder(std::string path, bool is_through_link) {
    if (rules_.is_ignored(path, IgnoreRules::FileKind::folder))
      skip(std::move(path), Skipped::Reason::ignored);
    else
      pending_.push_back({std::move(path), is_through_link});
  }

  void add_file(int folder_fd, const char* name, std::string path, const struct stat& info) {
    if (rules_.is_ignored(path, IgnoreRules::FileKind::file)) {
      skip(std::move(path), Skipped::Reason::ignored);
    } else if (static_cast<std::uint64_t>(info.st_size) > max_note_bytes) {
      skip(std::move(path), Skipped::Reason::too_large);
    } else if (::faccessat(folder_fd, name, R_OK, AT_EACCESS) != 0) {
      skip(std::move(path), Skipped::Reason::unreadable);
    } else {
      result_.files.push_back(
          {std::move(path), info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec,
           static_cast<std::uint64_t>(info.st_size), static_cast<std::uint64_t>(info.st_ino)});
    }
  }

  void add_link(int folder_fd, const char* name, std::string path) {
    struct stat info {};

    if (::fstatat(folder_fd, name, &info, 0) != 0) {
      if (errno == ELOOP)
        skip(std::move(path), Skipped::Reason::link_loop);
      else if (is_note_name(name))
        skip(std::move(path), Skipped::Reason::unreadable);
      return;
    }
    const bool is_folder = S_ISDIR(info.st_mode);
    if (!is_folder && !(S_ISREG(info.st_mode) && is_note_name(name)))
      return;
    const auto kind = is_folder ? IgnoreRules::FileKind::folder : IgnoreRules::FileKind::file;
    if (rules_.is_ignored(path, kind)) {
      skip(std::move(path), Skipped::Reason::ignored);
      return;
    }
    const auto target = real_path(absolute(path));
    if (!target || !is_inside_vault(*target)) {
      skip(std::move(path), target ? Skipped::Reason::link_outside : Skipped::Reason::unreadable);
      return;
    }
    if (!is_folder) {
      add_file(folder_fd, name, std::move(path), info);
    } else if (is_ancestor(*target, path) ||
               !entered_through_link_.emplace(info.st_dev, info.st_ino).second) {
      skip(std::move(path), Skipped::Reason::link_loop);
    } else {
      pending_.push_back({std::move(path), true});
    }
  }

  [[nodiscard]] bool is_inside_vault(const std::string& target) const {
    return target == root_ || target.starts_with(root_ == "/" ? root_ : root_ + "/");
  }

  /// Whether the link at `path` points at a folder that the walk came through to reach it.
  [[nodiscard]] bool is_ancestor(const std::string& target, const std::string& path) const {
    const std::size_t slash = path.rfind('/');
    const auto home = real_path(absolute(slash == std::string::npos ? "" : path.substr(0, slash)));
    return !home || *home == target || home->starts_with(target == "/" ? target : target + "/");
  }

  std::string root_;
  IgnoreRules rules_;
  ScanResult result_;
  std::vector<PendingFolder> pending_;
  std::set<FolderIdentity> entered_through_link_;
};

std::string reason_of(int error) {
  return std::strerror(error);  // NOLINT(concurrency-mt-unsafe): glibc's is thread-safe since 2.32
}

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
