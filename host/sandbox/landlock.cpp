// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/sandbox/landlock.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/format.h>

namespace tote::host::sandbox {
namespace {

// include/uapi/linux/landlock.h of Linux 6.15, where each came with the version in brackets.
constexpr std::uint64_t fs_execute = 1U << 0;  // [1], as all up to make_sym
constexpr std::uint64_t fs_read_file = 1U << 2;
constexpr std::uint64_t fs_read_dir = 1U << 3;
constexpr std::uint64_t fs_version_1 = (1U << 13) - 1;
constexpr std::uint64_t fs_refer = 1U << 13;      // [2]
constexpr std::uint64_t fs_truncate = 1U << 14;   // [3]
constexpr std::uint64_t fs_ioctl_dev = 1U << 15;  // [5]
constexpr std::uint64_t net_tcp = 3;              // [4] bind and connect
constexpr std::uint64_t scope_all = 3;            // [6] abstract Unix sockets and signals
constexpr std::uint32_t create_ruleset_version = 1;
constexpr int rule_path_beneath = 1;

#ifdef SYS_landlock_create_ruleset
constexpr long call_create_ruleset = SYS_landlock_create_ruleset;
constexpr long call_add_rule = SYS_landlock_add_rule;
constexpr long call_restrict_self = SYS_landlock_restrict_self;
#else  // The same numbers on every architecture.
constexpr long call_create_ruleset = 444;
constexpr long call_add_rule = 445;
constexpr long call_restrict_self = 446;
#endif

/// struct landlock_ruleset_attr; older kernels take the longer struct as long as the rest is zero.
struct RulesetAttributes {
  std::uint64_t handled_fs = 0;
  std::uint64_t handled_net = 0;
  std::uint64_t scoped = 0;
};

/// struct landlock_path_beneath_attr.
struct __attribute__((packed)) PathBeneath {
  std::uint64_t allowed = 0;
  std::int32_t parent = -1;
};

RulesetAttributes all_of(int version) {
  RulesetAttributes attributes;
  attributes.handled_fs = fs_version_1;
  if (version >= 2)
    attributes.handled_fs |= fs_refer;
  if (version >= 3)
    attributes.handled_fs |= fs_truncate;
  if (version >= 4)
    attributes.handled_net = net_tcp;
  if (version >= 5)
    attributes.handled_fs |= fs_ioctl_dev;
  if (version >= 6)
    attributes.scoped = scope_all;
  return attributes;
}

/// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}

  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  ~Descriptor() {
    if (number_ >= 0)
      ::close(number_);
  }

  [[nodiscard]] int get() const { return number_; }

 private:
  int number_;
};

[[nodiscard]] bool allow_reading(int ruleset, const std::filesystem::path& path) {
  const Descriptor parent(::open(path.c_str(), O_PATH | O_CLOEXEC));
  if (parent.get() < 0)
    return errno == ENOENT || errno == ENOTDIR;

  struct stat status {};

  if (::fstat(parent.get(), &status) != 0)
    return false;
  PathBeneath rule;
  rule.allowed = fs_execute | fs_read_file | (S_ISDIR(status.st_mode) ? fs_read_dir : 0);
  rule.parent = parent.get();
  return ::syscall(call_add_rule, ruleset, rule_path_beneath, &rule, 0) == 0;
}

std::vector<Measure> not_enforced(const std::string& why) {
  return {{"files", false,
           fmt::format("{}; a plugin can open for reading whatever you can read", why)}};
}

}  // namespace

std::vector<Measure> restrict_with_landlock(const std::vector<std::filesystem::path>& readable) {
  const auto version = static_cast<int>(
      ::syscall(call_create_ruleset, nullptr, std::size_t{0}, create_ruleset_version));
  if (version < 1)
    return not_enforced(fmt::format("this kernel offers no Landlock ({})", std::strerror(errno)));
  const auto attributes = all_of(version);
  const Descriptor ruleset(
      static_cast<int>(::syscall(call_create_ruleset, &attributes, sizeof attributes, 0U)));
  if (ruleset.get() < 0)
    return not_enforced(fmt::format("Landlock refuses a ruleset ({})", std::strerror(errno)));
  for (const auto& path : readable)
    if (!allow_reading(ruleset.get(), path))
      return not_enforced(
          fmt::format("Landlock refuses {} ({})", path.string(), std::strerror(errno)));
  if (::syscall(call_restrict_self, ruleset.get(), 0U) != 0)
    return not_enforced(fmt::format("Landlock refuses to restrict ({})", std::strerror(errno)));
  std::vector<Measure> measures;
  measures.push_back(
      {"files", true,
       fmt::format(
           "Landlock ABI {}: opens nothing but /usr, /lib* and the plugins' folders, to read",
           version)});
  if (attributes.handled_net != 0)
    measures.push_back(
        {"network", true, fmt::format("Landlock ABI {}: neither connects nor binds TCP", version)});
  if (attributes.scoped != 0)
    measures.push_back(
        {"other processes", true,
         fmt::format("Landlock ABI {}: no abstract Unix sockets, no signals", version)});
  return measures;
}

}  // namespace tote::host::sandbox
