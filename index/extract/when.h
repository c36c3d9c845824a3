// SPDX-License-Identifier: GPL-2.0-or-later
// When it happened, by the words of the sentence: "yesterday", "on 3 July", "two years ago".
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "index/extract/clause.h"
#include "index/extract/sentence.h"
#include "notes/date.h"

namespace tote::index::extract {

/// Words that say when.
struct TimeMention {
  std::size_t begin = 0;
  std::size_t end = 0;              ///< one past its last unit
  std::optional<notes::Date> date;  ///< nullopt: some other time ("once", "last week", "years ago")
};

/// What a sentence written on the day `written` says about when, in order.
[[nodiscard]] std::vector<TimeMention> find_times(const Sentence& sentence,
                                                  const std::optional<notes::Date>& written);

/// The date of what is stated at a place: that of the words that say when, else the day of writing;
/// nullopt if it was at another time than that, and the sentence does not say plainly when.
[[nodiscard]] std::optional<notes::Date> date_of(const Sentence& sentence, const ClausePlace& place,
                                                 const std::vector<TimeMention>& times,
                                                 const std::optional<notes::Date>& written);

}  // namespace tote::index::extract
