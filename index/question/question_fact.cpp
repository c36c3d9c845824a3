// SPDX-License-Identifier: GPL-2.0-or-later
// The forms of questions about a fact: when, where, how often, whether, and what a field says.
#include <algorithm>
#include <array>

#include "index/language/words.h"
#include "index/question/grammar.h"

namespace tote::index::question {
namespace {

using language::Auxiliary;

std::size_t count_words(std::string_view words) {
  return static_cast<std::size_t>(std::count(words.begin(), words.end(), ' ')) + 1;
}

struct DateOpening {
  std::string_view words;
  notes::Date precision;
  Pick pick;
  bool is_plain;  ///< the clause has its plain order: "the last time I read it"
};

constexpr notes::Date to_day{1, 1, 1};
constexpr notes::Date to_month{1, 1, 0};
constexpr notes::Date to_year{1, 0, 0};

constexpr auto date_openings = std::to_array<DateOpening>({
    {"when was the last time that", to_day, Pick::last, true},
    {"when was the last time", to_day, Pick::last, true},
    {"when is the last time", to_day, Pick::last, true},
    {"when was the first time that", to_day, Pick::first, true},
    {"when was the first time", to_day, Pick::first, true},
    {"when was it that", to_day, Pick::all, true},
    {"when", to_day, Pick::all, false},
    {"in what year", to_year, Pick::all, false},
    {"in which year", to_year, Pick::all, false},
    {"what year", to_year, Pick::all, false},
    {"which year", to_year, Pick::all, false},
    {"in what month", to_month, Pick::all, false},
    {"in which month", to_month, Pick::all, false},
    {"what month", to_month, Pick::all, false},
    {"which month", to_month, Pick::all, false},
    {"on what date", to_day, Pick::all, false},
    {"on which date", to_day, Pick::all, false},
    {"what date", to_day, Pick::all, false},
    {"on what day", to_day, Pick::all, false},
    {"on which day", to_day, Pick::all, false},
    {"what day", to_day, Pick::all, false},
});

}  // namespace

void Grammar::ask_facts(Question question, std::vector<Shape> shapes,
                        std::vector<Question>& found) {
  set_time(in_.fronted_time, shapes);
  const Pick pick = question.fact.pick;
  for (const Predicate& predicate : unify_all(shapes, Gap::none)) {
    // "in which year did I read the most books": the most of what is counted by that.
    const bool is_by_period = question.ask == Question::Ask::dates && question.precision.day == 0 &&
                              predicate.pick == Pick::most;
    const bool is_ordinal = predicate.pick == Pick::all || predicate.pick == Pick::first ||
                            predicate.pick == Pick::last;
    if (predicate.relation == nullptr || (!is_ordinal && !is_by_period))
      continue;
    question.fact = predicate;
    if (pick != Pick::all)
      question.fact.pick = pick;
    question.cost = predicate.cost;
    found.push_back(question);
  }
}

void Grammar::read_dates(std::vector<Question>& found) {
  for (const DateOpening& opening : date_openings) {
    if (!in_.tokens.has_at(0, opening.words))
      continue;
    const std::size_t rest = count_words(opening.words);
    Question question;
    question.ask = Question::Ask::dates;
    question.precision = opening.precision;
    question.fact.pick = opening.pick;
    const std::size_t before = found.size();
    std::vector<Shape> shapes;
    if (opening.is_plain || in_.is_indirect)
      shapes = plain_clauses(rest, size());
    if (!opening.is_plain)
      for (Shape& shape : inverted_clauses(rest, size()))
        shapes.push_back(std::move(shape));
    ask_facts(question, shapes, found);
    // When something did not happen is nothing that notes tell.
    const auto begin = found.begin() + static_cast<std::ptrdiff_t>(before);
    found.erase(std::remove_if(begin, found.end(),
                               [](const Question& candidate) {
                                 return candidate.fact.is_denied || candidate.fact.is_complement ||
                                        candidate.fact.times.is_limited() ||
                                        !candidate.fact.relation->place_of.empty();
                               }),
                found.end());
    // Or a date field says it: "when did it air".
    if (opening.pick != Pick::all || in_.fronted_time.is_limited())
      continue;
    for (const Predicate& predicate : unify_all(shapes, Gap::none))
      if (predicate.field != nullptr && predicate.field->kind == FieldKind::date) {
        question.ask = Question::Ask::values;
        question.field = predicate.field;
        question.set = predicate.end(End::from);
        question.cost = predicate.cost;
        found.push_back(question);
      }
  }
}

void Grammar::read_places(std::vector<Question>& found) {
  if (word(0) != "where")
    return;
  std::vector<Shape> shapes = inverted_clauses(1, size());
  if (in_.is_indirect)
    shapes = plain_clauses(1, size());
  // The verb has a role for a place: "where does Marisol work".
  for (const char* slot : {"at", "in", "on", "for"}) {
    std::vector<Shape> placed = shapes;
    for (Shape& shape : placed)
      shape.arguments.list.push_back({slot, nullptr});
    ask(Question::Ask::set, Set{}, placed, found);
  }
  // Or another relation tells the place: met-at for met.
  for (const Predicate& fact : unify_all(shapes, Gap::none))
    if (fact.relation != nullptr && !fact.is_denied && !fact.is_complement)
      ask_place(fact, found);
  // "where do I know Andrew from"
  if (!in_.tokens.has_at(1, "do i know") || word(size() - 1) != "from")
    return;
  for (const RelationDecl& event : in_.lexicon.vocabulary().relations)
    if (is_of_owner(event))
      for (const SetRef& known : sets(4, size() - 1)) {
        Predicate fact;
        fact.relation = &event;
        fact.names_owner = true;
        fact.end(End::from) = known->kind == Set::Kind::named ? known : nullptr;
        ask_place(fact, found);
      }
}

void Grammar::ask_place(const Predicate& event, std::vector<Question>& found) {
  for (const RelationDecl& relation : in_.lexicon.vocabulary().relations) {
    const bool is_told = relation.place_of == event.relation->id && event.end(End::from);
    // Places bear no dates: which of several meetings was there is not on record.
    if (!is_told || event.time.is_limited() || event.times.is_limited())
      continue;
    Predicate place;
    place.relation = &relation;
    place.verb = event.verb;
    place.gap = End::to;
    place.names_owner = event.names_owner;
    place.cost = event.cost;
    place.end(End::from) = bind(relation, End::from, event.end(End::from));
    if (!place.end(End::from))
      continue;
    if (const SetRef set = attach(Set{}, place)) {
      Question question;
      question.set = set;
      question.cost = set->cost;
      found.push_back(std::move(question));
    }
  }
}

void Grammar::read_times(std::vector<Question>& found) {
  const bool is_count = in_.tokens.has_at(0, "how many times");
  if (!is_count && !in_.tokens.has_at(0, "how often"))
    return;
  const std::size_t rest = is_count ? 3 : 2;
  Question question;
  question.ask = Question::Ask::times;
  ask_facts(question, inverted_clauses(rest, size()), found);
  if (in_.is_indirect)
    ask_facts(question, plain_clauses(rest, size()), found);
  std::erase_if(found, [](const Question& candidate) {
    return candidate.ask == Question::Ask::times &&
           (candidate.fact.is_denied || candidate.fact.is_complement ||
            candidate.fact.times.is_limited());
  });
}

void Grammar::read_truth(std::vector<Question>& found) {
  const bool is_contracted = word(1) == "n't";
  std::vector<Shape> shapes = inverted_clauses(0, size());
  for (Shape& shape : shapes) {
    // "didn't Grace recommend it" asks the same as "did Grace"; "did Grace not" is left alone.
    if (is_contracted)
      shape.is_denied = false;
  }
  std::erase_if(shapes, [](const Shape& shape) { return shape.is_denied; });
  Question question;
  question.ask = Question::Ask::truth;
  ask_facts(question, shapes, found);
  // "is Amy Rose Davis the author of Ravenmarked"
  if (language::auxiliary(word(0)) != Auxiliary::be || in_.fronted_time.is_limited())
    return;
  for (std::size_t middle = 2; middle < size(); ++middle)
    for (const SetRef& described : sets(middle, size())) {
      if (described->kind != Set::Kind::described || described->predicates.size() != 1 ||
          described->pick != Pick::all)
        continue;
      const Predicate& predicate = described->predicates.front();
      if (predicate.relation == nullptr || predicate.is_complement || !predicate.gap)
        continue;
      for (const SetRef& subject : sets(1, middle)) {
        if (subject->kind != Set::Kind::named)
          continue;
        const SetRef bound = bind(*predicate.relation, *predicate.gap, subject);
        if (!bound || !predicate.end(opposite(*predicate.gap)))
          continue;
        question.fact = predicate;
        question.fact.end(*predicate.gap) = bound;
        question.fact.gap.reset();
        question.cost = described->cost + bound->cost;
        found.push_back(question);
      }
    }
}

void Grammar::read_values(std::vector<Question>& found) {
  const auto add = [&](const FieldDecl& field, const SetRef& owner, double cost) {
    Question question;
    question.ask = Question::Ask::values;
    question.field = &field;
    question.set = owner;
    question.cost = cost;
    found.push_back(std::move(question));
  };
  if (word(0) == "what" || word(0) == "how") {
    std::vector<Shape> shapes = inverted_clauses(1, size());
    if (in_.is_indirect)
      shapes = plain_clauses(1, size());
    for (const Predicate& predicate : unify_all(shapes, Gap::none))
      if (predicate.field != nullptr && predicate.field->kind != FieldKind::date &&
          predicate.end(End::from))
        add(*predicate.field, predicate.end(End::from), predicate.cost);
  }
  // "how long is Piranesi"
  if (word(0) == "how" && language::auxiliary(word(2)) == Auxiliary::be)
    for (const FieldDecl& field : in_.lexicon.vocabulary().fields)
      for (const Superlative& superlative : field.superlatives)
        if (field.kind != FieldKind::date && superlative.is_highest &&
            superlative.word == std::string(word(1)) + "est")
          for (const SetRef& owner : sets(3, size()))
            if (const SetRef bound = bind_owner(field, owner))
              add(field, bound, bound->cost);
  // "what rating did I give Piranesi", "how many pages does Tigana have"
  const bool is_number = in_.tokens.has_at(0, "how many");
  if (!is_number && word(0) != "what" && word(0) != "which")
    return;
  const std::size_t noun = is_number ? 2 : 1;
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, noun))
    for (const NounUse& use : *match.uses) {
      if (use.field == nullptr)
        continue;
      std::size_t at = noun + match.words;
      std::size_t end = size();
      if (in_.tokens.has_at(at, "did i give")) {
        at += word(at + 3) == "to" ? 4 : 3;
      } else if (language::auxiliary(word(at)) == Auxiliary::verb_do && word(end - 1) == "have") {
        ++at;
        --end;
      } else if (language::auxiliary(word(at)) == Auxiliary::be ||
                 (is_number && language::auxiliary(word(at)) == Auxiliary::have)) {
        ++at;
      } else {
        continue;
      }
      if (at < end)
        for (const SetRef& owner : sets(at, end))
          if (const SetRef bound = bind_owner(*use.field, owner))
            add(*use.field, bound, bound->cost);
    }
}

}  // namespace tote::index::question
