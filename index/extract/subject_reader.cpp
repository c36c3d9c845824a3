// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/subject_reader.h"

#include <algorithm>
#include <array>
#include <string>

#include "notes/text.h"

namespace tote::index::extract {
namespace {

using Kind = Unit::Kind;

/// Past forms that do not end in -ed and show that a clause stands before.
constexpr std::array<std::string_view, 40> irregular_pasts = {
    "ate",   "became", "began", "bought", "broke", "brought", "came", "chose", "drank", "drove",
    "fell",  "felt",   "found", "gave",   "got",   "grew",    "had",  "heard", "held",  "kept",
    "knew",  "left",   "lost",  "made",   "met",   "paid",    "ran",  "rang",  "sat",   "saw",
    "slept", "spent",  "spoke", "stood",  "swam",  "took",    "told", "went",  "wore",  "wrote"};

bool is_entity_or_me(const PhraseReader& words, std::size_t i) {
  return words.is_entity(i) || words.has(i, WordClass::first_subject);
}

Phrase phrase_of(const PhraseReader& words, std::size_t i) {
  if (words.is_entity(i))
    return {Phrase::Kind::entity, static_cast<std::uint32_t>(i)};
  return {Phrase::Kind::me, 0};
}

}  // namespace

bool SubjectReader::has_finite_verb(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    const Unit& unit = words_.unit(i);
    if (unit.kind != Kind::word)
      continue;
    const bool is_finite = unit.verb != nullptr ||
                           unit.classes.has_any(WordClass::auxiliary, WordClass::modal) ||
                           (unit.text.size() > 4 && unit.text.ends_with("ed")) ||
                           std::ranges::find(irregular_pasts, unit.text) != irregular_pasts.end();
    if (is_finite)
      return true;
  }
  return false;
}

/// Whether something in the range is denied, asked for or only possible.
bool SubjectReader::is_unrealised(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    const Unit& unit = words_.unit(i);
    const bool is_denying_pronoun = unit.kind == Kind::word && unit.text.starts_with("no") &&
                                    unit.classes.has(WordClass::pronoun);
    if (is_denying_pronoun ||
        (unit.kind == Kind::word &&
         unit.classes.has_any(WordClass::modal, WordClass::negation, WordClass::hedge,
                              WordClass::denying_determiner, WordClass::blocker)))
      return true;
  }
  return false;
}

bool SubjectReader::is_hedged_before(std::size_t i) const {
  while (i-- > 0) {
    if (words_.is_mark(i, ';') || words_.is_mark(i, '.'))
      return false;
    if (words_.has(i, WordClass::conjunction_but) && i > 0 && words_.is_mark(i - 1, ','))
      return false;
    const bool is_as_though = words_.is_word(i, "though") && i > 0 && words_.is_word(i - 1, "as");
    if (is_as_though || (words_.has(i, WordClass::hedge) && words_.unit(i).verb == nullptr))
      return true;
  }
  return false;
}

