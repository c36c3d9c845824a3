// SPDX-License-Identifier: GPL-2.0-or-later
// Well-formed questions that have no answer for a reason of their own: a name that no note has, or
// a word that leans on an earlier line.
#include <set>

#include "index/question/render.h"
#include "index/question/respond.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

const RelationDecl* relation_of(const Question& question) {
  if (question.relation != nullptr)
    return question.relation;
  if (question.fact.relation != nullptr)
    return question.fact.relation;
  const Predicate* main = question.set ? main_predicate(*question.set) : nullptr;
  return main != nullptr ? main->relation : nullptr;
}

Answer understood(const Question& question) {
  Answer answer;
  answer.kind = Answer::Kind::question;
  answer.is_none = true;
  answer.reading = render_reading(question);
  if (const RelationDecl* relation = relation_of(question))
    answer.relation = relation->id;
  else if (question.field != nullptr)
    answer.relation = question.field->id;
  return answer;
}

}  // namespace

Answer respond_unknown(const store::Reader& reader, const Question& question, const Set& unknown) {
  constexpr std::uint32_t few = 5;
  Answer answer = understood(question);
  answer.reason = NoneReason::unknown_entity;
  answer.message = "no note called '" + unknown.typed + "'";
  std::set<NoteId> known;
  const auto add = [&](NoteId note) {
    if (answer.closest.size() >= few || !known.insert(note).second)
      return;
    AnswerItem item;
    item.note = reader.card(note);
    answer.closest.push_back(std::move(item));
  };
  for (const store::NamedNote& named : reader.find_similar_names(unknown.typed, few))
    add(named.note);
  for (const notes::Word& word : notes::split_words(unknown.typed))
    for (const NoteId note : reader.with_name_part(word.folded))
      add(note);
  std::string names;
  for (const AnswerItem& item : answer.closest)
    names += (names.empty() ? "" : ", ") + item.note->title;
  if (!names.empty())
    answer.message += "; closest: " + names;
  return answer;
}

Answer decline(const store::Reader& reader, const Question& question, const Set& reference) {
  Answer answer = understood(question);
  answer.reading.clear();  // nothing was understood of what the word leans on
  answer.reason = NoneReason::none;
  answer.message = "'" + reference.typed +
                   "' leans on something said before, and each question stands alone here: please "
                   "say the name";
  for (const NoteId note : reader.named(notes::name_key(reference.typed)))
    answer.message += "; the note of that name is written " + reader.card(note).title;
  return answer;
}

Answer decline_follow_up(const std::string& name) {
  Answer answer;
  answer.kind = Answer::Kind::question;
  answer.is_none = true;
  answer.message =
      "each question stands alone here: please say what you would like to know of " + name;
  return answer;
}

const Set* find_unknown(const Question& question) {
  const Set* unknown = nullptr;
  visit_sets(question, [&](const Set& set) {
    if (unknown == nullptr && set.is_unknown())
      unknown = &set;
  });
  return unknown;
}

const Set* find_reference(const Question& question) {
  const Set* reference = nullptr;
  visit_sets(question, [&](const Set& set) {
    if (reference == nullptr && set.kind == Set::Kind::reference)
      reference = &set;
  });
  return reference;
}

}  // namespace tote::index::question
