// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/evaluate.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <xapian.h>

#include "index/question/occurrences.h"
#include "index/store/edge_values.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

bool holds(const std::vector<std::string>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

/// How cheaply a predicate can produce its notes; the smallest goes first. Negative: it cannot.
int generator_rank(const Predicate& predicate) {
  if (predicate.is_complement)
    return -1;
  if (predicate.relation == nullptr)
    return 4;
  const SetRef& other = predicate.end(opposite(*predicate.gap));
  if (!other)
    return is_of_owner(*predicate.relation) ? (predicate.time.is_limited() ? 1 : 3) : 6;
  if (other->kind == Set::Kind::named)
    return 0;
  if (other->kind == Set::Kind::owner)
    return 2;
  return other->predicates.empty() ? 5 : 2;
}

/// Month and day as a number that sorts within a year.
int day_of_year(notes::Date date) {
  return date.month * 100 + date.day;
}

bool recurs_within(notes::Date date, const TimeRange& range) {
  if (date.month == 0 || date.day == 0 || !range.first || !range.last)
    return false;
  const int first = day_of_year(*range.first);
  const int last = day_of_year(*range.last);
  const int day = day_of_year(date);
  return first <= last ? first <= day && day <= last : first <= day || day <= last;
}

bool is_number(const FieldDecl& field) {
  return field.kind == FieldKind::integer || field.kind == FieldKind::decimal;
}

/// Whether a number compares as the predicate wants.
bool compares(const Predicate& predicate, double number) {
  constexpr double epsilon = 1e-9;
  const double difference = number - predicate.number;
  switch (predicate.compare) {
    case Compare::any:
    case Compare::within:
      return true;
    case Compare::equal:
      return std::abs(difference) < epsilon;
    case Compare::at_least:
      return difference > -epsilon;
    case Compare::at_most:
      return difference < epsilon;
    case Compare::more:
      return difference > epsilon;
    case Compare::less:
      return difference < -epsilon;
  }
  return false;
}

/// Whether a value with this FieldValue::number may fit, for all that the number tells.
bool number_may_fit(const Predicate& predicate, double number) {
  if (is_number(*predicate.field))
    return compares(predicate, number);
  const bool is_dated = predicate.recurring.is_limited() ||
                        (predicate.compare == Compare::within && predicate.time.is_limited());
  if (!is_dated || number <= 0)
    return true;
  const notes::Date date = notes::date_with_key(static_cast<std::int32_t>(number));
  return predicate.recurring.is_limited() ? recurs_within(date, predicate.recurring)
                                          : predicate.time.contains(date);
}

Thing thing_of(NoteId note) {
  Thing thing;
  thing.note = note;
  return thing;
}

std::optional<notes::Date> latest(Witnesses witnesses) {
  std::optional<notes::Date> date;
  for (const Witness& witness : witnesses)
    if (witness.date && (!date || *date < *witness.date))
      date = witness.date;
  return date;
}

std::optional<notes::Date> earliest(Witnesses witnesses) {
  std::optional<notes::Date> date;
  for (const Witness& witness : witnesses)
    if (witness.date && (!date || *witness.date < *date))
      date = witness.date;
  return date;
}

/// Whether a field's number tells what comes before: a birthday without its year does not.
bool has_order(const Predicate& predicate, double number) {
  return predicate.field == nullptr || predicate.field->kind != FieldKind::date ||
         notes::date_with_key(static_cast<std::int32_t>(number)).year != 0;
}

/// Whether a value at the predicate's open end may stand for a note of one of the types:
/// "works-for: Harbor Library" for a company.
bool may_stand_for(const std::vector<std::string>& types, const Predicate& predicate) {
  if (predicate.relation == nullptr || !predicate.gap)
    return false;
  const std::vector<std::string> ends = types_at(*predicate.relation, *predicate.gap);
  return holds(ends, "literal") &&
         std::any_of(types.begin(), types.end(),
                     [&](const std::string& type) { return holds(ends, type); });
}

}  // namespace

Evaluator::Evaluator(const store::Reader& reader, const AskOptions& options)
    : reader_(reader), options_(options) {
  for (const std::string& name : options_.me)
    for (const NoteId note : reader_.named(notes::name_key(name)))
      owner_notes_.insert(note);
}

