// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/event_noun.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "index/extract/phrase_reader.h"
#include "index/extract/subject_reader.h"

namespace tote::index::extract {
namespace {

/// What one does with a thing that one was pointed to.
constexpr std::array<std::string_view, 13> taking = {
    "bought",   "read",  "started", "began",   "finished",   "ordered", "got",
    "borrowed", "tried", "watched", "visited", "downloaded", "picked"};

/// What is said of an act that took place.
constexpr std::array<std::string_view, 10> outcomes = {
    "was", "led", "made", "sent", "convinced", "turned", "paid", "won", "got", "brought"};

class EventReader {
 public:
  EventReader(const Sentence& sentence, const Setting& setting)
      : words_(sentence), subjects_(sentence, setting.subjectless_is_me), setting_(setting) {}

  /// The ends that the noun at `noun` ties together: who acted, and on what.
  struct Ends {
    Phrase giver;
    Phrases things;
    ClausePlace place;
  };

  [[nodiscard]] std::optional<Ends> ends_of(std::size_t noun) const;

 private:
  /// A noun with whose act it is: "[[Ana]]'s recommendation", "the recommendation of [[Ana]]".
  struct Act {
    std::size_t begin = 0;
    std::size_t end = 0;
    Phrase giver;
  };

  [[nodiscard]] std::optional<Act> act_of(std::size_t noun) const;
  [[nodiscard]] std::optional<PhrasesAt> taken_at(std::size_t verb) const;
  [[nodiscard]] bool is_taken_by_me(std::size_t verb) const;
  [[nodiscard]] std::optional<Ends> taken_after(const Act& act) const;
  [[nodiscard]] std::optional<Ends> taken_before(const Act& act) const;
  [[nodiscard]] std::optional<Ends> told_of(const Act& act) const;
  [[nodiscard]] std::optional<PhrasesAt> things(std::size_t i) const;

