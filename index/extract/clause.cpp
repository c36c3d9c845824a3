// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/clause.h"

#include <algorithm>
#include <utility>

#include "index/extract/phrase_reader.h"
#include "index/extract/subject_reader.h"
#include "index/language/words.h"

namespace tote::index::extract {
namespace {

/// A verb with its auxiliaries, adverbs and negation.
struct VerbGroup {
  std::size_t begin = 0;
  VerbUse use = VerbUse::finite;
  bool is_passive = false;
  bool has_auxiliary = false;
  bool is_present = false;  ///< "do not call"
  bool is_perfect = false;  ///< "has lent"
  bool is_earlier = false;  ///< "had lent"
  std::int8_t polarity = 1;
};

bool is_come(std::string_view word) {
  return word == "come" || word == "comes" || word == "came";
}

bool is_me(const Phrase& phrase) {
  return phrase.kind == Phrase::Kind::me;
}

bool is_of_topic(const Clause& clause) {
  return clause.subject.size() == 1 && clause.subject[0].kind == Phrase::Kind::topic;
}

/// Whether the owner stands in any place beside the subject's.
bool names_owner(const Clause& clause) {
  return std::ranges::any_of(clause.object, is_me) ||
         std::ranges::any_of(clause.indirect_object, is_me) ||
         std::ranges::any_of(clause.complements, [](const Complement& complement) {
           return std::ranges::any_of(complement.phrases, is_me);
         });
}

class ClauseReader {
 public:
  ClauseReader(const Sentence& sentence, const Setting& setting)
      : words_(sentence), subjects_(sentence, setting.subjectless_is_me), setting_(setting) {}

  [[nodiscard]] std::optional<Clause> read(std::size_t verb) const;

 private:
  [[nodiscard]] std::optional<VerbGroup> group(std::size_t verb) const;
  [[nodiscard]] std::optional<Clause> read_active(std::size_t verb, const VerbGroup& group) const;
  [[nodiscard]] std::optional<VerbComplement> complement_of(std::size_t verb) const;
  [[nodiscard]] std::size_t behind_advice(std::size_t verb) const;
  [[nodiscard]] static bool fill_gap(Clause& clause, const VerbComplement& complement,
                                     std::uint32_t noun);
  [[nodiscard]] std::optional<Clause> read_passive(std::size_t verb, const VerbGroup& group) const;
  [[nodiscard]] std::optional<Subject> unsaid_subject(std::size_t verb,
                                                      const VerbGroup& group) const;
  [[nodiscard]] std::optional<std::pair<std::size_t, Phrases>> thanked_before(
      std::size_t end) const;
  [[nodiscard]] std::optional<Clause> read_thanks(std::size_t verb) const;
  [[nodiscard]] std::optional<Clause> finished(std::size_t begin, std::size_t verb, Clause clause,
                                               const VerbComplement& complement) const;
  [[nodiscard]] bool speaks_of_tomorrow() const;
  [[nodiscard]] bool has_agent(std::size_t verb) const;
  [[nodiscard]] bool is_span_of_time(const Phrases& phrases) const;
  [[nodiscard]] bool is_about_the_past(std::size_t group) const;
  [[nodiscard]] bool tells_of_youth() const;
  [[nodiscard]] bool may_be_plan(std::size_t verb) const;
  [[nodiscard]] bool is_habit(std::size_t verb, std::size_t end) const;
  [[nodiscard]] bool tells_how_often(std::size_t begin, std::size_t end) const;
  [[nodiscard]] bool may_be_hearer(std::size_t verb, std::size_t entity) const;

