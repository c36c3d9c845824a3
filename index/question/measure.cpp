// SPDX-License-Identifier: GPL-2.0-or-later
// Measures: what notes are told apart by the number that a field holds. "highest rated", "longest",
// "with the most pages", "with a rating of at least 4".
#include "index/question/measure.h"

#include <algorithm>
#include <array>

#include "index/language/words.h"
#include "index/question/grammar.h"

namespace tote::index::question {
namespace {

struct Bound {
  std::string_view words;
  std::size_t length;
  Compare compare;
};

constexpr auto bounds = std::to_array<Bound>({
    {"more than", 2, Compare::more},
    {"over", 1, Compare::more},
    {"above", 1, Compare::more},
    {"less than", 2, Compare::less},
    {"fewer than", 2, Compare::less},
    {"under", 1, Compare::less},
    {"below", 1, Compare::less},
    {"at least", 2, Compare::at_least},
    {"at most", 2, Compare::at_most},
    {"up to", 2, Compare::at_most},
    {"exactly", 1, Compare::equal},
    {"of", 1, Compare::equal},
});

bool is_number(const FieldDecl& field) {
  return field.kind == FieldKind::integer || field.kind == FieldKind::decimal;
}

}  // namespace

std::optional<Compare> read_bound(const Tokens& tokens, std::size_t& at) {
  for (const Bound& bound : bounds)
    if (tokens.has_at(at, bound.words)) {
      at += bound.length;
      return bound.compare;
    }
  return std::nullopt;
}

std::optional<Compare> read_bound_behind(const Tokens& tokens, std::size_t& at) {
  if (tokens.word(at) != "or")
    return std::nullopt;
  const std::string_view word = tokens.word(at + 1);
  const bool is_least = word == "more" || word == "higher" || word == "better" || word == "above";
  if (!is_least && word != "less" && word != "lower" && word != "fewer" && word != "below")
    return std::nullopt;
  at += 2;
  return is_least ? Compare::at_least : Compare::at_most;
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

std::optional<Pick> read_extreme(std::string_view word) {
  static constexpr auto high = std::to_array<std::string_view>(
      {"highest", "best", "top", "most", "largest", "biggest", "greatest"});
  static constexpr auto low =
      std::to_array<std::string_view>({"lowest", "worst", "fewest", "least", "smallest"});
  if (std::find(high.begin(), high.end(), word) != high.end())
    return Pick::highest;
  if (std::find(low.begin(), low.end(), word) != low.end())
    return Pick::lowest;
  return std::nullopt;
}

Set Grammar::head_behind(std::size_t at) const {
  constexpr std::size_t most_adjectives = 3;
  Set head;
  for (std::size_t noun = at; head.types.empty() && noun < at + most_adjectives + 1; ++noun)
    for (const Match<NounUse>& nouns : in_.lexicon.nouns(in_.tokens, noun))
      for (const NounUse& use : *nouns.uses)
        if (use.type != nullptr)
          head.types.push_back(use.type->id);
  return head;
}

bool Grammar::read_superlative(std::size_t& at, std::size_t end, Set& set,
                               std::optional<std::size_t> head_at) {
  Predicate predicate;
  predicate.gap = End::from;
  std::size_t behind = at;
  const std::string_view first = word(at);
  const auto extreme = first == "most" || first == "least" ? std::nullopt : read_extreme(first);
  if (extreme)
    for (const Match<VerbUse>& match : in_.lexicon.verbs(in_.tokens, at + 1))
      for (const VerbUse& use : *match.uses)
        if (use.field != nullptr && (use.forms & participle_form) != 0) {
          predicate.field = use.field;
          predicate.verb = use.verb;
          predicate.pick = *extreme;
          behind = at + 1 + match.words;
        }
  for (const Match<SuperlativeUse>& match : in_.lexicon.superlatives(in_.tokens, at)) {
    const Set head = head_behind(head_at.value_or(at + match.words));
    std::size_t fitting = 0;
    for (const SuperlativeUse& use : *match.uses)
      if (!head.types.empty() && may_have(head, *use.field)) {
        ++fitting;
        predicate.field = use.field;
        predicate.pick = use.is_highest ? Pick::highest : Pick::lowest;
        behind = at + match.words;
      }
    if (fitting > 1)
      return false;
  }
  if (predicate.field == nullptr || behind >= end)
    return false;
  set.pick = predicate.pick;
  set.main = 0;
  set.predicates.insert(set.predicates.begin(), std::move(predicate));
  at = behind;
  return true;
}

std::vector<Predicate> Grammar::read_measures(std::size_t begin, std::size_t end) {
  std::vector<Predicate> found;
  std::size_t at = begin;
  if (language::is_article(word(at)) || word(at) == "my")
    ++at;
  const auto extreme = read_extreme(word(at));
  const auto add = [&](std::size_t noun, std::size_t noun_end, const Predicate& predicate) {
    for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, noun))
      for (const NounUse& use : *match.uses)
        if (use.field != nullptr && is_number(*use.field) && noun + match.words == noun_end) {
          found.push_back(predicate);
          found.back().field = use.field;
          found.back().gap = End::from;
        }
  };
  if (extreme) {
    Predicate predicate;
    predicate.pick = *extreme;
    add(at + 1, end, predicate);
    return found;
  }
  const auto bounded = [&](Compare compare, std::size_t number) {
    Predicate predicate;
    predicate.compare = compare;
    predicate.value = word(number);
    predicate.number = read_double(word(number)).value_or(0);
    return predicate;
  };
  // "more than 300 pages"
  std::size_t number = at;
  const Compare compare = read_bound(in_.tokens, number).value_or(Compare::equal);
  if (read_double(word(number)))
    add(number + 1, end, bounded(compare, number));
  // "a rating of at least 4"
  if (end > at + 1 && read_double(word(end - 1)))
    for (std::size_t joint = at + 1; joint + 1 < end; ++joint) {
      std::size_t behind = joint;
      auto said = read_bound(in_.tokens, behind);
      if (said == Compare::equal && behind + 1 < end)
        said = read_bound(in_.tokens, behind);
      if (said && behind + 1 == end)
        add(at, joint, bounded(*said, end - 1));
    }
  return found;
}

