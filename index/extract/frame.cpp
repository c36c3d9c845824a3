// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/frame.h"

#include <algorithm>
#include <array>

namespace tote::index::extract {
namespace {

constexpr Phrase me{Phrase::Kind::me, 0};

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::ranges::find(list, item) != list.end();
}

bool is_named(const Phrase& phrase) {
  return phrase.kind == Phrase::Kind::entity || phrase.kind == Phrase::Kind::self ||
         phrase.kind == Phrase::Kind::topic;
}

bool has_form(const VerbForms& forms, VerbUse use) {
  switch (use) {
    case VerbUse::lemma:
      return forms.is_lemma;
    case VerbUse::finite:
      return forms.is_lemma || forms.is_third || forms.is_past;
    case VerbUse::participle:
      return forms.is_participle;
    case VerbUse::gerund:
      return forms.is_gerund;
  }
  return false;
}

/// What fills each end of a relation under one frame.
class Filling {
 public:
  Filling(const Clause& clause, const RelationDecl& relation, const VerbDecl& verb,
          std::string_view note_type)
      : clause_(clause), relation_(relation), verb_(verb), note_type_(note_type) {}

  /// Whether the clause fits the frame; then `from` and `to` are its ends.
  [[nodiscard]] bool fits();

  Phrases from;
  Phrases to;

 private:
  [[nodiscard]] const Phrases* filler(std::string_view slot) const;
  [[nodiscard]] bool is_letter_to_somebody() const;
  [[nodiscard]] bool fill(std::string_view slot, End end);
  [[nodiscard]] bool fill_end(Phrases& into, const std::vector<std::string>& types,
                              const Phrases& phrases) const;
  [[nodiscard]] bool has_stray_place() const;
  [[nodiscard]] bool is_turned_round() const;

