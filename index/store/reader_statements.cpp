// SPDX-License-Identifier: GPL-2.0-or-later
// Statements: edges with their ends found. Those of a few notes are read from the records and
// resolved name by name; for many the relation's slot is read as a whole against a table of all
// names, which is kept. Both ways give the same.
#include <algorithm>

#include "index/store/edge_values.h"
#include "index/store/reader.h"
#include "index/store/reader_state.h"
#include "index/store/terms.h"
#include "notes/names.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

/// With this many stating notes it pays to read a whole relation, and with this many if it was read
/// before.
constexpr std::size_t many_notes = 500;
constexpr std::size_t some_notes = 32;

bool is_prose(Tier tier) {
  return tier == Tier::prose_linked || tier == Tier::prose_partly;
}

/// Whether a date may fall within [first, last]. One without a year may always.
bool may_fall_within(const std::optional<notes::Date>& date,
                     const std::optional<notes::Date>& first,
                     const std::optional<notes::Date>& last) {
  if (!date || date->year == 0)
    return true;
  if (first && notes::last_day(*date) < notes::first_day(*first))
    return false;
  return !last || notes::first_day(*date) <= notes::last_day(*last);
}

/// Whether an end as written may mean a note with one of these keys.
bool may_mean(const EdgeEnd& end, const std::vector<std::string>& keys) {
  const auto is_one = [&](const std::string& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  switch (end.kind) {
    case EdgeEnd::Kind::self:
    case EdgeEnd::Kind::me:
      return false;
    case EdgeEnd::Kind::link:
      return is_one(notes::link_key(end.text)) || is_one(notes::name_key(end.text));
    case EdgeEnd::Kind::name:
      return std::any_of(end.keys.begin(), end.keys.end(), is_one);
  }
  return false;
}

// What counts is asked of an edge first, which may spare finding its ends, then of the statement.

/// What a note states itself at the end, or of the note with these keys.
struct AboutNote {
  End end;
  NoteId note;
  std::vector<std::string> keys;

  bool operator()(const StatedEdge& stated) const {
    const EdgeEnd& written = end == End::from ? stated.edge.from : stated.edge.to;
    return written.kind == EdgeEnd::Kind::self ? stated.note == note : may_mean(written, keys);
  }

  bool operator()(const Statement& statement) const { return statement.end(end).holds(note); }
};

/// Whatever a test of the statement finds.
template <class Test>
struct Those {
  Test test;

  bool operator()(const StatedEdge& /*stated*/) const { return true; }

  bool operator()(const Statement& statement) const { return test(statement); }
};

template <class Test>
Those(Test) -> Those<Test>;

StatementEnd statement_end(const EdgeEnd& written, const ResolvedEnd& resolved) {
  StatementEnd end;
  end.is_me = resolved.is_me;
  if (!resolved.notes.empty()) {
    end.note = resolved.notes.front();
    end.other_notes.assign(resolved.notes.begin() + 1, resolved.notes.end());
  } else if (!resolved.literal.empty()) {
    end.literal = key_hash(notes::name_key(written.text));
  }
  return end;
}

}  // namespace

/// Finds the notes that the packed ends of one relation's edges mean.
class StatementResolver {
 public:
  StatementResolver(const Reader& reader, Reader::State& state, const NameTable& names,
                    const RelationDecl& relation)
      : reader_(reader), state_(state), names_(names), relation_(relation) {}

  [[nodiscard]] Statement statement(NoteId note, const PackedEdge& packed) {
    Statement stated;
    stated.note = note;
    stated.index = packed.index;
    stated.date = packed.date;
    stated.polarity = packed.polarity;
    stated.tier = packed.tier;
    stated.line = packed.line;
    stated.span = packed.span;
    stated.from = find(stated, packed.from, End::from);
    stated.to = find(stated, packed.to, End::to);
    return stated;
  }

 private:
  [[nodiscard]] StatementEnd find(const Statement& stated, const PackedEnd& packed, End end) {
    StatementEnd found;
    switch (packed.kind) {
      case EdgeEnd::Kind::self:
        found.note = stated.note;
        return found;
      case EdgeEnd::Kind::me:
        found.is_me = true;
        return found;
      case EdgeEnd::Kind::link:
        return find_link(stated, packed, end);
      case EdgeEnd::Kind::name:
        return find_name(stated, packed, end);
    }
    return found;
  }