/// Whether what begins at `i`, behind a mark, says that one only hears so, or asks for consent:
/// ", I am told", ", so they say", ", word has it", ", didn't she".
bool SubjectReader::is_hearsay_at(std::size_t i) const {
  constexpr std::array<std::string_view, 6> hearing = {"hear",       "heard",  "gather",
                                                       "understand", "reckon", "figure"};
  constexpr std::array<std::string_view, 5> sureness = {"told", "sure", "certain", "positive",
                                                        "afraid"};
  constexpr std::array<std::string_view, 4> crowd = {"they", "people", "everyone", "everybody"};
  const auto is_any = [&](std::size_t at, const auto& words) {
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return words_.is_word(at, word); });
  };
  const auto ends_at = [&](std::size_t at) { return at >= words_.size() || words_.is_mark(at); };
  if (words_.is_word(i + 1, "has") && words_.is_word(i + 2, "it"))
    return words_.is_word(i, "word") || words_.is_word(i, "legend");
  std::size_t at = i + (words_.is_word(i, "so") ? 1 : 0);
  if (is_any(at, crowd))
    return (words_.is_word(at + 1, "say") || words_.is_word(at + 1, "says")) && ends_at(at + 2);
  if (words_.has(at, WordClass::first_subject)) {
    ++at;
    if (words_.is_word(at + 1, "say") &&
        (words_.is_word(at, "'d") || words_.has(at, WordClass::modal)))
      return ends_at(at + 2);
    if (is_any(at, hearing))
      return ends_at(at + 1);
    if (!words_.has(at, WordClass::be))
      return false;
    ++at;
    while (words_.has(at, WordClass::adverb))
      ++at;
    return is_any(at, sureness) && ends_at(at + 1);
  }
  // "…, so did I" asks for nothing.
  if (at != i || (!words_.has(at, WordClass::auxiliary) && !words_.has(at, WordClass::modal)))
    return false;
  at += words_.has(at + 1, WordClass::negation) ? 2 : 1;
  return (words_.has(at, WordClass::pronoun) || words_.has(at, WordClass::first_subject)) &&
         ends_at(at + 1);
}

/// Whether what begins at `i` takes back what was said: "– no, …", "or rather", "as I recall".
bool SubjectReader::is_taken_back_at(std::size_t i) const {
  if (words_.is_word(i, "or"))
    return words_.is_word(i + 1, "so") || words_.is_word(i + 1, "not") ||
           words_.is_word(i + 1, "rather") || words_.is_word(i + 1, "was") ||
           words_.is_word(i + 1, "did") || (i > 0 && words_.is_mark(i - 1));
  if (words_.is_word(i, "as"))
    return words_.is_word(i + 1, "far") || words_.has(i + 1, WordClass::first_subject);
  if (words_.is_word(i, "scratch") || words_.is_word(i, "strike"))
    return words_.is_word(i + 1, "that");
  if (words_.is_word(i, "took") || words_.is_word(i, "takes"))
    return words_.is_word(i + 1, "it") && words_.is_word(i + 2, "back");
  if (words_.is_word(i, "deleted") || words_.is_word(i, "discarded"))
    return words_.is_word(i + 1, "it") || words_.is_word(i + 1, "them");
  if (words_.is_word(i, "tore"))
    return words_.is_word(i + 1, "it") && words_.is_word(i + 2, "up");
  if (words_.is_word(i, "changed"))
    return words_.has(i + 1, WordClass::determiner) && words_.is_word(i + 2, "mind");
  if (words_.has(i, WordClass::negation)) {
    // "… a letter to [[Ana]], but never sent it".
    constexpr std::array<std::string_view, 6> sending = {"send",   "sent", "post",
                                                         "posted", "mail", "mailed"};
    // "… but she did not pick up".
    for (std::size_t j = i + 1; j < i + 3 && j < words_.size(); ++j)
      if (words_.is_word(j, "pick") || words_.is_word(j, "answer"))
        return true;
    for (std::size_t j = i + 1; j < i + 4 && j < words_.size(); ++j)
      if (std::ranges::find(sending, words_.unit(j).text) != sending.end())
        return true;
  }
  const bool is_after_mark = i > 0 && words_.is_mark(i - 1);
  if (is_after_mark && is_hearsay_at(i))
    return true;
  const bool stands_alone = i + 1 >= words_.size() || words_.is_mark(i + 1);
  return is_after_mark &&
         ((words_.is_word(i, "not") && stands_alone) ||
          (stands_alone && (words_.is_word(i, "false") || words_.is_word(i, "wrong") ||
                            words_.is_word(i, "untrue"))) ||
          (words_.is_word(i, "no") && (stands_alone || words_.is_word(i + 1, "wait"))) ||
          words_.is_word(i, "wait") || words_.is_word(i, "rather"));
}