  const Clause& clause_;
  const RelationDecl& relation_;
  const VerbDecl& verb_;
  std::string_view note_type_;
};

const Phrases* Filling::filler(std::string_view slot) const {
  const auto non_empty = [](const Phrases& phrases) {
    return phrases.empty() ? nullptr : &phrases;
  };
  if (slot == "subj")
    return non_empty(clause_.subject);
  if (slot == "obj")
    return non_empty(clause_.object);
  if (slot == "iobj")
    return non_empty(clause_.indirect_object);
  for (const Complement& complement : clause_.complements)
    if (complement.preposition == slot)
      return non_empty(complement.phrases);
  return slot == "to" && is_letter_to_somebody() ? &clause_.indirect_object : nullptr;
}

/// "wrote [[Ana]] a letter" is "wrote a letter to [[Ana]]".
bool Filling::is_letter_to_somebody() const {
  return clause_.has_letter_object && !clause_.indirect_object.empty() &&
         !verb_.frame.contains("iobj") && !verb_.frame.contains("obj");
}

bool Filling::fill_end(Phrases& into, const std::vector<std::string>& types,
                       const Phrases& phrases) const {
  if (!into.empty())
    return false;
  for (const Phrase& phrase : phrases) {
    const bool is_allowed = phrase.kind == Phrase::Kind::entity ||
                            phrase.kind == Phrase::Kind::topic ||
                            (phrase.kind == Phrase::Kind::self && contains(types, note_type_)) ||
                            (phrase.kind == Phrase::Kind::me && contains(types, "me"));
    if (is_allowed)
      into.push_back(phrase);
  }
  return !into.empty();
}

bool Filling::fill(std::string_view slot, End end) {
  const Phrases* phrases = filler(slot);
  if (phrases == nullptr)
    return slot != "subj" && slot != "obj";
  if (end == End::from)
    return fill_end(from, relation_.from, *phrases);
  if (end == End::to)
    return fill_end(to, relation_.to, *phrases);
  // Of what others did with the owner the sentence does not say who did what.
  const bool is_only_me = std::ranges::all_of(
      *phrases, [](const Phrase& phrase) { return phrase.kind == Phrase::Kind::me; });
  if (!is_only_me)
    return false;
  if (contains(relation_.to, "me") && to.empty())
    to.push_back(me);
  else if (contains(relation_.from, "me") && from.empty())
    from.push_back(me);
  return true;
}

/// Whether somebody stands in a place that the frame knows nothing of and that changes its sense:
/// "recommended it to …", "wrote [[X]] …".
bool Filling::has_stray_place() const {
  const auto is_stray = [&](std::string_view slot, const Phrases& phrases) {
    return !verb_.frame.contains(std::string(slot)) && std::ranges::any_of(phrases, is_named);
  };
  const bool has_hearer = is_letter_to_somebody() && verb_.frame.contains("to");
  if (is_stray("obj", clause_.object) || (is_stray("iobj", clause_.indirect_object) && !has_hearer))
    return true;
  const bool is_letter_missing =
      !clause_.object.empty() && !verb_.frame.contains("obj") && !clause_.has_letter_object;
  if (is_letter_missing ||
      (!clause_.indirect_object.empty() && !verb_.frame.contains("iobj") && !has_hearer))
    return true;
  const bool is_about_me = std::ranges::any_of(
      verb_.frame, [](const auto& slot) { return slot.second == End::me && slot.first != "subj"; });
  for (const Complement& complement : clause_.complements)
    if ((complement.preposition == "into" && !complement.phrases.empty() &&
         !verb_.frame.contains("into")) ||
        (is_stray(complement.preposition, complement.phrases) &&
         (complement.preposition == "to" || (is_about_me && complement.preposition == "for"))))
      return true;
  return false;
}

/// Whether a thing goes back, and so the other way than the verb says: "gave [[Dune]] back". Whom
/// one calls back one calls.
bool Filling::is_turned_round() const {
  const auto object = verb_.frame.find("obj");
  if (!clause_.is_back || object == verb_.frame.end() || object->second == End::me)
    return false;
  const std::vector<std::string>& types =
      object->second == End::from ? relation_.from : relation_.to;
  return !contains(types, "person");
}

bool Filling::fits() {
  for (const auto& [slot, end] : verb_.frame)
    if (!fill(slot, end))
      return false;
  for (const std::string& slot : verb_.requires_slots)
    if (filler(slot) == nullptr)
      return false;
  return !from.empty() && !to.empty() && !has_stray_place() && !is_turned_round();
}

/// Whether a frame says a part of what the other says of the same act: who played a game with
/// somebody played it.
bool is_part_of(const VerbDecl& part, const VerbDecl& whole) {
  return part.lemma == whole.lemma && part.polarity == whole.polarity &&
         part.frame.size() < whole.frame.size() &&
         std::ranges::all_of(part.frame, [&](const auto& slot) {
           const auto same = whole.frame.find(slot.first);
           return same != whole.frame.end() && same->second == slot.second;
         });
}

/// A sense of the clause's verb that the clause fits.
struct Fitting {
  const VerbSense* sense;
  const VerbDecl* verb;
  Filling filling;
};

}  // namespace

std::vector<Statement> statements_of(const Clause& clause,
                                     const std::vector<RelationDecl>& relations,
                                     std::string_view note_type) {
  std::vector<Fitting> fittings;
  std::size_t most_required = 0;
  for (const VerbSense& sense : clause.verb->senses) {
    const RelationDecl& relation = relations[sense.relation];
    const VerbDecl& verb = relation.verbs[sense.verb];
    // Who did not pan a book has not recommended it.
    const bool is_twice_denied = clause.polarity < 0 && verb.polarity < 0;
    if (!has_form(sense.forms, clause.use) || is_twice_denied)
      continue;
    Filling filling(clause, relation, verb, note_type);
    if (!filling.fits())
      continue;
    most_required = std::max(most_required, verb.requires_slots.size());
    fittings.push_back({&sense, &verb, std::move(filling)});
  }
  // What is denied as a whole may hold in part: "did not play it with [[Ana]]".
  const auto is_said_too = [&](const VerbDecl& verb) {
    return clause.polarity > 0 && std::ranges::any_of(fittings, [&](const Fitting& other) {
             return other.verb->requires_slots.size() == most_required &&
                    is_part_of(verb, *other.verb);
           });
  };
  std::vector<Statement> statements;
  for (const auto& [sense, verb, filling] : fittings) {
    if (verb->requires_slots.size() < most_required && !is_said_too(*verb))
      continue;
    const auto polarity = static_cast<std::int8_t>(clause.polarity * verb->polarity);
    for (const Phrase& from : filling.from)
      for (const Phrase& to : filling.to)
        statements.push_back({sense->relation, from, to, polarity});
  }
  return statements;
}

}  // namespace tote::index::extract
