// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/sandbox/sandbox.h"

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstring>
#include <ctime>
#include <iconv.h>
#include <locale>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <fmt/format.h>

#include "host/sandbox/landlock.h"
#include "host/sandbox/sanitizers.h"
#include "host/sandbox/syscall_filter.h"

namespace tote::host::sandbox {
namespace {

constexpr rlim_t mebibyte = rlim_t{1024} * 1024;
// The largest note (16 MiB) takes about 300 MiB to read; a plugin may need as much again.
constexpr rlim_t data_limit = 768 * mebibyte;
constexpr rlim_t address_limit = 2048 * mebibyte;
constexpr rlim_t stack_limit = 8 * mebibyte;
constexpr rlim_t descriptor_limit = 64;

[[nodiscard]] bool limit(__rlimit_resource resource, rlim_t most) {
  const rlimit both{most, most};
  rlimit now{};
  if (::getrlimit(resource, &now) == 0 && now.rlim_max < most)
    return true;  // Less already, and only root could raise it.
  return ::setrlimit(resource, &both) == 0;
}

Measure limit_resources() {
  bool is_done = true;
  for (const auto resource : {RLIMIT_FSIZE, RLIMIT_CORE, RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE})
    is_done = limit(resource, 0) && is_done;
  is_done = limit(RLIMIT_NOFILE, descriptor_limit) && is_done;
  is_done = limit(RLIMIT_STACK, stack_limit) && is_done;
  if (is_sanitized())
    return {"limits", false,
            "no limit on memory under sanitizers; no byte of a file written, 64 descriptors, no "
            "core dumps"};
  is_done = limit(RLIMIT_DATA, data_limit) && is_done;
  is_done = limit(RLIMIT_AS, address_limit) && is_done;
  if (!is_done)
    return {"limits", false,
            fmt::format("the kernel refuses a limit ({}); a plugin can use up memory",
                        std::strerror(errno))};
  return {
      "limits", true,
      fmt::format("{} MiB of memory, {} MiB of stack, {} descriptors, no byte of a file written, "
                  "no core dumps",
                  data_limit / mebibyte, stack_limit / mebibyte, descriptor_limit)};
}

}  // namespace

void shed_inheritance(int socket) {
  (void)::prctl(PR_SET_PDEATHSIG, SIGKILL);
  (void)::prctl(PR_SET_DUMPABLE, 0);
  (void)::close_range(static_cast<unsigned>(socket) + 1, ~0U, 0);
  (void)::chdir("/");
  (void)std::setlocale(LC_ALL, "C.UTF-8");
  (void)std::locale::classic();
  ::tzset();
  for (const char* encoding : {"ISO-8859-1", "WINDOWS-1252", "UTF-16"}) {
    // Left open on purpose: a conversion that nobody uses any more would be unloaded.
    (void)::iconv_open("UTF-8", encoding);
  }
}

std::vector<Measure> enter(int socket, const std::vector<std::filesystem::path>& readable,
                           Refusals refusals) {
  std::vector<Measure> measures{limit_resources()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
    measures.push_back({"privileges", true, "no_new_privs; not to be debugged; ends with tote"});
  else
    measures.push_back({"privileges", false,
                        fmt::format("the kernel refuses no_new_privs ({})", std::strerror(errno))});
  // The cache of the dynamic linker tells where libraries are that stand elsewhere than in
  // /usr/lib.
  std::vector<std::filesystem::path> open{"/usr", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache"};
  open.insert(open.end(), readable.begin(), readable.end());
  auto more = restrict_with_landlock(open);
  measures.insert(measures.end(), more.begin(), more.end());
  measures.push_back(restrict_calls(socket, refusals));
  return measures;
}

bool seal(const std::vector<Measure>& entered, Refusals refusals) {
  const bool has_filter = std::any_of(entered.begin(), entered.end(), [](const Measure& measure) {
    return measure.what == system_calls && measure.is_enforced;
  });
  return !has_filter || forbid_opening(refusals);
}

}  // namespace tote::host::sandbox
