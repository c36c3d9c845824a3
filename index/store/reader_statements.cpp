// SPDX-License-Identifier: GPL-2.0-or-later
// Statements: edges with their ends found. Those of a few notes are read from the records and
// resolved name by name; for many the relation's slot is read as a whole against a table of the
// names in it. Both ways give the same.
#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>
#include <span>

#include "index/store/edge_values.h"
#include "index/store/name_table.h"
#include "index/store/reader.h"
#include "index/store/reader_state.h"
#include "index/store/terms.h"
#include "notes/names.h"
#include "notes/text.h"

namespace tote::index::store {
namespace {

/// After the records of so many notes it pays to read a whole relation.
constexpr std::size_t many_records = 300;

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

/// Where the statements stand that count.
template <class Counts>
std::vector<Statements::Place> places_of(const std::vector<Statement>& statements,
                                         const Counts& counts) {
  std::vector<Statements::Place> places;
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (counts(statements[i]))
      places.push_back(static_cast<Statements::Place>(i));
  return places;
}

/// Calls `use` with each note at an end, once.
template <class Use>
void for_each_note(const StatementEnd& end, const Use& use) {
  if (end.note != 0)
    use(end.note);
  for (const NoteId note : end.other_notes())
    if (note != end.note)
      use(note);
}

}  // namespace

EndIndex::EndIndex(std::span<const Statement> statements, End end) {
  // Counted first, then put in place: as many steps as there are statements and notes.
  NoteId last = 0;
  for (const Statement& statement : statements)
    for_each_note(statement.end(end), [&](NoteId note) { last = std::max(last, note); });
  begins_.resize(std::size_t{last} + 2);
  for (const Statement& statement : statements)
    for_each_note(statement.end(end), [&](NoteId note) { ++begins_[note + 1]; });
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  places_.resize(begins_.back());
  std::vector<std::uint32_t> next = begins_;
  for (std::size_t i = 0; i < statements.size(); ++i)
    for_each_note(statements[i].end(end),
                  [&](NoteId note) { places_[next[note]++] = static_cast<Statements::Place>(i); });
}

std::span<const Statements::Place> EndIndex::at(NoteId note) const {
  if (std::size_t{note} + 1 >= begins_.size())
    return {};
  return std::span(places_).subspan(begins_[note], begins_[note + 1] - begins_[note]);
}

/// Finds the notes that the packed ends of one relation's edges mean.
class StatementResolver {
 public:
  /// Requires: all of these outlive it, and `names` has those in the edges.
  StatementResolver(const Reader& reader, Reader::State& state, const RelationDecl& relation,
                    const NameTable& names)
      : reader_(reader), state_(state), relation_(relation), names_(names) {}

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
             is_untyped(owners_.front().note))
      found.note = owners_.front().note;
    return found;
  }

  [[nodiscard]] StatementEnd find_name(const Statement& stated, const PackedEnd& packed, End end) {
    notes_.clear();
    choose(packed, [&](NoteId note) { return is_suitable(note, end); });
    if (is_prose(stated.tier))
      choose(packed, [&](NoteId note) { return is_untyped(note); });
    else
      choose(packed, [](NoteId) { return true; });
    StatementEnd found;
    if (is_prose(stated.tier) && notes_.size() > 1)
      return found;
    if (!notes_.empty()) {
      found.note = notes_.front();
      found.others = state_.rest_of(notes_);
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

  /// Whether a note is of a type that the relation has at the end.
  [[nodiscard]] bool is_suitable(NoteId note, End end) {
    const std::vector<std::string>& types = end == End::from ? relation_.from : relation_.to;
    if (contains_any_type(types))
      return true;
    std::optional<std::vector<bool>>& suitable = suitable_[end == End::from ? 0 : 1];
    if (!suitable) {
      std::vector<std::string> terms;
      for (const std::string& type : types)
        terms.push_back(type_term(type));
      suitable = state_.members_of_any(terms);
    }
    return note < suitable->size() && (*suitable)[note];
  }

  [[nodiscard]] static bool contains_any_type(const std::vector<std::string>& types) {
    return std::find(types.begin(), types.end(), "*") != types.end();
  }

  [[nodiscard]] bool is_untyped(NoteId note) { return state_.is_of_type(note, "note"); }

  [[nodiscard]] StatementEnd find_in_record(const Statement& stated, End end) const {
    const StatedEdge edge{stated.note, reader_.record(stated.note).edges.at(stated.index)};
    return state_.statement_end(end == End::from ? edge.edge.from : edge.edge.to,
                                reader_.resolve_end(edge, end));
  }

  const Reader& reader_;
  Reader::State& state_;
  const RelationDecl& relation_;
  const NameTable& names_;
  const std::uint32_t root_ = folder_hash("");
  std::optional<std::vector<bool>> suitable_[2];
  std::vector<NameTable::Owner> owners_;
  std::vector<NoteId> notes_;
};

StatementEnd Reader::State::statement_end(const EdgeEnd& written, const ResolvedEnd& resolved) {
  StatementEnd end;
  end.is_me = resolved.is_me;
  if (!resolved.notes.empty()) {
    end.note = resolved.notes.front();
    end.others = rest_of(resolved.notes);
  } else if (!resolved.literal.empty()) {
    end.literal = key_hash(notes::name_key(written.text));
  }
  return end;
}

namespace {

/// All values of a relation's slot.
class SlotEdges {
 public:
  SlotEdges(const Xapian::Database& database, std::uint32_t slot) {
    values_.reserve(database.get_value_freq(slot));
    for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot);
         ++value) {
      bytes_ += *value;
      values_.push_back({value.get_docid(), bytes_.size()});
    }
    for_each([this](NoteId, const PackedEdge& edge) { look_at(edge); });
  }

  /// Calls `use` with each note that has a value, and each of the edges in that.
  template <class Use>
  void for_each(const Use& use) const {
    std::vector<PackedEdge> edges;
    std::size_t begin = 0;
    for (const Value& value : values_) {
      const auto bytes = std::string_view(bytes_).substr(begin, value.end - begin);
      begin = value.end;
      if (!decode_edges(bytes, edges))
        throw Xapian::DatabaseCorruptError("the edges of note " + std::to_string(value.note));
      for (const PackedEdge& edge : edges)
        use(value.note, edge);
    }
  }

  /// The names in the edges.
  [[nodiscard]] const WantedNames& names() const { return names_; }

  /// How many edges there are.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Value {
    NoteId note = 0;
    std::size_t end = 0;  ///< in bytes_
  };

  void look_at(const PackedEdge& edge) {
    ++size_;
    for (const PackedEnd* end : {&edge.from, &edge.to}) {
      if (end->kind != EdgeEnd::Kind::link && end->kind != EdgeEnd::Kind::name)
        continue;
      names_.add(end->key);
      for (const std::uint64_t key : end->further_keys)
        names_.add(key);
    }
  }

  std::string bytes_;  ///< of the values, one behind the other
  std::vector<Value> values_;
  WantedNames names_;
  std::size_t size_ = 0;
};

}  // namespace