  PhraseReader words_;
  SubjectReader subjects_;
  const Setting& setting_;
};

std::optional<EventReader::Act> EventReader::act_of(std::size_t noun) const {
  if (noun > 0 && words_.is_entity(noun - 1) && words_.unit(noun - 1).is_possessive)
    return Act{noun - 1, noun + 1, {Phrase::Kind::entity, static_cast<std::uint32_t>(noun - 1)}};
  if (noun == 0 || !words_.is_word(noun - 1, "the") || !words_.is_word(noun + 1, "of"))
    return std::nullopt;
  const auto whom = words_.phrase(noun + 2);
  if (!whom || whom->phrase.kind != Phrase::Kind::entity || !words_.is_entity(noun + 2))
    return std::nullopt;
  return Act{noun - 1, whom->end, whom->phrase};
}

/// Names and nothing else.
std::optional<PhrasesAt> EventReader::things(std::size_t i) const {
  auto found = words_.phrases(i);
  const bool is_plain = found && !found->is_alternative && !found->is_denied &&
                        std::ranges::all_of(found->phrases, [](const Phrase& phrase) {
                          return phrase.kind == Phrase::Kind::entity;
                        });
  return is_plain ? found : std::nullopt;
}

std::optional<PhrasesAt> EventReader::taken_at(std::size_t verb) const {
  if (verb >= words_.size() || std::ranges::find(taking, words_.unit(verb).text) == taking.end())
    return std::nullopt;
  return things(verb + (words_.is_word(verb + 1, "up") ? 2 : 1));
}

/// Whether "I have" or nothing at all stands before a verb.
bool EventReader::is_taken_by_me(std::size_t verb) const {
  std::size_t i = verb;
  while (i > 0 && (words_.has(i - 1, WordClass::adverb) || words_.has(i - 1, WordClass::have)))
    --i;
  if (i > 0 && words_.has(i - 1, WordClass::first_subject))
    return true;
  return i == verb && setting_.subjectless_is_me && subjects_.opens_sentence(verb);
}

/// "On [[Ana]]'s recommendation I bought [[Dune]]".
std::optional<EventReader::Ends> EventReader::taken_after(const Act& act) const {
  if (!subjects_.opens_sentence(act.begin - 1))
    return std::nullopt;
  std::size_t verb = act.end + (words_.is_mark(act.end, ',') ? 1 : 0);
  if (!words_.has(verb, WordClass::first_subject))
    return std::nullopt;
  ++verb;
  while (words_.has(verb, WordClass::adverb) || words_.has(verb, WordClass::have))
    ++verb;
  auto taken = taken_at(verb);
  if (!taken)
    return std::nullopt;
  return Ends{act.giver, std::move(taken->phrases), {verb, taken->end, false}};
}

/// "I bought [[Dune]] on [[Ana]]'s recommendation".
std::optional<EventReader::Ends> EventReader::taken_before(const Act& act) const {
  if (!words_.may_end_before(act.end))
    return std::nullopt;
  for (std::size_t verb = act.begin - 1; verb-- > 0;) {
    auto taken = taken_at(verb);
    if (taken && taken->end == act.begin - 1 && is_taken_by_me(verb))
      return Ends{act.giver, std::move(taken->phrases), {verb, act.end, false}};
  }
  return std::nullopt;
}

/// "Thanks to [[Ana]]'s recommendation of [[Dune]]", "[[Ana]]'s recommendation of [[Dune]] was …".
std::optional<EventReader::Ends> EventReader::told_of(const Act& act) const {
  if (!words_.is_word(act.end, "of"))
    return std::nullopt;
  const auto what = words_.phrase(act.end + 1);
  if (!what || what->phrase.kind != Phrase::Kind::entity)
    return std::nullopt;
  const bool is_thanks = act.begin == 2 && words_.is_word(0, "thanks") && words_.is_word(1, "to");
  const bool is_told = act.begin == 0 && what->end < words_.size() &&
                       std::ranges::find(outcomes, words_.unit(what->end).text) != outcomes.end();
  if (!is_thanks && !is_told)
    return std::nullopt;
  return Ends{act.giver, {what->phrase}, {act.begin, what->end, false}};
}

std::optional<EventReader::Ends> EventReader::ends_of(std::size_t noun) const {
  const auto act = act_of(noun);
  if (!act)
    return std::nullopt;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_.is_mark(i, ';'))
      break;
    const bool is_unrealised =
        words_.has(i, WordClass::modal) || words_.has(i, WordClass::negation) ||
        words_.has(i, WordClass::hedge) || words_.has(i, WordClass::blocker) ||
        words_.has(i, WordClass::denying_determiner);
    if (is_unrealised)
      return std::nullopt;
  }
  if (auto told = told_of(*act))
    return told;
  constexpr std::array<std::string_view, 4> grounds = {"on", "upon", "at", "following"};
  const bool is_ground = act->begin > 0 && std::ranges::any_of(grounds, [&](std::string_view word) {
                           return words_.is_word(act->begin - 1, word);
                         });
  if (!is_ground)
    return std::nullopt;
  auto ends = taken_after(*act);
  return ends ? ends : taken_before(*act);
}

}  // namespace

std::vector<EventStatement> read_events(const Sentence& sentence, const Setting& setting) {
  std::vector<EventStatement> statements;
  if (!may_state(sentence))
    return statements;
  const EventReader reader(sentence, setting);
  for (std::size_t i = 0; i < sentence.units.size(); ++i) {
    if (sentence.units[i].event_relations == nullptr)
      continue;
    const auto ends = reader.ends_of(i);
    if (!ends)
      continue;
    for (const std::uint32_t relation : *sentence.units[i].event_relations)
      for (const Phrase& thing : ends->things)
        statements.push_back({{relation, thing, ends->giver, 1}, ends->place});
  }
  return statements;
}

}  // namespace tote::index::extract
