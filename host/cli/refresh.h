// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "host/cli/terminal.h"
#include "host/journal.h"

namespace tote::cli {

/// Refreshes the journal with progress on a terminal's standard error; Ctrl-C stops it with what is
/// done. Problems are printed to standard error.
[[nodiscard]] Result<host::RefreshReport> refresh(host::Journal& journal, const Terminal& terminal,
                                                  host::Compare what = host::Compare::times);

}  // namespace tote::cli
