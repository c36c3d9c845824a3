// SPDX-License-Identifier: GPL-2.0-or-later
// Notes in which words follow each other, as a query. Private to index/.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "index/answer.h"
#include "index/store/word_order.h"

namespace tote::index::store {

/// A phrase apart: notes that have its words, and in what order they are to be. To look at the
/// order costs far more than all else.
struct PhraseParts {
  Xapian::Query words;
  Phrase order;
};

[[nodiscard]] PhraseParts phrase_parts(const std::vector<std::string>& words,
                                       PhraseIn where = PhraseIn::text);

/// Of notes that have the words of all these phrases, lets those pass that have them in order, and
/// those of `others`, which is sorted. For one match of one thread: it is asked of notes in the
/// order of their numbers.
class AllInOrder : public Xapian::MatchDecider {
 public:
  AllInOrder(const Xapian::Database& database, std::vector<Phrase> phrases,
             std::vector<NoteId> others);

  bool operator()(const Xapian::Document& note) const override;

 private:
  std::vector<Phrase> phrases_;
  std::vector<NoteId> others_;
  mutable Xapian::ValueIterator value_;  ///< notes side by side are read at once
  Xapian::ValueIterator end_;
};

/// Notes that have the words in their order. They weigh as notes that have all of them.
[[nodiscard]] Xapian::Query phrase_query(const PhraseParts& phrase);

/// Notes that have words, the characters of CJK runs among them, one behind the other in one block.
/// They weigh as notes that have all of them.
[[nodiscard]] Xapian::Query phrase_query(const std::vector<std::string>& words,
                                         PhraseIn where = PhraseIn::text);

/// Notes with a CJK run of several characters, which may be a part of a longer one.
[[nodiscard]] Xapian::Query run_query(std::string_view run, PhraseIn where = PhraseIn::text);

}  // namespace tote::index::store
