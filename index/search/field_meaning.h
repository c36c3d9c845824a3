// SPDX-License-Identifier: GPL-2.0-or-later
// What the name before a colon stands for: one of the search line's own fields, a declared field,
// or a relation seen from either end.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "index/vocabulary.h"

namespace tote::index::search {

struct FieldMeaning {
  enum class Kind : std::uint8_t {
    type,
    title,
    tag,
    path,
    date,      ///< of the note
    value,     ///< of `field`
    relation,  ///< of notes at the end `asked` of `relation`
    dated,     ///< the date of `relation`, by the name of its date field
  };
  Kind kind = Kind::value;
  const FieldDecl* field = nullptr;
  const RelationDecl* relation = nullptr;
  End asked = End::from;
  /// Only the latest date of each note counts: a field that is named so (`last-contact`).
  bool is_latest = false;
};

/// All that a name may mean, without regard to case and with `_`, `-` and space alike; empty: no
/// such field. Several where plugins declare one spelling for notes of different types. Points into
/// the vocabulary.
[[nodiscard]] std::vector<FieldMeaning> meanings_of(const Vocabulary& vocabulary,
                                                    std::string_view name);

/// Every name that meanings_of knows, sorted.
[[nodiscard]] std::vector<std::string> field_names(const Vocabulary& vocabulary);

/// The relation and all that imply it, their ids; itself first.
[[nodiscard]] std::vector<std::string> with_descendants(const Vocabulary& vocabulary,
                                                        const RelationDecl& relation);

}  // namespace tote::index::search
