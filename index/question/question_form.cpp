// SPDX-License-Identifier: GPL-2.0-or-later
// The forms of questions that ask for notes: with an asking word in front, behind a preposition or
// in place, as a count, or as a phrase without any.
#include <algorithm>

#include "index/language/words.h"
#include "index/question/grammar.h"

namespace tote::index::question {
namespace {

using language::Auxiliary;

/// Whether a field tells notes apart by a number: "longest", "with 300 pages".
bool is_measure(const Predicate& predicate) {
  const FieldKind kind = predicate.field->kind;
  const bool is_number = kind == FieldKind::integer || kind == FieldKind::decimal;
  return predicate.pick != Pick::all || (predicate.compare != Compare::any && is_number);
}

/// Whether a description says more than a kind of note: "books" alone is a search.
bool is_tied(const Set& set) {
  return std::any_of(set.predicates.begin(), set.predicates.end(), [&](const Predicate& predicate) {
    const bool is_bare_role = predicate.relation == set.role_relation && !predicate.verb &&
                              !predicate.ends[0] && !predicate.ends[1];
    return predicate.relation != nullptr ? !is_bare_role
                                         : predicate.verb != nullptr || is_measure(predicate);
  });
}

/// Whether "which" asks for whose it is, and not for what the noun at `noun` says: "which author's
/// books".
bool asks_owner(const GrammarInput& in, std::size_t noun, std::size_t end) {
  const std::vector<Match<NounUse>> kinds = in.lexicon.nouns(in.tokens, noun);
  return std::ranges::any_of(kinds, [&](const Match<NounUse>& kind) {
    const std::size_t behind = noun + kind.words;
    return behind < end && in.tokens[behind].is_possessive;
  });
}

}  // namespace

std::vector<Question> Grammar::read() {
  std::vector<Question> found;
  read_asked(found);
  read_fronted(found);
  read_dates(found);
  read_counts(found);
  read_times(found);
  read_truth(found);
  // A time in front is that of a clause; the other forms have none.
  if (!in_.fronted_time.is_limited()) {
    read_in_place(found);
    read_telegraphic(found);
    read_places(found);
    read_copular(found);
    read_identity(found);
    read_whose(found);
    read_values(found);
    read_phrase(found);
  }
  if (steps_ >= max_steps) {
    note("given up: too many ways to read it");
    return {};
  }
  return found;
}

std::vector<std::pair<Set, std::size_t>> Grammar::asked_heads(std::size_t begin) {
  std::vector<std::pair<Set, std::size_t>> heads;
  const std::string_view asking = word(begin);
  Set open;
  const std::size_t behind = word(begin + 1) == "else" ? begin + 2 : begin + 1;
  if (asking == "who" || asking == "whom") {
    open.asks_who = true;
    heads.emplace_back(open, behind);
  }
  const bool takes_noun = asking == "what" || asking == "which";
  if (asking == "what")
    heads.emplace_back(open, behind);
  if (!takes_noun)
    return heads;
  // "which of my books", "which of Le Guin's books"
  const std::size_t noun =
      in_.tokens.has_at(begin + 1, "of my") || in_.tokens.has_at(begin + 1, "of the") ? begin + 3
      : word(begin + 1) == "of"                                                       ? begin + 2
                                                                                      : begin + 1;
  for (std::size_t end = noun + 1; end < size(); ++end)
    for (const SetRef& set : sets(noun, end))
      if (set->kind == Set::Kind::described && set->field == nullptr && !set->is_universal &&
          !asks_owner(in_, noun, end))
        heads.emplace_back(*set, end);
  return heads;
}

std::vector<Shape> Grammar::asked_clauses(std::size_t begin) {
  std::vector<Shape> shapes = verb_clauses(begin, size());
  std::vector<Shape> more = inverted_clauses(begin, size());
  shapes.insert(shapes.end(), more.begin(), more.end());
  if (in_.is_indirect) {
    more = plain_clauses(begin, size());
    shapes.insert(shapes.end(), more.begin(), more.end());
  }
  return shapes;
}

void Grammar::ask(Question::Ask kind, const Set& asked, std::vector<Shape> shapes,
                  std::vector<Question>& found) {
  set_time(in_.fronted_time, shapes);
  for (const Shape& shape : shapes)
    for (const Predicate& predicate : unify(shape, Gap::required)) {
      SetRef set = attach(asked, predicate);
      if (set) {
        auto turned = std::make_shared<Set>(*set);
        if (!is_extreme(asked.pick))
          turned->main = static_cast<int>(asked.predicates.size());
        set = turned;
      } else {
        set = attach_through_role(asked, predicate);
      }
      for (const Predicate& extraposed : shape.arguments.extraposed)
        if (set)
          set = attach(*set, extraposed);
      if (!set)
        continue;
      Question question;
      question.ask = kind;
      question.set = set;
      question.relation = predicate.relation;
      question.cost = set->cost;
      found.push_back(std::move(question));
    }
}

void Grammar::read_asked(std::vector<Question>& found) {
  for (const auto& [asked, rest] : asked_heads(0)) {
    std::vector<Shape> shapes = asked_clauses(rest);
    for (Shape& shape : shapes)
      shape.arguments.is_aside |= word(rest - 1) == "else";
    ask(Question::Ask::set, asked, shapes, found);
    ask_adjective(Question::Ask::set, asked, rest, found);
    ask_measure(Question::Ask::set, asked, rest, found);
    // "who was it that recommended Dune"
    const bool is_cleft =
        language::auxiliary(word(rest)) == Auxiliary::be && word(rest + 1) == "it" &&
        (word(rest + 2) == "that" || word(rest + 2) == "who" || word(rest + 2) == "which");
    if (!is_cleft)
      continue;
    ask(Question::Ask::set, asked, verb_clauses(rest + 3, size()), found);
    ask(Question::Ask::set, asked, plain_clauses(rest + 3, size()), found);
  }
}

void Grammar::ask_adjective(Question::Ask kind, const Set& asked, std::size_t begin,
                            std::vector<Question>& found) {
  if (language::auxiliary(word(begin)) != Auxiliary::be || !asked.has_type_noun ||
      in_.fronted_time.is_limited())
    return;
  std::size_t at = begin + 1;
  const bool is_denied = language::is_negation(word(at));
  at += is_denied ? 1 : 0;
  for (const Match<NounUse>& match : in_.lexicon.nouns(in_.tokens, at))
    for (const NounUse& use : *match.uses) {
      if (use.adjective == nullptr || at + match.words != size())
        continue;
      Predicate predicate;
      predicate.relation = use.relation;
      predicate.gap = End::from;
      predicate.is_complement = use.adjective->has == is_denied;
      if (const SetRef set = attach(asked, predicate)) {
        Question question;
        question.ask = kind;
        question.set = set;
        question.cost = set->cost;
        found.push_back(std::move(question));
      }
    }
  if (at + 1 == size() && !is_denied && in_.names.has_tag(word(at))) {
    auto set = std::make_shared<Set>(asked);
    set->tags.emplace_back(word(at));
    Question question;
    question.ask = kind;
    question.set = set;
    question.cost = set->cost;
    found.push_back(std::move(question));
  }
}

void Grammar::read_fronted(std::vector<Question>& found) {
  if (!language::is_preposition(word(0)) && !in_.lexicon.is_slot(word(0)))
    return;
  for (const auto& [asked, rest] : asked_heads(1)) {
    std::vector<Shape> shapes = inverted_clauses(rest, size());
    for (Shape& shape : shapes)
      shape.arguments.list.push_back({std::string(word(0)), nullptr});
    ask(Question::Ask::set, asked, shapes, found);
  }
}

void Grammar::read_in_place(std::vector<Question>& found) {
  if (size() < 4)
    return;
  const std::string_view last = word(size() - 1);
  if (last != "whom" && last != "who" && last != "what")
    return;
  Set asked;
  asked.asks_who = last != "what";
  ask(Question::Ask::set, asked, plain_clauses(0, size() - 1), found);
}

void Grammar::read_telegraphic(std::vector<Question>& found) {
  const std::string_view last = word(size() - 1);
  const bool has_asking_word = last == "whom" || last == "who";
  const std::size_t end = has_asking_word ? size() - 1 : size();
  if (end < 3 || word(end - 1) != "by")
    return;
  Set asked;
  asked.asks_who = true;
  const std::size_t before = found.size();
  for (std::size_t verb = 1; verb + 1 < end; ++verb) {
    if (in_.lexicon.verbs(in_.tokens, verb).empty())
      continue;
    for (const SetRef& subject : sets(0, verb)) {
      std::vector<Shape> shapes = participle_clauses(verb, end);
      std::erase_if(shapes, [](const Shape& shape) { return !shape.is_passive; });
      for (Shape& shape : shapes) {
        shape.subject = subject;
        shape.has_subject_gap = false;
        shape.cost += subject->cost;
      }
      ask(Question::Ask::set, asked, shapes, found);
    }
  }
  for (std::size_t i = before; i < found.size(); ++i)
    found[i].is_asked = has_asking_word;
}

void Grammar::read_counts(std::vector<Question>& found) {
  if (!in_.tokens.has_at(0, "how many"))
    return;
  const bool is_part =
      in_.tokens.has_at(2, "of the") || in_.tokens.has_at(2, "of my") || in_.tokens.has_at(2, "of");
  const std::size_t behind = is_part ? 3 : 2;
  // Each thing counts once in any case: "how many different books".
  const std::size_t noun = behind + (word(behind) == "different" ? 1 : 0);
  for (std::size_t end = noun + 1; end <= size(); ++end)
    for (const SetRef& set : sets(noun, end)) {
      if (set->kind != Set::Kind::described || set->field != nullptr ||
          set->quantity.is_limited() || (!set->has_type_noun && set->role_relation == nullptr))
        continue;
      const bool is_whole = end == size() ||
                            (in_.tokens.has_at(end, "are there") && end + 2 == size()) ||
                            (in_.tokens.has_at(end, "do i have") && end + 3 == size()) ||
                            (in_.tokens.has_at(end, "have i got") && end + 3 == size());
      if (is_whole && (is_tied(*set) || end < size()) && !in_.fronted_time.is_limited()) {
        Question question;
        question.ask = Question::Ask::count;
        question.set = set;
        question.cost = set->cost;
        found.push_back(std::move(question));
      }
      if (end == size())
        continue;
      ask(Question::Ask::count, *set, asked_clauses(end), found);
      ask_adjective(Question::Ask::count, *set, end, found);
      ask_measure(Question::Ask::count, *set, end, found);
    }
}

void Grammar::read_phrase(std::vector<Question>& found) {
  const auto add = [&](const SetRef& set) {
    Question question;
    question.ask = set->field != nullptr ? Question::Ask::values : Question::Ask::set;
    question.field = set->field;
    question.set = set->field != nullptr ? set->owner : set;
    question.is_asked = in_.is_request;
    question.cost = set->cost;
    found.push_back(std::move(question));
  };
  for (const SetRef& set : sets(0, size())) {
    const bool is_request_for_kind = in_.is_request && set->kind == Set::Kind::described &&
                                     (set->has_type_noun || !set->tags.empty());
    // "the best thing I read" is prose as often as it is a question.
    const bool is_of_any_kind = set->has_type_noun && set->types.empty();
    if ((is_of_any_kind && !in_.is_request) || set->quantity.is_limited())
      continue;
    if (set->field != nullptr || (set->kind == Set::Kind::described && is_tied(*set)) ||
        is_request_for_kind)
      add(set);
  }
  // "recommended by Andrew Mocete"
  for (const Shape& shape : participle_clauses(0, size())) {
    const bool has_agent =
        std::any_of(shape.arguments.list.begin(), shape.arguments.list.end(),
                    [](const Argument& argument) { return argument.slot == "by" && argument.set; });
    if (!shape.is_passive || !has_agent || shape.is_denied)
      continue;
    for (const Predicate& predicate : unify(shape, Gap::required))
      if (const SetRef set = attach(Set{}, predicate))
        add(set);
  }
}

}  // namespace tote::index::question
