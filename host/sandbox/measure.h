// SPDX-License-Identifier: GPL-2.0-or-later
// One way in which a process has been fenced in, in words for `tote doctor`.
#pragma once

#include <string>

namespace tote::host::sandbox {

/// What is enforced, or why it is not. Never claims more than the kernel has confirmed.
struct Measure {
  std::string what;  ///< "files", "system calls", "limits"
  bool is_enforced = false;
  std::string
      detail;  ///< what is denied and by which means; if not enforced, why and what remains open
};

}  // namespace tote::host::sandbox