bool Evaluator::is_of_set_kind(const Set& set, const Thing& thing) const {
  if (set.types.empty())
    return true;
  // A literal may be of any kind that has no note.
  if (thing.note == 0)
    return holds(set.types, "literal") || set.role_relation != nullptr ||
           holds(set.types, "person");
  return std::any_of(set.types.begin(), set.types.end(),
                     [&](const std::string& type) { return reader_.is_of_type(thing.note, type); });
}

Members Evaluator::named_members(const Set& set) const {
  Members members;
  for (const Meaning& meaning : set.meanings) {
    Found found;
    found.thing.note = meaning.note;
    members.found.push_back(std::move(found));
  }
  for (const Literal& literal : set.literals) {
    Found found;
    found.thing.literal = store::key_hash(literal.key);
    found.thing.key = &literal.key;
    members.found.push_back(std::move(found));
  }
  return members;
}

const ThingSet& Evaluator::member_things(const SetRef& set) {
  if (const auto it = cached_.find(set); it != cached_.end())
    return it->second;
  std::vector<Thing> things;
  for (const Found& found : members(*set).found)
    things.push_back(found.thing);
  return cached_.emplace(set, ThingSet(std::move(things))).first->second;
}

std::vector<Thing> Evaluator::things_of_kind(const Set& set) const {
  std::vector<NoteId> notes;
  if (!set.tags.empty()) {
    const std::string term = store::tag_term(set.tags.front());
    const Xapian::Database& database = reader_.database();
    for (auto post = database.postlist_begin(term); post != database.postlist_end(term); ++post)
      notes.push_back(*post);
  } else {
    std::vector<std::string> types = set.types;
    for (const Predicate& predicate : set.predicates)
      if (types.empty() && predicate.relation != nullptr)
        types = types_at(*predicate.relation, *predicate.gap);
    if (types.empty())
      notes = reader_.all_notes();
    for (const std::string& type : types) {
      const std::vector<NoteId> some = reader_.of_type(type);
      notes.insert(notes.end(), some.begin(), some.end());
    }
  }
  std::vector<Thing> things;
  things.reserve(notes.size());
  for (const NoteId note : notes)
    if (owner_notes_.count(note) == 0)
      things.emplace_back().note = note;
  return things;
}

void Evaluator::drop_other_kinds(const Set& set, const Predicate* generator,
                                 std::vector<Found>& all) const {
  const bool needs_kind = generator != nullptr || !set.tags.empty();
  // Where no note of the kind is named, a value is taken for one: of several it could be any.
  const bool takes_values = generator != nullptr && may_stand_for(set.types, *generator) &&
                            std::none_of(all.begin(), all.end(), [&](const Found& found) {
                              return found.thing.note != 0 && is_of_set_kind(set, found.thing);
                            });
  std::erase_if(all, [&](Found& found) {
    const bool is_taken = takes_values && found.thing.note == 0;
    if (needs_kind && !is_taken && !is_of_set_kind(set, found.thing))
      return true;
    if (found.thing.note == 0)
      return !set.tags.empty() || set.dated.is_limited();
    if (set.tags.empty() && !set.dated.is_limited())
      return false;
    if (!std::all_of(set.tags.begin(), set.tags.end(), [&](const std::string& tag) {
          return reader_.has_tag(found.thing.note, tag);
        }))
      return true;
    const auto date = reader_.date_of(found.thing.note);
    return set.dated.is_limited() && (!date || !set.dated.contains(*date));
  });
}

