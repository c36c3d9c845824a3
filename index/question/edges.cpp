// SPDX-License-Identifier: GPL-2.0-or-later
// From predicates to edges: which postings to ask, which of the edges count, and what is at their
// ends.
#include <algorithm>
#include <set>

#include <xapian.h>

#include "index/question/evaluate.h"
#include "index/store/terms.h"
#include "notes/names.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

const EdgeEnd& written_end(const store::StatedEdge& stated, End end) {
  return end == End::from ? stated.edge.from : stated.edge.to;
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

std::vector<Evaluator::EdgeAt> Evaluator::edges_at(const RelationDecl& relation, End end,
                                                   const Thing& thing) {
  std::vector<EdgeAt> edges;
  for (const RelationDecl* one : with_children(relation)) {
    std::vector<store::StatedEdge> stated = thing.note != 0
                                                ? reader_.edges_at(one->id, end, thing.note)
                                                : reader_.edges_at_literal(one->id, end, thing.key);
    for (store::StatedEdge& edge : stated) {
      const Tier tier = edge.edge.tier;
      edges.push_back({std::move(edge), one != &relation, tier});
    }
  }
  if (relation.source == RelationSource::links && end == End::to && thing.note != 0)
    add_mentions(relation, thing.note, edges);
  return edges;
}

std::vector<Evaluator::EdgeAt> Evaluator::edges_of(const RelationDecl& relation,
                                                   const TimeRange& time) {
  std::vector<EdgeAt> edges;
  if (relation.source == RelationSource::links)
    return edges;
  for (const RelationDecl* one : with_children(relation)) {
    std::vector<store::StatedEdge> stated =
        is_of_owner(*one) ? reader_.edges_of_me(one->id, time.first, time.last)
                          : reader_.edges(one->id);
    for (store::StatedEdge& edge : stated) {
      const Tier tier = edge.edge.tier;
      edges.push_back({std::move(edge), one != &relation, tier});
    }
  }
  return edges;
}

void Evaluator::add_mentions(const RelationDecl& relation, NoteId note,
                             std::vector<EdgeAt>& edges) {
  constexpr std::size_t most_candidates = 200;
  const store::NoteRecord record = reader_.record(note);
  std::vector<std::string> names = {record.card.title};
  names.insert(names.end(), record.aliases.begin(), record.aliases.end());
  std::set<NoteId> linking;
  for (const EdgeAt& edge : edges)
    linking.insert(edge.stated.note);
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
    std::vector<std::string> terms;
    for (const notes::Word& word : words)
      if (!word.is_cjk)
        terms.push_back(store::text_term(word.folded));
    if (terms.size() != words.size())
      return true;
    const Xapian::Query query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end());
    Xapian::Enquire enquire(reader_.database());
    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet matches = enquire.get_mset(0, most_candidates);
    for (auto match = matches.begin(); match != matches.end(); ++match)
      candidates.insert(*match);
    return false;
  });
  for (const NoteId candidate : candidates) {
    if (linking.count(candidate) != 0)
      continue;
    for (const auto& [line, span] : find_mentions(reader_.source_text(candidate), names)) {
      EdgeAt mention;
      mention.tier = Tier::mention;
      mention.stated.note = candidate;
      mention.stated.edge.relation = relation.id;
      mention.stated.edge.tier = Tier::mention;
      mention.stated.edge.line = line;
      mention.stated.edge.span = span;
      mention.stated.edge.date = reader_.card(candidate).date;
      mention.mentioned = note;
      edges.push_back(std::move(mention));
    }
  }
}

std::vector<Thing> Evaluator::things_at(const EdgeAt& edge, End end, bool* is_owner) const {
  if (end == End::to && edge.mentioned != 0)
    return {Thing{edge.mentioned, {}, {}}};
  const store::StatedEdge& stated = edge.stated;
  const EdgeEnd& written = written_end(stated, end);
  if (written.kind == EdgeEnd::Kind::me) {
    *is_owner = true;
    return {};
  }
  if (written.kind == EdgeEnd::Kind::self)
    return {Thing{stated.note, {}, {}}};
  const store::ResolvedEnd resolved = reader_.resolve_end(stated, end);
  *is_owner = resolved.is_me;
  std::vector<Thing> things;
  for (const NoteId note : resolved.notes) {
    *is_owner |= owner_notes_.count(note) != 0;
    things.push_back({note, {}, {}});
  }
  if (things.empty() && !resolved.literal.empty())
    things.push_back({0, notes::name_key(resolved.literal), resolved.literal});
  return things;
}

Witness Evaluator::witness_of(const EdgeAt& edge) const {
  Witness witness;
  witness.note = edge.stated.note;
  witness.line = edge.stated.edge.line;
  witness.span = edge.stated.edge.span;
  witness.date = edge.stated.edge.date;
  witness.tier = edge.tier;
  witness.polarity = edge.stated.edge.polarity;
  witness.is_sub_relation = edge.is_sub_relation;
  return witness;
}

