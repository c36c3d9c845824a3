// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/file_system.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xxhash.h>

namespace tote::notes {
namespace {

using Path = std::filesystem::path;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() {
    if (number_ >= 0)
      ::close(number_);
  }

  [[nodiscard]] bool is_open() const { return number_ >= 0; }

  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

tl::unexpected<Error> io_error(std::string_view what, const Path& path) {
  return fail(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(errno)),
              SourcePlace{path.string(), 0, 0});
}

bool is_absence(int error) {
  return error == ENOENT || error == ENOTDIR;
}

/// Hands the file's bytes over piece by piece. Nothing: there is no such file.
template <class Take>
Result<bool> read_pieces(const Path& path, Take take) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) {
    if (is_absence(errno))
      return false;
    return io_error("read the file", path);
  }
  std::array<char, 1U << 16U> piece;
  for (;;) {
    const auto count = ::read(file.get(), piece.data(), piece.size());
    if (count == 0)
      return true;
    if (count > 0)
      take(std::string_view(piece.data(), static_cast<std::size_t>(count)));
    else if (errno != EINTR)
      return io_error("read the file", path);
  }
}

/// Copies extended attributes, access lists among them. What the file system or a security module
/// keeps for itself is theirs to set.
Result<void> copy_attributes(int from, int to, const Path& path) {
  const auto size = ::flistxattr(from, nullptr, 0);
  if (size <= 0)
    return {};
  std::vector<char> names(static_cast<std::size_t>(size));
  const auto used = ::flistxattr(from, names.data(), names.size());
  if (used < 0)
    return io_error("read the file's extended attributes", path);
  for (const char* name = names.data(); name < names.data() + used; name += std::strlen(name) + 1) {
    const auto length = ::fgetxattr(from, name, nullptr, 0);
    if (length < 0)
      continue;
    std::vector<char> value(static_cast<std::size_t>(length));
    const auto got = ::fgetxattr(from, name, value.data(), value.size());
    const bool is_kept =
        got >= 0 && ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(got), 0) == 0;
    if (!is_kept && std::strncmp(name, "user.", 5) == 0)
      return io_error(fmt::format("keep the extended attribute {}", name), path);
  }
  return {};
}

Result<void> copy_metadata(const Path& like, int to, const Path& path) {
  const Descriptor from(::open(like.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));

  struct stat old {};

  struct stat made {};

  if (!from.is_open() || ::fstat(from.get(), &old) != 0 || ::fstat(to, &made) != 0)
    return io_error("read the file's mode and owner", like);
  if ((old.st_uid != made.st_uid || old.st_gid != made.st_gid) &&
      ::fchown(to, old.st_uid, old.st_gid) != 0)
    return io_error("keep the file's owner and group", like);
  TOTE_CHECK(copy_attributes(from.get(), to, path));
  if (::fchmod(to, old.st_mode & 07777U) != 0)
    return io_error("keep the file's mode", like);
  return {};
}

Result<void> write_bytes(int file, std::string_view bytes, const Path& path) {
  while (!bytes.empty()) {
    const auto count = ::write(file, bytes.data(), bytes.size());
    if (count > 0)
      bytes.remove_prefix(static_cast<std::size_t>(count));
    else if (count == 0 || errno != EINTR)
      return io_error("write the file", path);
  }
  if (::fsync(file) != 0)
    return io_error("write the file to disk", path);
  return {};
}

class Disk final : public FileSystem {
 public:
  Result<std::optional<FileState>> look(const Path& path) override {
    struct stat info {};

    if (::lstat(path.c_str(), &info) != 0) {
      if (is_absence(errno))
        return std::nullopt;
      return io_error("look at the file", path);
    }
    FileState state;
    state.is_file = S_ISREG(info.st_mode);
    state.is_symlink = S_ISLNK(info.st_mode);
    state.is_folder = S_ISDIR(info.st_mode);
    state.mode = info.st_mode & 07777U;
    state.links = info.st_nlink;
    state.device = info.st_dev;
    state.inode = info.st_ino;
    return state;
  }

  Result<std::optional<std::string>> read(const Path& path) override {
    std::string bytes;
    TOTE_TRY(const bool is_there,
             read_pieces(path, [&](std::string_view piece) { bytes += piece; }));
    return is_there ? std::optional(std::move(bytes)) : std::nullopt;
  }

  Result<std::optional<ContentHash>> hash(const Path& path) override {
    const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(),
                                                                                XXH3_freeState);
    XXH3_128bits_reset(state.get());
    TOTE_TRY(const bool is_there, read_pieces(path, [&](std::string_view piece) {
               XXH3_128bits_update(state.get(), piece.data(), piece.size());
             }));
    if (!is_there)
      return std::nullopt;
    const XXH128_hash_t hash = XXH3_128bits_digest(state.get());
    return ContentHash{hash.low64, hash.high64};
  }

  Result<void> write_new(const Path& path, std::string_view bytes, const Path* like,
                         std::uint32_t mode) override {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                                 like != nullptr ? 0600 : static_cast<mode_t>(mode)));
    if (!file.is_open())
      return errno == EEXIST ? fail(ErrorCode::conflict, "a file of this name is there already",
                                    SourcePlace{path.string(), 0, 0})
                             : io_error("write a file here", path);
    const auto written = [&]() -> Result<void> {
      if (like != nullptr)
        TOTE_CHECK(copy_metadata(*like, file.get(), path));
      return write_bytes(file.get(), bytes, path);
    }();
    if (!written)
      ::unlink(path.c_str());
    return written;
  }

  Result<void> replace(const Path& from, const Path& to) override {
    if (std::rename(from.c_str(), to.c_str()) != 0)
      return io_error("put the file in its place", to);
    return {};
  }

  Result<void> rename_new(const Path& from, const Path& to) override {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
      return {};
    // Not every file system can; link() never replaces either.
    if (errno == EINVAL && ::link(from.c_str(), to.c_str()) == 0)
      return remove(from);
    if (errno == EEXIST)
      return fail(ErrorCode::conflict, "a file of this name is there already",
                  SourcePlace{to.string(), 0, 0});
    return io_error("put the file in its place", to);
  }

  Result<void> remove(const Path& path) override {
    if (::unlink(path.c_str()) != 0)
      return io_error("remove the file", path);
    return {};
  }

  Result<void> make_folder(const Path& path) override {
    if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST)
      return io_error("make the folder", path);
    return {};
  }

  Result<void> remove_empty_folder(const Path& path) override {
    if (::rmdir(path.c_str()) != 0 && errno != ENOTEMPTY && errno != EEXIST && !is_absence(errno))
      return io_error("remove the folder", path);
    return {};
  }

  Result<void> sync_folder(const Path& path) override {
    const Descriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some network file systems cannot sync a folder, and need not.
    if (!folder.is_open() || (::fsync(folder.get()) != 0 && errno != EINVAL))
      return io_error("write the folder to disk", path);
    return {};
  }
};

}  // namespace

std::unique_ptr<FileSystem> disk() {
  return std::make_unique<Disk>();
}

}  // namespace tote::notes