bool SubjectReader::is_hedged_after(std::size_t verb, std::size_t end) const {
  bool is_same_clause = true;
  for (std::size_t i = verb + 1; i < words_.size(); ++i) {
    if (words_.is_mark(i, ';') || words_.is_mark(i, '.'))
      return is_taken_back_at(i + 1);
    if (is_taken_back_at(i))
      return true;
    const bool opens_clause =
        words_.has(i, WordClass::conjunction_and) || words_.has(i, WordClass::conjunction_but) ||
        words_.has(i, WordClass::relative) || words_.has(i, WordClass::factive);
    is_same_clause = is_same_clause && (i < end || !opens_clause);
    if (is_same_clause && words_.has(i, WordClass::hedge))
      return true;
  }
  return false;
}

std::ptrdiff_t SubjectReader::skip_openers(std::ptrdiff_t last) const {
  for (;;) {
    const std::ptrdiff_t begin = last;
    // "on Saturday", "last night", "in 2011": the longest adverbial of time that ends here.
    for (std::ptrdiff_t from = std::max<std::ptrdiff_t>(last - 4, 0); from <= last; ++from)
      if (words_.time_end(static_cast<std::size_t>(from)) == static_cast<std::size_t>(last) + 1) {
        const std::string_view first = words_.unit(static_cast<std::size_t>(from)).text;
        if (first == "every" || first == "each" || first == "next")
          return last;
        last = from - 1;
        if (last >= 0 && words_.has(static_cast<std::size_t>(last), WordClass::preposition))
          --last;
        break;
      }
    if (last >= 0) {
      const auto i = static_cast<std::size_t>(last);
      const bool is_adverb =
          words_.has(i, WordClass::adverb) && !words_.has(i, WordClass::preposition) &&
          !words_.has(i, WordClass::conjunction_but) && !words_.has(i, WordClass::factive) &&
          !words_.has(i, WordClass::blocker) && words_.unit(i).verb == nullptr;
      if (is_adverb)
        --last;
    }
    if (last == begin)
      return last;
  }
}

/// "Over coffee [[Ana]] …": a place or occasion at the beginning, without a comma.
std::ptrdiff_t SubjectReader::skip_fronted_phrase(std::ptrdiff_t last) const {
  constexpr std::array<std::string_view, 7> places = {"over",   "at",    "on",    "in",
                                                      "during", "after", "before"};
  std::ptrdiff_t i = last;
  while (i >= 0 && last - i < 3 && words_.is_open_word(static_cast<std::size_t>(i)))
    --i;
  if (i == last || i < 0)
    return last;
  if (i > 0 && words_.has(static_cast<std::size_t>(i), WordClass::determiner))
    --i;
  const auto at = static_cast<std::size_t>(i);
  const bool is_place =
      words_.has(at, WordClass::preposition) &&
      std::ranges::find(places, words_.unit(at).text) != places.end() &&
      (i == 0 || words_.is_mark(at - 1) || words_.has(at - 1, WordClass::conjunction_and));
  return is_place ? i - 1 : last;
}

/// Whether "… said", "… told me that" at the end of what stands before is to be believed.
bool SubjectReader::is_believed_report(std::ptrdiff_t last) const {
  if (last < 0)
    return false;
  auto i = static_cast<std::size_t>(last);
  const bool has_that = words_.has(i, WordClass::that);
  if (has_that) {
    if (i == 0)
      return false;
    --i;
  }
  const bool has_hearer = i > 0 && (words_.has(i, WordClass::first_object) || words_.is_entity(i) ||
                                    words_.has(i, WordClass::pronoun));
  const bool is_behind = i > 0 && words_.is_word(i, "out");  // "found out"
  if (is_behind ||
      (has_hearer && (words_.is_word(i - 1, "told") || words_.is_word(i - 1, "reminded"))))
    --i;
  const bool is_report = has_that || has_hearer ? words_.has(i, WordClass::reporting)
                                                : words_.has(i, WordClass::saying);
  return is_report && !is_unrealised(0, i) && has_reporter_before(i);
}

