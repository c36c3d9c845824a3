// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/crash/own_mounts.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fmt/format.h>

namespace tote::crash {
namespace {

std::string failure(const char* what) {
  return fmt::format("{}: {}", what, std::strerror(errno));
}

/// Root of a user namespace is this user outside (user_namespaces(7)).
std::string become_root_of_namespace() {
  const auto user = ::getuid();
  const auto group = ::getgid();
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
    return failure("no namespace for mounts without root");
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/uid_map") << fmt::format("0 {} 1", user);
  std::ofstream("/proc/self/gid_map") << fmt::format("0 {} 1", group);
  return ::geteuid() == 0 ? "" : "no user namespace";
}

}  // namespace

std::string enter_own_mounts() {
  if (::geteuid() != 0) {
    if (auto reason = become_root_of_namespace(); !reason.empty())
      return reason;
  } else if (::unshare(CLONE_NEWNS) != 0) {
    return failure("no namespace for mounts");
  }
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
    return failure("mounts cannot be kept private");
  return "";
}

bool mount_folder(const std::filesystem::path& from, const std::filesystem::path& at) {
  return ::mount(from.c_str(), at.c_str(), nullptr, MS_BIND, nullptr) == 0;
}

bool mount_disk(const std::filesystem::path& at, int kilobytes) {
  return ::mount("none", at.c_str(), "tmpfs", 0, fmt::format("size={}k", kilobytes).c_str()) == 0;
}

bool unmount(const std::filesystem::path& at) {
  return ::umount2(at.c_str(), MNT_DETACH) == 0;
}

}  // namespace tote::crash