  /// What a link means, as notes::resolve has it; left to that wherever more than one note may be
  /// meant or the place of writing decides.
  [[nodiscard]] StatementEnd find_link(const Statement& stated, const PackedEnd& packed, End end) {
    if (packed.is_path)
      return find_in_record(stated, end);
    owners_.clear();
    names_.files(packed.key, owners_);
    const std::uint32_t here = names_.folder_of(stated.note);
    const auto is_irregular = [](const NameTable::Owner& owner) {
      return owner.folder == irregular_folder;
    };
    if (here == irregular_folder || std::any_of(owners_.begin(), owners_.end(), is_irregular))
      return find_in_record(stated, end);
    for (const std::uint32_t folder : {root_, here}) {
      const auto is_there = [&](const auto& owner) { return owner.folder == folder; };
      if (owners_.size() > 1 && std::any_of(owners_.begin(), owners_.end(), is_there)) {
        std::erase_if(owners_, [&](const auto& owner) { return !is_there(owner); });
        break;
      }
    }
    if (owners_.empty()) {
      if (packed.literal != packed.key)
        return find_in_record(stated, end);
      names_.titles(packed.key, owners_);
    }
    if (owners_.size() > 1)
      return find_in_record(stated, end);
    StatementEnd found;
    if (owners_.empty())
      found.literal = packed.literal;
    else if (is_suitable(owners_.front().note, end) || !is_prose(stated.tier) ||
             state_.is_of_type(owners_.front().note, "note"))
      found.note = owners_.front().note;
    return found;
  }

  [[nodiscard]] StatementEnd find_name(const Statement& stated, const PackedEnd& packed, End end) {
    notes_.clear();
    choose(packed, [&](NoteId note) { return is_suitable(note, end); });
    if (is_prose(stated.tier))
      choose(packed, [&](NoteId note) { return state_.is_of_type(note, "note"); });
    else
      choose(packed, [](NoteId) { return true; });
    StatementEnd found;
    if (is_prose(stated.tier) && notes_.size() > 1)
      return found;
    if (!notes_.empty()) {
      found.note = notes_.front();
      found.other_notes.assign(notes_.begin() + 1, notes_.end());
    } else if (!is_prose(stated.tier)) {
      found.literal = packed.literal;
    }
    return found;
  }

  /// The owners of the first key that any note which fits has; none if some were chosen before.
  template <class Fits>
  void choose(const PackedEnd& packed, const Fits& fits) {
    choose_by_key(packed.key, fits);
    for (const std::uint64_t key : packed.further_keys)
      choose_by_key(key, fits);
  }

  template <class Fits>
  void choose_by_key(std::uint64_t key, const Fits& fits) {
    if (!notes_.empty())
      return;
    owners_.clear();
    names_.files(key, owners_);
    names_.titles(key, owners_);
    for (const NameTable::Owner& owner : owners_)
      if (fits(owner.note))
        notes_.push_back(owner.note);
    std::sort(notes_.begin(), notes_.end());
    notes_.erase(std::unique(notes_.begin(), notes_.end()), notes_.end());
  }

  [[nodiscard]] bool is_suitable(NoteId note, End end) {
    const std::vector<std::string>& types = end == End::from ? relation_.from : relation_.to;
    return std::any_of(types.begin(), types.end(), [&](const std::string& type) {
      return type == "*" || state_.is_of_type(note, type);
    });
  }

  [[nodiscard]] StatementEnd find_in_record(const Statement& stated, End end) const {
    const StatedEdge edge{stated.note, reader_.record(stated.note).edges.at(stated.index)};
    return statement_end(end == End::from ? edge.edge.from : edge.edge.to,
                         reader_.resolve_end(edge, end));
  }

  const Reader& reader_;
  Reader::State& state_;
  const NameTable& names_;
  const RelationDecl& relation_;
  const std::uint32_t root_ = folder_hash("");
  std::vector<NameTable::Owner> owners_;
  std::vector<NoteId> notes_;
};

const NameTable& Reader::State::name_table() {
  if (!name_table_)
    name_table_.emplace(database);
  return *name_table_;
}

