// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/note_set.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace tote::index::search {
namespace {

class NoteSource final : public Xapian::PostingSource {
 public:
  NoteSource(std::vector<NoteId> notes, double weight) : notes_(std::move(notes)), weight_(weight) {
    set_maxweight(weight);
  }

  [[nodiscard]] Xapian::doccount get_termfreq_min() const override { return size(); }

  [[nodiscard]] Xapian::doccount get_termfreq_est() const override { return size(); }

  [[nodiscard]] Xapian::doccount get_termfreq_max() const override { return size(); }

  [[nodiscard]] double get_weight() const override { return weight_; }

  void init(const Xapian::Database& /*database*/) override {
    at_ = 0;
    is_begun_ = false;
  }

  void next(double /*min_weight*/) override {
    at_ += is_begun_ ? 1 : 0;
    is_begun_ = true;
  }

  void skip_to(Xapian::docid note, double /*min_weight*/) override {
    is_begun_ = true;
    const auto from = notes_.begin() + static_cast<std::ptrdiff_t>(at_);
    at_ = static_cast<std::size_t>(std::lower_bound(from, notes_.end(), note) - notes_.begin());
  }

  [[nodiscard]] bool at_end() const override { return at_ >= notes_.size(); }

  [[nodiscard]] Xapian::docid get_docid() const override { return notes_[at_]; }

  [[nodiscard]] std::string get_description() const override {
    return std::to_string(notes_.size()) + " notes";
  }

 private:
  [[nodiscard]] Xapian::doccount size() const {
    return static_cast<Xapian::doccount>(notes_.size());
  }

  std::vector<NoteId> notes_;
  double weight_;
  std::size_t at_ = 0;
  bool is_begun_ = false;
};

}  // namespace

Xapian::Query query_of(std::vector<NoteId> notes, double weight) {
  if (notes.empty())
    return Xapian::Query::MatchNothing;
  std::sort(notes.begin(), notes.end());
  notes.erase(std::unique(notes.begin(), notes.end()), notes.end());
  // The query owns a source that was released to it.
  return Xapian::Query((new NoteSource(std::move(notes), weight))->release());
}

std::vector<NoteId> notes_of(const Xapian::Database& database, const Xapian::Query& query,
                             Xapian::doccount most) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet found = enquire.get_mset(0, most);
  std::vector<NoteId> notes;
  notes.reserve(found.size());
  for (auto note = found.begin(); note != found.end(); ++note)
    notes.push_back(*note);
  std::sort(notes.begin(), notes.end());
  return notes;
}

std::vector<NoteId> notes_of(const Xapian::Database& database, const Xapian::Query& query) {
  return notes_of(database, query, database.get_doccount());
}

Xapian::Query every_note() {
  return Xapian::Query(std::string());
}

Xapian::Query any_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

}  // namespace tote::index::search