/// Whether somebody in particular says so: no "it was said", "they say", "the back cover says".
bool SubjectReader::has_reporter_before(std::size_t report) const {
  std::size_t i = report;
  while (i > 0 &&
         (words_.has(i - 1, WordClass::have) ||
          (words_.has(i - 1, WordClass::adverb) && !words_.has(i - 1, WordClass::preposition))))
    --i;
  if (i == 0)
    return subjectless_is_me_;
  const std::size_t last = i - 1;
  return words_.is_entity(last) || words_.has(last, WordClass::first_subject) ||
         words_.is_word(last, "he") || words_.is_word(last, "she") ||
         words_.has(last, WordClass::person_noun) || words_.has(last, WordClass::relative) ||
         words_.is_mark(last, ')') ||
         (words_.has(last, WordClass::conjunction_and) && has_finite_verb(0, last));
}

/// Whether what follows the colon at `colon` is somebody's words: "She wrote: …".
bool SubjectReader::is_quoting(std::size_t colon) const {
  constexpr std::array<std::string_view, 13> sources = {
      "quote",  "quoted", "headline", "blurb",  "caption", "tagline", "lyrics",
      "rumour", "false",  "wrong",    "untrue", "myth",    "lie"};
  for (std::size_t i = 0; i < colon; ++i) {
    // A capital at the beginning may have made a name of it.
    const std::string word = notes::fold(words_.unit(i).text);
    if (words_.has(i, WordClass::reporting) ||
        (!words_.is_mark(i) && std::ranges::find(sources, word) != sources.end()))
      return true;
  }
  return false;
}

SubjectReader::Boundary SubjectReader::boundary(std::ptrdiff_t before, bool is_me,
                                                bool is_past) const {
  const std::ptrdiff_t last = skip_fronted_phrase(skip_openers(before));
  if (last < 0)
    return {true, {}};
  const auto i = static_cast<std::size_t>(last);
  const Unit& unit = words_.unit(i);
  if (unit.kind == Kind::mark) {
    if (unit.mark == ':')
      return {!is_quoting(i), {}};
    if (unit.mark != ',')
      return {true, {}};
    // "A friend of [[Ana]], [[Ben]] and …": without a verb it is a list, not a clause.
    const bool is_adverbial =
        words_.has(0, WordClass::preposition) || words_.is_word(0, "according") ||
        words_.has(0, WordClass::temporal) || words_.has(0, WordClass::adverb) ||
        words_.has(0, WordClass::factive) ||
        (words_.is_open_word(0) && words_.unit(0).text.ends_with("ing"));
    return {is_me || is_adverbial || has_finite_verb(0, i), {}};
  }
  if (unit.kind != Kind::word)
    return {false, {}};
  const bool is_after_mark = i == 0 || words_.is_mark(i - 1);
  if (unit.classes.has(WordClass::conjunction_and))
    return {is_after_mark || (!words_.is_entity(i - 1) && has_finite_verb(0, i)), {}};
  if (unit.classes.has(WordClass::conjunction_but))
    return {is_after_mark || (unit.text == "so" && has_finite_verb(0, i)), {}};
  if (unit.classes.has(WordClass::factive))
    return {is_after_mark || !words_.has(i - 1, WordClass::negation), {}};
  if (unit.classes.has(WordClass::relative)) {
    const auto gap = unit.text == "whose" ? std::nullopt : antecedent(i);
    return {gap.has_value(), gap};
  }
  if (unit.text == "after" || unit.text == "when" || unit.text == "once" ||
      (is_me && (unit.text == "before" || unit.text == "where" || unit.text == "how")))
    return {is_past && !is_unrealised(0, words_.size()), {}};
  if (is_believed_report(last))
    return {true, {}};
  const bool is_after_adverb = last < before && has_finite_verb(0, i + 1);
  if (is_after_adverb && words_.is_open_word(i))
    return {true, {}};
  return {false, {}};
}

