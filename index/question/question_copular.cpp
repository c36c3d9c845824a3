// SPDX-License-Identifier: GPL-2.0-or-later
// Questions with "is" and with "whose": who or what something is, and whose it is.
#include <algorithm>

#include "index/language/words.h"
#include "index/question/grammar.h"

namespace tote::index::question {
namespace {

using language::Auxiliary;

bool names_year(const Tokens& tokens, std::size_t begin) {
  for (std::size_t i = begin; i < tokens.size(); ++i) {
    const std::string_view word = tokens.word(i);
    if (word == "year" || (word.size() == 4 && word.find_first_not_of("0123456789") == word.npos))
      return true;
  }
  return false;
}

bool is_be(std::string_view word) {
  return language::auxiliary(word) == Auxiliary::be || word == "'s";
}

}  // namespace

void Grammar::read_copular(std::vector<Question>& found) {
  const std::string_view asking = word(0);
  if ((asking != "who" && asking != "what" && asking != "when" && asking != "which") ||
      !is_be(word(1)))
    return;
  for (const SetRef& set : sets(2, size())) {
    if (set->kind != Set::Kind::described)
      continue;
    Question question;
    question.cost = set->cost;
    if (set->field != nullptr) {
      const bool is_date = set->field->kind == FieldKind::date;
      if (asking == "who" || (asking == "when" && !is_date))
        continue;
      question.ask = Question::Ask::values;
      question.field = set->field;
      question.set = set->owner;
    } else {
      if (set->predicates.empty() || asking == "when")
        continue;
      auto asked = std::make_shared<Set>(*set);
      asked->asks_who = asking == "who";
      question.set = asked;
    }
    found.push_back(std::move(question));
  }
}

void Grammar::read_identity(std::vector<Question>& found) {
  const bool asks = (word(0) == "who" || word(0) == "what") && is_be(word(1));
  const bool is_about = in_.is_indirect && word(0) == "about";
  if (!asks && !is_about)
    return;
  for (const SetRef& set : sets(asks ? 2 : 1, size())) {
    // A name made of plain words would turn "what is it" into a book.
    if (set->kind != Set::Kind::named || set->meanings.empty() || set->cost > 0)
      continue;
    auto named = std::make_shared<Set>(*set);
    if (word(0) == "who")
      std::erase_if(named->meanings, [](const Meaning& meaning) {
        return meaning.type != "person" && meaning.type != "org" && meaning.type != "note";
      });
    if (named->meanings.empty())
      continue;
    double best = named->meanings.front().cost;
    for (const Meaning& meaning : named->meanings)
      best = std::min(best, meaning.cost);
    std::erase_if(named->meanings, [&](const Meaning& meaning) { return meaning.cost > best; });
    Question question;
    question.ask = Question::Ask::define;
    question.set = named;
    question.cost = best;
    found.push_back(std::move(question));
  }
}

void Grammar::read_whose(std::vector<Question>& found) {
  const bool is_whose = word(0) == "whose";
  const bool has_field = word(0) == "who" && (word(1) == "has" || word(1) == "have");
  if (!is_whose && !has_field)
    return;
  std::size_t noun = is_whose ? 1 : 2;
  if (has_field && (language::is_article(word(noun)) || word(noun) == "their"))
    ++noun;
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, noun))
    for (const NounUse& use : *match.uses) {
      const std::size_t behind = noun + match.words;
      if (use.field != nullptr)
        read_whose_field(*use.field, is_whose ? behind + 1 : behind, found);
      if (!is_whose)
        continue;
      if (use.role != nullptr)
        read_whose_role(*use.relation, use.role->end, behind, found);
      if (use.type == nullptr)
        continue;
      for (const RelationDecl& relation : in_.lexicon.vocabulary().relations)
        if (relation.is_bare_by && std::find(relation.from.begin(), relation.from.end(),
                                             use.type->id) != relation.from.end())
          read_whose_role(relation, End::from, behind, found);
    }
}

void Grammar::read_whose_field(const FieldDecl& field, std::size_t behind,
                               std::vector<Question>& found) {
  if (field.kind != FieldKind::date || (word(0) == "whose" && !is_be(word(behind - 1))))
    return;
  auto time = read_time(in_.tokens, behind, size(), in_.today);
  if (!time)
    time = read_period(in_.tokens, behind, size(), in_.today);
  if (!time || time->is_span)
    return;
  auto set = std::make_shared<Set>();
  Predicate predicate;
  predicate.field = &field;
  predicate.gap = End::from;
  predicate.compare = Compare::within;
  (names_year(in_.tokens, behind) ? predicate.time : predicate.recurring) = *time;
  set->predicates.push_back(std::move(predicate));
  Question question;
  question.set = set;
  found.push_back(std::move(question));
}

void Grammar::read_whose_role(const RelationDecl& relation, End role, std::size_t behind,
                              std::vector<Question>& found) {
  Predicate predicate;
  predicate.relation = &relation;
  predicate.gap = opposite(role);
  Set asked;
  asked.asks_who = true;
  const auto add = [&](const SetRef& held, double cost) {
    predicate.end(role) = held;
    predicate.cost = cost;
    if (const SetRef set = attach(asked, predicate)) {
      Question question;
      question.set = set;
      question.cost = set->cost;
      found.push_back(std::move(question));
    }
  };
  // "whose blog is Mocete Reads"
  if (is_be(word(behind)))
    for (const SetRef& held : sets(behind + 1, size()))
      if (held->kind == Set::Kind::named)
        if (const SetRef bound = bind(relation, role, held))
          add(bound, bound->cost);
  // "whose books have I read"
  Set inner;
  inner.types = role == End::from ? relation.from : relation.to;
  for (const Shape& shape : asked_clauses(behind))
    for (const Predicate& clause : unify(shape, Gap::required))
      if (clause.pick == Pick::all)
        if (const SetRef held = attach(inner, clause))
          add(held, held->cost);
}

}  // namespace tote::index::question
