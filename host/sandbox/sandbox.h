// SPDX-License-Identifier: GPL-2.0-or-later
// What a worker process does to itself before it loads the first plugin: static constructors run
// within dlopen, so nothing later would do. Each measure stands alone; where one is missing the
// others hold, and `tote doctor` says so.
#pragma once

#include <filesystem>
#include <vector>

#include "host/sandbox/measure.h"
#include "host/sandbox/trapped_calls.h"

namespace tote::host::sandbox {

/// Takes from this process what it inherited and does not need: descriptors other than the standard
/// ones and `socket`, the working directory, being debugged; ties its life to that of the thread
/// that started it; and loads what the C library would open later (locale, time zone, iconv).
void shed_inheritance(int socket);

/// Fences this process in for good: limits, no_new_privs, Landlock, system calls. `readable`: what
/// may be opened, beside the system's libraries. Requires: this is the only thread.
[[nodiscard]] std::vector<Measure> enter(int socket,
                                         const std::vector<std::filesystem::path>& readable,
                                         Refusals refusals);

/// When all plugins are loaded: from here on nothing is opened. Adds to the filter of system calls
/// that enter() has put in force, as `entered` tells; false if the kernel refuses the addition.
/// Where there is no filter there is nothing to add to, and that has been said.
/// Requires: `refusals` as for enter().
[[nodiscard]] bool seal(const std::vector<Measure>& entered, Refusals refusals);

}  // namespace tote::host::sandbox
