// SPDX-License-Identifier: GPL-2.0-or-later
// Clauses: the verb group with its auxiliaries, and what follows the verb.
#include <algorithm>

#include "index/language/words.h"
#include "index/question/grammar.h"
#include "index/question/measure.h"

namespace tote::index::question {
namespace {

using language::Auxiliary;

constexpr std::size_t most_alternatives = 12;
/// A form that is not the one the auxiliary asks for ("what did Andrew recommended").
constexpr double wrong_form_cost = 0.2;
/// "by X" behind a verb is its agent if it can be.
constexpr double extraposed_cost = 0.05;

/// Keeps the cheapest alternatives, in a stable order.
template <class T>
void keep_cheapest(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const T& a, const T& b) { return a.cost < b.cost; });
  if (items.size() > most_alternatives)
    items.resize(most_alternatives);
}

bool is_relative_pronoun(std::string_view word) {
  return word == "who" || word == "that" || word == "which" || word == "whom";
}

/// An adverb phrase behind or before a verb that picks among what is found, and its length.
std::pair<std::size_t, Pick> read_pick(const Tokens& tokens, std::size_t at) {
  struct Phrase {
    std::string_view words;
    std::size_t length;
    Pick pick;
  };

  static constexpr Phrase phrases[] = {
      {"the most often", 3, Pick::most},
      {"most often", 2, Pick::most},
      {"most frequently", 2, Pick::most},
      {"most recently", 2, Pick::last},
      {"the most", 2, Pick::most},
      {"most", 1, Pick::most},
      {"last", 1, Pick::last},
      {"first", 1, Pick::first},
      {"the highest", 2, Pick::highest},
      {"highest", 1, Pick::highest},
      {"the lowest", 2, Pick::lowest},
      {"lowest", 1, Pick::lowest},
      {"best", 1, Pick::highest},
  };
  for (const Phrase& phrase : phrases)
    if (tokens.has_at(at, phrase.words))
      return {phrase.length, phrase.pick};
  return {0, Pick::all};
}

/// "once", "three times", "multiple times" at `at`, which moves behind it.
std::optional<Times> read_count(const Tokens& tokens, std::size_t& at) {
  static constexpr std::pair<std::string_view, std::uint32_t> counts[] = {
      {"once", 1}, {"twice", 2}, {"thrice", 3}};
  for (const auto& [counted, count] : counts)
    if (tokens.word(at) == counted) {
      ++at;
      return Times{count, false};
    }
  if (tokens.word(at + 1) != "times")
    return std::nullopt;
  const bool is_multiple = tokens.word(at) == "multiple";
  const std::optional<int> count = is_multiple ? 2 : language::small_number(tokens.word(at));
  if (!count || *count < 1)
    return std::nullopt;
  at += 2;
  return Times{static_cast<std::uint32_t>(*count), is_multiple};
}

/// "twice", "more than once", "at least three times", and its length.
std::pair<std::size_t, Times> read_how_often(const Tokens& tokens, std::size_t begin) {
  std::size_t at = begin;
  const bool is_more = tokens.has_at(at, "more than");
  const bool is_bounded = is_more || tokens.has_at(at, "at least");
  at += is_bounded ? 2 : 0;
  const bool is_exact =
      tokens.word(at) == "only" || tokens.word(at) == "just" || tokens.word(at) == "exactly";
  at += is_exact ? 1 : 0;
  std::optional<Times> times = read_count(tokens, at);
  // "once" alone may say when: "whom did I once call".
  if (!times || (times->count == 1 && !is_bounded && !is_exact) || (is_exact && is_bounded))
    return {0, {}};
  times->count += is_more ? 1 : 0;
  times->is_at_least |= is_bounded;
  return {at - begin, *times};
}

}  // namespace

void set_time(const TimeRange& fronted, std::vector<Shape>& shapes) {
  if (!fronted.is_limited())
    return;
  std::erase_if(shapes, [](const Shape& shape) { return shape.arguments.time.is_limited(); });
  for (Shape& shape : shapes)
    shape.arguments.time = fronted;
}

