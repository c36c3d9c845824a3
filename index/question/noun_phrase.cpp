// SPDX-License-Identifier: GPL-2.0-or-later
// Noun phrases: names, "I", and descriptions with a head noun, what stands before it and behind it.
#include <algorithm>
#include <array>

#include "index/language/words.h"
#include "index/question/grammar.h"
#include "index/question/measure.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

constexpr std::size_t most_sets = 8;
constexpr std::size_t most_name_words = 12;
/// Words that are also grammar, typed in lower case, are a name only if nothing else fits.
constexpr double plain_word_cost = 0.3;
constexpr double unknown_cost = 5;
constexpr double in_period_cost = 0.05;

template <class T>
double cost_of(const T& item) {
  if constexpr (requires { item->cost; })
    return item->cost;
  else
    return item.cost;
}

template <class T>
void keep_cheapest(std::vector<T>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const T& a, const T& b) { return cost_of(a) < cost_of(b); });
  if (items.size() > most_sets)
    items.resize(most_sets);
}

/// Quantified and demonstrative heads that stand for any note: "those I met".
bool is_open_head(std::string_view word) {
  return word == "those" || word == "ones";
}

}  // namespace

const Grammar::Sets& Grammar::sets(std::size_t begin, std::size_t end) {
  const Span key = span(begin, end);
  if (const auto it = sets_.find(key); it != sets_.end())
    return it->second;
  Sets found;
  if (begin < end && spend())
    found = read_sets(begin, end);
  keep_cheapest(found);
  return sets_[key] = std::move(found);
}

Grammar::Sets Grammar::read_sets(std::size_t begin, std::size_t end) {
  Sets found;
  const std::string_view first = word(begin);
  if (end == begin + 1 && language::is_first_person(first)) {
    auto owner = std::make_shared<Set>();
    owner->kind = Set::Kind::owner;
    owner->typed = first;
    return {owner};
  }
  static constexpr auto references = std::to_array<std::string_view>(
      {"he", "her", "him", "it", "she", "that", "them", "they", "this", "these", "those"});
  // The book "It" has its capital: "who recommended it" may ask for anything.
  const bool is_reference =
      end == begin + 1 && !in_.tokens[begin].is_capital &&
      std::find(references.begin(), references.end(), first) != references.end();
  if (!is_reference)
    add_named(begin, end, found);
  if (is_reference && in_.effort == Effort::unknown) {
    auto reference = std::make_shared<Set>();
    reference->kind = Set::Kind::reference;
    reference->typed = first;
    reference->cost = unknown_cost;
    found.push_back(std::move(reference));
  }
  add_described(begin, end, found);
  add_possessed(begin, end, found);
  add_compound(begin, end, found);
  add_apposed(begin, end, found);
  add_choice(begin, end, found);
  return found;
}

void Grammar::add_named(std::size_t begin, std::size_t end, Sets& found) {
  if (end - begin > most_name_words || in_.tokens[begin].is_possessive)
    return;
  const std::string typed = in_.tokens.text(begin, end);
  const std::string key = notes::name_key(typed);
  auto set = std::make_shared<Set>();
  set->kind = Set::Kind::named;
  set->typed = typed;
  if (std::find(in_.owner_names.begin(), in_.owner_names.end(), key) != in_.owner_names.end()) {
    set->kind = Set::Kind::owner;
    found.push_back(set);
  }
  set = std::make_shared<Set>(*set);
  set->kind = Set::Kind::named;
  set->meanings = in_.names.find(typed);
  if (set->meanings.empty()) {
    const std::string marked = in_.tokens.text_with_marks(begin, end);
    if (marked != typed)
      set->meanings = in_.names.find(marked);
  }
  const bool is_plain = [&] {
    for (std::size_t i = begin; i < end; ++i)
      if (in_.tokens[i].is_capital ||
          (!language::is_function_word(word(i)) && !in_.lexicon.knows(word(i))))
        return false;
    return true;
  }();
  if (set->meanings.empty() && in_.effort == Effort::corrected && looks_like_name(begin, end))
    set->meanings = in_.names.similar(typed);
  if (in_.chosen != nullptr)
    if (const auto chosen = in_.chosen->find(typed); chosen != in_.chosen->end())
      std::erase_if(set->meanings,
                    [&](const Meaning& meaning) { return meaning.note != chosen->second; });
  note_name(*set);
  if (set->meanings.empty()) {
    // It may still be a literal end ("Frank Herbert"), or missing: the frame decides.
    const bool is_edge_word =
        language::is_function_word(word(begin)) || language::is_function_word(word(end - 1));
    if (is_plain || (is_edge_word && !in_.tokens[begin].is_capital))
      return;
    if (in_.effort == Effort::unknown &&
        (!looks_like_name(begin, end) || holds_known_name(begin, end)))
      return;
    set->cost = unknown_cost;
  } else if (is_plain) {
    set->cost = plain_word_cost;
  }
  found.push_back(std::move(set));
}

