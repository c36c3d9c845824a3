// SPDX-License-Identifier: GPL-2.0-or-later
// Noun phrases made of others: "Andrew's blog", "Ana or Björn".
#include <algorithm>

#include "index/language/word_class.h"
#include "index/language/words.h"
#include "index/question/grammar.h"

namespace tote::index::question {
namespace {

/// A noun behind a name goes before no reading that needs no such trust.
constexpr double compound_cost = 0.05;

}  // namespace

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
      for (const SetRef& owner : sets(begin, mark))
        add_owned(*match.uses, owner, base, {behind, end}, found);
    }
  }
}

void Grammar::add_owned(const std::vector<NounUse>& uses, const SetRef& owner, const Set& base,
                        std::pair<std::size_t, std::size_t> rest, Sets& found) {
  for (const NounUse& use : uses) {
    if (!spend())
      return;
    if (use.field != nullptr && rest.first == rest.second)
      add_value_of(*use.field, owner, base, found);
    else if (use.role != nullptr)
      add_held_by(*use.relation, use.role, base, owner, rest, found);
    else if (use.type != nullptr)
      add_made_by(*use.type, base, owner, rest, found);
  }
}

void Grammar::add_compound(std::size_t begin, std::size_t end, Sets& found) {
  if (in_.effort == Effort::unknown)
    return;
  Set base;
  base.cost = compound_cost;
  const std::size_t name_at = word(begin) == "the" || word(begin) == "my" ? begin + 1 : begin;
  for (std::size_t noun = name_at + 1; noun < end; ++noun)
    for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, noun)) {
      if (noun + match.words > end || in_.tokens[noun].is_capital)
        continue;
      // "the longest Le Guin book"
      Set picked = base;
      std::size_t owner_at = name_at;
      read_superlative(owner_at, noun, picked, noun);
      for (const SetRef& owner : sets(owner_at, noun))
        if (owner->kind == Set::Kind::named && owner->choices.empty())
          add_owned(*match.uses, owner, picked, {noun + match.words, end}, found);
    }
}

void Grammar::add_apposed(std::size_t begin, std::size_t end, Sets& found) {
  std::size_t at = begin;
  while (language::is_article(word(at)) || word(at) == "my")
    ++at;
  // "anyone Andrew Mocete" says two things.
  if (language::classes_of(word(at)).has(language::WordClass::pronoun))
    return;
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, at)) {
    std::size_t name = at + match.words;
    const std::string_view joint = word(name);
    if (joint == "for" || joint == "called" || joint == "named" || joint == "titled")
      ++name;
    if (name < end)
      add_of_kind(*match.uses, name, end, found);
  }
  for (std::size_t noun = at + 1; at > begin && noun < end; ++noun)
    for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, noun))
      if (noun + match.words == end)
        add_of_kind(*match.uses, at, noun, found);
}

void Grammar::add_of_kind(const std::vector<NounUse>& uses, std::size_t begin, std::size_t end,
                          Sets& found) {
  for (const SetRef& name : sets(begin, end)) {
    if (name->kind != Set::Kind::named || !name->choices.empty() || name->is_unknown())
      continue;
    auto set = std::make_shared<Set>(*name);
    std::erase_if(set->meanings, [&](const Meaning& meaning) {
      return std::none_of(uses.begin(), uses.end(), [&](const NounUse& use) {
        return use.type != nullptr && use.type->id == meaning.type;
      });
    });
    set->cost += description_cost;
    if (!set->meanings.empty())
      found.push_back(std::move(set));
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
  const SetRef bound = bind_maker(relation, opposite(asked), owner);
  if (!bound)
    return;
  Set set = base;
  set.cost += bound->cost;
  Predicate predicate;
  predicate.relation = &relation;
  predicate.gap = asked;
  predicate.end(opposite(asked)) = bound;
  put_first(set, std::move(predicate));
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
    typed.has_type_noun = true;
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
  const bool has_both = word(begin) == "both";
  const bool has_either = word(begin) == "either";
  const std::size_t first = begin + (has_both || has_either ? 1 : 0);
  for (std::size_t joint = first + 1; joint + 1 < end; ++joint) {
    const bool is_joint = word(joint) == "and" && !has_either;
    if (!is_joint && (word(joint) != "or" || has_both))
      continue;
    for (const SetRef& left : sets(first, joint))
      for (const SetRef& right : sets(joint + 1, end)) {
        const bool is_mixed = (!left->choices.empty() && left->is_joint != is_joint) ||
                              (!right->choices.empty() && right->is_joint != is_joint);
        if (left->kind != Set::Kind::named || right->kind != Set::Kind::named ||
            left->is_unknown() || right->is_unknown() || is_mixed || !spend())
          continue;
        auto both = std::make_shared<Set>();
        both->kind = Set::Kind::named;
        both->is_joint = is_joint;
        both->typed = left->typed + (is_joint ? " and " : " or ") + right->typed;
        both->choices = {left, right};
        both->cost = left->cost + right->cost + (is_joint ? compound_cost : 0);
        found.push_back(std::move(both));
      }
  }
}

}  // namespace tote::index::question
