// SPDX-License-Identifier: GPL-2.0-or-later
// Memory for a child that lives for one run: blocks are cut off one end of a large stretch of huge
// pages and handed out again by size, without headers and without locks; all goes with the process.
// Xapian's maps of terms, one node after the other, make that a quarter faster. Private to index/.
#pragma once

namespace tote::index::build {

/// From now on, small blocks of `operator new` come from the arena. For processes that have one
/// thread and keep it so. Does nothing where a sanitizer watches memory.
void use_arena();

}  // namespace tote::index::build
