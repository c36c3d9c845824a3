// SPDX-License-Identifier: GPL-2.0-or-later
// Where publishing reads from: names resolved by the index, notes and files read fresh from the
// vault, so that nothing is published on the word of an index alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "notes/note.h"
#include "notes/result.h"

namespace tote::host::publish {

class NoteSource {
 public:
  virtual ~NoteSource() = default;
  /// Paths of the notes that a link's target, written in the note at `from`, may mean.
  [[nodiscard]] virtual Result<std::vector<std::string>> resolve(std::string_view target,
                                                                 std::string_view from) = 0;
  /// Reads a note. Errors: as notes::read_file.
  [[nodiscard]] virtual Result<notes::Note> read(std::string_view path) = 0;
  /// Paths of all notes that may be public: all that say so, and perhaps more.
  [[nodiscard]] virtual Result<std::vector<std::string>> candidates() = 0;
  /// The declared field or relation that a key means on notes of a type; the key, in canonical
  /// form, if none does.
  [[nodiscard]] virtual std::string field_id(std::string_view type, std::string_view key) = 0;
  /// A file of the vault that is no note, as an embed in the note at `from` names it. Errors:
  /// not_found, conflict (several), invalid_input (leads out of the vault; too large), io.
  [[nodiscard]] virtual Result<std::string> read_attachment(std::string_view target,
                                                            std::string_view from) = 0;
};

}  // namespace tote::host::publish
