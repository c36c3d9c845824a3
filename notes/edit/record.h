// SPDX-License-Identifier: GPL-2.0-or-later
// What an operation does to the vault, written down before it is done: enough to finish it, to
// take it back half done, and to undo it long after. docs/edits.md describes the file.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "notes/edit/change.h"
#include "notes/result.h"

namespace tote::notes {

/// A path, and what stands there before and after. Nothing: no file.
struct Slot {
  std::string path;
  std::optional<ContentHash> before;
  std::optional<ContentHash> after;
};

/// One file of an operation.
struct RecordedChange {
  std::string path;                   ///< before; of a new file: after
  std::string new_path;               ///< where it moves; empty: it stays
  std::optional<ContentHash> before;  ///< none: a new file
  std::optional<ContentHash> after;   ///< none: a removal
  std::vector<Splice> splices;        ///< from the old bytes to the new
  std::uint32_t mode = 0666;          ///< of a file that is made anew

  /// The paths it touches, in the order in which they change: what a file moves to comes before
  /// what it leaves.
  [[nodiscard]] std::vector<Slot> slots() const;

  [[nodiscard]] const std::string& path_after() const { return new_path.empty() ? path : new_path; }
};

struct Record {
  std::uint64_t number = 0;  ///< rises with each operation
  std::int64_t time = 0;     ///< seconds since 1970
  std::string summary;
  std::uint64_t undoes = 0;  ///< the operation that this one takes back; 0: none
  std::vector<RecordedChange> changes;
  std::vector<std::string> made_folders;     ///< parents first
  std::vector<std::string> dropped_folders;  ///< removed afterwards if they are empty; children
                                             ///< first
};

/// The operation that takes `record` back, without number and time.
[[nodiscard]] Record inverse(const Record& record);

/// The record as bytes: netstrings (cr.yp.to/proto/netstrings.txt) with a checksum at the end.
[[nodiscard]] std::string to_bytes(const Record& record);
/// Errors: invalid_input (damaged, or of a version that is not known).
[[nodiscard]] Result<Record> parse_record(std::string_view bytes);

}  // namespace tote::notes
