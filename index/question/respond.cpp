// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/respond.h"

#include <algorithm>
#include <set>

#include "index/question/evaluate.h"
#include "index/question/render.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

/// One line: line breaks and indentation become single spaces.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!is_space)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (line.ends_with(' '))
    line.pop_back();
  return line;
}

bool is_better(const Witness& a, const Witness& b) {
  return std::tuple(a.is_sub_relation, a.tier, !a.date, a.date.value_or(notes::Date{}), a.note,
                    a.span.begin) < std::tuple(b.is_sub_relation, b.tier, !b.date,
                                               b.date.value_or(notes::Date{}), b.note,
                                               b.span.begin);
}

class Responder {
 public:
  Responder(const store::Reader& reader, const Question& question, const AskOptions& options)
      : reader_(reader), question_(question), evaluator_(reader, options) {}

  Answer run() {
    answer_.kind = Answer::Kind::question;
    answer_.reading = render_reading(question_);
    note_names();
    switch (question_.ask) {
      case Question::Ask::set:
        answer_set();
        break;
      case Question::Ask::count:
        answer_count();
        break;
      case Question::Ask::define:
        answer_definition();
        break;
      case Question::Ask::values:
        answer_values();
        break;
      case Question::Ask::dates:
        answer_dates();
        break;
      case Question::Ask::times:
        answer_times();
        break;
      case Question::Ask::truth:
        answer_truth();
        break;
      case Question::Ask::refusal:
        break;
    }
    answer_.total = static_cast<std::uint32_t>(answer_.items.size());
    if (answer_.items.empty()) {
      answer_.is_none = true;
      answer_.reason = NoneReason::no_edge;
      if (answer_.message.empty() && question_.set && question_.ask == Question::Ask::set &&
          (question_.set->pick == Pick::first || question_.set->pick == Pick::last))
        answer_.message = "nothing about that is on record with a date";
      if (answer_.message.empty())
        answer_.message = "nothing about that is on record, which is not to say no";
    }
    if (const std::uint32_t undated = evaluator_.undated(); undated > 0)
      answer_.ignored.push_back(std::to_string(undated) + " undated statement" +
                                (undated == 1 ? "" : "s"));
    return std::move(answer_);
  }

 private:
  /// Says how names were read, where that differs from what was typed.
  void note_names() {
    visit_sets(question_, [&](const Set& set) {
      if (set.kind != Set::Kind::named || !set.choices.empty())
        return;
      if (set.meanings.size() > 1) {
        for (const Meaning& meaning : set.meanings)
          answer_.ambiguous.push_back(meaning.title);
      } else if (set.meanings.size() == 1 &&
                 notes::name_key(set.typed) != notes::name_key(set.meanings.front().title)) {
        answer_.resolved[set.typed] = set.meanings.front().title;
      } else if (set.literals.size() == 1 &&
                 notes::name_key(set.typed) != set.literals.front().key) {
        answer_.resolved[set.typed] = set.literals.front().key;
      }
      for (const Literal& literal : set.literals)
        if (set.literals.size() > 1)
          answer_.ambiguous.push_back(literal.key);
    });
  }

  Evidence evidence_of(const Witness& witness, std::uint32_t item) const {
    Evidence evidence;
    evidence.answer = item;
    evidence.note = reader_.card(witness.note);
    evidence.line = witness.line;
    evidence.span = witness.span;
    evidence.column = reader_.column_of(witness.note, witness.span.begin);
    evidence.text = witness.tier >= Tier::link
                        ? line_around(witness)
                        : one_line(reader_.source_text(witness.note, witness.span));
    evidence.date = witness.date;
    evidence.tier = witness.tier;
    evidence.polarity = witness.polarity;
    return evidence;
  }

  /// The line that holds a link or a mention, since its own span is only the name.
  std::string line_around(const Witness& witness) const {
    const std::string source = reader_.source_text(witness.note);
    if (witness.span.end > source.size())
      return {};
    const std::size_t before =
        witness.span.begin == 0 ? std::string::npos : source.rfind('\n', witness.span.begin - 1);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    const std::size_t end = std::min(source.find('\n', witness.span.end), source.size());
    return one_line(std::string_view(source).substr(begin, end - begin));
  }