std::optional<VerbGroup> Grammar::verb_group(std::size_t begin, std::size_t end,
                                             int leading) const {
  VerbGroup group;
  std::optional<Auxiliary> last;
  bool may_be_have = false;
  bool may_be_did = false;
  const auto add = [&](std::size_t i) {
    const auto auxiliary = word(i) == "'s" ? Auxiliary::be : language::auxiliary(word(i));
    if (!auxiliary || *auxiliary == Auxiliary::future || *auxiliary == Auxiliary::hypothesis)
      return false;
    may_be_have = in_.tokens[i].is_possessive;
    // "where'd I meet her": before a subject it is "did" as well as "had".
    may_be_did = leading >= 0 && word(i) == "had" && in_.tokens[i].span.size() < word(i).size();
    last = auxiliary;
    group.is_present_be = word(i) == "'s" || word(i) == "am" || word(i) == "is" || word(i) == "are";
    return true;
  };
  if (leading >= 0 && !add(static_cast<std::size_t>(leading)))
    return std::nullopt;
  for (std::size_t i = begin; i < end; ++i) {
    if (language::is_negation(word(i))) {
      if (group.is_denied)
        return std::nullopt;
      group.is_denied = true;
      group.is_never = word(i) == "never";
    } else if (word(i) == "also") {
      group.is_aside = true;
    } else if (const auto [length, pick] = read_pick(in_.tokens, i); length > 0) {
      group.pick = pick;
      i += length - 1;
    } else if (!language::is_idle_adverb(word(i)) && !add(i)) {
      return std::nullopt;
    }
  }
  if (!last)
    group.active_forms = base_form | third_person | past_form;
  else if (*last == Auxiliary::verb_do)
    group.active_forms = base_form;
  else if (*last == Auxiliary::have)
    group.active_forms = participle_form;
  else
    group.active_forms = gerund_form;
  if (last == Auxiliary::be)
    group.passive_forms = participle_form;
  if (may_be_have)
    group.active_forms |= participle_form;
  if (may_be_did)
    group.active_forms |= base_form;
  // A bare "not" denies nothing without an auxiliary: "books not read" has its own form.
  if (group.is_denied && !last && word(begin) != "never")
    return std::nullopt;
  return group;
}

void Grammar::add_shapes(std::size_t verb, std::size_t end, const VerbGroup& group,
                         const Shape& base, std::vector<Shape>& found) {
  for (const Match<VerbUse>& match : in_.lexicon.verbs(in_.tokens, verb)) {
    const std::size_t behind = verb + match.words;
    if (behind <= end)
      add_shapes_of(*match.uses, arguments(behind, end), group, base, found);
  }
  for (const SeparableVerb& separable : in_.lexicon.separable_verbs(in_.tokens, verb))
    for (std::size_t particle = verb + 2; particle < end; ++particle)
      if (word(particle) == separable.particle)
        add_shapes_of(*separable.uses, parted_arguments(verb + 1, particle, end), group, base,
                      found);
}

void Grammar::add_shapes_of(const std::vector<VerbUse>& uses, const std::vector<Arguments>& rests,
                            const VerbGroup& group, const Shape& base, std::vector<Shape>& found) {
  std::vector<VerbUse> active;
  std::vector<VerbUse> passive;
  std::vector<VerbUse> loose;
  for (const VerbUse& use : uses) {
    if ((use.forms & group.active_forms) != 0)
      active.push_back(use);
    else if ((group.active_forms & (base_form | participle_form)) != 0 &&
             (use.forms & (past_form | third_person)) != 0 && group.active_forms != 7)
      loose.push_back(use);
    if ((use.forms & group.passive_forms) != 0)
      passive.push_back(use);
  }
  for (const Arguments& rest : rests) {
    Shape shape = base;
    shape.arguments = rest;
    shape.is_denied = group.is_denied;
    shape.is_never = group.is_never;
    shape.arguments.is_aside |= group.is_aside;
    if (group.pick != Pick::all)
      shape.arguments.pick = group.pick;
    shape.cost += group.cost + rest.cost;
    const auto add = [&](const std::vector<VerbUse>& fitting, bool is_passive, double cost) {
      if (fitting.empty() || !spend())
        return;
      found.push_back(shape);
      found.back().uses = fitting;
      found.back().is_passive = is_passive;
      found.back().cost += cost;
    };
    shape.is_ongoing = group.is_present_be && (group.active_forms & participle_form) == 0;
    add(active, false, 0);
    shape.is_ongoing = false;
    add(passive, true, 0);
    if (active.empty() && passive.empty())
      add(loose, false, wrong_form_cost);
  }
}

std::vector<Arguments> Grammar::parted_arguments(std::size_t begin, std::size_t particle,
                                                 std::size_t end) {
  std::vector<Arguments> found;
  for (const SetRef& object : sets(begin, particle))
    for (const Arguments& rest : arguments(particle + 1, end)) {
      if (!spend())
        return found;
      Arguments with = rest;
      with.cost += object->cost;
      with.list.insert(with.list.begin(), Argument{{}, object});
      found.push_back(std::move(with));
    }
  return found;
}

