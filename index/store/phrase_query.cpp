// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/store/phrase_query.h"

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

Xapian::Query in_order(const std::vector<std::string>& terms, const Phrase& phrase,
                       PhraseIn where) {
  std::vector<Xapian::Query> queries;
  queries.reserve(terms.size() + 1);
  for (const std::string& term : terms)
    queries.emplace_back(where == PhraseIn::title ? title_term(term) : text_term(term));
  InOrder source(phrase);
  if (terms.size() > 1)
    queries.emplace_back(&source);  // Takes a copy.
  return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

}  // namespace

Xapian::Query phrase_query(const std::vector<std::string>& words, PhraseIn where) {
  return in_order(words, Phrase(words, PhraseOf::words, where), where);
}

Xapian::Query run_query(std::string_view run, PhraseIn where) {
  const CjkTerms terms = cjk_terms(run);
  return in_order(terms.characters.size() == 1 ? terms.characters : terms.bigrams,
                  Phrase(terms.characters, PhraseOf::one_run, where), where);
}

}  // namespace tote::index::store
