// SPDX-License-Identifier: GPL-2.0-or-later
// The one door through which tote writes into a vault. An operation, however many files it
// touches, happens as a whole or not at all, also when the program is killed in the middle of it;
// it is refused when a file is no longer what it was made for; and it can be undone.
//
// The order of things: the record of the operation is written down outside the vault (prepared);
// new contents are written beside the files that they are for; the record becomes a promise
// (committed), and only then is a file of the user's replaced, each in one step. Whoever finds a
// prepared record forgets it; whoever finds a committed one finishes it, or, if somebody else has
// changed a file meanwhile, takes back what was done.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "notes/edit/change.h"
#include "notes/edit/file_system.h"
#include "notes/edit/record_store.h"
#include "notes/result.h"

namespace tote::notes {

/// An operation that can be undone.
struct Operation {
  std::uint64_t number = 0;
  std::int64_t time = 0;  ///< seconds since 1970
  std::string summary;
  std::size_t file_count = 0;
};

class Editor {
 public:
  /// Writes into the vault at `vault`; keeps its records in `state`, a folder of that vault's own
  /// that is made when first needed. `files` must outlive the editor.
  Editor(const std::filesystem::path& vault, std::filesystem::path state, FileSystem& files);

  /// Finishes or takes back what an earlier process left in the middle: says what was done, or
  /// nothing if there was nothing to do. Costs two looks at a folder then. An operation that
  /// another process is carrying out is left alone. Errors: io.
  [[nodiscard]] Result<std::optional<std::string>> recover();

  /// Does all of it, and returns when it is on disk. Errors, with nothing changed: conflict (a file
  /// changed since, or is in the way; another process writes), not_found, invalid_input (a path
  /// out of the vault, a file that must not be replaced), io.
  [[nodiscard]] Result<Operation> apply(const ChangeSet& changes);
  /// What apply would do, as a unified diff. Errors: as apply.
  [[nodiscard]] Result<std::string> preview(const ChangeSet& changes);

  /// The operations that can be undone, the last one first.
  [[nodiscard]] Result<std::vector<Operation>> history();
  /// Takes the last operation back, to the byte. Errors: not_found (nothing to undo), as apply.
  [[nodiscard]] Result<Operation> undo();
  /// What undo would do, as a unified diff.
  [[nodiscard]] Result<std::string> preview_undo();

 private:
  [[nodiscard]] Result<Operation> carry_out(Record record);
  [[nodiscard]] Result<Record> last_record_inverted();

  std::filesystem::path vault_;
  FileSystem& files_;
  RecordStore records_;
};

}  // namespace tote::notes
