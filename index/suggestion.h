// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "index/answer.h"
#include "notes/span.h"

namespace tote::index {

/// How sure it is that a name in a text means a note.
enum class Confidence : std::uint8_t {
  high,    ///< may be linked without asking
  medium,  ///< likely, but the words also mean something else
  low,     ///< only looks like it: small letters, a first name alone
  ask      ///< it is a name, and several notes go by it
};

[[nodiscard]] std::string_view to_string(Confidence confidence);

/// A name in a text that is not a link yet.
struct Suggestion {
  notes::ByteSpan span;  ///< of the name in the note's source
  std::string text;
  std::uint32_t line = 0;
  std::uint32_t column = 0;       ///< 1-based, bytes
  bool is_in_table = false;       ///< a link's `|` must be escaped
  std::vector<NoteCard> targets;  ///< the likelier first
  Confidence confidence = Confidence::high;
};

/// Names that are never suggested, as notes::name_key() has them.
using NeverSuggested = std::unordered_set<std::string>;

/// Which occurrences are told.
enum class Occurrences : std::uint8_t {
  first,  ///< the first one of each note, and none of a note that is linked already
  all
};

}  // namespace tote::index
