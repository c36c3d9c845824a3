// SPDX-License-Identifier: GPL-2.0-or-later
// How a written name finds its note: exact path, then file name (with as much folder as was
// written), then title or alias; without regard to case and diacritics. An ambiguous name keeps all
// its candidates. The lookup is abstract: the index answers it from postings, a test from a map.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "notes/note.h"

namespace tote::notes {

/// Names a note by a number that the lookup chose (the index: its document id).
using NoteId = std::uint32_t;

/// Answers which notes own a key. Keys are name_key()s. Results may be in any order, without
/// duplicates.
class NameLookup {
 public:
  virtual ~NameLookup() = default;
  /// Notes whose path without `.md` is `key` (folded).
  [[nodiscard]] virtual std::vector<NoteId> by_path(std::string_view key) const = 0;
  /// Notes whose file name without `.md` is `key` (folded).
  [[nodiscard]] virtual std::vector<NoteId> by_file_name(std::string_view key) const = 0;
  /// Notes whose title or an alias is `key` (folded).
  [[nodiscard]] virtual std::vector<NoteId> by_title_or_alias(std::string_view key) const = 0;
  /// The path of a note as it is, to tell `folder/Name` suffixes and spellings apart.
  [[nodiscard]] virtual std::string path_of(NoteId note) const = 0;
};

/// What a written name means: no candidates (a broken link), one, or several (ambiguous).
/// Several are in order: notes below the linking note's folder first, then the shorter path.
struct Resolution {
  enum class How : std::uint8_t { none, path, file_name, title_or_alias };
  How how = How::none;
  std::vector<NoteId> candidates;
};

/// Resolves a link's target (decoded, without heading) as written in the note at `from_path`. Tries
/// the path relative to the vault, relative to the note's folder (`../x.md`, `%20` decoded before),
/// then the shortest unique path by file name, then title and aliases. Of files in one folder whose
/// names differ in case and diacritics only (`Rose.md`, `Rosé.md`), the one that is spelled so is
/// meant.
[[nodiscard]] Resolution resolve(const NameLookup& names, std::string_view target,
                                 std::string_view from_path);

/// Every key under which a note can be found, folded, without duplicates: title, aliases, file
/// name.
[[nodiscard]] std::vector<std::string> name_keys(const Note& note);

/// The folded path without `.md`, the key of by_path.
[[nodiscard]] std::string path_key(std::string_view path);

/// The key under which a link to `target` is indexed, written in the note at `from_path`: the
/// folded file name (last path component, without `.md`) — the one part that every way of writing a
/// link to the same note by path or name shares.
[[nodiscard]] std::string link_key(std::string_view target);

}  // namespace tote::notes