const std::vector<Statement>& Reader::all_statements(std::string_view relation) const {
  const auto [entry, is_new] = state_->statements.try_emplace(std::string(relation));
  std::vector<Statement>& statements = entry->second;
  const RelationDecl* declared = vocabulary().relation(relation);
  const auto slot = edge_slot(vocabulary(), relation);
  if (!is_new || declared == nullptr || !slot)
    return statements;
  StatementResolver resolver(*this, *state_, state_->name_table(), *declared);
  const Xapian::Database& database = state_->database;
  std::vector<Statement> found;
  for (auto value = database.valuestream_begin(*slot); value != database.valuestream_end(*slot);
       ++value) {
    const auto packed = decode_edges(*value);
    if (!packed)
      throw Xapian::DatabaseCorruptError("the edges of note " + std::to_string(value.get_docid()));
    for (const PackedEdge& edge : *packed)
      found.push_back(resolver.statement(value.get_docid(), edge));
  }
  return statements = std::move(found);
}

Statement Reader::statement_of(const StatedEdge& stated) const {
  const Edge& edge = stated.edge;
  Statement statement;
  statement.note = stated.note;
  statement.index = stated.index;
  statement.from = statement_end(edge.from, resolve_end(stated, End::from));
  statement.to = statement_end(edge.to, resolve_end(stated, End::to));
  statement.date = edge.date;
  statement.polarity = edge.polarity;
  statement.tier = edge.tier;
  statement.line = edge.line;
  statement.span = edge.span;
  return statement;
}

bool Reader::reads_all(std::string_view relation, std::size_t stating) const {
  const RelationDecl* declared = vocabulary().relation(relation);
  if (declared == nullptr || declared->source == RelationSource::links)
    return false;
  const bool is_known = state_->statements.contains(std::string(relation));
  return stating > (is_known ? some_notes : many_notes);
}

Statements Reader::statements(std::string_view relation) const {
  const RelationDecl* declared = vocabulary().relation(relation);
  if (declared == nullptr || declared->source != RelationSource::links)
    return Statements(&all_statements(relation));
  std::vector<Statement> found;
  for (const NoteId note : all_notes())
    for (const StatedEdge& stated : edges_by(note, relation))
      found.push_back(statement_of(stated));
  return Statements(std::move(found));
}

template <class Counts>
Statements Reader::statements_by(const std::vector<NoteId>& stating, std::string_view relation,
                                 const Counts& counts) const {
  std::vector<Statement> found;
  if (reads_all(relation, stating.size())) {
    const std::vector<Statement>& all = all_statements(relation);
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), counts);
    return Statements(std::move(found));
  }
  for (const NoteId note : stating)
    for (const StatedEdge& stated : edges_by(note, relation)) {
      if (!counts(stated))
        continue;
      if (Statement statement = statement_of(stated); counts(statement))
        found.push_back(std::move(statement));
    }
  return Statements(std::move(found));
}

Statements Reader::statements_at(std::string_view relation, End end, NoteId note) const {
  return statements_by(stating_at(relation, end, note), relation,
                       AboutNote{end, note, keys_of(record(note))});
}

Statements Reader::statements_at_literal(std::string_view relation, End end,
                                         std::string_view key) const {
  return statements_by(state_->postings(edge_term(relation, end, key)), relation,
                       Those{[end, hash = key_hash(key)](const Statement& statement) {
                         return statement.end(end).literal == hash;
                       }});
}

Statements Reader::statements_of_me(std::string_view relation, std::optional<notes::Date> first,
                                    std::optional<notes::Date> last) const {
  return statements_by(stating_of_me(relation, first, last), relation,
                       Those{[&](const Statement& statement) {
                         return (statement.from.is_me || statement.to.is_me) &&
                                may_fall_within(statement.date, first, last);
                       }});
}

std::string Reader::literal_text(const Statement& statement, End end) const {
  const NoteRecord& stating = record(statement.note);
  if (statement.index >= stating.edges.size())
    return stating.links.at(statement.index - stating.edges.size()).target;
  const Edge& edge = stating.edges[statement.index];
  return end == End::from ? edge.from.text : edge.to.text;
}

}  // namespace tote::index::store
