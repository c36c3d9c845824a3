// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/database.h"

#include <optional>
#include <string>

#include "index/store/directory.h"
#include "index/store/metadata.h"

namespace tote::index::store {

void mark(Xapian::WritableDatabase& database, const Kind& kind) {
  database.set_metadata(metadata::format, std::to_string(format_number));
  database.set_metadata(metadata::fingerprint, kind.fingerprint);
  database.set_metadata(metadata::vocabulary, kind.vocabulary);
}

std::string difference(const Xapian::Database& database, const Kind& kind) {
  if (database.get_metadata(metadata::format) != std::to_string(format_number))
    return "the index has the form of another version of tote";
  if (database.get_metadata(metadata::fingerprint) != kind.fingerprint ||
      database.get_metadata(metadata::vocabulary) != kind.vocabulary)
    return of_other_plugins;
  return {};
}

Result<Xapian::Database> open_current(const std::filesystem::path& directory) {
  std::optional<std::string> name = current_name(directory);
  while (name) {
    try {
      Xapian::Database database((directory / *name).string());
      if (database.get_metadata(metadata::format) != std::to_string(format_number))
        return fail(ErrorCode::unavailable,
                    "the index was written by another version of tote: it has to be built anew");
      return database;
    } catch (const Xapian::DatabaseOpeningError&) {
      // A rebuild may have ended between the reading of the name and the opening.
      std::optional<std::string> now = current_name(directory);
      if (now == name)
        throw;
      name = std::move(now);
    }
  }
  return fail(ErrorCode::not_found, "there is no index of this vault yet");
}

}  // namespace tote::index::store
