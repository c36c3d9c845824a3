// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "notes/edit/change.h"

namespace tote::host {

/// A change to the vault that was thought out, and can be looked at before it is written.
struct Proposal {
  notes::ChangeSet changes;
  std::string path;                  ///< of the note that it is about, as it will be
  std::vector<std::string> remarks;  ///< what a person should know before saying yes
};

}  // namespace tote::host