Members Evaluator::members(const Set& set) {
  if (set.kind == Set::Kind::named)
    return named_members(set);
  Members members;
  constexpr int deepest = 6;
  if (set.kind != Set::Kind::described || depth_ >= deepest)
    return members;
  ++depth_;
  const Predicate* generator = nullptr;
  for (const Predicate& predicate : set.predicates)
    if (const int rank = generator_rank(predicate);
        rank >= 0 && (generator == nullptr || rank < generator_rank(*generator)))
      generator = &predicate;
  const Predicate* main = main_predicate(set);
  const auto add_witnesses = [&](Found& found, const Predicate& predicate, Witnesses witnesses) {
    if (&predicate == main)
      found.main = witnesses;
    else
      found.others.push_back(witnesses);
  };
  if (generator != nullptr) {
    Holdings held = holdings(*generator, generator->is_denied ? -1 : 1);
    keep(held.take_witnesses());
    for (const auto& [thing, witnesses] : held) {
      Found& found = members.found.emplace_back();
      found.thing = thing;
      add_witnesses(found, *generator, witnesses);
    }
  } else {
    for (const Thing& thing : things_of_kind(set))
      members.found.emplace_back().thing = thing;
  }
  drop_other_kinds(set, generator, members.found);
  for (const Predicate& predicate : set.predicates) {
    if (&predicate == generator || predicate.is_complement)
      continue;
    const bool is_about_many = predicate.relation != nullptr &&
                               predicate.relation->source != RelationSource::links &&
                               members.found.size() > few_things;
    Holdings held = is_about_many ? witnesses_for_all(predicate, members.found) : Holdings();
    keep(held.take_witnesses());
    std::erase_if(members.found, [&](Found& found) {
      const Witnesses witnesses =
          is_about_many ? held.find(found.thing) : witnesses_for(predicate, found.thing);
      if (witnesses.empty())
        return true;
      add_witnesses(found, predicate, witnesses);
      return false;
    });
  }
  for (const Predicate& predicate : set.predicates)
    if (predicate.is_complement)
      apply_complement(predicate, members);
    else if (predicate.is_never)
      drop_held(predicate, members);
  apply_pick(set, members.found);
  members.undated = undated_;
  --depth_;
  return members;
}

void Evaluator::drop_held(const Predicate& predicate, Members& members) {
  Predicate held = predicate;
  held.is_denied = false;
  held.time = {};
  std::erase_if(members.found,
                [&](const Found& found) { return !witnesses_for(held, found.thing).empty(); });
}

void Evaluator::apply_complement(const Predicate& predicate, Members& members) {
  Predicate any = predicate;
  any.is_complement = false;
  any.told_by.clear();
  any.time = {};
  // Few members are asked one by one; for many the relation is read once.
  Holdings recorded;
  if (members.found.size() > few_things) {
    recorded = holdings(any, 1);
  } else {
    for (const Found& found : members.found)
      for (const Witness& witness : witnesses_for(any, found.thing))
        recorded.add(found.thing, witness);
    recorded.seal();
  }
  keep(recorded.take_witnesses());
  std::vector<Found> left;
  for (Found& found : members.found) {
    const Witnesses known = recorded.find(found.thing);
    if (known.empty()) {
      (predicate.time.is_limited() ? members.unrecorded : left).push_back(std::move(found));
      continue;
    }
    if (!predicate.time.is_limited())
      continue;
    const bool holds_within = std::any_of(known.begin(), known.end(), [&](const Witness& witness) {
      return !witness.date || witness.date->year == 0 || predicate.time.contains(*witness.date);
    });
    if (holds_within)
      continue;
    // The last time before bears out that it was not later.
    const auto date = latest(known);
    for (const Witness& witness : known)
      if (witness.date == date && found.main.empty())
        found.main = {&witness, 1};
    left.push_back(std::move(found));
  }
  members.found = std::move(left);
}

void Evaluator::count_undated(const std::vector<Found>& found) {
  for (const Found& one : found)
    undated_ += static_cast<std::uint32_t>(std::count_if(
        one.main.begin(), one.main.end(),
        [](const Witness& witness) { return !witness.date || witness.date->year == 0; }));
}