const WholeRelation& Reader::whole(std::string_view relation) const {
  auto entry = state_->relations.find(relation);
  if (entry == state_->relations.end())
    entry = state_->relations.try_emplace(std::string(relation)).first;
  WholeRelation& known = entry->second;
  const RelationDecl* declared = vocabulary().relation(relation);
  const auto slot = edge_slot(vocabulary(), relation);
  if (known.is_read || declared == nullptr || !slot)
    return known;
  const Xapian::Database& database = state_->database;
  if (!state_->hashed_names)
    state_->hashed_names.emplace(database);
  const SlotEdges edges(database, *slot);
  const NameTable names(*state_->hashed_names, edges.names());
  StatementResolver resolver(*this, *state_, *declared, names);
  std::vector<Statement> found;
  found.reserve(edges.size());
  edges.for_each([&](NoteId note, const PackedEdge& edge) {
    found.push_back(resolver.statement(note, edge));
  });
  known.statements = std::move(found);
  known.of_me = places_of(known.statements, [](const Statement& statement) {
    return statement.from.is_me || statement.to.is_me;
  });
  known.is_read = true;
  return known;
}

Statement Reader::statement_of(const StatedEdge& stated) const {
  const Edge& edge = stated.edge;
  Statement statement;
  statement.note = stated.note;
  statement.index = stated.index;
  statement.from = state_->statement_end(edge.from, resolve_end(stated, End::from));
  statement.to = state_->statement_end(edge.to, resolve_end(stated, End::to));
  statement.date = edge.date;
  statement.polarity = edge.polarity;
  statement.tier = edge.tier;
  statement.line = edge.line;
  statement.span = edge.span;
  return statement;
}

