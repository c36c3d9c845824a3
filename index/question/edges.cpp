// SPDX-License-Identifier: GPL-2.0-or-later
// From predicates to edges: which postings to ask, which of the edges count, and what is at their
// ends.
#include <algorithm>
#include <set>

#include <xapian.h>

#include "index/question/evaluate.h"
#include "index/question/occurrences.h"
#include "index/store/phrase_query.h"
#include "notes/names.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

Witness witness_of(const store::Statement& statement, bool is_sub_relation) {
  Witness witness;
  witness.note = statement.note;
  witness.line = statement.line;
  witness.span = statement.span;
  witness.date = statement.date;
  witness.tier = statement.tier;
  witness.polarity = statement.polarity;
  witness.is_sub_relation = is_sub_relation;
  return witness;
}

}  // namespace

std::vector<const RelationDecl*> Evaluator::with_children(const RelationDecl& relation) const {
  std::vector<const RelationDecl*> all = {&relation};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const RelationDecl& child : reader_.vocabulary().relations) {
      const bool is_child =
          std::find(child.parents.begin(), child.parents.end(), all[i]->id) != child.parents.end();
      if (is_child && std::find(all.begin(), all.end(), &child) == all.end())
        all.push_back(&child);
    }
  return all;
}

const std::vector<Evaluator::RelationStatements>& Evaluator::statements_at(
    const RelationDecl& relation, End end, const Thing& thing) {
  const std::tuple asked(&relation, end, thing.note, thing.literal);
  const auto known = statements_.find(asked);
  if (known != statements_.end())
    return known->second;
  return statements_.emplace(asked, read_statements_at(relation, end, thing)).first->second;
}

std::vector<Evaluator::RelationStatements> Evaluator::read_statements_at(
    const RelationDecl& relation, End end, const Thing& thing) {
  std::vector<RelationStatements> found;
  for (const RelationDecl* one : with_children(relation))
    found.push_back({thing.note != 0 ? reader_.statements_at(one->id, end, thing.note)
                                     : reader_.statements_at_literal(
                                           one->id, end, notes::name_key(literal_text(thing))),
                     one != &relation});
  if (relation.source == RelationSource::links && end == End::to && thing.note != 0)
    found.push_back({mentions_of(thing.note, found), false});
  return found;
}

std::vector<Evaluator::RelationStatements> Evaluator::statements_of(const RelationDecl& relation,
                                                                    const TimeRange& time) const {
  std::vector<RelationStatements> found;
  if (relation.source == RelationSource::links)
    return found;
  for (const RelationDecl* one : with_children(relation))
    found.push_back({is_of_owner(*one) ? reader_.statements_of_me(one->id, time.first, time.last)
                                       : reader_.statements(one->id),
                     one != &relation});
  return found;
}

store::Statements Evaluator::mentions_of(NoteId note,
                                         const std::vector<RelationStatements>& linked) const {
  constexpr std::size_t most_candidates = 200;
  const store::NoteRecord record = reader_.record(note);
  std::vector<std::string> names = {record.card.title};
  names.insert(names.end(), record.aliases.begin(), record.aliases.end());
  std::set<NoteId> linking;
  for (const RelationStatements& some : linked)
    for (const store::Statement& link : some.statements)
      linking.insert(link.note);
  linking.insert(note);
  std::set<NoteId> candidates;
  std::erase_if(names, [&](const std::string& name) {
    const std::vector<notes::Word> words = notes::split_words(name);
    // A single word that is also part of another name may mean that one.
    const bool is_shared =
        words.size() == 1 && (reader_.with_name_part(words.front().folded).size() > 1 ||
                              words.front().folded.size() < 4);
    if (words.empty() || is_shared || reader_.named(notes::name_key(name)).size() > 1)
      return true;
    std::vector<std::string> in_a_row;
    for (const notes::Word& word : words)
      if (!word.is_cjk)
        in_a_row.push_back(word.folded);
    if (in_a_row.size() != words.size())
      return true;
    Xapian::Enquire enquire(reader_.database());
    enquire.set_query(store::phrase_query(in_a_row));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet matches = enquire.get_mset(0, most_candidates);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      candidates.insert(*match);
    return false;
  });
  std::vector<store::Statement> mentions;
  for (const NoteId candidate : candidates) {
    if (linking.count(candidate) != 0)
      continue;
    for (const auto& [line, span] : find_mentions(reader_.source_text(candidate), names)) {
      store::Statement& mention = mentions.emplace_back();
      mention.note = candidate;
      mention.from.note = candidate;
      mention.to.note = note;
      mention.tier = Tier::mention;
      mention.line = line;
      mention.span = span;
      mention.date = reader_.card(candidate).date;
    }
  }
  return store::Statements(std::move(mentions));
}

