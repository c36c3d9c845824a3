// SPDX-License-Identifier: GPL-2.0-or-later
// Noun phrases made of others: "Andrew's blog", "Ana or Björn".
#include <algorithm>

#include "index/question/grammar.h"

namespace tote::index::question {

void Grammar::add_possessed(std::size_t begin, std::size_t end, Sets& found) {
  for (std::size_t mark = begin + 1; mark + 1 < end; ++mark) {
    if (!in_.tokens[mark].is_possessive)
      continue;
    Set base;
    base.cost = description_cost;
    std::size_t at = mark + 1;
    if (!read_premodifiers(at, end, base))
      continue;
    for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, at)) {
      const std::size_t behind = at + match.words;
      if (behind > end)
        continue;
      for (const NounUse& use : *match.uses)
        for (const SetRef& owner : sets(begin, mark)) {
          if (!spend())
            return;
          if (use.field != nullptr && behind == end)
            add_value_of(*use.field, owner, base, found);
          else if (use.role != nullptr)
            add_held_by(*use.relation, use.role, base, owner, {behind, end}, found);
          else if (use.type != nullptr)
            add_made_by(*use.type, base, owner, {behind, end}, found);
        }
    }
  }
}

void Grammar::add_value_of(const FieldDecl& field, const SetRef& owner, const Set& base,
                           Sets& found) {
  if (!base.predicates.empty() || !base.tags.empty())
    return;
  const SetRef bound = bind_owner(field, owner);
  if (!bound)
    return;
  auto set = std::make_shared<Set>(base);
  set->field = &field;
  set->owner = bound;
  set->cost += bound->cost;
  found.push_back(std::move(set));
}

void Grammar::add_held_by(const RelationDecl& relation, const RoleNoun* role, const Set& base,
                          const SetRef& owner, std::pair<std::size_t, std::size_t> rest,
                          Sets& found) {
  const End asked = role != nullptr ? role->end : End::from;
  const SetRef bound = bind(relation, opposite(asked), owner);
  if (!bound)
    return;
  Set set = base;
  set.cost += bound->cost;
  Predicate predicate;
  predicate.relation = &relation;
  predicate.gap = asked;
  predicate.end(opposite(asked)) = bound;
  set.predicates.insert(set.predicates.begin(), std::move(predicate));
  if (role != nullptr)
    restrict_to_role(*role, set);
  add_modified(set, rest.first, rest.second, found);
}

void Grammar::add_made_by(const TypeDecl& type, const Set& base, const SetRef& owner,
                          std::pair<std::size_t, std::size_t> rest, Sets& found) {
  for (const RelationDecl& relation : in_.lexicon.vocabulary().relations) {
    const std::vector<std::string>& from = relation.from;
    if (!relation.is_bare_by || std::find(from.begin(), from.end(), type.id) == from.end())
      continue;
    Set typed = base;
    typed.types = {type.id};
    add_held_by(relation, nullptr, typed, owner, rest, found);
  }
}

void Grammar::restrict_to_role(const RoleNoun& role, Set& set) const {
  for (const auto& [field, value] : role.where) {
    Predicate where;
    where.field = in_.lexicon.vocabulary().field(field);
    where.gap = End::from;
    where.compare = Compare::equal;
    where.value = value;
    if (where.field != nullptr)
      set.predicates.push_back(std::move(where));
  }
}

void Grammar::add_choice(std::size_t begin, std::size_t end, Sets& found) {
  for (std::size_t joint = begin + 1; joint + 1 < end; ++joint) {
    if (word(joint) != "or")
      continue;
    for (const SetRef& left : sets(begin, joint))
      for (const SetRef& right : sets(joint + 1, end)) {
        if (left->kind != Set::Kind::named || right->kind != Set::Kind::named ||
            left->is_unknown() || right->is_unknown() || !spend())
          continue;
        auto both = std::make_shared<Set>();
        both->kind = Set::Kind::named;
        both->typed = left->typed + " or " + right->typed;
        both->choices = {left, right};
        both->cost = left->cost + right->cost;
        found.push_back(std::move(both));
      }
  }
}

}  // namespace tote::index::question
