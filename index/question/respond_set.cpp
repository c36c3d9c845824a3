// SPDX-License-Identifier: GPL-2.0-or-later
// Answers that are notes, and how many of them there are.
#include <algorithm>

#include "index/question/render.h"
#include "index/question/responder.h"
#include "notes/text.h"

namespace tote::index::question {

bool Responder::is_exhausted() const {
  const Predicate* main = question_.set ? main_predicate(*question_.set) : nullptr;
  return main != nullptr && main->is_complement && answer_.also.empty();
}

std::vector<std::string> Responder::meanings_of(const Found& found, const Predicate* main) const {
  std::vector<std::string> titles;
  if (main == nullptr || main->relation == nullptr || !main->gap)
    return titles;
  const SetRef& other = main->end(opposite(*main->gap));
  if (!other || other->kind != Set::Kind::named ||
      other->meanings.size() + other->literals.size() < 2)
    return titles;
  for (const Witness& witness : found.main) {
    std::string title = title_of(witness.other);
    if (std::find(titles.begin(), titles.end(), title) == titles.end())
      titles.push_back(std::move(title));
  }
  return titles;
}

std::string Responder::group_of(const Found& found, const Predicate* main) const {
  std::string group;
  for (const std::string& title : meanings_of(found, main))
    group += (group.empty() ? "" : ", ") + title;
  return group;
}

std::optional<notes::Date> Responder::date_of(const Found& found, const Predicate* main) const {
  const bool takes_last =
      question_.set->pick == Pick::last || (main != nullptr && main->is_complement);
  std::optional<notes::Date> date;
  for (const Witness& witness : found.main)
    if (const auto& own = witness.date;
        own && (!date || (takes_last ? *date < *own : *own < *date)))
      date = own;
  return date;
}

void Responder::answer_set() {
  const Set& set = *question_.set;
  Members members = evaluator_.members(set);
  const Predicate* main = main_predicate(set);
  set_relation(main);
  total_ = static_cast<std::uint32_t>(members.found.size());
  const bool is_filter =
      std::none_of(members.found.begin(), members.found.end(), [](const Found& found) {
        const auto is_of_mentions = [](Witnesses some) {
          return std::any_of(some.begin(), some.end(),
                             [](const Witness& one) { return one.tier == Tier::mention; });
        };
        return found.thing.note == 0 || is_of_mentions(found.main) ||
               std::any_of(found.others.begin(), found.others.end(), is_of_mentions);
      });
  order(members.found, main);
  for (const Found& found : members.found) {
    const auto index = static_cast<std::uint32_t>(answer_.items.size());
    AnswerItem item = item_of(found.thing);
    item.group = found.group;
    item.date = date_of(found, main);
    std::vector<Witness> witnesses = found.witnesses();
    for (const Witness& witness : witnesses)
      item.score = std::max(item.score, weight(witness.tier));
    answer_.items.push_back(std::move(item));
    add_evidence(std::move(witnesses), index, answer_.evidence);
  }
  for (const Found& found : members.unrecorded)
    if (options_.limit == 0 || answer_.also.size() < options_.limit)
      answer_.also.push_back(item_of(found.thing));
    else
      ++further_unrecorded_;
  if (main != nullptr && main->is_denied)
    answer_.polarity = -1;
  if (main != nullptr && main->field != nullptr && is_extreme(set.pick) && !answer_.items.empty())
    answer_.message = "among those with " + main->field->id + " on record";
  if (is_filter)
    answer_.query = render_filter(set).value_or("");
  if (main == nullptr || main->relation == nullptr)
    return;
  if (answer_.items.empty() && !main->relation->place_of.empty())
    tell_event_of_place(*main);
  add_contrary(*main);
  if (set.predicates.size() == 1)
    add_related(*main);
  if (set.joint_predicates != 0)
    add_partial(set);
  else if (main->times.is_limited() && !main->times.is_at_least)
    add_more_often(set, *main);
}

void Responder::add_also(const Set& set) {
  const Predicate* main = main_predicate(set);
  for (const Found& found : evaluator_.members(set).found) {
    if (index_of(found.thing) != no_item)
      continue;
    AnswerItem item = item_of(found.thing);
    item.group = group_of(found, main);
    answer_.also.push_back(std::move(item));
    add_evidence(found.witnesses(), no_item, answer_.evidence);
  }
}

void Responder::add_partial(const Set& set) {
  if (set.predicates.size() != set.joint_predicates || answer_.total > answer_.items.size())
    return;
  Set any = set;
  any.joint_predicates = 0;
  any.main = 0;
  any.predicates.resize(1);
  const End other = opposite(*any.predicates.front().gap);
  auto either = std::make_shared<Set>(*any.predicates.front().end(other));
  for (std::size_t i = 1; i < set.predicates.size(); ++i) {
    const Set& one = *set.predicates[i].end(other);
    either->meanings.insert(either->meanings.end(), one.meanings.begin(), one.meanings.end());
    either->literals.insert(either->literals.end(), one.literals.begin(), one.literals.end());
  }
  any.predicates.front().end(other) = either;
  add_also(any);
  if (answer_.items.empty() && !answer_.also.empty())
    answer_.message = "none is on record for all of them";
}

void Responder::add_more_often(const Set& set, const Predicate& main) {
  Set more = set;
  Times& times = more.predicates[static_cast<std::size_t>(&main - set.predicates.data())].times;
  ++times.count;
  times.is_at_least = true;
  add_also(more);
}

void Responder::tell_event_of_place(const Predicate& main) {
  const RelationDecl* event = reader_.vocabulary().relation(main.relation->place_of);
  if (event == nullptr || main.gap != End::to || !main.end(End::from))
    return;
  Predicate fact;
  fact.relation = event;
  fact.end(End::from) = main.end(End::from);
  std::vector<Witness> witnesses = evaluator_.facts(fact);
  std::erase_if(witnesses, [](const Witness& witness) { return witness.polarity < 0; });
  if (witnesses.empty())
    return;
  answer_.message = "where is not on record; this is:";
  add_evidence(std::move(witnesses), no_item, answer_.evidence);
}

void Responder::set_relation(const Predicate* main) {
  if (question_.relation != nullptr)
    answer_.relation = question_.relation->id;
  else if (main != nullptr)
    answer_.relation = main->relation != nullptr ? main->relation->id : main->field->id;
}

std::uint32_t Responder::index_of(const Thing& thing) const {
  for (std::size_t i = 0; i < answer_.items.size(); ++i) {
    const AnswerItem& item = answer_.items[i];
    if (item.note ? item.note->id == thing.note
                  : thing.note == 0 && item.value == evaluator_.literal_text(thing))
      return static_cast<std::uint32_t>(i);
  }
  return no_item;
}

void Responder::add_contrary(const Predicate& main) {
  const SetRef& other = main.end(opposite(*main.gap));
  if (main.is_complement || !other || other->kind != Set::Kind::named)
    return;
  Predicate contrary = main;
  if (main.is_denied)
    contrary.told_by.clear();
  const Holdings held = evaluator_.holdings(contrary, main.is_denied ? 1 : -1);
  for (const auto& [thing, stated] : held) {
    // That others did is nothing against who did not.
    if (main.is_denied && index_of(thing) == no_item)
      continue;
    std::vector<Witness> witnesses(stated.begin(), stated.end());
    std::erase_if(witnesses, [](const Witness& witness) { return witness.is_sub_relation; });
    add_evidence(std::move(witnesses), index_of(thing), answer_.against);
  }
}

void Responder::add_related(const Predicate& main) {
  const End end = opposite(*main.gap);
  const SetRef& other = main.end(end);
  if (main.is_complement || main.is_denied || !other || other->kind != Set::Kind::named ||
      other->meanings.size() != 1)
    return;
  const NoteId note = other->meanings.front().note;
  auto related = std::make_shared<Set>(*other);
  related->meanings.clear();
  for (const RelationDecl& relation : reader_.vocabulary().relations) {
    if (!relation.is_related || &relation == main.relation)
      continue;
    for (const End side : {End::from, End::to})
      for (const store::Statement& statement : reader_.statements_at(relation.id, side, note)) {
        const store::StatementEnd& across = statement.end(opposite(side));
        std::vector<NoteId> notes = {across.note};
        notes.insert(notes.end(), across.other_notes().begin(), across.other_notes().end());
        for (const NoteId far : notes)
          if (far != 0 && far != note)
            related->meanings.push_back({far, reader_.card(far).title, reader_.card(far).type, 0});
      }
  }
  if (related->meanings.empty())
    return;
  Predicate across = main;
  across.end(end) = related;
  const Holdings held = evaluator_.holdings(across, 1);
  for (const auto& [thing, witnesses] : held) {
    if (index_of(thing) != no_item)
      continue;
    AnswerItem item = item_of(thing);
    item.group = title_of(witnesses.front().other);
    answer_.also.push_back(std::move(item));
    add_evidence({witnesses.begin(), witnesses.end()}, no_item, answer_.evidence);
  }
}

void Responder::answer_count() {
  const Set& set = *question_.set;
  const Members members = evaluator_.members(set);
  const Predicate* main = main_predicate(set);
  set_relation(main);
  if (members.found.empty())
    return;
  std::map<std::string, std::vector<const Found*>> counted;
  const std::vector<std::string> no_meaning(1);
  for (const Found& found : members.found) {
    const std::vector<std::string> meanings = meanings_of(found, main);
    for (const std::string& meaning : meanings.empty() ? no_meaning : meanings)
      counted[meaning].push_back(&found);
  }
  for (const auto& [meaning, found] : counted) {
    const auto index = static_cast<std::uint32_t>(answer_.items.size());
    AnswerItem item;
    item.value = std::to_string(found.size());
    item.group = meaning;
    answer_.items.push_back(std::move(item));
    // The first members bear the number out; the rest would say the same again.
    const std::size_t before = answer_.evidence.size();
    for (const Found* one : found)
      if (options_.limit == 0 || answer_.evidence.size() - before < options_.limit)
        add_evidence(one->witnesses(), index, answer_.evidence);
      else
        further_statements_ += one->witness_count();
  }
  const bool has_literal = std::any_of(members.found.begin(), members.found.end(),
                                       [](const Found& found) { return found.thing.note == 0; });
  if (counted.size() == 1 && !has_literal)
    answer_.query = render_filter(set).value_or("");
}

}  // namespace tote::index::question