  void add_evidence(std::vector<Witness> witnesses, std::uint32_t item,
                    std::vector<Evidence>& into) const {
    std::stable_sort(witnesses.begin(), witnesses.end(), is_better);
    std::set<std::pair<NoteId, std::uint32_t>> said;
    for (const Witness& witness : witnesses)
      if (said.insert({witness.note, witness.span.begin}).second)
        into.push_back(evidence_of(witness, item));
  }

  AnswerItem item_of(const Thing& thing) const {
    AnswerItem item;
    if (thing.note != 0)
      item.note = reader_.card(thing.note);
    else
      item.value = thing.literal;
    return item;
  }

  std::string title_of(const Thing& thing) const {
    return thing.note != 0 ? reader_.card(thing.note).title : thing.literal;
  }

  /// Which of an ambiguous name's meanings a member answers.
  std::string group_of(const Found& found, const Predicate* main) const {
    if (main == nullptr || main->relation == nullptr || !main->gap)
      return {};
    const SetRef& other = main->end(opposite(*main->gap));
    if (!other || other->kind != Set::Kind::named ||
        other->meanings.size() + other->literals.size() < 2)
      return {};
    std::vector<std::string> titles;
    for (std::size_t i = 0; i < found.main_witnesses; ++i) {
      std::string title = title_of(found.witnesses[i].other);
      if (std::find(titles.begin(), titles.end(), title) == titles.end())
        titles.push_back(std::move(title));
    }
    std::string group;
    for (const std::string& title : titles)
      group += (group.empty() ? "" : ", ") + title;
    return group;
  }

  /// The date by which a member is listed: of the first main statement, or the last if that is
  /// what was asked for.
  std::optional<notes::Date> date_of(const Found& found, const Predicate* main) const {
    const bool takes_last =
        question_.set->pick == Pick::last || (main != nullptr && main->is_complement);
    std::optional<notes::Date> date;
    for (std::size_t i = 0; i < found.main_witnesses; ++i) {
      const auto& own = found.witnesses[i].date;
      if (own && (!date || (takes_last ? *date < *own : *own < *date)))
        date = own;
    }
    return date;
  }

  void order(std::vector<Found>& found, const Predicate* main) {
    const bool is_dated =
        main != nullptr && (main->time.is_limited() || main->is_complement ||
                            (main->relation != nullptr && is_of_owner(*main->relation)));
    const bool is_identity = question_.set->asks_who && !is_dated;
    using Rank = std::tuple<std::string, int, int, int, notes::Date, std::string>;
    std::vector<std::pair<Rank, Found>> ranked;
    for (Found& one : found) {
      const auto date = date_of(one, main);
      bool is_sub = one.main_witnesses > 0;
      Tier tier = Tier::mention;
      std::set<NoteId> stating;
      for (std::size_t i = 0; i < one.main_witnesses; ++i) {
        is_sub &= one.witnesses[i].is_sub_relation;
        tier = std::min(tier, one.witnesses[i].tier);
        stating.insert(one.witnesses[i].note);
      }
      Rank rank{group_of(one, main),
                is_sub ? 1 : 0,
                is_identity ? static_cast<int>(tier) : 0,
                is_identity ? -static_cast<int>(stating.size()) : 0,
                date.value_or(notes::Date{9999, 12, 31}),
                notes::name_key(title_of(one.thing))};
      one.group = std::get<0>(rank);
      ranked.emplace_back(std::move(rank), std::move(one));
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < ranked.size(); ++i)
      found[i] = std::move(ranked[i].second);
  }

  void answer_set() {
    const Set& set = *question_.set;
    Members members = evaluator_.members(set);
    const Predicate* main = main_predicate(set);
    set_relation(main);
    order(members.found, main);
    bool has_mention = false;
    bool has_literal = false;
    for (const Found& found : members.found) {
      const auto index = static_cast<std::uint32_t>(answer_.items.size());
      AnswerItem item = item_of(found.thing);
      item.group = found.group;
      item.date = date_of(found, main);
      for (const Witness& witness : found.witnesses)
        item.score = std::max(item.score, weight(witness.tier));
      has_literal |= !item.note;
      has_mention |=
          std::any_of(found.witnesses.begin(), found.witnesses.end(),
                      [](const Witness& witness) { return witness.tier == Tier::mention; });
      answer_.items.push_back(std::move(item));
      add_evidence(found.witnesses, index, answer_.evidence);
    }
    for (const Found& found : members.unrecorded)
      answer_.also.push_back(item_of(found.thing));
    if (main != nullptr && main->is_denied)
      answer_.polarity = -1;
    if (!has_literal && !has_mention)
      answer_.query = render_filter(set).value_or("");
    if (main == nullptr || main->relation == nullptr)
      return;
    add_contrary(*main);
    if (set.predicates.size() == 1)
      add_related(*main);
  }