std::vector<Shape> Grammar::verb_clauses(std::size_t begin, std::size_t end) {
  std::vector<Shape> found;
  Shape base;
  base.has_subject_gap = true;
  for (std::size_t verb = begin; verb < end; ++verb) {
    if (const auto group = verb_group(begin, verb, -1))
      add_shapes(verb, end, *group, base, found);
    else if (verb > begin + 4)
      break;
  }
  return found;
}

std::vector<Shape> Grammar::plain_clauses(std::size_t begin, std::size_t end) {
  std::vector<Shape> found;
  for (std::size_t verb = begin + 1; verb < end; ++verb) {
    if (!in_.lexicon.may_be_verb(in_.tokens, verb))
      continue;
    for (std::size_t group_at = verb; group_at > begin; --group_at) {
      const auto group = verb_group(group_at, verb, -1);
      if (!group)
        continue;
      for (const SetRef& subject : sets(begin, group_at)) {
        Shape base;
        base.subject = subject;
        add_shapes(verb, end, *group, base, found);
      }
    }
  }
  return found;
}

std::vector<Shape> Grammar::inverted_clauses(std::size_t begin, std::size_t end) {
  std::vector<Shape> found;
  const bool opens = word(begin) == "'s" || language::auxiliary(word(begin));
  if (!opens)
    return found;
  const bool is_contracted = word(begin + 1) == "n't";
  const std::size_t subject_at = begin + (is_contracted ? 2 : 1);
  for (std::size_t verb = subject_at + 1; verb < end; ++verb) {
    if (!in_.lexicon.may_be_verb(in_.tokens, verb))
      continue;
    for (std::size_t group_at = verb; group_at > subject_at; --group_at) {
      auto group = verb_group(group_at, verb, static_cast<int>(begin));
      if (!group)
        continue;
      group->is_denied |= is_contracted;
      for (const SetRef& subject : sets(subject_at, group_at)) {
        Shape base;
        base.subject = subject;
        add_shapes(verb, end, *group, base, found);
      }
    }
  }
  return found;
}

std::vector<Shape> Grammar::participle_clauses(std::size_t begin, std::size_t end) {
  std::vector<Shape> found;
  Shape base;
  base.has_subject_gap = true;
  std::size_t at = begin;
  VerbGroup group;
  group.active_forms = gerund_form;
  group.passive_forms = participle_form;
  for (; at < end; ++at) {
    if (language::is_negation(word(at))) {
      group.is_denied = true;
      group.is_never = word(at) == "never";
    } else if (!language::is_idle_adverb(word(at)))
      break;
  }
  if (at < end)
    add_shapes(at, end, group, base, found);
  return found;
}

const std::vector<Arguments>& Grammar::arguments(std::size_t begin, std::size_t end) {
  const Span key = span(begin, end);
  if (const auto it = arguments_.find(key); it != arguments_.end())
    return it->second;
  std::vector<Arguments> found = read_arguments(begin, end);
  keep_cheapest(found);
  return arguments_[key] = std::move(found);
}

std::vector<Arguments> Grammar::read_arguments(std::size_t begin, std::size_t end) {
  std::vector<Arguments> found;
  if (begin == end)
    return {Arguments{}};
  const auto add = [&](std::size_t next, const auto& change) {
    for (const Arguments& rest : arguments(next, end)) {
      Arguments with = rest;
      if (spend() && change(with))
        found.push_back(std::move(with));
    }
  };
  if (word(begin) == "also")
    add(begin + 1, [](Arguments& with) { return with.is_aside = true; });
  else if (language::is_idle_adverb(word(begin)) || word(begin) == "together")
    add(begin + 1, [](Arguments&) { return true; });
  if (const auto [length, pick] = read_pick(in_.tokens, begin); length > 0 && begin + length <= end)
    add(begin + length, [chosen = pick](Arguments& with) {
      const bool is_free = with.pick == Pick::all;
      with.pick = chosen;
      return is_free;
    });
  if (const auto [length, times] = read_how_often(in_.tokens, begin);
      length > 0 && begin + length <= end)
    add(begin + length, [often = times](Arguments& with) {
      const bool is_free = !with.times.is_limited();
      with.times = often;
      return is_free;
    });
  add_extraposed(begin, end, found);
  const bool is_slot = language::is_preposition(word(begin)) || in_.lexicon.is_slot(word(begin));
  if (is_slot)
    add(begin + 1, [&](Arguments& with) {
      if (!with.list.empty() && with.list.front().slot.empty())
        return false;
      for (const Argument& argument : with.list)
        if (!argument.set)
          return false;
      with.list.insert(with.list.begin(), Argument{std::string(word(begin)), nullptr});
      return true;
    });
  add_bounded(begin, end, found);
  for (std::size_t next = end; next > begin; --next) {
    if (const auto time = read_time(in_.tokens, begin, next, in_.today))
      add(next, [&](Arguments& with) {
        const bool is_free = !with.time.is_limited();
        with.time = *time;
        return is_free;
      });
    const auto add_set = [&](const SetRef& set, std::string slot) {
      add(next, [&](Arguments& with) {
        with.cost += set->cost;
        with.list.insert(with.list.begin(), Argument{slot, set});
        return true;
      });
    };
    for (const SetRef& set : sets(begin, next))
      add_set(set, {});
    if (is_slot && next > begin + 1)
      for (const SetRef& set : sets(begin + 1, next))
        add_set(set, std::string(word(begin)));
  }
  return found;
}

