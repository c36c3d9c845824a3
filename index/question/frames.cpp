// SPDX-License-Identifier: GPL-2.0-or-later
// Roles and frames: a clause's subject, objects and prepositional phrases are unified with the
// frames of its verb; the types of a relation's ends decide which of a name's meanings fit.
#include <algorithm>
#include <array>

#include "index/question/grammar.h"
#include "notes/text.h"

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

/// Types that "who" asks for.
bool is_who(std::string_view type) {
  static constexpr auto animate = std::to_array<std::string_view>(
      {"author", "band", "company", "contact", "friend", "group", "member", "org", "organisation",
       "organization", "person", "team"});
  return std::find(animate.begin(), animate.end(), type) != animate.end();
}

/// Whether a set is tied to something, so that it can be looked up.
bool is_narrow(const SetRef& set) {
  return set && (set->kind == Set::Kind::named || !set->predicates.empty() || !set->tags.empty());
}

/// Whether "also" has something to leave out: "what did the person who recommended X also
/// recommend" names X.
bool names_exception(const Predicate& predicate) {
  if (!predicate.gap || !predicate.end(opposite(*predicate.gap)))
    return false;
  const Set& other = *predicate.end(opposite(*predicate.gap));
  return std::any_of(other.predicates.begin(), other.predicates.end(), [&](const Predicate& inner) {
    const SetRef& named = inner.end(*predicate.gap);
    return inner.relation == predicate.relation && named && named->kind == Set::Kind::named;
  });
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

/// The forms of a verb that says how something was done where the relation only tells that it was:
/// "called" of contacted. Empty for the relation's own verb and where verbs are synonyms.
std::vector<std::string> telling_forms(const RelationDecl& relation, const VerbDecl& verb) {
  constexpr std::size_t many_verbs = 4;
  std::vector<std::string_view> lemmas;
  for (const VerbDecl& one : relation.verbs)
    if (!holds(lemmas, one.lemma))
      lemmas.push_back(one.lemma);
  const bool is_umbrella = relation.source == RelationSource::date_field && is_of_owner(relation) &&
                           lemmas.size() >= many_verbs;
  if (!is_umbrella || verb.lemma == lemmas.front())
    return {};
  std::vector<std::string> forms = {verb.lemma};
  forms.insert(forms.end(), verb.forms.begin(), verb.forms.end());
  return forms;
}

std::string describe(const VerbUse& use) {
  return (use.relation != nullptr ? use.relation->id : use.field->id) + "/" + use.verb->lemma;
}

std::optional<double> read_double(std::string_view text) {
  double value = 0;
  double scale = 0;
  for (const char c : text) {
    if (c == '.' && scale == 0) {
      scale = 1;
    } else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      scale *= 10;
    } else {
      return std::nullopt;
    }
  }
  if (text.empty() || text.size() > 9)
    return std::nullopt;
  return scale > 0 ? value / scale : value;
}

}  // namespace

void Grammar::note(const std::string& line) {
  constexpr std::size_t most_lines = 200;
  if (in_.trace != nullptr && in_.trace->size() < most_lines &&
      std::find(in_.trace->begin(), in_.trace->end(), line) == in_.trace->end())
    in_.trace->push_back(line);
}

Grammar::Predicates Grammar::unify_all(const std::vector<Shape>& shapes, Gap gap) {
  Predicates found;
  for (const Shape& shape : shapes)
    if (shape.arguments.extraposed.empty())
      for (Predicate& predicate : unify(shape, gap))
        found.push_back(std::move(predicate));
  return found;
}

Grammar::Predicates Grammar::unify(const Shape& shape, Gap gap) {
  Predicates found;
  for (const VerbUse& use : shape.uses) {
    if (!spend())
      break;
    if (use.relation != nullptr)
      unify_relation(shape, use, gap, found);
    else
      unify_field(shape, use, gap, found);
  }
  return found;
}