  void set_relation(const Predicate* main) {
    if (question_.relation != nullptr)
      answer_.relation = question_.relation->id;
    else if (main != nullptr)
      answer_.relation = main->relation != nullptr ? main->relation->id : main->field->id;
  }

  std::uint32_t index_of(const Thing& thing) const {
    for (std::size_t i = 0; i < answer_.items.size(); ++i) {
      const AnswerItem& item = answer_.items[i];
      if (item.note ? item.note->id == thing.note : thing.note == 0 && item.value == thing.literal)
        return static_cast<std::uint32_t>(i);
    }
    return no_item;
  }

  /// Statements to the contrary about the same.
  void add_contrary(const Predicate& main) {
    const SetRef& other = main.end(opposite(*main.gap));
    if (main.is_complement || main.is_denied || !other || other->kind != Set::Kind::named)
      return;
    for (auto& [thing, witnesses] : evaluator_.holdings(main, -1)) {
      std::erase_if(witnesses, [](const Witness& witness) { return witness.is_sub_relation; });
      add_evidence(witnesses, index_of(thing), answer_.against);
    }
  }

  /// What holds for other editions of the same work.
  void add_related(const Predicate& main) {
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
        for (const store::StatedEdge& stated : reader_.edges_at(relation.id, side, note))
          for (const NoteId far : reader_.resolve_end(stated, opposite(side)).notes)
            if (far != note)
              related->meanings.push_back(
                  {far, reader_.card(far).title, reader_.card(far).type, 0});
    }
    if (related->meanings.empty())
      return;
    Predicate across = main;
    across.end(end) = related;
    for (const auto& [thing, witnesses] : evaluator_.holdings(across, 1)) {
      if (index_of(thing) != no_item)
        continue;
      AnswerItem item = item_of(thing);
      item.group = title_of(witnesses.front().other);
      answer_.also.push_back(std::move(item));
      add_evidence(witnesses, no_item, answer_.evidence);
    }
  }

  void answer_count() {
    const Set& set = *question_.set;
    const Members members = evaluator_.members(set);
    const Predicate* main = main_predicate(set);
    set_relation(main);
    answer_.query = render_filter(set).value_or("");
    if (members.found.empty())
      return;
    AnswerItem item;
    item.value = std::to_string(members.found.size());
    answer_.items.push_back(std::move(item));
    for (const Found& found : members.found)
      add_evidence(found.witnesses, 0, answer_.evidence);
  }

  void answer_definition() {
    answer_.relation = "define";
    for (const Meaning& meaning : question_.set->meanings) {
      AnswerItem item;
      item.note = reader_.card(meaning.note);
      answer_.items.push_back(std::move(item));
    }
  }

  void answer_values() {
    const FieldDecl& field = *question_.field;
    answer_.relation = field.id;
    const Members owners = evaluator_.members(*question_.set);
    for (const Found& owner : owners.found) {
      if (owner.thing.note == 0)
        continue;
      for (const auto& [value, note] : evaluator_.values(field, owner.thing.note)) {
        const bool is_known =
            std::any_of(answer_.items.begin(), answer_.items.end(),
                        [&, text = value.text](const AnswerItem& item) {
                          return item.value == text &&
                                 (owners.found.size() == 1 || item.group == title_of(owner.thing));
                        });
        if (is_known)
          continue;
        AnswerItem item;
        item.value = value.text;
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

  /// The day, month or year of a date, as asked for.
  notes::Date rounded(notes::Date date) const {
    if (question_.precision.day == 0)
      date.day = 0;
    if (question_.precision.month == 0)
      date.month = 0;
    return date;
  }

  /// Positive statements, without accounts in prose of what a field dates nearby: "I finished it
  /// on Saturday" is no second reading.
  std::vector<Witness> occurrences() {
    constexpr int nearby_days = 14;
    std::vector<Witness> witnesses = evaluator_.facts(question_.fact);
    std::erase_if(witnesses, [](const Witness& witness) { return witness.polarity < 0; });
    if (question_.fact.pick != Pick::all)
      return witnesses;
    std::vector<notes::Date> declared;
    for (const Witness& witness : witnesses)
      if (witness.tier <= Tier::inline_field && witness.date && witness.date->day != 0)
        declared.push_back(*witness.date);
    std::erase_if(witnesses, [&](const Witness& witness) {
      if (witness.tier <= Tier::inline_field || !witness.date || witness.date->day == 0)
        return false;
      return std::any_of(declared.begin(), declared.end(), [&](notes::Date date) {
        return notes::add_days(date, -nearby_days) <= *witness.date &&
               *witness.date <= notes::add_days(date, nearby_days);
      });
    });
    return witnesses;
  }

  void answer_dates() {
    answer_.relation = question_.fact.relation->id;
    std::vector<Witness> witnesses = occurrences();
    std::vector<Witness> undated;
    std::map<notes::Date, std::vector<Witness>> by_date;
    for (const Witness& witness : witnesses)
      if (witness.date && witness.date->year != 0)
        by_date[rounded(*witness.date)].push_back(witness);
      else
        undated.push_back(witness);
    if (by_date.empty() && !undated.empty()) {
      answer_.message = "it is on record, but without a date";
      add_evidence(undated, no_item, answer_.evidence);
      return;
    }
    if (question_.fact.pick == Pick::last && !by_date.empty())
      by_date.erase(by_date.begin(), std::prev(by_date.end()));
    else if (question_.fact.pick == Pick::first && !by_date.empty())
      by_date.erase(std::next(by_date.begin()), by_date.end());
    for (const auto& [date, statements] : by_date) {
      AnswerItem item;
      item.value = notes::to_string(date);
      item.date = date;
      item.group = group_of_facts(statements);
      add_evidence(statements, static_cast<std::uint32_t>(answer_.items.size()), answer_.evidence);
      answer_.items.push_back(std::move(item));
    }
  }

  std::string group_of_facts(const std::vector<Witness>& statements) const {
    for (const End end : {End::from, End::to}) {
      const SetRef& set = question_.fact.end(end);
      if (!set || set->kind != Set::Kind::named || set->meanings.size() < 2)
        continue;
      for (const Meaning& meaning : set->meanings)
        for (const Witness& witness : statements)
          if (witness.other.note == meaning.note || witness.asked.note == meaning.note)
            return meaning.title;
    }
    return {};
  }

  void answer_times() {
    answer_.relation = question_.fact.relation->id;
    const std::vector<Witness> witnesses = occurrences();
    std::set<std::pair<notes::Date, NoteId>> times;
    for (const Witness& witness : witnesses)
      times.insert(witness.date ? std::pair(*witness.date, NoteId{0})
                                : std::pair(notes::Date{}, witness.note));
    if (times.empty())
      return;
    AnswerItem item;
    item.value = std::to_string(times.size());
    answer_.items.push_back(std::move(item));
    add_evidence(witnesses, 0, answer_.evidence);
  }

  void answer_truth() {
    answer_.relation = question_.fact.relation->id;
    std::vector<Witness> yes = evaluator_.facts(question_.fact);
    std::vector<Witness> no;
    std::copy_if(yes.begin(), yes.end(), std::back_inserter(no),
                 [](const Witness& witness) { return witness.polarity < 0; });
    std::erase_if(yes, [](const Witness& witness) { return witness.polarity < 0; });
    if (yes.empty() && no.empty())
      return;
    AnswerItem item;
    item.value = yes.empty() ? "no" : "yes";
    answer_.items.push_back(std::move(item));
    add_evidence(yes.empty() ? no : yes, 0, answer_.evidence);
    if (yes.empty())
      answer_.polarity = -1;
    else
      add_evidence(no, 0, answer_.against);
  }

  const store::Reader& reader_;
  const Question& question_;
  Evaluator evaluator_;
  Answer answer_;
};

}  // namespace

Answer respond(const store::Reader& reader, const Question& question, const AskOptions& options) {
  return Responder(reader, question, options).run();
}

}  // namespace tote::index::question