bool Evaluator::fits(const EdgeAt& edge, End end, const SetRef& set, Witness& witness) {
  bool is_owner = false;
  const std::vector<Thing> things = things_at(edge, end, &is_owner);
  if (!things.empty())
    witness.other = things.front();
  if (!set)
    return is_owner || !things.empty();
  if (set->kind == Set::Kind::owner)
    return is_owner;
  for (const Thing& thing : things) {
    const bool is_member = set->kind == Set::Kind::described && set->predicates.empty() &&
                                   set->tags.empty() && !set->dated.is_limited()
                               ? is_of_set_kind(*set, thing)
                               : member_things(set).count(thing) != 0;
    if (!is_member)
      continue;
    witness.other = thing;
    return true;
  }
  return false;
}

bool Evaluator::is_told_by(const EdgeAt& edge, const std::vector<std::string>& words) const {
  if (words.empty())
    return true;
  if (edge.tier != Tier::prose_linked && edge.tier != Tier::prose_partly)
    return false;
  std::string text = " ";
  for (const notes::Word& word :
       notes::split_words(reader_.source_text(edge.stated.note, edge.stated.edge.span)))
    text += word.folded + " ";
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(" " + word + " ") != std::string::npos;
  });
}

void Evaluator::collect(const Predicate& predicate, const std::vector<EdgeAt>& edges,
                        std::int8_t polarity, Holdings& into) {
  const End gap = *predicate.gap;
  for (const EdgeAt& edge : edges) {
    Witness witness = witness_of(edge);
    if (witness.polarity != polarity ||
        !fits(edge, opposite(gap), predicate.end(opposite(gap)), witness))
      continue;
    if (predicate.time.is_limited()) {
      if (!witness.date || witness.date->year == 0) {
        ++undated_;
        continue;
      }
      if (!predicate.time.contains(*witness.date))
        continue;
    }
    if (!is_told_by(edge, predicate.told_by))
      continue;
    bool is_owner = false;
    for (Thing& thing : things_at(edge, gap, &is_owner)) {
      // What a note says of itself in passing is no mention.
      if (edge.tier >= Tier::link && thing.note == witness.other.note)
        continue;
      into[std::move(thing)].push_back(witness);
    }
  }
}

void Evaluator::add_named_holdings(const Predicate& predicate, std::int8_t polarity,
                                   Holdings& into) {
  const End other = opposite(*predicate.gap);
  for (const auto& [thing, is_in] : member_things(predicate.end(other)))
    if (is_in)
      collect(predicate, edges_at(*predicate.relation, other, thing), polarity, into);
}

Evaluator::Holdings Evaluator::holdings(const Predicate& predicate, std::int8_t polarity) {
  if (predicate.relation == nullptr)
    return field_holdings(predicate);
  Holdings held;
  const End other = opposite(*predicate.gap);
  const SetRef& set = predicate.end(other);
  const bool is_narrow = set && set->kind != Set::Kind::owner &&
                         (set->kind == Set::Kind::named || !set->predicates.empty() ||
                          !set->tags.empty() || set->dated.is_limited());
  if (is_narrow && member_things(set).size() <= few_things)
    add_named_holdings(predicate, polarity, held);
  else if (is_narrow && predicate.relation->source == RelationSource::links)
    add_named_holdings(predicate, polarity, held);
  else
    collect(predicate, edges_of(*predicate.relation, predicate.time), polarity, held);
  if (predicate.is_aside && set)
    for (const Predicate& inner : set->predicates)
      if (inner.relation == predicate.relation && inner.end(*predicate.gap))
        for (const auto& [thing, is_in] : member_things(inner.end(*predicate.gap)))
          held.erase(thing);
  return held;
}

std::vector<Witness> Evaluator::witnesses_for(const Predicate& predicate, const Thing& thing) {
  const std::int8_t polarity = predicate.is_denied ? -1 : 1;
  Holdings held;
  if (predicate.relation != nullptr) {
    collect(predicate, edges_at(*predicate.relation, *predicate.gap, thing), polarity, held);
    return held[thing];
  }
  std::vector<Witness> witnesses;
  if (thing.note == 0)
    return witnesses;
  for (const auto& [value, note] : values(*predicate.field, thing.note))
    if (value_fits(predicate, value)) {
      Witness witness;
      witness.note = note;
      witness.line = value.line;
      witness.span = value.span;
      witness.number = value.number;
      witnesses.push_back(witness);
    }
  return witnesses;
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
  Predicate across = fact;
  across.gap = opposite(asked);
  std::vector<Thing> things;
  for (const auto& [thing, is_in] : member_things(fact.end(asked)))
    things.push_back(thing);
  for (const std::int8_t polarity : {std::int8_t{1}, std::int8_t{-1}})
    for (const Thing& thing : things)
      for (const EdgeAt& edge : edges_at(*fact.relation, asked, thing)) {
        Witness witness = witness_of(edge);
        if (witness.polarity != polarity)
          continue;
        const SetRef& far = fact.end(opposite(asked));
        if (!fits(edge, opposite(asked), far, witness))
          continue;
        if (fact.time.is_limited() && (!witness.date || !fact.time.contains(*witness.date))) {
          undated_ += witness.date ? 0 : 1;
          continue;
        }
        if (!is_told_by(edge, fact.told_by))
          continue;
        witness.asked = thing;
        witnesses.push_back(witness);
      }
  return witnesses;
}

}  // namespace tote::index::question