const WholeRelation* Reader::whole_instead_of(std::string_view relation,
                                              std::size_t records) const {
  const RelationDecl* declared = vocabulary().relation(relation);
  if (declared == nullptr || declared->source == RelationSource::links)
    return nullptr;
  auto entry = state_->relations.find(relation);
  if (entry == state_->relations.end())
    entry = state_->relations.try_emplace(std::string(relation)).first;
  WholeRelation& known = entry->second;
  if (known.is_read)
    return &known;
  known.records_read += records;
  return known.records_read > many_records ? &whole(relation) : nullptr;
}

Statements Reader::statements(std::string_view relation) const {
  const RelationDecl* declared = vocabulary().relation(relation);
  if (declared == nullptr || declared->source != RelationSource::links)
    return Statements(std::span<const Statement>(whole(relation).statements));
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
  for (const NoteId note : stating)
    for (const StatedEdge& stated : edges_by(note, relation)) {
      if (!counts(stated))
        continue;
      if (Statement statement = statement_of(stated); counts(statement))
        found.push_back(statement);
    }
  return Statements(std::move(found));
}

Statements Reader::statements_at(std::string_view relation, End end, NoteId note) const {
  const auto of_whole = [&](const WholeRelation& known) {
    auto& index = state_->relations.find(relation)->second.by_end[end == End::from ? 0 : 1];
    if (!index)
      index.emplace(known.statements, end);
    return Statements(known.statements, index->at(note));
  };
  if (const WholeRelation* known = whole_instead_of(relation, 0))
    return of_whole(*known);
  const std::vector<NoteId> stating = stating_at(relation, end, note);
  if (const WholeRelation* known = whole_instead_of(relation, stating.size()))
    return of_whole(*known);
  return statements_by(stating, relation, AboutNote{end, note, keys_of(record(note))});
}

Statements Reader::statements_at_literal(std::string_view relation, End end,
                                         std::string_view key) const {
  const Those counts{[end, hash = key_hash(key)](const Statement& statement) {
    return statement.end(end).literal == hash;
  }};
  const std::vector<NoteId> stating = state_->postings(edge_term(relation, end, key));
  if (const WholeRelation* known = whole_instead_of(relation, stating.size()))
    return Statements(known->statements, places_of(known->statements, counts));
  return statements_by(stating, relation, counts);
}

Statements Reader::statements_of_me(std::string_view relation, std::optional<notes::Date> first,
                                    std::optional<notes::Date> last) const {
  const auto of_whole = [&](const WholeRelation& known) {
    if (!first && !last)
      return Statements(known.statements, std::span<const Statements::Place>(known.of_me));
    std::vector<Statements::Place> places;
    std::copy_if(known.of_me.begin(), known.of_me.end(), std::back_inserter(places),
                 [&](Statements::Place place) {
                   return may_fall_within(known.statements[place].date, first, last);
                 });
    return Statements(known.statements, std::move(places));
  };
  if (const WholeRelation* known = whole_instead_of(relation, 0))
    return of_whole(*known);
  const std::vector<NoteId> stating = stating_of_me(relation, first, last);
  if (const WholeRelation* known = whole_instead_of(relation, stating.size()))
    return of_whole(*known);
  return statements_by(stating, relation, Those{[&](const Statement& statement) {
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
