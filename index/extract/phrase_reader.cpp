// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/phrase_reader.h"

#include <algorithm>

namespace tote::index::extract {

bool PhraseReader::is_mark(std::size_t i, char mark) const {
  return i < units_.size() && units_[i].kind == Unit::Kind::mark && units_[i].mark == mark;
}

bool PhraseReader::is_mark(std::size_t i) const {
  return i < units_.size() && units_[i].kind == Unit::Kind::mark;
}

bool PhraseReader::is_entity(std::size_t i) const {
  return i < units_.size() && units_[i].kind == Unit::Kind::entity;
}

bool PhraseReader::is_word(std::size_t i, std::string_view text) const {
  return i < units_.size() && units_[i].kind == Unit::Kind::word && units_[i].text == text;
}

bool PhraseReader::has(std::size_t i, WordClass word_class) const {
  return i < units_.size() && units_[i].kind == Unit::Kind::word &&
         units_[i].classes.has(word_class);
}

bool PhraseReader::is_open_word(std::size_t i) const {
  if (i >= units_.size() || units_[i].kind != Unit::Kind::word)
    return false;
  const WordClasses& classes = units_[i].classes;
  return !classes.has_any(
      WordClass::determiner, WordClass::denying_determiner, WordClass::pronoun,
      WordClass::first_subject, WordClass::first_object, WordClass::preposition,
      WordClass::conjunction_and, WordClass::conjunction_or, WordClass::conjunction_nor,
      WordClass::conjunction_but, WordClass::factive, WordClass::temporal, WordClass::that,
      WordClass::relative, WordClass::auxiliary, WordClass::modal, WordClass::negation);
}

std::size_t PhraseReader::time_end(std::size_t i) const {
  std::size_t j = i;
  while (j < i + 4 && has(j, WordClass::time_determiner))
    ++j;
  if (!has(j, WordClass::time_noun)) {
    const bool is_year =
        j == i && i < units_.size() && units_[i].kind == Unit::Kind::word &&
        units_[i].text.size() == 4 &&
        std::ranges::all_of(units_[i].text, [](char c) { return c >= '0' && c <= '9'; });
    return is_year ? i + 1 : i;
  }
  while (has(j, WordClass::time_noun))
    ++j;
  return j;
}

/// "[[Ana]]", "[[Amy Rose Davis]]'s novel [[Ravenmarked]]"; "[[Ana]]'s cousin" is somebody else.
std::optional<PhraseAt> PhraseReader::entity_phrase(std::size_t i) const {
  while (units_[i].is_possessive) {
    std::size_t owned = i + 1;
    while (is_open_word(owned) && !units_[owned].is_possessive && owned < i + 5)
      ++owned;
    if (!is_entity(owned) || units_[owned - 1].text.ends_with("ing"))
      return PhraseAt{{Phrase::Kind::other, 0}, owned};
    i = owned;
  }
  PhraseAt found{{Phrase::Kind::entity, static_cast<std::uint32_t>(i)}, i + 1};
  if (has(found.end, WordClass::reflexive))
    ++found.end;
  return found;
}

/// Whether the word at `i`, behind a noun, is one as well although it is spelt like a verb: "the
/// harbour walk", "a phone call". As a verb it would not end what is said.
bool PhraseReader::ends_compound(std::size_t i) const {
  const VerbSpelling& verb = *units_[i].verb;
  return verb.words.size() == 1 && verb.forms.is_lemma && !verb.forms.is_past &&
         (i + 1 == units_.size() || is_mark(i + 1) || has(i + 1, WordClass::preposition) ||
          has(i + 1, WordClass::conjunction_and) || time_end(i + 1) != i + 1);
}

/// A phrase that begins with a determiner or a noun.
std::optional<PhraseAt> PhraseReader::noun_phrase(std::size_t i) const {
  std::size_t j = i;
  bool is_denied = false;
  while (j < units_.size() && units_[j].kind == Unit::Kind::word &&
         units_[j].classes.has_any(WordClass::determiner, WordClass::denying_determiner)) {
    is_denied = is_denied || units_[j].classes.has(WordClass::denying_determiner);
    ++j;
  }
  const bool has_determiner = j > i;
  if (!has_determiner && is_open_word(i) && units_[i].text.ends_with("ing"))
    return std::nullopt;  // "recommended skipping [[Dune]]"
  const std::size_t first_noun = j;
  // A noun may be spelt like a verb ("her review"), but behind a noun it is one.
  while (is_open_word(j) &&
         (j == first_noun || units_[j].verb == nullptr || (has_determiner && ends_compound(j))))
    ++j;
  const bool is_described = is_entity(j) && !units_[j].is_glued && !is_denied &&
                            (j == first_noun || !units_[j - 1].text.ends_with("ing"));
  // Without an article only a noun that says who follows may stand there: "cousin [[Ana]]".
  if (is_described &&
      (has_determiner || (j == first_noun + 1 && has(first_noun, WordClass::person_noun))))
    return entity_phrase(j);
  if (is_entity(j) && !has_determiner)
    return std::nullopt;
  if (is_entity(j) && units_[j].is_possessive)
    return entity_phrase(j);
  if (j == i)
    return std::nullopt;
  return PhraseAt{{Phrase::Kind::other, static_cast<std::uint32_t>(j - 1)}, j, is_denied};
}

std::optional<PhraseAt> PhraseReader::phrase(std::size_t i) const {
  while (has(i, WordClass::predeterminer) && i + 1 < units_.size())
    ++i;
  if (i >= units_.size() || units_[i].kind == Unit::Kind::mark)
    return std::nullopt;
  const Unit& unit = units_[i];
  if (unit.kind == Unit::Kind::opaque)
    return PhraseAt{{Phrase::Kind::other, 0}, i + 1};
  if (unit.kind == Unit::Kind::entity)
    return entity_phrase(i);
  const WordClasses& classes = unit.classes;
  if (classes.has_any(WordClass::first_object, WordClass::first_subject))
    return PhraseAt{{Phrase::Kind::me, 0}, i + 1};
  if (is_word(i, "all") && is_word(i + 1, "of"))
    return phrase(i + 2);
  const bool is_determiner = classes.has_any(WordClass::determiner, WordClass::denying_determiner);
  if (is_word(i, "that") && (is_entity(i + 1) || has(i + 1, WordClass::first_subject)))
    return std::nullopt;  // a clause: "recommended that I read …"
  if (is_determiner &&
      (is_open_word(i + 1) || is_entity(i + 1) || has(i + 1, WordClass::determiner)))
    return noun_phrase(i);
  if (classes.has(WordClass::pronoun))
    return PhraseAt{
        {Phrase::Kind::other, 0}, i + 1, unit.text.starts_with("no") && unit.text != "note"};
  if (is_determiner || is_open_word(i))
    return noun_phrase(i);
  return std::nullopt;
}

bool PhraseReader::begins_phrase(std::size_t i) const {
  if (i >= units_.size() || time_end(i) != i)
    return false;
  if (is_entity(i))
    return !units_[i].is_glued;
  if (units_[i].kind == Unit::Kind::opaque)
    return units_[i].mark == '"';
  return units_[i].kind == Unit::Kind::word &&
         units_[i].classes.has_any(WordClass::determiner, WordClass::denying_determiner) &&
         !units_[i].classes.has_any(WordClass::that, WordClass::adverb) &&
         (is_open_word(i + 1) || is_entity(i + 1));
}

bool PhraseReader::is_any_more(std::size_t i) const {
  return is_word(i, "any") && (is_word(i + 1, "more") || is_word(i + 1, "longer"));
}

bool PhraseReader::may_end_before(std::size_t i) const {
  if (i >= units_.size() || is_mark(i) || time_end(i) != i || is_any_more(i))
    return true;
  const Unit& unit = units_[i];
  if (unit.kind == Unit::Kind::opaque)
    return unit.mark == '#';
  return unit.kind == Unit::Kind::word && unit.verb == nullptr &&
         unit.classes.has_any(WordClass::preposition, WordClass::conjunction_and,
                              WordClass::conjunction_or, WordClass::conjunction_but,
                              WordClass::conjunction_nor, WordClass::factive, WordClass::temporal,
                              WordClass::relative, WordClass::adverb, WordClass::hedge);
}

std::optional<PhrasesAt> PhraseReader::joined(std::size_t i, bool may_be_followed_by_phrase) const {
  const auto first = phrase(i);
  if (!first)
    return std::nullopt;
  PhrasesAt all{{first->phrase}, first->end, false, first->is_denied};
  std::optional<PhrasesAt> best;
  const auto keep = [&](const PhrasesAt& candidate) {
    const bool is_sound = may_end_before(candidate.end) ||
                          (may_be_followed_by_phrase && candidate.phrases.size() == 1 &&
                           begins_phrase(candidate.end));
    if (is_sound)
      best = candidate;
  };
  keep(all);
  for (;;) {
    std::size_t next = all.end;
    const bool has_comma = is_mark(next, ',');
    next += has_comma ? 1 : 0;
    const bool is_joint = has(next, WordClass::conjunction_and) ||
                          has(next, WordClass::conjunction_or) ||
                          has(next, WordClass::conjunction_nor);
    if (!has_comma && !is_joint)
      break;
    if (is_joint)
      all.is_alternative = all.is_alternative || has(next, WordClass::conjunction_or);
    const std::size_t begin = is_joint ? next + 1 : next;
    const auto more = phrase(begin);
    // A word alone is rather the next verb: "called [[Ana]] and went home".
    if (more && is_open_word(begin) && more->phrase.kind == Phrase::Kind::other) {
      if (is_joint)
        keep(all);
      break;
    }
    if (!more)
      break;
    all.phrases.push_back(more->phrase);
    all.end = more->end;
    if (is_joint)
      keep(all);
  }
  return best;
}

std::optional<PhrasesAt> PhraseReader::phrases(std::size_t i) const {
  return joined(i, false);
}

std::size_t PhraseReader::skip_parenthesis(std::size_t i) const {
  if (!is_mark(i, '('))
    return i;
  std::size_t end = i + 1;
  while (end < units_.size() && !is_mark(end, ')'))
    ++end;
  return end < units_.size() ? end + 1 : i;
}

std::size_t PhraseReader::skip_adverbials(std::size_t i) const {
  for (;;) {
    const std::size_t begin = i;
    i = skip_parenthesis(time_end(i));
    if (is_any_more(i))
      i += 2;
    if (has(i, WordClass::adverb) && units_[i].verb == nullptr) {
      const bool is_preposition = has(i, WordClass::preposition) && phrase(i + 1).has_value();
      const bool is_conjunction =
          has(i, WordClass::conjunction_but) || has(i, WordClass::factive) ||
          (has(i, WordClass::temporal) && i + 1 < units_.size() && !is_mark(i + 1));
      if (!is_preposition && !is_conjunction)
        ++i;
    }
    if (i == begin)
      return i;
  }
}

/// Whether a word that makes another verb of the one before it stands at `i`: "told me off".
bool PhraseReader::is_particle(std::size_t i) const {
  constexpr std::string_view particles[] = {"off", "out", "up", "down", "over", "on", "in", "away"};
  return i < units_.size() && units_[i].kind == Unit::Kind::word &&
         std::ranges::find(particles, units_[i].text) != std::end(particles) &&
         (units_[i].text == "off" || units_[i].text == "out" || !phrase(i + 1));
}

bool PhraseReader::goes_back(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    const bool is_behind_name =
        i > begin && (is_entity(i - 1) || has(i - 1, WordClass::first_object));
    const bool is_in_a_row = is_word(i + 1, "to") && is_word(i + 2, "back");
    if (is_word(i, "back") && (i == begin || is_behind_name) && !is_in_a_row &&
        !is_word(i + 1, "in") && !is_word(i + 1, "on") && !is_word(i + 1, "then") &&
        !is_word(i + 1, "when"))
      return true;
  }
  return false;
}

