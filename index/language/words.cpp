// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/language/words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "index/language/word_class.h"

namespace tote::index::language {
namespace {

using Word = std::string_view;

constexpr auto month_names =
    std::to_array<Word>({"january", "february", "march", "april", "may", "june", "july", "august",
                         "september", "october", "november", "december"});
constexpr auto numbers = std::to_array<Word>({"one", "two", "three", "four", "five", "six", "seven",
                                              "eight", "nine", "ten", "eleven", "twelve"});

}  // namespace

std::optional<Auxiliary> auxiliary(Word word) {
  const WordClasses classes = classes_of(word);
  if (classes.has(WordClass::be))
    return Auxiliary::be;
  if (classes.has(WordClass::have))
    return Auxiliary::have;
  if (classes.has(WordClass::verb_do))
    return Auxiliary::verb_do;
  if (classes.has(WordClass::future))
    return Auxiliary::future;
  if (classes.has(WordClass::hypothesis))
    return Auxiliary::hypothesis;
  return std::nullopt;
}

bool is_article(Word word) {
  return classes_of(word).has(WordClass::article);
}

bool is_preposition(Word word) {
  const WordClasses classes = classes_of(word);
  return classes.has(WordClass::preposition) && !classes.has(WordClass::conjunction_but);
}

bool is_first_person(Word word) {
  return classes_of(word).has_any(WordClass::first_subject, WordClass::first_object,
                                  WordClass::own_reflexive);
}

bool is_negation(Word word) {
  return classes_of(word).has(WordClass::negation);
}

bool is_filler_adverb(Word word) {
  return classes_of(word).has(WordClass::filler) || (word.size() > 4 && word.ends_with("ly"));
}

bool is_idle_adverb(Word word) {
  return classes_of(word).has(WordClass::idle);
}

std::optional<int> month(Word word) {
  if (word.ends_with('.'))
    word.remove_suffix(1);
  if (word == "sept")
    return 9;
  for (std::size_t i = 0; i < month_names.size(); ++i)
    if (word == month_names[i] || (word.size() == 3 && month_names[i].starts_with(word)))
      return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<int> small_number(Word word) {
  if (const auto* it = std::find(numbers.begin(), numbers.end(), word); it != numbers.end())
    return static_cast<int>(it - numbers.begin()) + 1;
  int value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size() || word.size() > 3 || value < 0)
    return std::nullopt;
  return value;
}

bool is_function_word(Word word) {
  const WordClasses classes = classes_of(word);
  return auxiliary(word).has_value() || is_first_person(word) ||
         classes.has_any(WordClass::determiner, WordClass::denying_determiner,
                         WordClass::quantifier, WordClass::preposition, WordClass::back_reference,
                         WordClass::negation, WordClass::filler, WordClass::conjunction_and,
                         WordClass::conjunction_or, WordClass::conjunction_nor,
                         WordClass::conjunction_but, WordClass::factive, WordClass::temporal,
                         WordClass::relative, WordClass::other_function);
}

bool holds_phrase(const std::vector<Word>& words, Word phrase) {
  std::vector<Word> sought;
  for (Word rest = phrase; !rest.empty();) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    sought.push_back(rest.substr(0, space));
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return !sought.empty() &&
         std::search(words.begin(), words.end(), sought.begin(), sought.end()) != words.end();
}

}  // namespace tote::index::language