void Grammar::note_name(const Set& set) {
  if (in_.trace == nullptr || set.meanings.empty())
    return;
  std::string line = "name '" + set.typed + "':";
  for (const Meaning& meaning : set.meanings)
    line += (line.ends_with(':') ? " " : ", ") + meaning.title + " (" + meaning.type + ")";
  note(line);
}

bool Grammar::looks_like_name(std::size_t begin, std::size_t end) {
  constexpr std::size_t most_plain_words = 3;
  bool is_all_plain = true;
  bool is_in_notes = false;
  bool has_new_word = false;
  for (std::size_t i = begin; i < end; ++i) {
    const bool is_capital = in_.tokens[i].is_capital;
    is_all_plain &= !is_capital;
    const bool is_known = language::is_function_word(word(i)) || in_.lexicon.knows(word(i));
    has_new_word |= !is_known || is_capital;
    is_in_notes |= in_.effort == Effort::unknown && in_.names.has_word(word(i));
    if (in_.tokens[i].is_possessive || (!is_capital && !in_.lexicon.nouns(in_.tokens, i).empty()))
      return false;
  }
  const auto opens_phrase = [&](std::size_t i) {
    return language::is_function_word(word(i)) && !in_.tokens[i].is_capital;
  };
  if (!has_new_word || opens_phrase(end - 1))
    return false;
  // Plain words that the notes use are better searched for than called an unknown name.
  if (is_all_plain && is_in_notes)
    return false;
  if (opens_phrase(begin) && (!language::is_article(word(begin)) || is_all_plain) &&
      in_.effort != Effort::corrected)
    return false;
  return !is_all_plain || end - begin <= most_plain_words || in_.effort == Effort::corrected;
}

bool Grammar::holds_known_name(std::size_t begin, std::size_t end) {
  for (std::size_t from = begin; from < end; ++from)
    for (std::size_t to = from + 1; to <= end; ++to) {
      if (to - from == end - begin || (to == from + 1 && language::is_function_word(word(from))))
        continue;
      const Span key = span(from, to);
      auto it = names_.find(key);
      if (it == names_.end())
        it = names_.emplace(key, in_.names.find(in_.tokens.text(from, to))).first;
      if (!it->second.empty())
        return true;
    }
  return false;
}

bool Grammar::read_premodifiers(std::size_t& at, std::size_t end, Set& set) {
  struct Words {
    std::string_view words;
    std::size_t length;
    Pick pick;
    bool is_universal = false;
  };

  static constexpr auto openings = std::to_array<Words>({
      {"all of the", 3, Pick::all, true},
      {"all of my", 3, Pick::all, true},
      {"all the", 2, Pick::all, true},
      {"all my", 2, Pick::all, true},
      {"any of the", 3, Pick::all},
      {"any of my", 3, Pick::all},
      {"the most recent", 3, Pick::last},
      {"my most recent", 3, Pick::last},
      {"the most", 2, Pick::most},
      {"the fewest", 2, Pick::fewest},
      {"the", 1, Pick::all},
      {"a", 1, Pick::all},
      {"an", 1, Pick::all},
      {"any", 1, Pick::all},
      {"some", 1, Pick::all},
      {"all", 1, Pick::all, true},
      {"my", 1, Pick::all},
      {"every", 1, Pick::all, true},
      {"each", 1, Pick::all, true},
      {"most", 1, Pick::most},
  });
  std::size_t number = at;
  if (const auto bound = read_bound(in_.tokens, number))
    if (const auto count = language::small_number(word(number));
        count && *count > 0 && (*bound == Compare::more || *bound == Compare::at_least)) {
      set.quantity = {static_cast<std::uint32_t>(*count) + (*bound == Compare::more ? 1 : 0), true};
      at = number + 1;
    }
  // "the most expensive" is no "the most".
  std::size_t behind_article = at + (language::is_article(word(at)) || word(at) == "my" ? 1 : 0);
  if (read_superlative(behind_article, end, set)) {
    at = behind_article;
    while (read_adjective(at, end, set)) {
    }
    return at < end;
  }
  for (const Words& opening : openings)
    if (in_.tokens.has_at(at, opening.words)) {
      at += opening.length;
      set.pick = opening.pick;
      set.is_universal = opening.is_universal;
      break;
    }
  static constexpr auto ordinals = std::to_array<Words>({
      {"most recent", 2, Pick::last},
      {"last", 1, Pick::last},
      {"latest", 1, Pick::last},
      {"newest", 1, Pick::last},
      {"first", 1, Pick::first},
      {"earliest", 1, Pick::first},
  });
  for (const Words& ordinal : ordinals)
    if (in_.tokens.has_at(at, ordinal.words) && set.pick == Pick::all) {
      at += ordinal.length;
      set.pick = ordinal.pick;
      break;
    }
  read_superlative(at, end, set);
  while (read_adjective(at, end, set)) {
  }
  return at < end;
}