void Grammar::add_measured(std::size_t begin, std::size_t end, std::vector<Modifier>& found) {
  const bool is_relative = word(begin) == "that" || word(begin) == "which";
  const std::size_t verb = begin + (is_relative ? 1 : 0);
  const bool is_having = word(verb) == "has" || word(verb) == "have" ||
                         (!is_relative && (word(verb) == "with" || word(verb) == "having"));
  if (!is_having)
    return;
  for (const Predicate& predicate : read_measures(verb + 1, end))
    found.push_back({{predicate}, {}, 0, 0});
}

void Grammar::ask_measure(Question::Ask kind, const Set& asked, std::size_t begin,
                          std::vector<Question>& found) {
  if (in_.fronted_time.is_limited())
    return;
  const bool has = word(begin) == "has" || word(begin) == "have" || word(begin) == "had";
  const bool is = language::auxiliary(word(begin)) == language::Auxiliary::be;
  std::vector<Predicate> predicates;
  if (has)
    predicates = read_measures(begin + 1, size());
  // "which book is the longest"
  const std::size_t at = begin + (word(begin + 1) == "the" || word(begin + 1) == "my" ? 2 : 1);
  if (is)
    for (const Match<SuperlativeUse>& match : in_.lexicon.superlatives(in_.tokens, at))
      for (const SuperlativeUse& use : *match.uses)
        if (at + match.words == size()) {
          Predicate& predicate = predicates.emplace_back();
          predicate.field = use.field;
          predicate.gap = End::from;
          predicate.pick = use.is_highest ? Pick::highest : Pick::lowest;
        }
  for (const Predicate& predicate : predicates)
    if (const SetRef set = attach(asked, predicate);
        set && (asked.has_type_noun || asked.role_relation != nullptr)) {
      Question question;
      question.ask = kind;
      question.set = set;
      question.cost = set->cost;
      found.push_back(std::move(question));
    }
}

}  // namespace tote::index::question
