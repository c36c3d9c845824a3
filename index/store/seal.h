// SPDX-License-Identifier: GPL-2.0-or-later
// Tells whether the files of a database are as its last commit left them. Xapian's files carry no
// checksums, and a damaged one may give wrong answers or none; sums of all of it would cost seconds
// a command. So each commit notes the size and time of every file, and whatever else has written to
// one, or cut or removed it, shows. A writer says before its first write that it is at work: one
// that was killed is told from damage by that, and leaves the last commit as Xapian keeps it.
#pragma once

#include <filesystem>

#include "notes/result.h"

namespace tote::index::store {

/// Says that a writer is at work. Requires the lock. Errors: io.
[[nodiscard]] Result<void> break_seal(const std::filesystem::path& database);

/// Notes how the files are: those of a commit. Requires the lock, or a database of one's own.
/// Errors: io.
[[nodiscard]] Result<void> seal(const std::filesystem::path& database);

enum class Wholeness {
  whole,
  damaged,
  unknown,  ///< never sealed: of another version of tote
};

/// How a database was left by its last writer. Requires the lock.
[[nodiscard]] Wholeness look_at_sealed(const std::filesystem::path& database);

/// How the current database of `directory` was left; whole if there is none. Costs a few calls;
/// takes the lock for a moment if the files are not as they were sealed.
[[nodiscard]] Wholeness look_at_current(const std::filesystem::path& directory);

}  // namespace tote::index::store
