// SPDX-License-Identifier: GPL-2.0-or-later
// A copy of a journal to try things on: its notes and its configuration, with the times of the
// originals, so that an index of the copy knows which of them changed.
#pragma once

#include <filesystem>

#include "notes/result.h"

namespace tote::host::author {

class JournalMirror {
 public:
  /// `copy` need not be there yet.
  JournalMirror(std::filesystem::path original, std::filesystem::path copy);

  /// Makes the copy as the original is now; of what has not changed nothing is written. The
  /// original is only read. Errors: invalid_input or io (the original cannot be read, the copy not
  /// be written).
  [[nodiscard]] Result<void> update();

  [[nodiscard]] const std::filesystem::path& copy() const { return copy_; }

 private:
  [[nodiscard]] Result<void> take(const std::filesystem::path& path) const;

  std::filesystem::path original_;
  std::filesystem::path copy_;
};

}  // namespace tote::host::author
