// SPDX-License-Identifier: GPL-2.0-or-later
// Roles and frames: a clause's subject, objects and prepositional phrases are unified with the
// frames of its verb.
#include <algorithm>
#include <array>
#include <utility>

#include "index/question/grammar.h"
#include "index/question/measure.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

template <class Text>
bool holds(const std::vector<Text>& items, std::string_view item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

/// Whether a set is tied to something, so that it can be looked up.
bool is_narrow(const SetRef& set) {
  return set && (set->kind == Set::Kind::named || !set->predicates.empty() || !set->tags.empty());
}

bool is_place_slot(std::string_view slot) {
  return slot == "at" || slot == "in" || slot == "on";
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

void add_forms(const VerbDecl& verb, std::vector<std::string>& forms) {
  forms.push_back(verb.lemma);
  forms.insert(forms.end(), verb.forms.begin(), verb.forms.end());
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
  std::vector<std::string> forms;
  add_forms(verb, forms);
  return forms;
}

/// The forms of the verbs that say that a relation does not hold: who did not like a film has not
/// panned it.
std::vector<std::string> denying_forms(const RelationDecl& relation) {
  std::vector<std::string> forms;
  for (const VerbDecl& verb : relation.verbs)
    if (verb.polarity < 0)
      add_forms(verb, forms);
  return forms;
}

/// "the last book": by what? "The most books" makes the gap's notes the ones that count.
bool picks_by_nothing(const Set& set, Gap gap) {
  const bool is_counted =
      gap == Gap::required && (set.pick == Pick::most || set.pick == Pick::fewest);
  return set.pick != Pick::all && set.predicates.empty() && !is_counted;
}

/// A phrase of the line that must not be taken for the relation, or "".
std::string other_sense(const Tokens& tokens, const RelationDecl& relation) {
  for (const std::string& phrase : relation.not_phrases)
    for (std::size_t i = 0; i < tokens.size(); ++i)
      if (tokens.has_at(i, phrase))
        return phrase;
  return {};
}

/// "more than two books" as books; how many they are to be goes to `quantity`.
SetRef without_quantity(const SetRef& set, Times& quantity) {
  if (!set->quantity.is_limited())
    return set;
  auto all = std::make_shared<Set>(*set);
  quantity = std::exchange(all->quantity, Times{});
  return all;
}

/// Why a frame whose roles are filled asks for nothing that could be looked up; "" if it does.
std::string why_unfit(const Shape& shape, const std::vector<Argument>& roles, Gap gap,
                      const Predicate& predicate) {
  for (const std::string& slot : predicate.verb->requires_slots)
    if (std::none_of(roles.begin(), roles.end(),
                     [&](const Argument& role) { return role.slot == slot; }))
      return "needs '" + slot + "'";
  if (gap == Gap::required && !predicate.gap)
    return "does not ask for an end";
  // Asked for on its own, a frame must be tied to something: "who recommended" is a search.
  const Arguments& arguments = shape.arguments;
  const bool is_bare = !predicate.ends[0] && !predicate.ends[1];
  if (is_bare && (gap == Gap::none || (!predicate.names_owner && !arguments.time.is_limited() &&
                                       arguments.extraposed.empty())))
    return "is tied to nothing";
  if (predicate.relation->source == RelationSource::links && gap == Gap::required &&
      !is_narrow(predicate.end(opposite(*predicate.gap))))
    return "links to anything are too many";
  return {};
}

/// Why notes do not tell what a clause says; "" if they may. Places bear no dates, but who was met
/// only within a year was met there within it.
std::string why_untold(const Shape& shape, bool is_place, const Predicate& predicate) {
  const Arguments& arguments = shape.arguments;
  if (is_place && (shape.is_denied || arguments.times.is_limited()))
    return "what did not happen there is not on record";
  if (is_place && arguments.time.is_limited() && predicate.gap != End::from)
    return "when it was there is not on record";
  if (shape.is_ongoing && predicate.relation->source == RelationSource::date_field)
    return "what is going on now is not on record";
  return {};
}

/// Why notes do not tell how often or how long it was so; "" if they do, or that is not asked.
std::string why_uncounted(const Predicate& predicate) {
  const bool is_plain = predicate.pick == Pick::all && !predicate.is_aside;
  if (predicate.times.is_limited() &&
      (predicate.is_denied || predicate.is_complement || !is_of_owner(*predicate.relation) ||
       !predicate.told_by.empty() || !is_plain))
    return "how often it was so is not on record";
  if (predicate.others.is_limited() && (!is_plain || predicate.times.is_limited()))
    return "notes cannot be counted in two ways at once";
  if (predicate.time.is_span && !predicate.is_complement)
    return "how long it went on is not on record";
  return {};
}

std::string describe(const VerbUse& use) {
  return (use.relation != nullptr ? use.relation->id : use.field->id) + "/" + use.verb->lemma;
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

const RelationDecl* Grammar::place_relation(const VerbUse& use,
                                            const std::vector<Argument>& roles) const {
  const RelationDecl& relation = *use.relation;
  const bool names_place = std::any_of(roles.begin(), roles.end(), [&](const Argument& role) {
    return is_place_slot(role.slot) && role.set && use.verb->frame.count(role.slot) == 0;
  });
  if (!names_place || relation.to != std::vector<std::string>{"me"})
    return nullptr;
  for (const RelationDecl& place : in_.lexicon.vocabulary().relations)
    if (place.place_of == relation.id)
      return &place;
  return nullptr;
}

std::optional<Predicate> Grammar::fill_frame(const Shape& shape, const VerbUse& use,
                                             const std::vector<Argument>& roles, Gap gap) {
  const RelationDecl* place = place_relation(use, roles);
  const RelationDecl& relation = place != nullptr ? *place : *use.relation;
  const auto reject = [&](const std::string& why) {
    note("frame " + describe(use) + ": " + why);
    return std::nullopt;
  };
  /// For the person who asks: the clause is understood, and notes cannot answer it.
  const auto decline = [&](const std::string& why) {
    if (in_.declined != nullptr)
      in_.declined->push_back(why);
    return reject(why);
  };
  if (const std::string phrase = other_sense(in_.tokens, relation); !phrase.empty())
    return reject("'" + phrase + "' is none of it");
  Predicate result;
  result.relation = &relation;
  result.verb = use.verb;
  result.cost = shape.cost;
  std::array<bool, 2> is_filled{};
  for (const Argument& role : roles) {
    const auto slot = use.verb->frame.find(role.slot);
    const bool is_place =
        slot == use.verb->frame.end() && place != nullptr && is_place_slot(role.slot);
    if (slot == use.verb->frame.end() && !is_place)
      return reject("has no role '" + role.slot + "'");
    if (!is_place && slot->second == End::me) {
      if (!role.set || role.set->kind != Set::Kind::owner)
        return reject("'" + role.slot + "' is the owner's");
      result.names_owner = true;
      continue;
    }
    const End end = is_place ? End::to : slot->second;
    if (is_filled[static_cast<std::size_t>(end)])
      return reject("one end is named twice");
    is_filled[static_cast<std::size_t>(end)] = true;
    if (!role.set) {
      result.gap = end;
      continue;
    }
    const bool is_joint = role.set->is_joint && gap == Gap::required && !shape.is_denied;
    const bool may_count = gap == Gap::required && !shape.is_denied;
    const SetRef named = may_count ? without_quantity(role.set, result.others) : role.set;
    const SetRef bound = is_joint ? bind_joint(relation, end, named) : bind(relation, end, named);
    if (!bound)
      return reject("'" + role.slot + "' cannot be " +
                    (role.set->typed.empty() ? "that" : role.set->typed));
    if (picks_by_nothing(*bound, gap))
      return reject("nothing tells which of them is picked");
    result.cost += bound->cost - role.set->cost;
    result.end(end) = bound;
  }
  const Arguments& arguments = shape.arguments;
  const bool is_dated_place = place != nullptr && arguments.time.is_limited();
  if (const std::string why = why_unfit(shape, roles, gap, result); !why.empty())
    return reject(why);
  if (const std::string why = why_untold(shape, place != nullptr, result); !why.empty())
    return decline(why);
  result.told_by = telling_forms(relation, *use.verb);
  result.time = arguments.time;
  result.event = is_dated_place ? use.relation : nullptr;
  result.pick = arguments.pick;
  result.is_aside = arguments.is_aside;
  if (result.is_aside && !names_exception(result))
    return reject("'also' leans on something not said");
  if (is_extreme(result.pick))
    return reject("has no value to be highest or lowest");
  if (const std::string why = settle_denial(shape, result); !why.empty())
    return decline(why);
  result.times = arguments.times;
  if (const std::string why = why_uncounted(result); !why.empty())
    return decline(why);
  note("frame " + describe(use) + ": fits");
  return result;
}

bool Grammar::is_written_by_owner(const RelationDecl& relation) const {
  return std::all_of(relation.from.begin(), relation.from.end(), [&](const std::string& id) {
    const TypeDecl* type = in_.lexicon.vocabulary().type(id);
    return type != nullptr && type->is_dated;
  });
}

std::string Grammar::settle_denial(const Shape& shape, Predicate& predicate) const {
  // "who panned it": what the verb says is that it does not hold.
  if (!shape.is_denied && predicate.verb->polarity < 0) {
    predicate.is_denied = true;
    predicate.told_by = denying_forms(*predicate.relation);
    return predicate.gap ? "" : "a verb that denies is asked for by who and what";
  }
  if (!shape.is_denied)
    return {};
  const RelationDecl& relation = *predicate.relation;
  const bool is_owners_doing = is_done_by_owner(*predicate.verb);
  if (predicate.verb->polarity < 0)
    return "a denial denied";
  // Silence counts only of what the owner does and writes down: "unread", "not contacted since".
  if (is_owners_doing && (is_of_owner(relation) || is_written_by_owner(relation))) {
    if (!predicate.told_by.empty())
      return "notes seldom say how: ask who was not " + relation.id + " rather than not '" +
             predicate.verb->forms[1] + "'";
    predicate.is_complement = true;
    return {};
  }
  if (is_owners_doing)
    return "what the owner did not do is not on record";
  // Of others only a sentence that denies it counts, and it names whom it is about: "not
  // recommended by anyone" is nothing that a sentence says.
  const SetRef& other = predicate.gap ? predicate.end(opposite(*predicate.gap)) : nullptr;
  if (predicate.gap && (!other || other->kind == Set::Kind::described))
    return "a denial needs a name";
  predicate.is_denied = true;
  predicate.is_never = shape.is_never;
  return {};
}

/// The verb of a date field: "when did it air", "films that came out in 1979".
void Grammar::unify_date_field(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found) {
  const Arguments& arguments = shape.arguments;
  const bool is_by_owner =
      !shape.is_passive && shape.subject && shape.subject->kind == Set::Kind::owner;
  // What bears the date is what the owner acts on, or what it happens to.
  SetRef dated = is_by_owner ? nullptr : shape.subject;
  if (is_by_owner && arguments.list.size() == 1 && arguments.list[0].slot.empty())
    dated = arguments.list[0].set;
  else if (!arguments.list.empty())
    return;
  const bool asks_date = gap == Gap::none;
  if (arguments.time.is_span || asks_date == arguments.time.is_limited() ||
      asks_date != (dated != nullptr) || (!asks_date && !is_by_owner && !shape.has_subject_gap))
    return;
  Predicate result;
  result.field = use.field;
  result.verb = use.verb;
  result.names_owner = is_by_owner;
  result.cost = shape.cost;
  if (asks_date) {
    result.ends[0] = bind_owner(*use.field, dated);
    if (!result.ends[0])
      return;
    result.cost += result.ends[0]->cost - dated->cost;
  } else {
    result.gap = End::from;
    result.time = arguments.time;
    result.compare = Compare::within;
  }
  note("field " + describe(use) + ": fits");
  found.push_back(std::move(result));
}

void Grammar::unify_field(const Shape& shape, const VerbUse& use, Gap gap, Predicates& found) {
  const FieldDecl& field = *use.field;
  const bool is_by_owner = shape.subject && shape.subject->kind == Set::Kind::owner;
  if (shape.is_denied || shape.arguments.time.is_span || shape.arguments.times.is_limited() ||
      shape.arguments.is_aside)
    return;
  if (field.kind == FieldKind::date && shape.arguments.pick == Pick::all)
    return unify_date_field(shape, use, gap, found);
  if (!shape.is_passive && !is_by_owner)
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
      compare = argument.bound ? *argument.bound
                : argument.slot.empty() || argument.slot == "at" || argument.slot == "with"
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

}  // namespace tote::index::question
