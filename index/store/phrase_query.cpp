// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/phrase_query.h"

#include <algorithm>
#include <utility>

#include "index/store/terms.h"

namespace tote::index::store {
namespace {

/// Notes whose words are in the order of a phrase, of those that have its words at all: of others
/// it may say either. Weighs nothing.
class InOrder : public Xapian::PostingSource {
 public:
  explicit InOrder(Phrase phrase) : phrase_(std::move(phrase)) {}

  [[nodiscard]] InOrder* clone() const override { return new InOrder(phrase_); }

  void init(const Xapian::Database& database) override {
    notes_ = database.get_value_freq(word_order_slot);
    value_ = database.valuestream_begin(word_order_slot);
    end_ = database.valuestream_end(word_order_slot);
    is_before_first_ = true;
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return 0; }

  /// As many as there can be: what has the words is to be found first, and then looked at here.
  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return notes_; }

  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return notes_; }

  void next(double /*min_weight*/) override {
    if (!std::exchange(is_before_first_, false))
      ++value_;
    find();
  }

  void skip_to(Xapian::docid note, double /*min_weight*/) override {
    is_before_first_ = false;
    value_.skip_to(note);
    find();
  }

  bool check(Xapian::docid note, double /*min_weight*/) override {
    is_before_first_ = false;
    return value_.check(note) &&
           (value_ == end_ || (value_.get_docid() == note && phrase_.is_in(*value_)));
  }

  [[nodiscard]] bool at_end() const override { return !is_before_first_ && value_ == end_; }

  [[nodiscard]] Xapian::docid get_docid() const override { return value_.get_docid(); }

  [[nodiscard]] std::string get_description() const override { return "in order"; }

 private:
  void find() {
    while (value_ != end_ && !phrase_.is_in(*value_))
      ++value_;
  }

  const Phrase phrase_;
  Xapian::doccount notes_ = 0;
  Xapian::ValueIterator value_;
  Xapian::ValueIterator end_;
  bool is_before_first_ = true;
};

Xapian::Query all_of(const std::vector<std::string>& terms, PhraseIn where) {
  std::vector<Xapian::Query> queries;
  queries.reserve(terms.size());
  for (const std::string& term : terms)
    queries.emplace_back(where == PhraseIn::title ? title_term(term) : text_term(term));
  return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

}  // namespace

PhraseParts phrase_parts(const std::vector<std::string>& words, PhraseIn where) {
  return {all_of(words, where), Phrase(words, PhraseOf::words, where)};
}

AllInOrder::AllInOrder(const Xapian::Database& database, std::vector<Phrase> phrases,
                       std::vector<NoteId> others)
    : phrases_(std::move(phrases)),
      others_(std::move(others)),
      value_(database.valuestream_begin(word_order_slot)),
      end_(database.valuestream_end(word_order_slot)) {}

bool AllInOrder::operator()(const Xapian::Document& note) const {
  const Xapian::docid number = note.get_docid();
  if (std::binary_search(others_.begin(), others_.end(), number))
    return true;
  if (!value_.check(number) || value_ == end_ || value_.get_docid() != number)
    return false;
  const std::string order = *value_;
  return std::all_of(phrases_.begin(), phrases_.end(),
                     [&](const Phrase& phrase) { return phrase.is_in(order); });
}

Xapian::Query phrase_query(const PhraseParts& phrase) {
  InOrder source(phrase.order);
  return phrase.words & Xapian::Query(&source);  // Takes a copy.
}

Xapian::Query phrase_query(const std::vector<std::string>& words, PhraseIn where) {
  const PhraseParts phrase = phrase_parts(words, where);
  return words.size() > 1 ? phrase_query(phrase) : phrase.words;
}

Xapian::Query run_query(std::string_view run, PhraseIn where) {
  const CjkTerms terms = cjk_terms(run);
  const auto& pieces = terms.characters.size() == 1 ? terms.characters : terms.bigrams;
  const PhraseParts phrase{all_of(pieces, where),
                           Phrase(terms.characters, PhraseOf::one_run, where)};
  return pieces.size() > 1 ? phrase_query(phrase) : phrase.words;
}

}  // namespace tote::index::store
