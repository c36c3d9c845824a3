// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/question/lexicon.h"

#include <algorithm>
#include <array>

#include "index/language/word_class.h"
#include "index/language/words.h"
#include "index/store/edit_distance.h"

namespace tote::index::question {
namespace {

std::size_t count_words(std::string_view phrase) {
  return static_cast<std::size_t>(std::count_if(phrase.begin(), phrase.end(),
                                                [](char c) { return c == ' ' || c == '-'; })) +
         1;
}

/// A declared word as tokens spell it: "e-mail" is typed as two.
std::string spelled(std::string_view word) {
  std::string result(word);
  std::replace(result.begin(), result.end(), '-', ' ');
  return result;
}

template <class Use>
std::vector<Match<Use>> matches(const std::unordered_map<std::string, std::vector<Use>>& words,
                                const Tokens& tokens, std::size_t i, std::size_t longest) {
  std::vector<Match<Use>> found;
  std::string phrase;
  for (std::size_t count = 1; count <= longest && i + count <= tokens.size(); ++count) {
    const std::string_view word = tokens.word(i + count - 1);
    if (word.empty())
      break;
    if (count > 1)
      phrase += ' ';
    phrase += word;
    if (const auto it = words.find(phrase); it != words.end())
      found.insert(found.begin(), {count, &it->second});
  }
  return found;
}

}  // namespace

Lexicon::Lexicon(const Vocabulary& vocabulary) : vocabulary_(&vocabulary) {
  const auto add_verbs = [this](const std::vector<VerbDecl>& verbs, VerbUse use) {
    for (const VerbDecl& verb : verbs) {
      use.verb = &verb;
      add_verb(use, verb.lemma, base_form);
      for (std::size_t i = 0; i < verb.forms.size(); ++i)
        add_verb(use, verb.forms[i], static_cast<std::uint8_t>(third_person << i));
      for (const auto& [slot, end] : verb.frame)
        if (slot != "subj" && slot != "obj" && slot != "iobj")
          slots_.insert(slot);
    }
  };
  for (const TypeDecl& type : vocabulary.types) {
    for (const Noun& noun : type.nouns)
      add_noun({.type = &type}, noun);
    if (type.nouns.empty())
      add_noun({.type = &type}, {type.id, {}});
  }
  for (const RelationDecl& relation : vocabulary.relations) {
    add_verbs(relation.verbs, {.relation = &relation});
    for (const RoleNoun& role : relation.nouns)
      add_noun({.relation = &relation, .role = &role}, role.noun);
    for (const AdjectiveDecl& adjective : relation.adjectives)
      add_noun({.relation = &relation, .adjective = &adjective}, {adjective.word, {}});
  }
  for (const FieldDecl& field : vocabulary.fields) {
    add_verbs(field.verbs, {.field = &field});
    for (const Noun& noun : field.nouns)
      add_noun({.field = &field}, noun);
    for (const Superlative& superlative : field.superlatives) {
      add_phrase(superlative.word);
      superlatives_[spelled(superlative.word)].push_back({&field, superlative.is_highest});
    }
  }
}

void Lexicon::add_phrase(std::string_view phrase) {
  longest_ = std::max(longest_, count_words(phrase));
  while (!phrase.empty()) {
    const std::size_t space = std::min(phrase.find_first_of(" -"), phrase.size());
    words_.emplace(phrase.substr(0, space));
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
  }
}

void Lexicon::add_verb(const VerbUse& use, std::string_view word, std::uint8_t form) {
  if (word.empty())
    return;
  add_phrase(word);
  std::string form_words = spelled(word);
  const std::size_t space = form_words.find(' ');
  const bool is_separable = space != std::string::npos &&
                            form_words.find(' ', space + 1) == std::string::npos &&
                            language::classes_of(std::string_view(form_words).substr(space + 1))
                                .has(language::WordClass::adverb);
  if (is_separable) {
    std::vector<std::string>& forms = separable_[form_words.substr(0, space)];
    if (std::find(forms.begin(), forms.end(), form_words) == forms.end())
      forms.push_back(form_words);
  }
  std::vector<VerbUse>& uses = verbs_[std::move(form_words)];
  if (!uses.empty() && uses.back().verb == use.verb) {
    uses.back().forms |= form;
    return;
  }
  uses.push_back(use);
  uses.back().forms = form;
}

void Lexicon::add_noun(const NounUse& use, const Noun& noun) {
  for (const std::string* word : {&noun.singular, &noun.plural}) {
    if (word->empty() || (word == &noun.plural && noun.plural == noun.singular))
      continue;
    add_phrase(*word);
    nouns_[spelled(*word)].push_back(use);
  }
}

std::vector<Match<VerbUse>> Lexicon::verbs(const Tokens& tokens, std::size_t i) const {
  return matches(verbs_, tokens, i, longest_);
}

std::vector<Match<NounUse>> Lexicon::nouns(const Tokens& tokens, std::size_t i) const {
  return matches(nouns_, tokens, i, longest_);
}

std::vector<Match<SuperlativeUse>> Lexicon::superlatives(const Tokens& tokens,
                                                         std::size_t i) const {
  return matches(superlatives_, tokens, i, longest_);
}

std::vector<SeparableVerb> Lexicon::separable_verbs(const Tokens& tokens, std::size_t i) const {
  std::vector<SeparableVerb> found;
  const auto forms = separable_.find(std::string(tokens.word(i)));
  if (forms == separable_.end())
    return found;
  for (const std::string& form : forms->second)
    found.push_back({form.substr(form.find(' ') + 1), &verbs_.at(form)});
  return found;
}

std::string Lexicon::corrected(std::string_view word) const {
  constexpr std::size_t shortest = 5;
  constexpr std::size_t long_word = 8;
  if (word.size() < shortest || knows(word) || language::is_function_word(word))
    return {};
  const std::u32string letters = store::code_points(word);
  std::uint32_t best = word.size() < long_word ? 1 : 2;
  std::string_view found;
  bool is_tie = false;
  for (const std::string_view known : words_) {
    const std::uint32_t edits = store::edit_distance(letters, store::code_points(known), best);
    if (edits > best)
      continue;
    is_tie = edits == best && !found.empty();
    if (!is_tie)
      found = known;
    best = edits;
  }
  return is_tie ? std::string() : std::string(found);
}

}  // namespace tote::index::question
