// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/vault_watch.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <dirent.h>
#include <linux/magic.h>
#include <string_view>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "notes/ignore_rules.h"

namespace tote::notes {
namespace {

constexpr const char* own_folder = ".tote";
constexpr std::string_view configuration = "config.toml";

constexpr std::uint32_t watched_events =
    IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |
    IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

/// File systems whose files change without the kernel here knowing of it (statfs(2)).
bool is_shared(long type) {
  constexpr long cifs = 0xFF534D42L;
  constexpr long smb2 = 0xFE534D42L;
  constexpr long fuse = 0x65735546L;
  constexpr long ceph = 0x00C36400L;
  for (const long shared : {long{NFS_SUPER_MAGIC}, long{SMB_SUPER_MAGIC}, long{CODA_SUPER_MAGIC},
                            long{AFS_SUPER_MAGIC}, long{V9FS_MAGIC}, cifs, smb2, fuse, ceph})
    if (type == shared)
      return true;
  return false;
}

std::string system_reason() {
  return std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): glibc's is thread-safe since 2.32
}

struct FolderCloser {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

}  // namespace

struct VaultWatch::State {
  std::filesystem::path root;
  IgnoreRules rules;
  int inotify = -1;
  std::unordered_map<int, std::string> folders;  ///< by watch: relative to the vault
  bool has_links = false;                        ///< then one change may show at several paths

  State(std::filesystem::path vault, const ScanOptions& options)
      : root(std::move(vault)), rules(options.ignore) {}

  State(const State&) = delete;
  State& operator=(const State&) = delete;

  ~State() { close(); }

  void close() {
    if (inotify >= 0)
      ::close(std::exchange(inotify, -1));
    folders.clear();
    has_links = false;
  }

  [[nodiscard]] std::string absolute(const std::string& path) const {
    return path.empty() ? root.string() : (root / path).string();
  }

  /// Watches all folders from scratch. What happens to a folder after its watch is set is heard,
  /// what happened before is seen when it is listed, which comes after.
  [[nodiscard]] Result<void> watch_all() {
    close();
    inotify = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (inotify < 0)
      return fail(ErrorCode::unavailable,
                  fmt::format("cannot watch for changes (inotify): {}", system_reason()));
    std::vector<std::string> open{std::string()};
    while (!open.empty()) {
      const std::string folder = std::move(open.back());
      open.pop_back();
      TOTE_CHECK(watch(folder));
      list(folder, open);
    }
    if (folders.empty())
      return fail(ErrorCode::io, "cannot watch the vault: it is gone", SourcePlace{root.string()});
    (void)::inotify_add_watch(inotify, absolute(own_folder).c_str(), watched_events);
    return {};
  }

  [[nodiscard]] Result<void> watch(const std::string& folder) {
    const std::string path = absolute(folder);

    struct statfs system {};

    if (::statfs(path.c_str(), &system) == 0 && is_shared(system.f_type))
      return fail(ErrorCode::unavailable,
                  "this file system is shared with other machines, whose changes cannot be heard "
                  "of here; tote works without the watch",
                  SourcePlace{path});
    const int watch = ::inotify_add_watch(inotify, path.c_str(), watched_events);
    if (watch >= 0) {
      folders.insert_or_assign(watch, folder);
      return {};
    }
    if (errno == ENOSPC)
      return fail(ErrorCode::unavailable,
                  "the system's limit of watched folders is reached; raise it with "
                  "`sysctl fs.inotify.max_user_watches=524288`",
                  SourcePlace{path});
    return {};  // Gone again, or not to be read: the scan says so.
  }

  void list(const std::string& folder, std::vector<std::string>& open) {
    const std::unique_ptr<DIR, FolderCloser> handle(::opendir(absolute(folder).c_str()));
    while (const dirent* entry = handle ? ::readdir(handle.get()) : nullptr) {
      const std::string_view name = entry->d_name;
      if (name.starts_with('.') || entry->d_type == DT_REG)
        continue;
      std::string path = folder.empty() ? std::string(name) : folder + '/' + std::string(name);
      const unsigned char kind = entry->d_type == DT_UNKNOWN ? kind_of(path) : entry->d_type;
      if (kind == DT_LNK)
        has_links = true;
      else if (kind == DT_DIR && !rules.is_ignored(path, IgnoreRules::FileKind::folder))
        open.push_back(std::move(path));
    }
  }

  [[nodiscard]] unsigned char kind_of(const std::string& path) const {
    struct stat info {};

    if (::lstat(absolute(path).c_str(), &info) != 0)
      return DT_UNKNOWN;
    return S_ISDIR(info.st_mode) ? DT_DIR : S_ISLNK(info.st_mode) ? DT_LNK : DT_REG;
  }

  void take(const inotify_event& event, VaultEvents& events) {
    const auto folder = folders.find(event.wd);
    const std::string_view name = event.len > 0 ? event.name : "";
    if ((event.mask & IN_Q_OVERFLOW) != 0) {
      events.needs_scan = events.has_new_configuration = true;
    } else if (folder == folders.end()) {
      events.has_new_configuration |= name == configuration;
    } else if (name.starts_with('.')) {
      events.has_new_configuration |= folder->second.empty() && name == own_folder;
    } else if (name.empty() || (event.mask & IN_ISDIR) != 0) {
      // The folder itself went, moved or may be read by others now; or one in it came or went.
      events.needs_scan = true;
    } else {
      take_file(folder->second, name, event.mask, events);
    }
  }

  void take_file(const std::string& folder, std::string_view name, std::uint32_t mask,
                 VaultEvents& events) const {
    std::string path = folder.empty() ? std::string(name) : folder + '/' + std::string(name);
    if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0 && kind_of(path) == DT_LNK)
      events.needs_scan = true;
    else if (is_note_name(name))
      events.files.push_back(std::move(path));
  }
};

VaultWatch::VaultWatch(std::unique_ptr<State> state) : state_(std::move(state)) {}

VaultWatch::VaultWatch(VaultWatch&&) noexcept = default;
VaultWatch& VaultWatch::operator=(VaultWatch&&) noexcept = default;
VaultWatch::~VaultWatch() = default;

Result<VaultWatch> VaultWatch::open(const std::filesystem::path& root, const ScanOptions& options) {
  auto state = std::make_unique<State>(root, options);
  TOTE_CHECK(state->watch_all());
  return VaultWatch(std::move(state));
}

int VaultWatch::descriptor() const {
  return state_->inotify;
}

Result<VaultEvents> VaultWatch::take() {
  VaultEvents events;
  alignas(inotify_event) char bytes[64 * 1024];
  for (;;) {
    const ssize_t size = ::read(state_->inotify, bytes, sizeof bytes);
    if (size < 0 && errno == EINTR)
      continue;
    if (size < 0 && errno == EAGAIN)
      break;
    if (size <= 0)
      return fail(ErrorCode::io, "cannot hear of changes any more: " + system_reason());
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(bytes + at);
      state_->take(*event, events);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
    }
  }
  if (events.needs_scan || events.has_new_configuration)
    TOTE_CHECK(state_->watch_all());
  events.needs_scan |= state_->has_links && !events.files.empty();
  std::sort(events.files.begin(), events.files.end());
  events.files.erase(std::unique(events.files.begin(), events.files.end()), events.files.end());
  return events;
}

}  // namespace tote::notes