/// The noun before a relative pronoun: next to it, and not part of a longer phrase.
std::optional<std::uint32_t> SubjectReader::antecedent(std::size_t pronoun) const {
  if (pronoun < 2)
    return std::nullopt;
  const bool is_apart = words_.is_mark(pronoun - 1, ',') || words_.is_mark(pronoun - 1, '(') ||
                        words_.is_mark(pronoun - 1, '-');
  if (!is_apart)
    return std::nullopt;  // "ask [[Ana]] who recommended it" is a question
  return described_before(pronoun);
}

std::optional<std::uint32_t> SubjectReader::described_before(std::size_t group) const {
  std::size_t i = group;
  if (i > 1 && (words_.is_mark(i - 1, ',') || words_.is_mark(i - 1, '(') ||
                words_.is_mark(i - 1, '-') || words_.is_mark(i - 1, ':')))
    --i;
  if (i == 0 || !words_.is_entity(i - 1) || words_.unit(i - 1).is_possessive)
    return std::nullopt;
  --i;
  if (i > 0) {
    const bool is_part =
        words_.is_word(i - 1, "of") || words_.is_word(i - 1, "to") ||
        words_.has(i - 1, WordClass::conjunction_and) ||
        words_.has(i - 1, WordClass::conjunction_or) ||
        words_.has(i - 1, WordClass::conjunction_nor) || words_.has(i - 1, WordClass::negation) ||
        (words_.unit(i - 1).is_possessive && words_.unit(i - 1).kind != Kind::entity);
    if (is_part)
      return std::nullopt;
  }
  return static_cast<std::uint32_t>(i);
}

/// "It was [[Ana]] who …" needs no comma.
std::optional<Subject> SubjectReader::relative_subject(std::size_t pronoun) const {
  auto found = antecedent(pronoun);
  const bool is_cleft = pronoun >= 3 && words_.is_entity(pronoun - 1) &&
                        !words_.unit(pronoun - 1).is_possessive &&
                        (words_.is_word(pronoun - 2, "was") || words_.is_word(pronoun - 2, "is")) &&
                        words_.is_word(pronoun - 3, "it");
  if (!found && is_cleft)
    found = static_cast<std::uint32_t>(pronoun - 1);
  if (!found)
    return std::nullopt;
  return Subject{{{Phrase::Kind::entity, *found}}, 1, {}};
}

/// The unit before an apposition between commas or in parentheses that ends at `closing`, plus one:
/// "[[Ana]], my neighbour, recommended"; `closing` itself if there is none.
std::size_t SubjectReader::before_apposition(std::size_t closing) const {
  const char open = words_.is_mark(closing, ')') ? '(' : words_.is_mark(closing, '-') ? '-' : ',';
  if (!words_.is_mark(closing, open) && open != '(')
    return closing;
  for (std::size_t i = closing; i-- > 0;) {
    if (words_.is_mark(i, open)) {
      const bool is_relative = words_.has(i + 1, WordClass::relative);
      const bool is_noun =
          i + 1 < closing && words_.unit(i + 1).kind == Kind::word &&
          (words_.has(i + 1, WordClass::determiner) || words_.has(i + 1, WordClass::preposition) ||
           words_.is_word(i + 1, "not") || words_.is_open_word(i + 1)) &&
          !has_finite_verb(i + 1, closing);
      const bool is_other = words_.has(i + 1, WordClass::conjunction_or);
      return i > 0 && (is_relative || is_noun || (open == '(' && !is_other)) ? i : closing;
    }
    if (words_.is_mark(i))
      return closing;
  }
  return closing;
}