bool Evaluator::things_at(const store::Statement& statement, End end,
                          std::vector<Thing>& things) const {
  things.clear();
  const store::StatementEnd& at = statement.end(end);
  bool is_owner = at.is_me;
  const auto add = [&](NoteId note) {
    Thing& thing = things.emplace_back();
    thing.note = note;
    is_owner |= owner_notes_.count(note) != 0;
  };
  if (at.note != 0)
    add(at.note);
  for (const NoteId note : at.other_notes())
    add(note);
  if (at.literal != 0) {
    Thing& thing = things.emplace_back();
    thing.literal = at.literal;
    thing.stated_by = statement.note;
    thing.edge = statement.index;
    thing.end = end;
  }
  return is_owner;
}

std::string Evaluator::literal_text(const Thing& thing) const {
  if (thing.key != nullptr)
    return *thing.key;
  if (thing.stated_by == 0)
    return {};
  store::Statement statement;
  statement.note = thing.stated_by;
  statement.index = thing.edge;
  return reader_.literal_text(statement, thing.end);
}

bool Evaluator::fits(const store::Statement& statement, End end, const SetRef& set,
                     Witness& witness) {
  const bool is_owner = things_at(statement, end, things_);
  if (!things_.empty())
    witness.other = things_.front();
  if (!set)
    return is_owner || !things_.empty();
  if (set->kind == Set::Kind::owner)
    return is_owner;
  const bool is_by_kind = set->kind == Set::Kind::described && set->predicates.empty() &&
                          set->tags.empty() && !set->dated.is_limited();
  // Asking for the members may look at other statements.
  std::vector<Thing> things = std::move(things_);
  const auto member = std::find_if(things.begin(), things.end(), [&](const Thing& thing) {
    return is_by_kind ? is_of_set_kind(*set, thing) : member_things(set).contains(thing);
  });
  const bool is_found = member != things.end();
  if (is_found)
    witness.other = *member;
  things_ = std::move(things);
  return is_found;
}

bool Evaluator::is_told_by(const store::Statement& statement,
                           const std::vector<std::string>& words) const {
  if (words.empty())
    return true;
  if (statement.tier != Tier::prose_linked && statement.tier != Tier::prose_partly)
    return false;
  std::string text = " ";
  for (const notes::Word& word :
       notes::split_words(reader_.source_text(statement.note, statement.span)))
    text += word.folded + " ";
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(" " + word + " ") != std::string::npos;
  });
}

void Evaluator::collect(const Predicate& predicate, const std::vector<RelationStatements>& from,
                        Wanted wanted, Holdings& into) {
  const End gap = *predicate.gap;
  std::vector<Thing> things;
  for (const RelationStatements& some : from)
    for (const store::Statement& statement : some.statements) {
      if (statement.polarity != wanted.polarity)
        continue;
      Witness witness = witness_of(statement, some.is_sub_relation);
      if (!fits(statement, opposite(gap), predicate.end(opposite(gap)), witness))
        continue;
      things_at(statement, gap, things);
      if (wanted.about != nullptr)
        std::erase_if(things, [&](const Thing& thing) { return !wanted.about->contains(thing); });
      if (wanted.about != nullptr && things.empty())
        continue;
      if (predicate.time.is_limited() && !predicate.is_sole) {
        if (!witness.date || witness.date->year == 0) {
          ++undated_;
          continue;
        }
        if (!predicate.time.contains(*witness.date))
          continue;
      }
      if (!is_told_by(statement, predicate.told_by))
        continue;
      for (const Thing& thing : things) {
        // What a note says of itself in passing is no mention.
        if (statement.tier >= Tier::link && thing.note == witness.other.note)
          continue;
        into.add(thing, witness);
      }
    }
}

void Evaluator::add_named_holdings(const Predicate& predicate, Wanted wanted, Holdings& into) {
  const End other = opposite(*predicate.gap);
  for (const Thing& thing : member_things(predicate.end(other)).things())
    collect(predicate, statements_at(*predicate.relation, other, thing), wanted, into);
}

