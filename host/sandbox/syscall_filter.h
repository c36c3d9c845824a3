// SPDX-License-Identifier: GPL-2.0-or-later
// seccomp(2): this process makes no system call but those that computing needs. An allow-list, by
// way of libseccomp. It comes in two steps, since a library has to be opened before it can run.
#pragma once

#include "host/sandbox/measure.h"
#include "host/sandbox/trapped_calls.h"

namespace tote::host::sandbox {

/// Measure::what of the filter.
inline constexpr const char* system_calls = "system calls";

/// The calls that are left: memory, threads of this process, clocks, opening for reading, and
/// `socket` (send and recv alone, so that no descriptor is passed). Everything else fails with
/// EPERM: every way to write, to reach the network, another process or the kernel's rarer parts.
/// Requires: no_new_privs is set, and this is the only thread.
[[nodiscard]] Measure restrict_calls(int socket, Refusals refusals);

/// Second step, for when everything is loaded: nothing is opened any more. Whether the kernel
/// enforces it. Requires: `refusals` as for the first.
[[nodiscard]] bool forbid_opening(Refusals refusals);

}  // namespace tote::host::sandbox