/// Whether "but" at `i` opens a clause with a subject of its own: "but [[Ana]] did not".
bool PhraseReader::is_but_clause(std::size_t i) const {
  const auto subject = has(i, WordClass::conjunction_but) ? phrase(i + 1) : std::nullopt;
  return subject && subject->end < units_.size() &&
         (units_[subject->end].verb != nullptr || has(subject->end, WordClass::auxiliary) ||
          has(subject->end, WordClass::modal));
}

std::optional<VerbComplement> PhraseReader::complement(std::size_t i) const {
  VerbComplement found;
  if (is_particle(i))
    return std::nullopt;
  i = skip_adverbials(i);
  if (has(i, WordClass::negation))
    return std::nullopt;  // "recommended not reading"
  const bool is_object = i < units_.size() && !has(i, WordClass::preposition) && !is_mark(i) &&
                         !has(i, WordClass::adverb);
  if (is_object) {
    auto first = joined(i, true);
    if (!first)
      return std::nullopt;
    i = first->end;
    found.is_alternative = first->is_alternative;
    if (first->is_denied)
      return std::nullopt;
    found.object = std::move(first->phrases);
    if (is_particle(i) || is_word(i, "home"))
      return std::nullopt;
    if (begins_phrase(i)) {
      auto second = joined(i, false);
      if (!second || second->is_denied)
        return std::nullopt;
      found.indirect_object = std::move(found.object);
      found.object = std::move(second->phrases);
      found.is_alternative = found.is_alternative || second->is_alternative;
      i = second->end;
    }
  }
  for (;;) {
    i = skip_adverbials(i);
    std::size_t preposition = i;
    if (has(i, WordClass::conjunction_and) && has(i + 1, WordClass::preposition) &&
        !found.complements.empty() && i + 1 < units_.size() &&
        units_[i + 1].text == found.complements.back().preposition)
      ++preposition;
    if (!has(preposition, WordClass::preposition) || is_but_clause(preposition))
      break;
    auto inner = phrases(preposition + 1);
    const bool is_infinitive = units_[preposition].text == "to" &&
                               preposition + 1 < units_.size() && is_open_word(preposition + 1) &&
                               units_[preposition + 1].classes.empty();
    if (!inner || is_infinitive) {
      const bool may_open_clause = is_infinitive || !phrase(preposition + 1) ||
                                   has(preposition, WordClass::temporal) ||
                                   has(preposition, WordClass::factive);
      if (!may_open_clause)
        return std::nullopt;
      found.complements.push_back({units_[preposition].text, {}});
      found.is_open_ended = preposition + 1 < units_.size() && !is_mark(preposition + 1);
      i = preposition + 1;
      break;
    }
    if (inner->is_denied)
      inner->phrases.assign(1, {Phrase::Kind::other, 0});
    // "lent A to [[Ana]] and B to [[Ben]]": the last of the list begins another statement.
    const bool is_gapped = inner->phrases.size() > 1 && inner->end < units_.size() &&
                           is_word(inner->end, units_[preposition].text);
    if (is_gapped)
      inner->phrases.pop_back();
    if (preposition == i)
      found.complements.push_back({units_[preposition].text, {}});
    Phrases& places = found.complements.back().phrases;
    places.insert(places.end(), inner->phrases.begin(), inner->phrases.end());
    found.is_alternative = found.is_alternative || inner->is_alternative;
    i = inner->end;
    if (is_gapped)
      break;
  }
  found.end = i;
  if (!found.is_open_ended && !may_end_before(i))
    return std::nullopt;
  return found;
}

}  // namespace tote::index::extract
