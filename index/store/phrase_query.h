// SPDX-License-Identifier: GPL-2.0-or-later
// Notes in which words follow each other, as a query. Private to index/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "index/store/word_order.h"

namespace tote::index::store {

/// Notes that have words, the characters of CJK runs among them, one behind the other in one block.
/// They weigh as notes that have all of them.
[[nodiscard]] Xapian::Query phrase_query(const std::vector<std::string>& words,
                                         PhraseIn where = PhraseIn::text);

/// Notes with a CJK run of several characters, which may be a part of a longer one.
[[nodiscard]] Xapian::Query run_query(std::string_view run, PhraseIn where = PhraseIn::text);

}  // namespace tote::index::store