  PhraseReader words_;
  SubjectReader subjects_;
  const Setting& setting_;
};

bool ClauseReader::speaks_of_tomorrow() const {
  for (std::size_t i = 0; i < words_.size(); ++i)
    if (words_.is_word(i, "tomorrow") || words_.is_word(i, "next"))
      return true;
  return false;
}

/// Whether the sentence tells of the owner's own past: "when I read it, I was twelve".
bool ClauseReader::tells_of_youth() const {
  constexpr std::string_view young[] = {"young",    "little", "small",     "child",   "kid",
                                        "boy",      "girl",   "teen",      "student", "teenager",
                                        "children", "kids",   "teenagers", "students"};
  for (std::size_t i = 0; i + 2 < words_.size(); ++i) {
    if (!words_.has(i, WordClass::first_subject) ||
        (!words_.is_word(i + 1, "was") && !words_.is_word(i + 1, "were")))
      continue;
    for (std::size_t j = i + 2; j < i + 5 && j < words_.size() && !words_.is_mark(j); ++j) {
      const Unit& unit = words_.unit(j);
      if (unit.kind == Unit::Kind::word && (language::small_number(unit.text) ||
                                            std::ranges::find(young, unit.text) != std::end(young)))
        return true;
    }
  }
  return false;
}

/// Whether the clause only says what else was then: "that is where I met [[Ana]]", "ever since …".
bool ClauseReader::is_about_the_past(std::size_t group) const {
  if (tells_of_youth())
    return true;
  constexpr std::size_t longest_subject = 4;
  constexpr std::string_view openers[] = {
      "where",     "how",        "before", "since",    "until",    "till",  "remember",
      "remembers", "remembered", "recall", "recalled", "reminded", "forgot"};
  for (std::size_t i = group; i-- > 0 && i + longest_subject >= group && !words_.is_mark(i);)
    if (std::ranges::any_of(openers,
                            [&](std::string_view word) { return words_.is_word(i, word); }))
      return true;
  return false;
}

/// Whether a verb that opens its sentence may be an order to oneself: "Read [[Dune]] next".
bool ClauseReader::may_be_plan(std::size_t verb) const {
  const VerbForms& forms = words_.unit(verb).verb->forms;
  if (!forms.is_lemma || !forms.is_past)
    return false;
  constexpr std::string_view plans[] = {"soon",   "next",  "tomorrow",  "tonight",
                                        "please", "asap",  "someday",   "later",
                                        "before", "first", "eventually"};
  for (std::size_t i = 0; i < words_.size(); ++i)
    if (std::ranges::any_of(plans, [&](std::string_view plan) { return words_.is_word(i, plan); }))
      return true;
  return false;
}

/// Whether the noun before an object may be who gets it: "lent his sister [[Dune]]", but not "lent
/// me the novel [[Dune]]".
bool ClauseReader::may_be_hearer(std::size_t verb, std::size_t entity) const {
  if (entity <= verb + 1 || !words_.is_open_word(entity - 1) ||
      words_.has(entity - 1, WordClass::adverb) || words_.unit(entity - 1).is_type_noun)
    return false;
  const std::string_view word = words_.unit(entity - 1).text;
  constexpr std::string_view adjectives[] = {
      "new",       "old",    "great",  "good",  "long",   "short",   "whole", "little", "lovely",
      "brilliant", "superb", "latest", "other", "entire", "classic", "copy",  "dear"};
  constexpr std::string_view endings[] = {"ful",  "ous",  "ive", "able",
                                          "ible", "less", "ish", "ent"};
  return std::ranges::find(adjectives, word) == std::end(adjectives) &&
         std::ranges::none_of(endings, [&](std::string_view ending) {
           return word.size() > ending.size() + 2 && word.ends_with(ending);
         });
}

/// Whether it was so "every winter", "each time": no single act of the entry's day.
bool ClauseReader::is_habit(std::size_t verb, std::size_t end) const {
  for (std::size_t i = verb + 1; i < end; ++i)
    if ((words_.is_word(i, "every") || words_.is_word(i, "each")) && words_.time_end(i) > i)
      return true;
  return false;
}

/// Whether it was so "twice", "many times", "before": what has been is not of the entry's day.
bool ClauseReader::tells_how_often(std::size_t begin, std::size_t end) const {
  constexpr std::string_view counts[] = {"once", "twice", "thrice", "times", "often"};
  for (std::size_t i = begin; i < end; ++i)
    if ((words_.is_word(i, "before") && (i + 1 == words_.size() || words_.is_mark(i + 1))) ||
        std::ranges::any_of(counts,
                            [&](std::string_view count) { return words_.is_word(i, count); }))
      return true;
  return false;
}

/// Collects the group from the verb leftwards; nullopt if it states nothing.
std::optional<VerbGroup> ClauseReader::group(std::size_t verb) const {
  const VerbForms& forms = words_.unit(verb).verb->forms;
  VerbGroup group{.begin = verb};
  bool has_be = false;
  bool has_have = false;
  bool has_do = false;
  int negations = 0;
  for (; group.begin > 0; --group.begin) {
    const Unit& before = words_.unit(group.begin - 1);
    if (before.kind != Unit::Kind::word || before.verb != nullptr || before.is_possessive)
      break;
    const WordClasses& classes = before.classes;
    const bool may_be_had = before.text == "'d" && forms.is_participle && !forms.is_lemma;
    if (classes.has(WordClass::blocker) || before.text == "to" || before.text == "being" ||
        (classes.has(WordClass::modal) && !may_be_had))
      return std::nullopt;
    if (classes.has(WordClass::negation)) {
      // "not only", "not just": more than this is stated, or less.
      constexpr std::string_view focus[] = {"only",    "just",   "merely",      "simply",
                                            "exactly", "always", "necessarily", "entirely"};
      if (std::ranges::find(focus, words_.unit(group.begin).text) != std::end(focus))
        return std::nullopt;
      ++negations;
    } else if (classes.has(WordClass::be) || is_come(before.text))
      has_be = true;
    else if (classes.has(WordClass::have) || may_be_had) {
      has_have = true;
      group.is_earlier = before.text == "had" || may_be_had;
    } else if (classes.has(WordClass::auxiliary)) {
      has_do = true;
      group.is_present = before.text != "did";
    } else if (!classes.has_any(WordClass::adverb, WordClass::reflexive) ||
               (before.text != "yet" &&
                classes.has_any(WordClass::conjunction_but, WordClass::factive)))
      break;
  }
  group.has_auxiliary = has_be || has_have || has_do;
  group.is_perfect = has_have;
  group.polarity = negations == 1 ? -1 : 1;
  group.is_passive = has_be;
  if (has_do)
    group.use = VerbUse::lemma;
  else if (has_be || has_have)
    group.use = VerbUse::participle;
  const bool is_possible = negations <= 1 &&
                           (!has_do || (forms.is_lemma && !has_be && !has_have)) &&
                           (group.use != VerbUse::participle || forms.is_participle) &&
                           (group.use != VerbUse::finite || forms.is_past || forms.is_third ||
                            forms.is_lemma || forms.is_participle);
  if (!is_possible)
    return std::nullopt;
  return group;
}

/// Whether "by …" follows the participle, perhaps after "to me".
bool ClauseReader::has_agent(std::size_t verb) const {
  std::size_t i = verb + 1;
  while (words_.has(i, WordClass::adverb) && !words_.has(i, WordClass::preposition))
    ++i;
  if (words_.is_word(i, "by"))
    return true;
  if (!words_.is_word(i, "to"))
    return false;
  const auto to = words_.phrase(i + 1);
  return to && words_.is_word(to->end, "by");
}

/// "in months", "in a long while": how long, and not when.
bool ClauseReader::is_span_of_time(const Phrases& phrases) const {
  if (phrases.size() != 1 || phrases[0].kind != Phrase::Kind::other || phrases[0].unit == 0)
    return false;
  const Unit& noun = words_.unit(phrases[0].unit);
  return noun.text == "ages" || noun.text == "while" ||
         (noun.classes.has(WordClass::time_noun) && noun.text.ends_with('s') &&
          !noun.is_capitalised);
}

/// The clause, unless something around it takes it back.
std::optional<Clause> ClauseReader::finished(std::size_t begin, std::size_t verb, Clause clause,
                                             const VerbComplement& complement) const {
  const bool is_sound = !subjects_.is_hedged_before(begin) &&
                        !subjects_.is_hedged_after(verb, complement.end) &&
                        !complement.is_alternative;
  if (!is_sound)
    return std::nullopt;
  // "did not read it until March" says that it was read, and so do "not since", "not in years".
  const bool is_limited = std::ranges::any_of(clause.complements, [&](const Complement& c) {
    return (c.preposition == "in" && is_span_of_time(c.phrases)) || c.preposition == "until" ||
           c.preposition == "till" || c.preposition == "before" || c.preposition == "since" ||
           c.preposition == "except" || c.preposition == "without" ||
           (c.preposition == "for" && std::ranges::none_of(c.phrases, [](const Phrase& phrase) {
              return phrase.kind == Phrase::Kind::entity;
            }));
  });
  // "worked there until 2019" says that it is over.
  const bool is_over = !words_.unit(verb).verb->may_be_of_owner &&
                       std::ranges::any_of(clause.complements, [](const Complement& c) {
                         return c.preposition == "until" || c.preposition == "till";
                       });
  if ((clause.polarity < 0 && is_limited) || is_over || is_habit(verb, complement.end))
    return std::nullopt;
  clause.verb = words_.unit(verb).verb;
  clause.place.verb = verb;
  clause.place.end = complement.end;
  return clause;
}

/// Whose clause it is that begins with its verb: the topic's, or the owner's.
std::optional<Subject> ClauseReader::unsaid_subject(std::size_t verb,
                                                    const VerbGroup& group) const {
  const VerbForms& forms = words_.unit(verb).verb->forms;
  const bool is_past = group.has_auxiliary || (forms.is_past && !words_.is_mark(verb + 1));
  if (!group.has_auxiliary && !setting_.is_done_task && may_be_plan(verb))
    return std::nullopt;
  const bool is_done = setting_.is_done_task && forms.is_lemma && group.begin == verb;
  const bool is_label = setting_.topic && words_.is_entity(0) && words_.is_mark(1, ':');
  if (!subjects_.opens_sentence(group.begin) &&
      !(is_label && subjects_.opens_sentence_behind(2, group.begin)))
    return std::nullopt;
  if (setting_.topic && (is_past || forms.is_third))
    return Subject{{{Phrase::Kind::topic, 0}}, 1, {}};
  if (setting_.subjectless_is_me && (is_past || is_done))
    return Subject{{{Phrase::Kind::me, 0}}, 1, {}};
  return std::nullopt;
}

/// The unit behind "(that) I read" or "reading" in "recommended that I read [[Dune]]", where what
/// one is to do with a thing is what is said of the thing; 0 if it is not said so.
std::size_t ClauseReader::behind_advice(std::size_t verb) const {
  constexpr std::string_view advising[] = {"recommend", "suggest", "advis", "propos", "urg"};
  constexpr std::string_view taking[] = {"read",  "try",      "buy",      "get",
                                         "watch", "start",    "borrow",   "order",
                                         "visit", "download", "listen to"};
  constexpr std::string_view taking_up[] = {"reading",   "trying",      "buying",   "getting",
                                            "watching",  "starting",    "visiting", "ordering",
                                            "borrowing", "listening to"};
  const std::string_view advice = words_.unit(verb).verb->words.front();
  if (std::ranges::none_of(advising,
                           [&](std::string_view stem) { return advice.starts_with(stem); }))
    return 0;
  const auto stands_at = [&](std::size_t i, std::string_view verb_taken) {
    if (i >= words_.size() || words_.unit(i).kind != Unit::Kind::word)
      return false;
    // A verb of the vocabulary is one unit with all its words.
    const Unit& unit = words_.unit(i);
    std::string text = unit.text;
    if (unit.verb != nullptr)
      for (std::size_t w = 1; w < unit.verb->words.size(); ++w)
        text += ' ' + unit.verb->words[w];
    return text == verb_taken;
  };
  std::size_t i = verb + 1;
  if (words_.is_word(i, "to") && words_.has(i + 1, WordClass::first_object))
    i += 2;
  const auto is_taken_up = [&](std::string_view word) { return stands_at(i, word); };
  if (std::ranges::any_of(taking_up, is_taken_up))
    return i + 1;
  i += words_.has(i, WordClass::that) ? 1 : 0;
  if (!words_.has(i, WordClass::first_subject))
    return 0;
  ++i;
  i += words_.is_word(i, "should") ? 1 : 0;
  return std::ranges::any_of(taking, is_taken_up) ? i + 1 : 0;
}

/// What follows a verb in the active; nullopt if it is not understood.
std::optional<VerbComplement> ClauseReader::complement_of(std::size_t verb) const {
  if (const std::size_t advised = behind_advice(verb); advised != 0)
    return words_.complement(advised);
  std::size_t behind = verb + 1;
  // "finished reading [[Dune]]": two verbs of one relation state it once.
  const bool is_doubled = behind < words_.size() && words_.unit(behind).verb != nullptr &&
                          words_.unit(behind).verb->forms.is_gerund &&
                          words_.unit(behind).verb->senses.front().relation ==
                              words_.unit(verb).verb->senses.front().relation;
  auto complement = words_.complement(is_doubled ? behind + 1 : behind);
  if (!complement)
    return std::nullopt;
  const bool has_hearer = !complement->indirect_object.empty() ||
                          std::ranges::any_of(complement->complements, [](const Complement& part) {
                            return part.preposition == "to";
                          });
  if (words_.unit(verb).verb->may_take_two && !has_hearer && !complement->object.empty() &&
      complement->object[0].kind == Phrase::Kind::entity &&
      may_be_hearer(verb, complement->object[0].unit))
    return std::nullopt;
  return complement;
}

/// Puts the noun before "which" into the place that is left open.
bool ClauseReader::fill_gap(Clause& clause, const VerbComplement& complement, std::uint32_t noun) {
  const Phrase gap{Phrase::Kind::entity, noun};
  const bool is_stranded = !complement.is_open_ended && !clause.complements.empty() &&
                           clause.complements.back().phrases.empty();
  const bool acts_on_me = std::ranges::any_of(clause.object, is_me);
  if (acts_on_me && !is_stranded && clause.indirect_object.empty())
    clause.indirect_object.swap(clause.object);
  if (is_stranded)
    clause.complements.back().phrases.push_back(gap);
  else if (clause.object.empty())
    clause.object.push_back(gap);
  else
    return false;
  return true;
}

std::optional<Clause> ClauseReader::read_active(std::size_t verb, const VerbGroup& group) const {
  const VerbForms& forms = words_.unit(verb).verb->forms;
  if (group.use == VerbUse::finite && !forms.is_past && !forms.is_third && !forms.is_lemma)
    return std::nullopt;
  if (group.use == VerbUse::finite && group.polarity < 0 && !words_.is_word(verb - 1, "never") &&
      !words_.is_word(group.begin, "never"))
    return std::nullopt;
  Clause clause;
  clause.use = group.use;
  clause.polarity = group.polarity;
  const bool is_past = group.has_auxiliary || forms.is_past;
  auto subject = subjects_.subject_before(group.begin, is_past);
  const bool is_unsaid = !subject;
  if (is_unsaid)
    subject = unsaid_subject(verb, group);
  if (!subject)
    return std::nullopt;
  if (subject->polarity < 0 && clause.polarity < 0)
    return std::nullopt;
  // A bare lemma agrees with several, not with one ("saw [[Ana]] recommend"); with "I" it is a plan
  // or a habit ("I call [[Ana]] on Sundays") and not what happened.
  const bool is_bare =
      group.use == VerbUse::finite && !forms.is_past && !forms.is_third && !is_unsaid;
  const bool is_of_me = std::ranges::any_of(subject->phrases, is_me);
  if ((is_bare && (subject->phrases.size() == 1 || is_of_me)) || (group.is_present && is_of_me) ||
      ((is_bare || !is_past) && speaks_of_tomorrow()))
    return std::nullopt;
  clause.polarity = static_cast<std::int8_t>(clause.polarity * subject->polarity);
  clause.place.is_earlier = group.is_earlier || is_about_the_past(group.begin);
  clause.subject = std::move(subject->phrases);
  const auto complement = complement_of(verb);
  if (!complement)
    return std::nullopt;
  clause.place.is_earlier |= group.is_perfect && tells_how_often(verb + 1, complement->end);
  clause.object = complement->object;
  clause.indirect_object = complement->indirect_object;
  clause.complements = complement->complements;
  clause.is_back = words_.goes_back(verb + 1, complement->end);
  clause.has_letter_object = clause.object.size() == 1 &&
                             clause.object[0].kind == Phrase::Kind::other &&
                             words_.has(clause.object[0].unit, WordClass::letter_noun);
  // "Monday found us at home" is not about what the owner did.
  const bool acts_on_me = std::ranges::any_of(clause.object, is_me);
  if (acts_on_me && std::ranges::any_of(clause.subject, is_me))
    return std::nullopt;
  if (is_of_topic(clause) && words_.unit(verb).verb->may_be_of_owner && !names_owner(clause))
    return std::nullopt;  // "Lent [[Dune]]": by whom?
  if (subject->gap && !fill_gap(clause, *complement, *subject->gap))
    return std::nullopt;
  return finished(group.begin, verb, std::move(clause), *complement);
}

std::optional<Clause> ClauseReader::read_passive(std::size_t verb, const VerbGroup& group) const {
  Clause clause;
  clause.use = VerbUse::participle;
  clause.polarity = group.polarity;
  clause.place.is_earlier = group.is_earlier;
  Phrases surface;
  if (group.is_passive) {
    auto subject = subjects_.subject_before(group.begin, true);
    if (!subject || subject->gap || (subject->polarity < 0 && clause.polarity < 0))
      return std::nullopt;
    clause.polarity = static_cast<std::int8_t>(clause.polarity * subject->polarity);
    surface = std::move(subject->phrases);
  } else if (const auto described = subjects_.described_before(group.begin)) {
    surface.push_back({Phrase::Kind::entity, *described});
  } else if (subjects_.opens_sentence(group.begin) && group.polarity > 0) {
    surface.push_back({setting_.topic ? Phrase::Kind::topic : Phrase::Kind::self, 0});
  } else {
    return std::nullopt;
  }
  auto complement = words_.complement(verb + 1);
  if (!complement || !complement->indirect_object.empty())
    return std::nullopt;
  clause.is_back = words_.goes_back(verb + 1, complement->end);
  for (Complement& part : complement->complements)
    if (part.preposition == "by" && clause.subject.empty())
      clause.subject = std::move(part.phrases);
    else
      clause.complements.push_back(std::move(part));
  if (clause.subject.empty())
    return std::nullopt;
  clause.object = std::move(complement->object);
  (clause.object.empty() ? clause.object : clause.indirect_object) = std::move(surface);
  return finished(group.begin, verb, std::move(clause), *complement);
}

/// Who is thanked before the "for" at `end`, and where the thanks begin: "Many thanks to [[Ana]]",
/// "Thank you, [[Ana]],", "I have [[Ana]] to thank".
std::optional<std::pair<std::size_t, Phrases>> ClauseReader::thanked_before(std::size_t end) const {
  constexpr std::string_view thanks[] = {"thanks", "thank", "thanked", "kudos", "props", "credit"};
  std::size_t i = 0;
  while (i < 3 && (words_.has(i, WordClass::adverb) || words_.has(i, WordClass::first_subject) ||
                   words_.is_word(i, "many") || words_.is_word(i, "big") ||
                   words_.is_word(i, "huge") || words_.is_word(i, "a")))
    ++i;
  const std::size_t begin = i;
  const bool owes_thanks = words_.is_word(i, "have") && words_.is_word(end - 2, "to") &&
                           words_.is_word(end - 1, "thank");
  if (owes_thanks) {
    end -= 2;
    ++i;
  } else if (words_.is_word(i, "hat") &&
             (words_.is_word(i + 1, "tip") || words_.is_word(i + 1, "tips"))) {
    i += 2;
  } else if (std::ranges::any_of(thanks,
                                 [&](std::string_view word) { return words_.is_word(i, word); })) {
    ++i;
  } else {
    return std::nullopt;
  }
  while (words_.has(i, WordClass::adverb) || words_.is_word(i, "you") || words_.is_word(i, "to") ||
         words_.is_word(i, "much") || words_.is_mark(i, ','))
    ++i;
  auto whom = words_.phrases(i);
  if (!whom || whom->is_alternative || whom->is_denied)
    return std::nullopt;
  if (words_.is_mark(whom->end, ','))
    ++whom->end;
  if (whom->end != end)
    return std::nullopt;
  return std::pair(begin, std::move(whom->phrases));
}

/// "Thanks to [[Ana]] for recommending [[Dune]]".
std::optional<Clause> ClauseReader::read_thanks(std::size_t verb) const {
  auto whom = verb < 3 ? std::nullopt : thanked_before(verb - 1);
  if (!whom)
    return std::nullopt;
  Clause clause;
  clause.use = VerbUse::gerund;
  clause.subject = std::move(whom->second);
  auto complement = words_.complement(verb + 1);
  if (!complement)
    return std::nullopt;
  clause.object = std::move(complement->object);
  clause.indirect_object = std::move(complement->indirect_object);
  clause.complements = std::move(complement->complements);
  return finished(whom->first, verb, std::move(clause), *complement);
}

std::optional<Clause> ClauseReader::read(std::size_t verb) const {
  if (words_.unit(verb).is_glued && !words_.is_mark(verb - 1))
    return std::nullopt;
  const VerbForms& forms = words_.unit(verb).verb->forms;
  if (forms.is_gerund && words_.is_word(verb == 0 ? 0 : verb - 1, "for"))
    return read_thanks(verb);
  const auto found = group(verb);
  if (!found)
    return std::nullopt;
  const bool is_reduced = !found->has_auxiliary && forms.is_participle && has_agent(verb);
  if (found->is_passive || is_reduced)
    return read_passive(verb, *found);
  return read_active(verb, *found);
}

}  // namespace

bool may_state(const Sentence& sentence) {
  if (sentence.is_question)
    return false;
  const PhraseReader words(sentence);
  const auto is_of_mind = [&](std::size_t i) {
    const bool is_mine =
        i > 1 && words.is_word(i - 1, "my") && words.is_word(i - 2, "in") &&
        (words.is_word(i, "head") || words.is_word(i, "mind") || words.is_word(i, "imagination"));
    return is_mine || (i > 0 && words.is_word(i, "theory") && words.is_word(i - 1, "in"));
  };
  for (std::size_t i = 0; i < words.size(); ++i)
    if (is_of_mind(i))
      return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words.has(i, WordClass::fiction_noun))
      for (std::size_t before = i; before-- > 0 && before + 4 > i;)
        if (words.is_word(before, "in"))
          return false;
  return true;
}

std::vector<Clause> read_clauses(const Sentence& sentence, const Setting& setting) {
  std::vector<Clause> clauses;
  if (!may_state(sentence))
    return clauses;
  const ClauseReader reader(sentence, setting);
  for (std::size_t i = 0; i < sentence.units.size(); ++i)
    if (sentence.units[i].verb != nullptr)
      if (auto clause = reader.read(i))
        clauses.push_back(*std::move(clause));
  return clauses;
}

}  // namespace tote::index::extract
