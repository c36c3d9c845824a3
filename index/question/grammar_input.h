// SPDX-License-Identifier: GPL-2.0-or-later
// What the grammar reads a line with.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "index/question/lexicon.h"
#include "index/question/names.h"
#include "index/question/time_phrase.h"
#include "index/question/token.h"
#include "notes/date.h"

namespace tote::index::question {

/// How much is granted to a line, in the order in which it is tried.
enum class Effort : std::uint8_t {
  exact,      ///< names as they are
  corrected,  ///< names and verbs may be misspelt
  unknown,    ///< names may be missing from the vault, "he" may stand for someone
};

/// What the grammar reads with.
struct GrammarInput {
  const Tokens& tokens;
  const Lexicon& lexicon;
  const Names& names;
  notes::Date today;
  std::vector<std::string> owner_names;                   ///< as name keys
  const std::map<std::string, NoteId>* chosen = nullptr;  ///< see AskOptions
  Effort effort = Effort::exact;
  TimeRange fronted_time{};                      ///< "in 2012, which books did I read"
  bool is_request = false;                       ///< see Introduced
  bool is_indirect = false;                      ///< see Introduced
  std::vector<std::string>* trace = nullptr;     ///< receives the frames tried, if it is given
  std::vector<std::string>* declined = nullptr;  ///< receives what notes cannot tell, if given
};

}  // namespace tote::index::question