void Grammar::unify_relation(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found) {
  std::vector<Argument> fixed;
  std::vector<SetRef> objects;
  bool has_gap = shape.has_subject_gap;
  for (const Argument& argument : shape.arguments.list) {
    if (argument.slot.empty())
      objects.push_back(argument.set);
    else if (shape.is_passive && argument.slot == "by")
      fixed.push_back({"subj", argument.set});
    else
      fixed.push_back(argument);
    has_gap |= argument.set == nullptr;
  }
  if (objects.size() > 2)
    return;
  const bool is_open = gap == Gap::required && !has_gap;
  if (gap == Gap::none && has_gap)
    return;
  // The ways to give the subject and the bare objects their slots.
  std::vector<std::vector<Argument>> ways;
  const auto subject = [&](const char* slot) { return Argument{slot, shape.subject}; };
  if (!shape.is_passive) {
    if (objects.empty()) {
      ways.push_back({subject("subj")});
      if (is_open)
        ways = {{subject("subj"), {"obj", nullptr}}, {subject("subj"), {"iobj", nullptr}}};
    } else if (objects.size() == 1) {
      if (is_open)
        ways = {{subject("subj"), {"iobj", objects[0]}, {"obj", nullptr}},
                {subject("subj"), {"obj", objects[0]}, {"iobj", nullptr}}};
      else
        ways = {{subject("subj"), {"obj", objects[0]}}};
    } else {
      ways = {{subject("subj"), {"iobj", objects[0]}, {"obj", objects[1]}}};
      if (is_open)
        return;
    }
  } else if (objects.empty()) {
    ways = {{subject("obj")}};
    if (is_open)
      ways = {{subject("iobj"), {"obj", nullptr}}};
    else if (use.verb->frame.count("iobj") != 0)
      ways.push_back({subject("iobj")});
  } else if (objects.size() == 1 && !is_open) {
    ways = {{subject("iobj"), {"obj", objects[0]}}};
  } else {
    return;
  }
  for (std::vector<Argument>& way : ways) {
    way.insert(way.end(), fixed.begin(), fixed.end());
    if (auto predicate = fill_frame(shape, use, way, gap))
      found.push_back(*std::move(predicate));
  }
}

std::optional<Predicate> Grammar::fill_frame(const Shape& shape, const VerbUse& use,
                                             const std::vector<Argument>& roles, Gap gap) {
  const RelationDecl& relation = *use.relation;
  const auto reject = [&](const std::string& why) {
    note("frame " + describe(use) + ": " + why);
    return std::nullopt;
  };
  Predicate result;
  result.relation = &relation;
  result.verb = use.verb;
  result.cost = shape.cost;
  std::array<bool, 2> is_filled{};
  for (const Argument& role : roles) {
    const auto slot = use.verb->frame.find(role.slot);
    if (slot == use.verb->frame.end())
      return reject("has no role '" + role.slot + "'");
    if (slot->second == End::me) {
      if (!role.set || role.set->kind != Set::Kind::owner)
        return reject("'" + role.slot + "' is the owner's");
      result.names_owner = true;
      continue;
    }
    const End end = slot->second;
    if (is_filled[static_cast<std::size_t>(end)])
      return reject("one end is named twice");
    is_filled[static_cast<std::size_t>(end)] = true;
    if (!role.set) {
      result.gap = end;
      continue;
    }
    const SetRef bound = bind(relation, end, role.set);
    if (!bound)
      return reject("'" + role.slot + "' cannot be " +
                    (role.set->typed.empty() ? "that" : role.set->typed));
    result.cost += bound->cost - role.set->cost;
    result.end(end) = bound;
  }
  for (const std::string& slot : use.verb->requires_slots)
    if (std::none_of(roles.begin(), roles.end(),
                     [&](const Argument& role) { return role.slot == slot; }))
      return reject("needs '" + slot + "'");
  if (gap == Gap::required && !result.gap)
    return reject("does not ask for an end");
  // Asked for on its own, a frame must be tied to something: "who recommended" is a search.
  const Arguments& arguments = shape.arguments;
  if (!result.ends[0] && !result.ends[1] && !result.names_owner && !arguments.time.is_limited() &&
      arguments.extraposed.empty())
    return reject("is tied to nothing");
  if (relation.source == RelationSource::links && gap == Gap::required &&
      !is_narrow(result.end(opposite(*result.gap))))
    return reject("links to anything are too many");
  result.told_by = telling_forms(relation, *use.verb);
  result.time = arguments.time;
  result.pick = arguments.pick;
  result.is_aside = arguments.is_aside;
  result.is_denied = shape.is_denied;
  if (result.is_aside && !names_exception(result))
    return reject("'also' leans on something not said");
  if (result.is_denied && use.verb->polarity < 0)
    return reject("a denial denied");
  if (result.is_denied && is_of_owner(relation)) {
    result.is_denied = false;
    result.is_complement = true;
  } else if (result.is_denied && use.verb->frame.at("subj") == End::me) {
    return reject("what the owner did not do is not on record");
  }
  note("frame " + describe(use) + ": fits");
  return result;
}

