// SPDX-License-Identifier: GPL-2.0-or-later
// What a database is for, and opening the current one for reading. Private to index/: it names
// Xapian's types.
#pragma once

#include <filesystem>
#include <string>

#include <xapian.h>

#include "notes/result.h"

namespace tote::index::store {

/// What an index is built for; one of another kind is built anew.
struct Kind {
  std::string fingerprint;
  std::string vocabulary;  ///< as JSON
};

/// Why an index of other plugins, vocabulary or settings is built anew.
inline constexpr const char* of_other_plugins = "plugins, their vocabulary or the settings changed";

/// Says in the database what it is built for. Throws Xapian's exceptions.
void mark(Xapian::WritableDatabase& database, const Kind& kind);

/// Why a database cannot be continued for `kind`; empty if it can. Throws Xapian's exceptions.
[[nodiscard]] std::string difference(const Xapian::Database& database, const Kind& kind);

/// The database that `directory` has as its current one. Errors: not_found (never built),
/// unavailable (another format). Throws Xapian's exceptions where the database is damaged.
[[nodiscard]] Result<Xapian::Database> open_current(const std::filesystem::path& directory);

}  // namespace tote::index::store