void Evaluator::add_all_holdings(const Predicate& predicate, Wanted wanted, Holdings& into) {
  const std::vector<RelationStatements> all = statements_of(*predicate.relation, predicate.time);
  std::size_t count = 0;
  for (const RelationStatements& some : all)
    count += some.statements.size();
  into.reserve(count);
  collect(predicate, all, wanted, into);
}

Holdings Evaluator::gather(const Predicate& predicate, Wanted wanted) {
  Holdings held;
  const SetRef& set = predicate.end(opposite(*predicate.gap));
  const bool is_narrow = set && set->kind != Set::Kind::owner &&
                         (set->kind == Set::Kind::named || !set->predicates.empty() ||
                          !set->tags.empty() || set->dated.is_limited());
  if (is_narrow && (member_things(set).things().size() <= few_things ||
                    predicate.relation->source == RelationSource::links))
    add_named_holdings(predicate, wanted, held);
  else
    add_all_holdings(predicate, wanted, held);
  held.seal();
  if (predicate.is_sole)
    undated_ += held.keep_within(predicate.time);
  held.keep(predicate);
  return held;
}

Holdings Evaluator::holdings(const Predicate& predicate, std::int8_t polarity) {
  if (predicate.relation == nullptr)
    return field_holdings(predicate);
  Holdings held = gather(predicate, {polarity, nullptr});
  const SetRef& set = predicate.end(opposite(*predicate.gap));
  if (predicate.is_aside && set)
    for (const Predicate& inner : set->predicates)
      if (inner.relation == predicate.relation && inner.end(*predicate.gap))
        for (const Thing& thing : member_things(inner.end(*predicate.gap)).things())
          held.erase(thing);
  return held;
}

Holdings Evaluator::witnesses_for_all(const Predicate& predicate, const std::vector<Found>& found) {
  std::vector<Thing> things;
  things.reserve(found.size());
  for (const Found& one : found)
    things.push_back(one.thing);
  const ThingSet about(std::move(things));
  return gather(predicate, {static_cast<std::int8_t>(predicate.is_denied ? -1 : 1), &about});
}

Witnesses Evaluator::witnesses_for(const Predicate& predicate, const Thing& thing) {
  const std::int8_t polarity = predicate.is_denied ? -1 : 1;
  if (predicate.relation != nullptr) {
    Holdings held;
    collect(predicate, statements_at(*predicate.relation, *predicate.gap, thing),
            {polarity, nullptr}, held);
    held.seal();
    if (predicate.is_sole)
      undated_ += held.keep_within(predicate.time);
    held.keep(predicate);
    keep(held.take_witnesses());
    return held.find(thing);
  }
  std::vector<Witness> witnesses;
  if (thing.note == 0)
    return {};
  for (const auto& [value, note] : values(*predicate.field, thing.note))
    if (value_fits(predicate, value)) {
      Witness witness;
      witness.note = note;
      witness.line = value.line;
      witness.span = value.span;
      witness.number = value.number;
      witnesses.push_back(witness);
    }
  return keep(std::move(witnesses));
}

std::vector<Witness> Evaluator::facts(const Predicate& fact) {
  // Asked from the end that is said most narrowly.
  const auto narrowness = [&](End end) {
    const SetRef& set = fact.end(end);
    if (!set || set->kind == Set::Kind::owner)
      return 0;
    return set->kind == Set::Kind::named ? 3 : set->predicates.empty() ? 1 : 2;
  };
  const End asked = narrowness(End::from) >= narrowness(End::to) ? End::from : End::to;
  std::vector<Witness> witnesses;
  if (narrowness(asked) == 0)
    return witnesses;
  const std::vector<Thing> things = member_things(fact.end(asked)).things();
  for (const std::int8_t polarity : {std::int8_t{1}, std::int8_t{-1}})
    for (const Thing& thing : things)
      for (const RelationStatements& some : statements_at(*fact.relation, asked, thing))
        for (const store::Statement& statement : some.statements) {
          Witness witness = witness_of(statement, some.is_sub_relation);
          if (witness.polarity != polarity)
            continue;
          const SetRef& far = fact.end(opposite(asked));
          if (!fits(statement, opposite(asked), far, witness))
            continue;
          if (fact.time.is_limited() && (!witness.date || !fact.time.contains(*witness.date))) {
            undated_ += witness.date ? 0 : 1;
            continue;
          }
          if (!is_told_by(statement, fact.told_by))
            continue;
          witness.asked = thing;
          witnesses.push_back(witness);
        }
  return witnesses;
}

}  // namespace tote::index::question