bool Grammar::read_adjective(std::size_t& at, std::size_t end, Set& set) {
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, at))
    for (const NounUse& use : *match.uses)
      if (use.adjective != nullptr && at + match.words < end) {
        Predicate predicate;
        predicate.relation = use.relation;
        predicate.gap = End::from;
        predicate.is_complement = !use.adjective->has;
        set.predicates.push_back(std::move(predicate));
        at += match.words;
        return true;
      }
  const bool is_noun = !in_.lexicon.nouns(in_.tokens, at).empty();
  if (at + 1 >= end || word(at).empty() || language::is_function_word(word(at)) ||
      !in_.names.has_tag(word(at)) || (is_noun && in_.lexicon.nouns(in_.tokens, at + 1).empty()))
    return false;
  set.tags.emplace_back(word(at));
  ++at;
  return true;
}

void Grammar::add_described(std::size_t begin, std::size_t end, Sets& found) {
  Set base;
  std::size_t at = begin;
  if (!read_premodifiers(at, end, base))
    return;
  base.cost = description_cost;
  if (is_open_head(word(at)) || (at > begin && (word(at) == "one"))) {
    if (at + 1 < end) {
      base.has_type_noun = true;
      add_modified(base, at + 1, end, found);
    }
    return;
  }
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, at)) {
    if (at + match.words > end)
      continue;
    // "thing" may be a type of its own and also stand for any note: any note covers both.
    const bool is_any = std::any_of(match.uses->begin(), match.uses->end(), [](const NounUse& use) {
      return use.type != nullptr && use.type->id == "note";
    });
    Set typed = base;
    typed.has_type_noun = true;
    const bool has_type = std::any_of(match.uses->begin(), match.uses->end(),
                                      [](const NounUse& use) { return use.type != nullptr; });
    for (const NounUse& use : *match.uses) {
      if (use.type != nullptr) {
        if (!is_any &&
            std::find(typed.types.begin(), typed.types.end(), use.type->id) == typed.types.end())
          typed.types.push_back(use.type->id);
      } else if (use.adjective == nullptr) {
        add_headed(use, has_type, base, at + match.words, end, found);
      }
    }
    if (has_type)
      add_modified(typed, at + match.words, end, found);
  }
}

void Grammar::add_headed(const NounUse& use, bool is_type, const Set& base, std::size_t behind,
                         std::size_t end, Sets& found) {
  const bool is_of = word(behind) == "of" || word(behind) == "for";
  if (use.field != nullptr) {
    if (!is_of && word(behind) != "from")
      return;
    for (const SetRef& owner : sets(behind + 1, end))
      add_value_of(*use.field, owner, base, found);
    return;
  }
  const RelationDecl& relation = *use.relation;
  const RoleNoun& role = *use.role;
  Set headed = base;
  headed.role_relation = &relation;
  headed.role_end = role.end;
  headed.types = role.end == End::from ? relation.from : relation.to;
  if (std::find(headed.types.begin(), headed.types.end(), "*") != headed.types.end())
    headed.types.clear();
  restrict_to_role(role, headed);
  Predicate predicate;
  predicate.relation = &relation;
  predicate.gap = role.end;
  const bool is_linked =
      word(behind) == "of" || std::find(role.prepositions.begin(), role.prepositions.end(),
                                        word(behind)) != role.prepositions.end();
  if (is_linked)
    for (std::size_t next = end; next > behind + 1; --next)
      for (const SetRef& other : sets(behind + 1, next)) {
        const SetRef bound = bind(relation, opposite(role.end), other);
        if (!bound)
          continue;
        predicate.end(opposite(role.end)) = bound;
        Set with = headed;
        with.cost += bound->cost;
        put_first(with, predicate);
        add_modified(with, next, end, found);
      }
  if (is_type)
    return;
  predicate.ends = {};
  Set alone = headed;
  put_first(alone, predicate);
  add_modified(alone, behind, end, found);
}

