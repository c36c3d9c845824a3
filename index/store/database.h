// SPDX-License-Identifier: GPL-2.0-or-later
// Opening the current database for reading. Private to index/: it names Xapian's types.
#pragma once

#include <filesystem>

#include <xapian.h>

#include "notes/result.h"

namespace tote::index::store {

/// The database that `directory` has as its current one. Errors: not_found (never built),
/// unavailable (another format). Throws Xapian's exceptions where the database is damaged.
[[nodiscard]] Result<Xapian::Database> open_current(const std::filesystem::path& directory);

}  // namespace tote::index::store
