// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/extract/verbs.h"

#include <algorithm>

#include "notes/text.h"

namespace tote::index::extract {
namespace {

constexpr std::uint64_t fnv_basis = 14695981039346656037ULL;  // FNV-1a, 64 bits
constexpr std::uint64_t fnv_prime = 1099511628211ULL;
constexpr std::size_t filter_bits = std::size_t{1} << 15U;

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = fnv_basis;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
  return hash;
}

constexpr bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) >= 0x80U);
}

std::vector<std::string> words_of(std::string_view form) {
  std::vector<std::string> words;
  for (notes::Word& word : notes::split_words(form))
    words.push_back(std::move(word.folded));
  return words;
}

void unite(VerbForms& into, const VerbForms& more) {
  into.is_lemma |= more.is_lemma;
  into.is_third |= more.is_third;
  into.is_past |= more.is_past;
  into.is_participle |= more.is_participle;
  into.is_gerund |= more.is_gerund;
}

}  // namespace

std::size_t VerbLexicon::Hash::operator()(std::string_view text) const noexcept {
  return static_cast<std::size_t>(hash_of(text));
}

VerbLexicon::VerbLexicon(const Vocabulary& vocabulary) : trigger_bits_(filter_bits / 64) {
  for (std::uint32_t r = 0; r < vocabulary.relations.size(); ++r) {
    const RelationDecl& relation = vocabulary.relations[r];
    if (relation.source == RelationSource::links)
      continue;
    for (std::uint32_t v = 0; v < relation.verbs.size(); ++v) {
      const VerbDecl& verb = relation.verbs[v];
      VerbSense sense{r, v, {}};
      sense.forms = {.is_lemma = true};
      add(verb.lemma, sense, verb);
      sense.forms = {.is_third = true};
      add(verb.forms[0], sense, verb);
      sense.forms = {.is_past = true};
      add(verb.forms[1], sense, verb);
      sense.forms = {.is_participle = true};
      add(verb.forms[2], sense, verb);
      sense.forms = {.is_gerund = true};
      add(verb.forms[3], sense, verb);
    }
  }
  for (const TypeDecl& type : vocabulary.types)
    for (const Noun& noun : type.nouns)
      type_nouns_.insert(noun.singular);
  for (std::uint32_t r = 0; r < vocabulary.relations.size(); ++r)
    for (const RoleNoun& role : vocabulary.relations[r].nouns)
      if (role.end == End::from)
        add_event_noun(vocabulary.relations[r], r, role.noun.singular);
  for (auto& [word, spellings] : by_first_word_)
    std::stable_sort(spellings.begin(), spellings.end(),
                     [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
}

void VerbLexicon::add_trigger(std::string_view word) {
  const std::uint64_t bit = hash_of(word) % filter_bits;
  trigger_bits_[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

/// Adds a noun for what is given (the relation's end `from`) if it is made of one of its verbs.
void VerbLexicon::add_event_noun(const RelationDecl& relation, std::uint32_t index,
                                 const std::string& noun) {
  constexpr std::size_t shortest_stem = 5;
  const bool is_of_verb = std::ranges::any_of(relation.verbs, [&](const VerbDecl& verb) {
    const std::string_view stem =
        std::string_view(verb.lemma)
            .substr(0, verb.lemma.size() - (verb.lemma.ends_with('e') ? 1 : 0));
    return stem.size() >= shortest_stem && noun.starts_with(stem) && noun.ends_with("ion");
  });
  if (!is_of_verb)
    return;
  add_trigger(noun);
  events_[noun].push_back(index);
}

void VerbLexicon::add(std::string_view form, const VerbSense& sense, const VerbDecl& verb) {
  std::vector<std::string> words = words_of(form);
  if (words.empty())
    return;
  std::vector<VerbSpelling>& spellings = by_first_word_[words.front()];
  auto spelling = std::find_if(spellings.begin(), spellings.end(),
                               [&](const VerbSpelling& known) { return known.words == words; });
  if (spelling == spellings.end()) {
    // "had lunch": "lunch" is the rarer word.
    const auto trigger =
        std::max_element(words.begin(), words.end(),
                         [](const auto& a, const auto& b) { return a.size() < b.size(); });
    add_trigger(*trigger);
    spelling = spellings.insert(spellings.end(), {std::move(words), {}, {}, false, false});
  }
  unite(spelling->forms, sense.forms);
  const auto subject = verb.frame.find("subj");
  spelling->may_be_of_owner =
      spelling->may_be_of_owner || (subject != verb.frame.end() && subject->second == End::me);
  spelling->may_take_two = spelling->may_take_two || verb.frame.contains("iobj");
  const auto known =
      std::find_if(spelling->senses.begin(), spelling->senses.end(), [&](const VerbSense& other) {
        return other.relation == sense.relation && other.verb == sense.verb;
      });
  if (known == spelling->senses.end())
    spelling->senses.push_back(sense);
  else
    unite(known->forms, sense.forms);
}

const std::vector<VerbSpelling>* VerbLexicon::beginning_with(std::string_view word) const {
  const auto found = by_first_word_.find(word);
  return found == by_first_word_.end() ? nullptr : &found->second;
}

const std::vector<std::uint32_t>* VerbLexicon::event_relations(std::string_view noun) const {
  const auto found = events_.find(noun);
  return found == events_.end() ? nullptr : &found->second;
}

bool VerbLexicon::may_occur_in(std::string_view text) const {
  const auto is_trigger = [&](std::uint64_t hash) {
    const std::uint64_t bit = hash % filter_bits;
    return (trigger_bits_[bit / 64] >> (bit % 64) & 1U) != 0;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      ++i;
      continue;
    }
    const std::size_t begin = i;
    std::uint64_t hash = fnv_basis;
    bool is_ascii = true;
    for (; i < text.size() && is_word_byte(text[i]); ++i) {
      char c = text[i];
      if (c >= 'A' && c <= 'Z')
        c = static_cast<char>(c - 'A' + 'a');
      is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80U;
      hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
    }
    if (is_ascii ? is_trigger(hash)
                 : std::ranges::any_of(
                       notes::split_words(text.substr(begin, i - begin)),
                       [&](const notes::Word& word) { return is_trigger(hash_of(word.folded)); }))
      return true;
  }
  return false;
}

}  // namespace tote::index::extract
