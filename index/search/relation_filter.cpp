// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/relation_filter.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <xapian.h>

#include "index/search/field_meaning.h"
#include "index/search/note_set.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

using store::Statement;
using store::Statements;

bool has_all_words(std::string_view text, const std::vector<std::string>& wanted) {
  const std::vector<notes::Word> words = notes::split_words(text);
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
    return std::any_of(words.begin(), words.end(),
                       [&](const notes::Word& other) { return other.folded == word; });
  });
}

/// The year that a key falls in, as a bound for statements_of_me; nullopt for an open end.
std::optional<notes::Date> year_of(double key) {
  const double year = std::floor(key / 10'000);
  if (!(year >= 1 && year <= 9999))
    return std::nullopt;
  return notes::Date{static_cast<std::int16_t>(year), 0, 0};
}

}  // namespace

RelationFilter::RelationFilter(const store::Reader& reader, const RelationDecl& relation, End asked)
    : reader_(reader),
      relation_(relation),
      ids_(with_descendants(reader.vocabulary(), relation)),
      asked_(asked) {}

bool RelationFilter::is_of_me() const {
  return relation_.to == std::vector<std::string>{"me"};
}

void RelationFilter::add(const Statement& statement, std::vector<DatedNote>& found) const {
  if (statement.polarity < 0)
    return;
  const store::StatementEnd& end = statement.end(asked_);
  if (end.note != 0)
    found.push_back({end.note, statement.date});
  for (const NoteId note : end.other_notes())
    found.push_back({note, statement.date});
}

std::vector<DatedNote> RelationFilter::any() const {
  std::vector<DatedNote> found;
  for (const std::string& id : ids_) {
    for (const Statement& statement : reader_.statements(id))
      add(statement, found);
  }
  return found;
}

std::vector<DatedNote> RelationFilter::to_notes(const std::vector<NoteId>& others) const {
  std::vector<DatedNote> found;
  for (const std::string& id : ids_) {
    for (const NoteId note : others) {
      for (const Statement& statement : reader_.statements_at(id, other(), note))
        add(statement, found);
    }
  }
  return found;
}

std::vector<DatedNote> RelationFilter::to_me() const {
  std::vector<DatedNote> found;
  for (const std::string& id : ids_) {
    for (const Statement& statement : reader_.statements_of_me(id, std::nullopt, std::nullopt)) {
      if (statement.end(other()).is_me)
        add(statement, found);
    }
  }
  return found;
}

std::vector<DatedNote> RelationFilter::to_literal(std::string_view key) const {
  std::vector<DatedNote> found;
  for (const std::string& id : ids_) {
    for (const Statement& statement : reader_.statements_at_literal(id, other(), key))
      add(statement, found);
  }
  return found;
}

std::vector<DatedNote> RelationFilter::to_words(const std::vector<std::string>& words) const {
  std::vector<DatedNote> found;
  if (asked_ != End::from || words.empty())
    return found;
  for (const std::string& id : ids_) {
    std::vector<Xapian::Query> terms;
    for (const std::string& word : words)
      terms.emplace_back(store::field_word_term(id, word));
    const Xapian::Query all(Xapian::Query::OP_AND, terms.begin(), terms.end());
    for (const NoteId note : notes_of(reader_.database(), all)) {
      const std::vector<Edge>& edges = reader_.record(note).edges;
      for (const Edge& edge : edges) {
        if (edge.relation == id && edge.polarity > 0 && edge.from.kind == EdgeEnd::Kind::self &&
            has_all_words(edge.to.text, words))
          found.push_back({note, edge.date});
      }
    }
  }
  return found;
}

Statements RelationFilter::dated(ValueRange dates, std::string_view id) const {
  return is_of_me() ? reader_.statements_of_me(id, year_of(dates.first), year_of(dates.last))
                    : reader_.statements(id);
}

std::vector<DatedNote> RelationFilter::within(ValueRange dates, bool only_latest) const {
  constexpr ValueRange always{-HUGE_VAL, HUGE_VAL};
  std::vector<DatedNote> found;
  for (const std::string& id : ids_) {
    for (const Statement& statement : dated(only_latest ? always : dates, id)) {
      if (statement.date && (only_latest || dates.contains(notes::sort_key(*statement.date))))
        add(statement, found);
    }
  }
  if (!only_latest)
    return found;
  std::map<NoteId, notes::Date> latest;
  for (const DatedNote& dated : found) {
    const auto [entry, is_new] = latest.emplace(dated.note, *dated.date);
    if (!is_new && notes::sort_key(entry->second) < notes::sort_key(*dated.date))
      entry->second = *dated.date;
  }
  found.clear();
  for (const auto& [note, date] : latest) {
    if (dates.contains(notes::sort_key(date)))
      found.push_back({note, date});
  }
  return found;
}

}  // namespace tote::index::search