void Grammar::add_extraposed(std::size_t begin, std::size_t end, std::vector<Arguments>& found) {
  if (is_relative_pronoun(word(begin)))
    for (const Predicate& predicate : relatives(begin, end)) {
      Arguments with;
      with.extraposed.push_back(predicate);
      with.cost = predicate.cost;
      found.push_back(std::move(with));
    }
  // "what have I read by Ursula K. Le Guin": what is made by someone, behind its verb.
  if (word(begin) == "by")
    for (const Modifier& modifier : modifiers(begin, end))
      if (modifier.predicates.size() == 1 && modifier.predicates.front().verb == nullptr &&
          !modifier.dated.is_limited()) {
        Arguments with;
        with.extraposed = modifier.predicates;
        with.cost = modifier.cost + extraposed_cost;
        found.push_back(std::move(with));
      }
}

void Grammar::add_bounded(std::size_t begin, std::size_t end, std::vector<Arguments>& found) {
  std::size_t at = begin;
  std::optional<Compare> bound = read_bound(in_.tokens, at);
  const std::size_t number = at;
  if (number >= end || !read_double(word(number)))
    return;
  ++at;
  if (const auto behind = read_bound_behind(in_.tokens, at); behind && bound)
    return;
  else if (behind)
    bound = behind;
  if (!bound || at > end)
    return;
  auto typed = std::make_shared<Set>();
  typed->kind = Set::Kind::named;
  typed->typed = word(number);
  for (const Arguments& rest : arguments(at, end))
    if (spend()) {
      found.push_back(rest);
      found.back().list.insert(found.back().list.begin(), Argument{{}, typed, bound});
    }
}

const Grammar::Predicates& Grammar::relatives(std::size_t begin, std::size_t end) {
  const Span key = span(begin, end);
  if (const auto it = relatives_.find(key); it != relatives_.end())
    return it->second;
  Predicates found = read_relatives(begin, end);
  keep_cheapest(found);
  return relatives_[key] = std::move(found);
}

Grammar::Predicates Grammar::read_relatives(std::size_t begin, std::size_t end) {
  Predicates found;
  const auto add = [&](const std::vector<Shape>& shapes) {
    for (Predicate& predicate : unify_all(shapes, Gap::required))
      found.push_back(std::move(predicate));
  };
  if (!is_relative_pronoun(word(begin))) {
    add(plain_clauses(begin, end));
    add(participle_clauses(begin, end));
    const bool is_piped = language::is_preposition(word(begin)) &&
                          (word(begin + 1) == "whom" || word(begin + 1) == "which");
    if (is_piped) {
      std::vector<Shape> shapes = plain_clauses(begin + 2, end);
      for (Shape& shape : shapes)
        shape.arguments.list.push_back({std::string(word(begin)), nullptr});
      add(shapes);
    }
    return found;
  }
  add(verb_clauses(begin + 1, end));
  add(plain_clauses(begin + 1, end));
  // "that are unread"
  std::size_t at = begin + 1;
  if (language::auxiliary(word(at)) != Auxiliary::be)
    return found;
  ++at;
  const bool is_denied = language::is_negation(word(at));
  at += is_denied ? 1 : 0;
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, at))
    for (const NounUse& use : *match.uses)
      if (use.adjective != nullptr && at + match.words == end) {
        Predicate predicate;
        predicate.relation = use.relation;
        predicate.gap = End::from;
        predicate.is_complement = use.adjective->has == is_denied;
        found.push_back(std::move(predicate));
      }
  return found;
}

}  // namespace tote::index::question
