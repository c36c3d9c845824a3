// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong in the vault and can be mended: links, fields, values, and what plugins look for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/journal.h"

namespace tote::host {

/// One thing that is wrong.
struct CheckFinding {
  SourcePlace place;
  /// Stable: `link-broken`, `link-ambiguous`, `heading-unknown`, `block-unknown`, `field-unknown`,
  /// `value-invalid`; what reading the note found; a plugin's: `tote.contacts.no-contact`.
  std::string code;
  std::string message;  ///< what, and what to do
};

/// Everything that is wrong, in order of path, line and column. Reads every note. Errors: as
/// notes::scan_vault.
[[nodiscard]] Result<std::vector<CheckFinding>> check_vault(const Journal& journal);

}  // namespace tote::host