/// The first unit of "my friend [[Ana]]", "only [[Ana]]".
std::size_t SubjectReader::with_description(std::size_t entity) const {
  std::size_t i = entity;
  if (i > 0 && words_.has(i - 1, WordClass::person_noun)) {
    std::size_t begin = i - 1;
    while (begin > 0 && i - begin < 4 && words_.is_open_word(begin - 1) &&
           !words_.unit(begin - 1).is_possessive)
      --begin;
    const bool has_owner =
        begin > 0 && (words_.has(begin - 1, WordClass::determiner) ||
                      (words_.is_entity(begin - 1) && words_.unit(begin - 1).is_possessive));
    if (has_owner)
      i = begin - 1;
  }
  if (i > 0 && words_.is_entity(i - 1) && words_.unit(i - 1).is_possessive)
    --i;
  constexpr std::array<std::string_view, 4> articles = {"the", "my", "our", "this"};
  if (i > 0 && i == entity && std::ranges::any_of(articles, [&](std::string_view article) {
        return words_.is_word(i - 1, article);
      }))
    --i;
  while (i > 0 && words_.has(i - 1, WordClass::predeterminer))
    --i;
  return i;
}

/// The "and" of "[[Ana]] and her husband", which ends at `last`; 0 if it is none.
std::size_t SubjectReader::joint_before_noun(std::size_t last) const {
  std::size_t i = last;
  while (i > 0 && last - i < 3 && words_.is_open_word(i) && words_.unit(i).verb == nullptr &&
         !words_.unit(i).is_possessive)
    --i;
  const bool is_joined = i > 1 && i < last && words_.has(i, WordClass::determiner) &&
                         words_.has(i - 1, WordClass::conjunction_and) && words_.is_entity(i - 2) &&
                         !words_.unit(i - 2).is_possessive;
  return is_joined ? i - 1 : 0;
}

std::optional<Subject> SubjectReader::listed_subject(std::size_t last, bool is_past) const {
  if (words_.is_entity(last) && words_.unit(last).is_possessive)
    return std::nullopt;
  Subject subject;
  subject.phrases.push_back(phrase_of(words_, last));
  bool is_me = !words_.is_entity(last);
  bool has_nor = false;
  std::size_t first = with_description(last);
  std::size_t list_comma = 0;  // where ", and" parts the last of the list from the rest
  while (first >= 2) {
    const std::size_t joint = first - 1;
    const bool is_joint = words_.has(joint, WordClass::conjunction_and) ||
                          words_.has(joint, WordClass::conjunction_nor);
    if (words_.has(joint, WordClass::conjunction_or))
      return std::nullopt;
    const bool is_listed = subject.phrases.size() > 1 && words_.is_mark(joint, ',');
    if (!is_joint && !is_listed)
      break;
    std::size_t end = joint;
    if (is_joint && words_.is_mark(end - 1, ','))
      --end;
    if (end == 0 || !is_entity_or_me(words_, end - 1) || words_.unit(end - 1).is_possessive)
      break;
    if (end < joint && list_comma == 0)
      list_comma = end;
    has_nor = has_nor || words_.has(joint, WordClass::conjunction_nor);
    subject.phrases.push_back(phrase_of(words_, end - 1));
    first = with_description(end - 1);
  }
  auto before = boundary(static_cast<std::ptrdiff_t>(first) - 1, is_me, is_past);
  if (has_nor) {
    if (first == 0 || !words_.is_word(first - 1, "neither"))
      return std::nullopt;
    subject.polarity = -1;
    before = boundary(static_cast<std::ptrdiff_t>(first) - 2, is_me, is_past);
  }
  // A list that is no subject as a whole: "I met [[Ana]], and [[Ben]] …", "… [[Ana]] and I …".
  const std::size_t cut = is_me ? last : list_comma;
  if (!before.is_sound && cut != 0 && subject.phrases.size() > 1 && has_finite_verb(0, cut)) {
    subject.phrases.resize(1);
    before.is_sound = true;
  }
  if (!before.is_sound)
    return std::nullopt;
  subject.gap = before.gap;
  return subject;
}

