// SPDX-License-Identifier: GPL-2.0-or-later
// Names and descriptions at the ends of relations: the types of an end decide which of a name's
// meanings fit.
#include <algorithm>
#include <array>

#include "index/question/grammar.h"

namespace tote::index::question {
namespace {

constexpr double epsilon = 1e-6;
/// A note without a type may be anything.
constexpr double untyped_cost = 0.3;

template <class Text>
bool holds(const std::vector<Text>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

bool allows_any(const std::vector<std::string>& types) {
  return types.empty();
}

/// "the author", of nothing.
bool is_bare_role(const Set& set) {
  const Predicate* only = set.predicates.size() == 1 ? &set.predicates.front() : nullptr;
  return only != nullptr && only->relation != nullptr && only->relation == set.role_relation &&
         only->verb == nullptr && !only->ends[0] && !only->ends[1] && set.tags.empty() &&
         !set.dated.is_limited();
}

/// Types that "who" asks for.
bool is_who(std::string_view type) {
  static constexpr auto animate = std::to_array<std::string_view>(
      {"actor",     "artist",       "author",       "band",     "character", "child",
       "colleague", "company",      "contact",      "director", "family",    "friend",
       "group",     "human",        "member",       "musician", "neighbor",  "neighbour",
       "org",       "organisation", "organization", "people",   "person",    "pet",
       "player",    "relative",     "speaker",      "student",  "teacher",   "team"});
  return std::find(animate.begin(), animate.end(), type) != animate.end();
}

/// The meanings of these types that were bent least.
std::vector<Meaning> best_of_types(const std::vector<Meaning>& meanings,
                                   const std::vector<std::string>& types) {
  std::vector<Meaning> best;
  for (Meaning meaning : meanings) {
    const bool is_untyped = meaning.type == "note" && !allows_any(types) && !holds(types, "note");
    if (is_untyped)
      meaning.cost += untyped_cost;
    if (!is_untyped && !allows_any(types) && !holds(types, meaning.type))
      continue;
    const double least = best.empty() ? meaning.cost : best.front().cost;
    if (meaning.cost > least + epsilon)
      continue;
    if (meaning.cost < least - epsilon)
      best.clear();
    best.push_back(std::move(meaning));
  }
  return best;
}

}  // namespace

SetRef Grammar::bind(const RelationDecl& relation, End end, const SetRef& set) {
  const std::vector<std::string> types = types_at(relation, end);
  switch (set->kind) {
    case Set::Kind::owner:
      return holds(types, "me") ? set : nullptr;
    case Set::Kind::reference:
      return set;
    case Set::Kind::named:
      return bind_name(relation, end, set);
    case Set::Kind::described:
      break;
  }
  if (set->field != nullptr || set->is_universal || set->quantity.is_limited())
    return nullptr;
  if (is_bare_role(*set))
    return nullptr;  // "books by the author": which?
  if (allows_any(types) || set->types.empty())
    return set;
  const bool overlaps = std::any_of(set->types.begin(), set->types.end(),
                                    [&](const std::string& type) { return holds(types, type); });
  return overlaps ? set : nullptr;
}

SetRef Grammar::bind_owner(const FieldDecl& field, const SetRef& set) {
  if (set->kind == Set::Kind::described)
    return set->field == nullptr && !set->predicates.empty() ? set : nullptr;
  if (set->kind == Set::Kind::reference)
    return set;
  if (set->kind != Set::Kind::named || !set->choices.empty())
    return nullptr;
  std::vector<std::string> types = field.on;
  if (const RelationDecl* via = in_.lexicon.vocabulary().relation(field.via);
      via != nullptr && !field.via.empty())
    types.insert(types.end(), via->to.begin(), via->to.end());
  if (holds(types, "*"))
    types.clear();
  auto bound = std::make_shared<Set>(*set);
  bound->meanings = best_of_types(set->meanings, types);
  if (!bound->meanings.empty())
    bound->cost += bound->meanings.front().cost;
  else if (in_.effort != Effort::unknown || !set->is_unknown())
    return nullptr;
  return bound;
}

SetRef Grammar::bind_choice(const RelationDecl& relation, End end, const SetRef& set) {
  auto both = std::make_shared<Set>(*set);
  both->cost = 0;
  for (const SetRef& choice : set->choices) {
    const SetRef bound = bind_name(relation, end, choice);
    if (!bound || bound->is_unknown())
      return nullptr;
    both->meanings.insert(both->meanings.end(), bound->meanings.begin(), bound->meanings.end());
    both->literals.insert(both->literals.end(), bound->literals.begin(), bound->literals.end());
    both->cost += bound->cost;
  }
  return both;
}

SetRef Grammar::bind_joint(const RelationDecl& relation, End end, const SetRef& set) {
  auto all = std::make_shared<Set>(*set);
  all->choices.clear();
  all->cost = set->cost;
  for (const SetRef& choice : set->choices) {
    const SetRef bound =
        choice->is_joint ? bind_joint(relation, end, choice) : bind_name(relation, end, choice);
    if (!bound || bound->is_unknown())
      return nullptr;
    if (bound->is_joint)
      all->choices.insert(all->choices.end(), bound->choices.begin(), bound->choices.end());
    else
      all->choices.push_back(bound);
    all->cost += bound->cost - choice->cost;
  }
  return all;
}

SetRef Grammar::bind_name(const RelationDecl& relation, End end, const SetRef& set) {
  if (set->is_joint)
    return nullptr;  // only a clause can say the same of several
  if (!set->choices.empty())
    return bind_choice(relation, end, set);
  const std::vector<std::string> types = types_at(relation, end);
  auto bound = std::make_shared<Set>(*set);
  bound->meanings = best_of_types(set->meanings, types);
  const double best = bound->meanings.empty() ? typo_cost : bound->meanings.front().cost;
  if (best > 0) {
    const bool by_part = in_.effort == Effort::unknown && set->is_unknown();
    for (Literal& literal : in_.names.literals(relation, end, set->typed, by_part))
      if (literal.cost < best) {
        bound->meanings.clear();
        bound->literals.push_back(std::move(literal));
      }
  }
  if (!bound->meanings.empty()) {
    bound->cost += bound->meanings.front().cost;
  } else if (!bound->literals.empty()) {
    bound->cost = bound->literals.front().cost;
  } else if (in_.effort != Effort::unknown || !set->is_unknown() || !set->meanings.empty()) {
    return nullptr;
  }
  return bound;
}

SetRef Grammar::bind_maker(const RelationDecl& relation, End end, const SetRef& set) {
  if (const SetRef bound = bind(relation, end, set); bound && !bound->is_unknown())
    return bound;
  constexpr std::size_t shortest = 3;
  const bool is_name = set->kind == Set::Kind::named && set->is_unknown() &&
                       set->typed.size() >= shortest && !relation.to.empty();
  if (!is_name)
    return bind(relation, end, set);
  auto bound = std::make_shared<Set>(*set);
  bound->literals = in_.names.literals(relation, end, set->typed, true);
  if (bound->literals.empty())
    return nullptr;
  bound->cost = bound->literals.front().cost;
  return bound;
}

bool Grammar::may_have(const Set& set, const FieldDecl& field) const {
  std::vector<std::string> types = field.on;
  if (const RelationDecl* via = in_.lexicon.vocabulary().relation(field.via);
      via != nullptr && !field.via.empty())
    types.insert(types.end(), via->to.begin(), via->to.end());
  return set.types.empty() || holds(types, "*") ||
         std::any_of(set.types.begin(), set.types.end(),
                     [&](const std::string& type) { return holds(types, type); });
}

SetRef Grammar::attach(const Set& set, const Predicate& predicate) {
  if (!predicate.gap || set.kind != Set::Kind::described || set.field != nullptr ||
      set.quantity.is_limited())
    return nullptr;
  auto result = std::make_shared<Set>(set);
  if (predicate.relation != nullptr) {
    const std::vector<std::string> types = types_at(*predicate.relation, *predicate.gap);
    if (set.asks_who) {
      const bool is_link = predicate.relation->source == RelationSource::links;
      const bool holds_who = std::any_of(types.begin(), types.end(), [](const std::string& type) {
        return is_who(type) || type == "literal";
      });
      if (is_link || (!holds_who && !allows_any(types)))
        return nullptr;
    } else if (!set.types.empty() && !allows_any(types)) {
      std::erase_if(result->types, [&](const std::string& type) { return !holds(types, type); });
      if (result->types.empty())
        return nullptr;
    }
  }
  if (predicate.field != nullptr && !may_have(*result, *predicate.field))
    return nullptr;
  if (predicate.pick != Pick::all && is_extreme(set.pick))
    return nullptr;  // "the highest rated book I read last": which of the two decides?
  if (predicate.event != nullptr) {
    Predicate there = predicate;
    there.time = {};
    there.event = nullptr;
    Predicate then;
    then.relation = predicate.event;
    then.gap = predicate.gap;
    then.time = predicate.time;
    then.is_sole = true;
    const SetRef placed = attach(set, there);
    return placed ? attach(*placed, then) : nullptr;
  }
  const SetRef& joint = predicate.end(opposite(*predicate.gap));
  if (joint && joint->is_joint) {
    if (predicate.pick != Pick::all || result->joint_predicates != 0)
      return nullptr;
    result->joint_predicates = joint->choices.size();
    for (const SetRef& one : joint->choices) {
      result->predicates.push_back(predicate);
      result->predicates.back().end(opposite(*predicate.gap)) = one;
    }
    result->cost += predicate.cost;
    return result;
  }
  result->predicates.push_back(predicate);
  result->cost += predicate.cost;
  if (predicate.pick != Pick::all)
    result->pick = predicate.pick;
  if (is_extreme(predicate.pick))
    result->main = static_cast<int>(result->predicates.size()) - 1;
  // "the most books": how many of the other end makes the choice.
  if (predicate.gap && predicate.relation != nullptr) {
    const SetRef& other = predicate.end(opposite(*predicate.gap));
    if (other && other->predicates.empty() &&
        (other->pick == Pick::most || other->pick == Pick::fewest))
      result->pick = other->pick;
  }
  return result;
}

SetRef Grammar::attach_through_role(const Set& set, const Predicate& predicate) {
  if (set.role_relation == nullptr || !predicate.gap || predicate.relation == nullptr ||
      predicate.relation == set.role_relation)
    return nullptr;
  const RelationDecl& role = *set.role_relation;
  Set inner;
  inner.types = types_at(role, opposite(set.role_end));
  if (inner.types.empty())
    return nullptr;
  // "which authors have I not read": none of their books, rather than one that is unread.
  const bool is_complement = predicate.is_complement;
  if ((is_complement && predicate.time.is_limited()) || predicate.times.is_limited())
    return nullptr;
  Predicate direct = predicate;
  direct.pick = Pick::all;
  direct.is_complement = false;
  const SetRef among = attach(inner, direct);
  if (!among)
    return nullptr;
  auto result = std::make_shared<Set>(set);
  if (!is_complement)
    std::erase_if(result->predicates, [&](const Predicate& own) {
      return own.relation == &role && !own.ends[0] && !own.ends[1];
    });
  Predicate through;
  through.is_complement = is_complement;
  through.relation = &role;
  through.gap = set.role_end;
  through.end(opposite(set.role_end)) = among;
  result->predicates.insert(result->predicates.begin(), through);
  result->cost += predicate.cost;
  result->pick = predicate.pick;
  return result;
}

}  // namespace tote::index::question