void Evaluator::apply_pick(const Set& set, std::vector<Found>& found) {
  if (set.pick == Pick::all || found.empty())
    return;
  if (set.pick == Pick::first || set.pick == Pick::last)
    count_undated(found);
  const auto score = [&](const Found& one) -> double {
    switch (set.pick) {
      case Pick::first:
      case Pick::last: {
        const auto date = set.pick == Pick::last ? latest(one.main) : earliest(one.main);
        if (!date || date->year == 0)
          return -std::numeric_limits<double>::infinity();
        return set.pick == Pick::last ? notes::sort_key(*date) : -notes::sort_key(*date);
      }
      case Pick::most:
      case Pick::fewest: {
        const Predicate* main = main_predicate(set);
        const bool by_date =
            main != nullptr && main->relation != nullptr && is_of_owner(*main->relation);
        const auto count =
            static_cast<double>(by_date ? count_occurrences(one.main) : count_others(one.main));
        return set.pick == Pick::most ? count : -count;
      }
      case Pick::highest:
      case Pick::lowest: {
        double best = -std::numeric_limits<double>::infinity();
        for (const Witness& witness : one.main)
          if (has_order(*main_predicate(set), witness.number))
            best = std::max(best, set.pick == Pick::highest ? witness.number : -witness.number);
        return best;
      }
      case Pick::all:
        break;
    }
    return 0;
  };
  std::vector<double> scores;
  scores.reserve(found.size());
  for (const Found& one : found)
    scores.push_back(score(one));
  const double best = *std::max_element(scores.begin(), scores.end());
  std::size_t i = 0;
  std::erase_if(found, [&](const Found&) {
    const double own = scores[i++];
    return own < best || own == -std::numeric_limits<double>::infinity();
  });
}

std::vector<std::pair<FieldValue, NoteId>> Evaluator::values(const FieldDecl& field, NoteId note) {
  std::vector<std::pair<FieldValue, NoteId>> found;
  const auto add = [&](NoteId holder) {
    const store::NoteRecord& record = reader_.record(holder);
    for (const FieldValue& value : record.values)
      if (value.field == field.id)
        found.emplace_back(value, holder);
  };
  add(note);
  const RelationDecl* via = field.via.empty() ? nullptr : reader_.vocabulary().relation(field.via);
  if (via == nullptr)
    return found;
  for (const store::Statement& statement : reader_.statements_at(via->id, End::to, note)) {
    if (statement.polarity < 0)
      continue;
    if (statement.from.note != 0 && statement.from.note != note)
      add(statement.from.note);
    for (const NoteId holder : statement.from.other_notes())
      if (holder != note)
        add(holder);
  }
  return found;
}

bool Evaluator::value_fits(const Predicate& predicate, const FieldValue& value) const {
  const auto date = notes::parse_date(value.text);
  if (predicate.recurring.is_limited())
    return date && recurs_within(*date, predicate.recurring);
  if (predicate.compare == Compare::within && predicate.time.is_limited())
    return date && predicate.time.contains(*date);
  const bool is_text = predicate.compare == Compare::equal && !is_number(*predicate.field);
  return is_text ? notes::name_key(value.text) == notes::name_key(predicate.value)
                 : compares(predicate, value.number);
}

std::vector<NoteId> Evaluator::may_fit(const Predicate& predicate) const {
  const FieldDecl& field = *predicate.field;
  const std::vector<store::FieldRange> ranges = reader_.field_ranges(field.id);
  if (ranges.empty())
    return reader_.with_field(field.id);
  std::vector<NoteId> notes;
  for (const store::FieldRange& range : ranges)
    // Several values: the record tells whether one of them fits.
    if (range.min != range.max || number_may_fit(predicate, range.min))
      notes.push_back(range.note);
  return notes;
}

Holdings Evaluator::field_holdings(const Predicate& predicate) {
  Holdings held;
  const FieldDecl& field = *predicate.field;
  const RelationDecl* via = field.via.empty() ? nullptr : reader_.vocabulary().relation(field.via);
  for (const NoteId note : may_fit(predicate)) {
    const store::NoteRecord record = reader_.record(note);
    for (const FieldValue& value : record.values) {
      if (value.field != field.id || !value_fits(predicate, value))
        continue;
      Witness witness;
      witness.note = note;
      witness.line = value.line;
      witness.span = value.span;
      witness.number = value.number;
      witness.date = record.card.date;
      if (field.kind == FieldKind::date)
        witness.date = notes::parse_date(value.text);
      held.add(thing_of(note), witness);
      if (via == nullptr)
        continue;
      for (const Edge& edge : record.edges) {
        if (edge.relation != via->id || edge.from.kind != EdgeEnd::Kind::self || edge.polarity < 0)
          continue;
        for (const NoteId about : reader_.resolve_end({note, edge}, End::to).notes)
          held.add(thing_of(about), witness);
      }
    }
  }
  held.seal();
  return held;
}

}  // namespace tote::index::question
