// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/respond.h"

#include <algorithm>
#include <set>

#include "index/question/render.h"
#include "index/question/responder.h"
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

}  // namespace

Answer Responder::run() {
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
  answer_.total = std::max(total_, static_cast<std::uint32_t>(answer_.items.size()));
  if (answer_.total == 0) {
    answer_.is_none = true;
    answer_.reason = NoneReason::no_edge;
    if (answer_.message.empty() && question_.set && question_.ask == Question::Ask::set &&
        (question_.set->pick == Pick::first || question_.set->pick == Pick::last))
      answer_.message = "nothing about that is on record with a date";
    if (answer_.message.empty())
      answer_.message = is_exhausted() ? "none is left: each of them is on record"
                                       : "nothing about that is on record, which is not to say no";
  }
  note_what_is_left_out();
  return std::move(answer_);
}

void Responder::note_what_is_left_out() {
  const auto leave_out = [this](std::size_t count, const char* what, const char* of_many) {
    if (count > 0)
      answer_.ignored.push_back(std::to_string(count) + what + (count == 1 ? "" : of_many));
  };
  leave_out(evaluator_.undated() + undated_statements_, " undated statement", "s");
  leave_out(further_statements_, " further statement", "s");
  leave_out(further_unrecorded_, " more with nothing on record", "");
}

void Responder::note_names() {
  visit_sets(question_, [&](const Set& set) {
    if (set.kind != Set::Kind::named || !set.choices.empty())
      return;
    if (set.meanings.size() > 1) {
      AmbiguousName name{set.typed, {}};
      for (const Meaning& meaning : set.meanings) {
        answer_.ambiguous.push_back(meaning.title);
        name.notes.push_back(reader_.card(meaning.note));
      }
      const bool is_known =
          std::any_of(answer_.names.begin(), answer_.names.end(),
                      [&](const AmbiguousName& other) { return other.typed == name.typed; });
      if (!is_known)
        answer_.names.push_back(std::move(name));
    } else if (set.meanings.size() == 1 &&
               notes::name_key(set.typed) != notes::name_key(set.meanings.front().title)) {
      answer_.resolved[set.typed] = set.meanings.front().title;
    } else if (set.literals.size() == 1 && notes::name_key(set.typed) != set.literals.front().key) {
      answer_.resolved[set.typed] = set.literals.front().key;
    }
    for (const Literal& literal : set.literals)
      if (set.literals.size() > 1)
        answer_.ambiguous.push_back(literal.key);
  });
}

Evidence Responder::evidence_of(const Witness& witness, std::uint32_t item) const {
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

std::string Responder::line_around(const Witness& witness) const {
  const std::string source = reader_.source_text(witness.note);
  if (witness.span.end > source.size())
    return {};
  const std::size_t before =
      witness.span.begin == 0 ? std::string::npos : source.rfind('\n', witness.span.begin - 1);
  const std::size_t begin = before == std::string::npos ? 0 : before + 1;
  const std::size_t end = std::min(source.find('\n', witness.span.end), source.size());
  return one_line(std::string_view(source).substr(begin, end - begin));
}

void Responder::add_evidence(std::vector<Witness> witnesses, std::uint32_t item,
                             std::vector<Evidence>& into) {
  std::stable_sort(witnesses.begin(), witnesses.end(), is_better);
  std::set<std::pair<NoteId, std::uint32_t>> said;
  for (const Witness& witness : witnesses) {
    if (!said.insert({witness.note, witness.span.begin}).second)
      continue;
    if (options_.limit != 0 && said.size() > options_.limit)
      ++further_statements_;
    else
      into.push_back(evidence_of(witness, item));
  }
}

AnswerItem Responder::item_of(const Thing& thing) const {
  AnswerItem item;
  if (thing.note != 0)
    item.note = reader_.card(thing.note);
  else
    item.value = evaluator_.literal_text(thing);
  return item;
}

std::string Responder::title_of(const Thing& thing) const {
  return thing.note != 0 ? reader_.card(thing.note).title : evaluator_.literal_text(thing);
}

Answer respond(const store::Reader& reader, const Question& question, const AskOptions& options) {
  return Responder(reader, question, options).run();
}

}  // namespace tote::index::question
