// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/language/words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tote::index::language {
namespace {

using Word = std::string_view;

template <std::size_t n>
constexpr bool contains(const std::array<Word, n>& sorted, Word word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

template <std::size_t n>
consteval std::array<Word, n> sorted(std::array<Word, n> words) {
  std::sort(words.begin(), words.end());
  return words;
}

constexpr auto be = sorted(std::to_array<Word>(
    {"am", "are", "be", "been", "being", "is", "was", "were", "got", "get", "gets"}));
constexpr auto have = sorted(std::to_array<Word>({"had", "has", "have", "having"}));
constexpr auto verb_do = sorted(std::to_array<Word>({"did", "do", "does"}));
constexpr auto future = sorted(std::to_array<Word>({"shall", "will"}));
constexpr auto hypothesis = sorted(
    std::to_array<Word>({"can", "could", "may", "might", "must", "ought", "should", "would"}));

constexpr auto articles = sorted(std::to_array<Word>({"a", "an", "the"}));
constexpr auto determiners = sorted(std::to_array<Word>(
    {"a",    "all",     "an",   "another", "any",  "both",  "each",  "every", "few",   "her",
     "his",  "its",     "many", "more",    "most", "much",  "my",    "no",    "other", "our",
     "some", "several", "such", "that",    "the",  "their", "these", "this",  "those", "your"}));
constexpr auto prepositions = sorted(std::to_array<Word>(
    {"about",  "above",  "after", "against", "along",   "among",   "around",  "as",     "at",
     "before", "behind", "below", "beside",  "between", "by",      "despite", "during", "except",
     "for",    "from",   "in",    "into",    "like",    "of",      "off",     "on",     "onto",
     "out",    "over",   "per",   "since",   "than",    "through", "to",      "toward", "towards",
     "under",  "until",  "up",    "upon",    "via",     "with",    "within",  "without"}));
constexpr auto first_person =
    sorted(std::to_array<Word>({"i", "me", "myself", "ourselves", "us", "we"}));
constexpr auto back_references = sorted(std::to_array<Word>(
    {"he", "her", "hers", "herself", "him", "himself", "his", "it", "its", "itself", "she", "that",
     "their", "them", "themselves", "these", "they", "this", "those"}));
constexpr auto negations = sorted(std::to_array<Word>({"n't", "never", "not"}));
constexpr auto adverbs = sorted(
    std::to_array<Word>({"actually", "already", "also", "always", "ever", "even", "just", "once",
                         "often", "really", "so", "soon", "still", "then", "too", "very", "yet"}));
constexpr auto others = sorted(std::to_array<Word>(
    {"again",  "away",   "back",    "down",  "everybody", "everyone", "everything",
     "nobody", "none",   "nothing", "and",   "because",   "but",      "else",
     "here",   "how",    "if",      "nor",   "or",        "s",        "there",
     "though", "unless", "what",    "when",  "where",     "whether",  "which",
     "while",  "who",    "whom",    "whose", "why",       "you"}));

constexpr auto month_names =
    std::to_array<Word>({"january", "february", "march", "april", "may", "june", "july", "august",
                         "september", "october", "november", "december"});
constexpr auto numbers = std::to_array<Word>({"one", "two", "three", "four", "five", "six", "seven",
                                              "eight", "nine", "ten", "eleven", "twelve"});

}  // namespace

std::optional<Auxiliary> auxiliary(Word word) {
  if (contains(be, word))
    return Auxiliary::be;
  if (contains(have, word))
    return Auxiliary::have;
  if (contains(verb_do, word))
    return Auxiliary::verb_do;
  if (contains(future, word))
    return Auxiliary::future;
  if (contains(hypothesis, word))
    return Auxiliary::hypothesis;
  return std::nullopt;
}

bool is_article(Word word) {
  return contains(articles, word);
}

bool is_determiner(Word word) {
  return contains(determiners, word);
}

bool is_preposition(Word word) {
  return contains(prepositions, word);
}

bool is_first_person(Word word) {
  return contains(first_person, word);
}

bool is_back_reference(Word word) {
  return contains(back_references, word);
}

bool is_negation(Word word) {
  return contains(negations, word);
}

bool is_filler_adverb(Word word) {
  return contains(adverbs, word) || (word.size() > 4 && word.ends_with("ly"));
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
  return auxiliary(word) || is_determiner(word) || is_preposition(word) || is_first_person(word) ||
         is_back_reference(word) || is_negation(word) || contains(adverbs, word) ||
         contains(others, word);
}

}  // namespace tote::index::language