/// "[[Zoë]] came by and lent me …": the subject that opened the sentence goes on.
std::optional<Subject> SubjectReader::shared_subject(std::size_t joint) const {
  std::size_t begin = 0;
  while (begin < joint && skip_openers(static_cast<std::ptrdiff_t>(begin)) < 0)
    ++begin;
  if (words_.has(begin, WordClass::conjunction_and) ||
      words_.has(begin, WordClass::conjunction_but))
    ++begin;
  const bool begins_with_verb = subjectless_is_me_ && words_.unit(begin).verb != nullptr &&
                                words_.unit(begin).verb->forms.is_past;
  if (!is_entity_or_me(words_, begin) && !begins_with_verb)
    return std::nullopt;
  const auto opening = words_.phrases(begin);
  Subject subject;
  std::size_t i = begin + (begins_with_verb ? 0 : 1);
  if (begins_with_verb)
    subject.phrases.push_back({Phrase::Kind::me, 0});
  else if (opening && !opening->is_alternative && opening->phrases.size() > 1) {
    subject.phrases = opening->phrases;
    i = opening->end;
  } else {
    if (words_.is_entity(begin) && words_.unit(begin).is_possessive)
      return std::nullopt;
    subject.phrases.push_back(phrase_of(words_, begin));
  }
  if (!has_finite_verb(i, std::min(i + 3, joint)) || is_unrealised(i, joint))
    return std::nullopt;
  for (; i < joint; ++i) {
    const Unit& unit = words_.unit(i);
    const bool is_joined_noun =
        words_.is_entity(i) &&
        (words_.is_mark(i - 1) || words_.has(i - 1, WordClass::conjunction_and));
    const bool may_change_subject =
        unit.kind == Kind::opaque || words_.is_mark(i, ';') || words_.is_mark(i, ':') ||
        is_joined_noun ||
        (unit.kind == Kind::word &&
         (unit.text == "to" || unit.text == "do" || unit.text == "does" || unit.text == "did" ||
          unit.text == "he" || unit.text == "she" || unit.text == "it" || unit.text == "they" ||
          unit.classes.has_any(WordClass::first_subject, WordClass::relative, WordClass::that,
                               WordClass::temporal, WordClass::factive, WordClass::reporting)));
    if (may_change_subject)
      return std::nullopt;
  }
  return subject;
}

bool SubjectReader::opens_sentence_behind(std::size_t label_end, std::size_t i) const {
  const auto begin = static_cast<std::ptrdiff_t>(label_end);
  std::ptrdiff_t last = skip_openers(static_cast<std::ptrdiff_t>(i) - 1);
  if (last >= begin && (words_.is_mark(static_cast<std::size_t>(last), ',') ||
                        words_.is_mark(static_cast<std::size_t>(last), ':')))
    last = skip_fronted_phrase(skip_openers(last - 1));
  if (last == begin && words_.has(label_end, WordClass::conjunction_and))
    return true;
  return last < begin;
}

std::optional<Subject> SubjectReader::subject_before(std::size_t group, bool is_past) const {
  if (group == 0)
    return std::nullopt;
  std::size_t last = group - 1;
  if (words_.has(last, WordClass::relative))
    return words_.is_word(last, "whose") ? std::nullopt : relative_subject(last);
  if (words_.is_mark(last)) {
    const std::size_t before = before_apposition(last);
    if (before != last && is_entity_or_me(words_, before - 1))
      if (auto subject = listed_subject(before - 1, is_past))
        return subject;
    return words_.is_mark(last, ',') ? shared_subject(last) : std::nullopt;
  }
  if (is_entity_or_me(words_, last))
    return listed_subject(last, is_past);
  if (const std::size_t joint = joint_before_noun(last); joint != 0)
    return listed_subject(joint - 1, is_past);
  const bool is_joint = words_.has(last, WordClass::conjunction_and) ||
                        words_.is_word(last, "but") || words_.is_word(last, "then");
  return is_joint ? shared_subject(last) : std::nullopt;
}

}  // namespace tote::index::extract
