// SPDX-License-Identifier: GPL-2.0-or-later
// What a clause states: its places held against the role frames of its verb.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "index/extract/clause.h"
#include "index/vocabulary.h"

namespace tote::index::extract {

/// A relation that a clause states of two phrases.
struct Statement {
  std::uint32_t relation = 0;  ///< into Vocabulary::relations
  Phrase from;
  Phrase to;
  std::int8_t polarity = 1;
};

/// The statements of a clause in a note of type `note_type`: for every sense of its verb whose
/// frame the places fit; where a frame fits that requires more, those that require less count only
/// if they say a part of the same: "played [[Azul]] with [[Ana]]" says "played [[Azul]]".
[[nodiscard]] std::vector<Statement> statements_of(const Clause& clause,
                                                   const std::vector<RelationDecl>& relations,
                                                   std::string_view note_type);

}  // namespace tote::index::extract
