// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace tote::cli {

/// What the program returns to the shell. Part of the interface: never renumber.
enum ExitCode : int {
  exit_done = 0,           ///< done, something found
  exit_nothing_found = 1,  ///< done, nothing found
  exit_error = 2,          ///< used wrongly, or failed
  exit_in_part = 3,        ///< stopped before the end; what was done is kept
};

}  // namespace tote::cli