void Grammar::add_modified(const Set& base, std::size_t begin, std::size_t end, Sets& found) {
  if (begin == end) {
    found.push_back(std::make_shared<Set>(base));
    return;
  }
  for (const Modifier& modifier : modifiers(begin, end)) {
    if (!spend())
      return;
    auto set = std::make_shared<const Set>(base);
    for (const Predicate& predicate : modifier.predicates) {
      const SetRef with = attach(*set, predicate);
      set = with ? with : attach_through_role(*set, predicate);
      if (!set)
        break;
    }
    if (!set)
      continue;
    if (modifier.dated.is_limited()) {
      auto dated = std::make_shared<Set>(*set);
      dated->dated = modifier.dated;
      dated->cost += modifier.dated_cost;
      set = dated;
    }
    found.push_back(set);
  }
}

const std::vector<Modifier>& Grammar::modifiers(std::size_t begin, std::size_t end) {
  const Span key = span(begin, end);
  if (const auto it = modifiers_.find(key); it != modifiers_.end())
    return it->second;
  std::vector<Modifier> found = read_modifiers(begin, end);
  keep_cheapest(found);
  return modifiers_[key] = std::move(found);
}

std::vector<Modifier> Grammar::read_modifiers(std::size_t begin, std::size_t end) {
  std::vector<Modifier> found;
  for (std::size_t next = end; next > begin; --next) {
    std::vector<Modifier> here;
    add_modifier_at(begin, next, here);
    if (here.empty())
      continue;
    if (next == end) {
      found.insert(found.end(), here.begin(), here.end());
      continue;
    }
    // "and" may join: "books that I read and that Andrew recommended".
    const std::size_t rest = word(next) == "and" ? next + 1 : next;
    for (const Modifier& more : modifiers(rest, end))
      for (const Modifier& modifier : here) {
        if (!spend() || (modifier.dated.is_limited() && more.dated.is_limited()))
          continue;
        Modifier both = modifier;
        both.predicates.insert(both.predicates.end(), more.predicates.begin(),
                               more.predicates.end());
        if (more.dated.is_limited()) {
          both.dated = more.dated;
          both.dated_cost = more.dated_cost;
        }
        both.cost += more.cost;
        found.push_back(std::move(both));
      }
  }
  return found;
}

void Grammar::add_modifier_at(std::size_t begin, std::size_t end, std::vector<Modifier>& found) {
  for (const Predicate& predicate : relatives(begin, end)) {
    Modifier modifier;
    modifier.predicates.push_back(predicate);
    modifier.cost = predicate.cost;
    found.push_back(std::move(modifier));
  }
  add_measured(begin, end, found);
  const bool is_by = word(begin) == "by";
  if (is_by)
    for (const RelationDecl& relation : in_.lexicon.vocabulary().relations) {
      if (!relation.is_bare_by)
        continue;
      for (const SetRef& other : sets(begin + 1, end)) {
        const SetRef bound = bind_maker(relation, End::to, other);
        if (!bound)
          continue;
        Predicate predicate;
        predicate.relation = &relation;
        predicate.gap = End::from;
        predicate.end(End::to) = bound;
        predicate.cost = bound->cost;
        found.push_back({{predicate}, {}, 0, bound->cost});
      }
    }
  const bool is_from = word(begin) == "from" || word(begin) == "of";
  auto time = read_time(in_.tokens, begin, end, in_.today);
  if (!time && is_from)
    time = read_period(in_.tokens, begin + 1, end, in_.today);
  // "books in 2011" is said of what happens to them as often as of the books.
  if (time && word(begin) != "for")
    found.push_back({{}, *time, is_from ? 0 : in_period_cost, 0});
}

}  // namespace tote::index::question