void Grammar::unify_field(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found) {
  const FieldDecl& field = *use.field;
  const bool is_by_owner = shape.subject && shape.subject->kind == Set::Kind::owner;
  if (shape.is_denied || (!shape.is_passive && !is_by_owner))
    return;
  SetRef owner = shape.is_passive ? shape.subject : nullptr;
  std::string value;
  Compare compare = Compare::any;
  double cost = shape.cost;
  for (const Argument& argument : shape.arguments.list) {
    if (!argument.set)
      return;
    const bool is_owner_mention = argument.slot == "by" && argument.set->kind == Set::Kind::owner;
    if (is_owner_mention)
      continue;
    const bool is_number = read_double(argument.set->typed).has_value();
    if (is_number && value.empty()) {
      value = argument.set->typed;
      cost -= argument.set->cost;
      compare = argument.slot.empty() || argument.slot == "at" || argument.slot == "with"
                    ? Compare::equal
                : argument.slot == "above" || argument.slot == "over"  ? Compare::more
                : argument.slot == "below" || argument.slot == "under" ? Compare::less
                                                                       : Compare::any;
      if (compare == Compare::any)
        return;
    } else if (!owner && argument.slot.empty() && !is_number) {
      owner = argument.set;
    } else {
      return;
    }
  }
  if (owner) {
    const SetRef bound = bind_owner(field, owner);
    if (!bound)
      return;
    cost += bound->cost - owner->cost;
    owner = bound;
  }
  const bool asks_value = gap == Gap::none;
  if (asks_value != (value.empty() && shape.arguments.pick == Pick::all) ||
      asks_value != (owner != nullptr))
    return;
  Predicate result;
  result.field = &field;
  result.verb = use.verb;
  result.names_owner = is_by_owner;
  result.time = shape.arguments.time;
  result.pick = shape.arguments.pick;
  result.compare = compare;
  result.number = read_double(value).value_or(0);
  result.value = value;
  result.cost = cost;
  if (!asks_value)
    result.gap = End::from;
  result.ends[0] = owner;
  note("field " + describe(use) + ": fits");
  found.push_back(std::move(result));
}

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
  if (set->field != nullptr)
    return nullptr;
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

SetRef Grammar::bind_name(const RelationDecl& relation, End end, const SetRef& set) {
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

SetRef Grammar::attach(const Set& set, const Predicate& predicate) {
  if (!predicate.gap || set.kind != Set::Kind::described || set.field != nullptr)
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
  result->predicates.push_back(predicate);
  result->cost += predicate.cost;
  if (predicate.pick != Pick::all)
    result->pick = predicate.pick;
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
  Predicate direct = predicate;
  direct.pick = Pick::all;
  const SetRef among = attach(inner, direct);
  if (!among)
    return nullptr;
  auto result = std::make_shared<Set>(set);
  std::erase_if(result->predicates, [&](const Predicate& own) {
    return own.relation == &role && !own.ends[0] && !own.ends[1];
  });
  Predicate through;
  through.relation = &role;
  through.gap = set.role_end;
  through.end(opposite(set.role_end)) = among;
  result->predicates.insert(result->predicates.begin(), through);
  result->cost += predicate.cost;
  result->pick = predicate.pick;
  return result;
}

}  // namespace tote::index::question
