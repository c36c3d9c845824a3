// SPDX-License-Identifier: GPL-2.0-or-later
// Answers that are no notes: dates, how often, yes and no, what a field says.
#include <algorithm>
#include <set>

#include "index/question/occurrences.h"
#include "index/question/responder.h"

namespace tote::index::question {

void Responder::answer_definition() {
  answer_.relation = "define";
  for (const Meaning& meaning : question_.set->meanings) {
    AnswerItem item;
    item.note = reader_.card(meaning.note);
    answer_.items.push_back(std::move(item));
  }
}

void Responder::answer_values() {
  const FieldDecl& field = *question_.field;
  answer_.relation = field.id;
  const Members owners = evaluator_.members(*question_.set);
  for (const Found& owner : owners.found) {
    if (owner.thing.note == 0)
      continue;
    for (const auto& [value, note] : evaluator_.values(field, owner.thing.note)) {
      const auto date =
          field.kind == FieldKind::date ? notes::parse_date(value.text) : std::nullopt;
      const bool is_shortened = date && question_.precision.day == 0;
      const std::string told = is_shortened ? notes::to_string(rounded(*date)) : value.text;
      const bool is_known =
          std::any_of(answer_.items.begin(), answer_.items.end(), [&](const AnswerItem& item) {
            return item.value == told &&
                   (owners.found.size() == 1 || item.group == title_of(owner.thing));
          });
      if (is_known)
        continue;
      AnswerItem item;
      item.value = told;
      if (owners.found.size() > 1)
        item.group = title_of(owner.thing);
      Witness witness;
      witness.note = note;
      witness.line = value.line;
      witness.span = value.span;
      witness.date = reader_.card(note).date;
      add_evidence({witness}, static_cast<std::uint32_t>(answer_.items.size()), answer_.evidence);
      answer_.items.push_back(std::move(item));
    }
  }
}

notes::Date Responder::rounded(notes::Date date) const {
  if (question_.precision.day == 0)
    date.day = 0;
  if (question_.precision.month == 0)
    date.month = 0;
  return date;
}

std::vector<Witness> Responder::occurrences() {
  std::vector<Witness> witnesses = evaluator_.facts(question_.fact);
  std::erase_if(witnesses, [](const Witness& witness) { return witness.polarity < 0; });
  if (question_.fact.pick == Pick::all)
    drop_retellings(witnesses);
  return witnesses;
}

namespace {

/// Leaves the periods in which the most different things took place.
void keep_fullest(std::map<notes::Date, std::vector<Witness>>& by_date) {
  std::size_t most = 0;
  const auto count = [](const std::vector<Witness>& witnesses) {
    std::set<std::pair<Thing, Thing>> things;
    for (const Witness& witness : witnesses)
      things.emplace(witness.asked, witness.other);
    return things.size();
  };
  for (const auto& [date, witnesses] : by_date)
    most = std::max(most, count(witnesses));
  std::erase_if(by_date, [&](const auto& entry) { return count(entry.second) < most; });
}

}  // namespace

void Responder::answer_dates() {
  answer_.relation = question_.fact.relation->id;
  std::vector<Witness> undated;
  for (const auto& [meaning, witnesses] : by_meaning(occurrences())) {
    std::map<notes::Date, std::vector<Witness>> by_date;
    for (const Witness& witness : witnesses)
      if (witness.date && witness.date->year != 0)
        by_date[rounded(*witness.date)].push_back(witness);
      else
        undated.push_back(witness);
    if (question_.fact.pick == Pick::last && !by_date.empty())
      by_date.erase(by_date.begin(), std::prev(by_date.end()));
    else if (question_.fact.pick == Pick::first && !by_date.empty())
      by_date.erase(std::next(by_date.begin()), by_date.end());
    else if (question_.fact.pick == Pick::most)
      keep_fullest(by_date);
    for (const auto& [date, statements] : by_date) {
      AnswerItem item;
      item.value = notes::to_string(date);
      item.date = date;
      item.group = meaning;
      add_evidence(statements, static_cast<std::uint32_t>(answer_.items.size()), answer_.evidence);
      answer_.items.push_back(std::move(item));
    }
  }
  if (question_.fact.pick != Pick::all && !answer_.items.empty())
    undated_statements_ = static_cast<std::uint32_t>(undated.size());
  if (answer_.items.empty() && !undated.empty()) {
    answer_.message = "it is on record, but without a date";
    add_evidence(undated, no_item, answer_.evidence);
  }
}

std::map<std::string, std::vector<Witness>> Responder::by_meaning(
    const std::vector<Witness>& statements) const {
  std::map<std::string, std::vector<Witness>> groups;
  for (const Witness& witness : statements)
    groups[meaning_of(witness)].push_back(witness);
  return groups;
}

std::string Responder::meaning_of(const Witness& witness) const {
  for (const End end : {End::from, End::to}) {
    const SetRef& set = question_.fact.end(end);
    if (!set || set->kind != Set::Kind::named || set->meanings.size() < 2)
      continue;
    for (const Meaning& meaning : set->meanings)
      if (witness.other.note == meaning.note || witness.asked.note == meaning.note)
        return meaning.title;
  }
  return {};
}

void Responder::answer_times() {
  answer_.relation = question_.fact.relation->id;
  for (const auto& [meaning, witnesses] : by_meaning(occurrences())) {
    const std::size_t times = count_occurrences(witnesses);
    if (times == 0) {
      answer_.message = "it is on record, but without dates to count by";
      add_evidence(witnesses, no_item, answer_.evidence);
      continue;
    }
    AnswerItem item;
    item.value = std::to_string(times);
    item.group = meaning;
    add_evidence(witnesses, static_cast<std::uint32_t>(answer_.items.size()), answer_.evidence);
    answer_.items.push_back(std::move(item));
  }
}

void Responder::answer_truth() {
  answer_.relation = question_.fact.relation->id;
  bool has_yes = false;
  // That one thing was denied is no answer to whether there was any.
  const bool is_open =
      std::any_of(question_.fact.ends.begin(), question_.fact.ends.end(),
                  [](const SetRef& end) { return end && end->kind == Set::Kind::described; });
  for (const auto& [meaning, statements] : by_meaning(evaluator_.facts(question_.fact))) {
    std::vector<Witness> yes;
    std::vector<Witness> no;
    for (const Witness& witness : statements)
      (witness.polarity < 0 ? no : yes).push_back(witness);
    if (!are_enough(question_.fact.times, yes) || (is_open && yes.empty()))
      continue;
    const auto index = static_cast<std::uint32_t>(answer_.items.size());
    AnswerItem item;
    item.value = yes.empty() ? "no" : "yes";
    item.group = meaning;
    answer_.items.push_back(std::move(item));
    add_evidence(yes.empty() ? no : yes, index, answer_.evidence);
    if (!yes.empty())
      add_evidence(no, index, answer_.against);
    has_yes |= !yes.empty();
  }
  if (!answer_.items.empty() && !has_yes)
    answer_.polarity = -1;
}

}  // namespace tote::index::question
