// SPDX-License-Identifier: GPL-2.0-or-later
// What the `post` commands have in common.
#pragma once

#include <string>
#include <vector>

#include "host/cli/command.h"

namespace tote::cli {

/// `--target`, `--out`.
[[nodiscard]] std::vector<FlagSpec> post_flags();
[[nodiscard]] host::publish::PublishOptions post_options(const Context& context);
/// What was written into the post itself, with --dry-run as a diff; "" if nothing was.
[[nodiscard]] Result<std::string> told_note(const Context& context, const host::Proposal& change);
/// "wrote 3 files, removed 1, 5 as they were" and the files that were left; of a dry run what would
/// be.
[[nodiscard]] std::string told(const Context& context, const host::publish::PublishReport& report);

}  // namespace tote::cli
