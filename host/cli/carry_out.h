// SPDX-License-Identifier: GPL-2.0-or-later
// The one way in which commands write: shown with --dry-run, else done and reported.
#pragma once

#include <string>

#include "host/cli/command.h"

namespace tote::cli {

/// `--dry-run`, for every command that writes.
[[nodiscard]] FlagSpec dry_run_flag();

/// "books/Tigana.md: set pages of Tigana", or that the note is so already where nothing changes.
[[nodiscard]] std::string done_to_note(const host::Proposal& proposal);

/// Writes the proposal and prints `done`, a sentence for people; with --dry-run prints its diff
/// instead. Remarks go to standard error. In JSON and as paths, what was or would be changed.
[[nodiscard]] Result<ExitCode> carry_out(const Context& context, const host::Proposal& proposal,
                                         const std::string& done);

}  // namespace tote::cli
