// SPDX-License-Identifier: GPL-2.0-or-later
// Statements made by a noun that names the act: "On [[Ana]]'s recommendation I bought [[Dune]]".
#pragma once

#include <vector>

#include "index/extract/clause.h"
#include "index/extract/frame.h"
#include "index/extract/sentence.h"
#include "index/extract/setting.h"

namespace tote::index::extract {

/// What a noun states, and where.
struct EventStatement {
  Statement statement;
  ClausePlace place;
};

/// What the nouns of a sentence state that name the act of a relation's verb, in the few patterns
/// that leave no doubt: somebody acted on it ("bought", "read"), thanked for it or told how it was.
[[nodiscard]] std::vector<EventStatement> read_events(const Sentence& sentence,
                                                      const Setting& setting);

}  // namespace tote::index::extract
