// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/text_terms.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "index/store/prefix_table.h"
#include "index/store/terms.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

// Limits that keep the worst word cheap; no honest word comes near them but a prefix of one or two
// letters.
constexpr std::size_t max_terms_scanned = 20'000;
constexpr std::size_t max_forms = 64;
/// What a word that is still being typed stands for at most.
constexpr std::size_t most_of_few = 8;
/// How much more the form as typed weighs than the others.
constexpr double exact_form_weight = 0.5;

/// The beginning that all words with this stem share. The English stemmer changes at most the last
/// letter of what it keeps, and only to one of these (hoping → hope, happy → happi, ability →
/// abil, possibility → possibl).
std::string_view shared_beginning(std::string_view stem) {
  constexpr std::string_view changed = "eily";
  if (stem.size() > 2 && changed.find(stem.back()) != std::string_view::npos)
    stem.remove_suffix(1);
  return stem;
}

/// Forms that the stemmer lists as exceptions and that do not share their stem's beginning.
std::string_view irregular_form(std::string_view stem) {
  using Form = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Form, 3> forms = {Form{"die", "dying"}, Form{"lie", "lying"},
                                         Form{"tie", "tying"}};
  for (const auto& [known, form] : forms) {
    if (known == stem)
      return form;
  }
  return {};
}

Xapian::Query all_of(const std::vector<Xapian::Query>& queries) {
  return {Xapian::Query::OP_AND, queries.begin(), queries.end()};
}

std::vector<Xapian::Query> term_queries(const TermSpace& space,
                                        const std::vector<std::string>& words) {
  std::vector<Xapian::Query> queries;
  queries.reserve(words.size());
  for (const std::string& word : words)
    queries.emplace_back(store::make_term(space.prefix, word));
  return queries;
}

/// Any of the words counted as one word.
Xapian::Query as_one(const TermSpace& space, const std::vector<std::string>& words) {
  const std::vector<Xapian::Query> terms = term_queries(space, words);
  if (terms.size() == 1)
    return terms.front();
  return {Xapian::Query::OP_SYNONYM, terms.begin(), terms.end()};
}

}  // namespace

TermSpace text_space() {
  return {};
}

TermSpace title_space() {
  return {store::title_term(""), store::PhraseIn::title};
}

TermSpace field_space(std::string_view field) {
  return {store::field_word_term(field, ""), std::nullopt};
}

TextTerms::TextTerms(const store::Reader& reader, PrefixReach reach)
    : reader_(reader), database_(reader.database()), reach_(reach), stem_("english") {}

bool TextTerms::is_known(const TermSpace& space, const std::string& folded) const {
  return database_.term_exists(store::make_term(space.prefix, folded)) ||
         !forms(space, folded).empty();
}

std::vector<std::string> TextTerms::forms(const TermSpace& space, const std::string& folded) const {
  // Words of every line, such as "the" and "in", begin a great many others.
  return reader_.remembered("forms " + space.prefix + " " + folded,
                            [&] { return find_forms(space, folded); });
}

std::vector<std::string> TextTerms::find_forms(const TermSpace& space,
                                               const std::string& folded) const {
  const std::string stem = stem_(folded);
  std::vector<std::string> found;
  if (database_.term_exists(store::make_term(space.prefix, folded)))
    found.push_back(folded);
  if (stem.size() < 2)  // A letter has no other forms, and too many words begin with it.
    return found;
  const std::string beginning = space.prefix + std::string(shared_beginning(stem));
  std::size_t scanned = 0;
  for (auto term = database_.allterms_begin(beginning); term != database_.allterms_end(beginning);
       ++term) {
    if (++scanned > max_terms_scanned || found.size() >= max_forms)
      break;
    std::string word = (*term).substr(space.prefix.size());
    if (word != folded && stem_(word) == stem)
      found.push_back(std::move(word));
  }
  const std::string irregular(irregular_form(stem));
  if (!irregular.empty() && irregular != folded &&
      database_.term_exists(store::make_term(space.prefix, irregular)))
    found.push_back(irregular);
  return found;
}

TextPart TextTerms::cjk_word(const TermSpace& space, const std::string& run) const {
  TextPart part;
  part.pattern = {HitPattern::Kind::forms, {run}};
  std::vector<std::string> pieces = {run};
  if (space.order) {
    store::CjkTerms terms = store::cjk_terms(run);
    pieces = std::move(terms.characters.size() == 1 ? terms.characters : terms.bigrams);
  }
  part.is_known = std::all_of(pieces.begin(), pieces.end(), [&](const std::string& piece) {
    return database_.term_exists(store::make_term(space.prefix, piece));
  });
  part.query = space.order ? store::run_query(run, *space.order)
                           : Xapian::Query(store::make_term(space.prefix, run));
  return part;
}

std::optional<TextPart> TextTerms::word(const TermSpace& space, std::string_view text) const {
  const std::vector<notes::Word> words = notes::split_words(text);
  if (words.size() != 1)
    return phrase(space, text);
  const std::string& folded = words.front().folded;
  if (words.front().is_cjk)
    return cjk_word(space, folded);
  TextPart part;
  part.pattern = {HitPattern::Kind::forms, forms(space, folded)};
  part.is_known = !part.pattern.texts.empty();
  if (!part.is_known)
    part.pattern.texts = {folded};
  part.query = as_one(space, part.pattern.texts);
  if (part.pattern.texts.size() > 1 && part.pattern.texts.front() == folded)
    part.query = Xapian::Query(
        Xapian::Query::OP_AND_MAYBE, part.query,
        Xapian::Query(exact_form_weight, Xapian::Query(store::make_term(space.prefix, folded))));
  return part;
}

std::optional<TextPart> TextTerms::phrase(const TermSpace& space, std::string_view text) const {
  const std::vector<notes::Word> words = notes::split_words(text);
  if (words.empty())
    return std::nullopt;
  if (words.size() == 1 && words.front().is_cjk)
    return cjk_word(space, words.front().folded);
  TextPart part;
  part.pattern.kind = HitPattern::Kind::phrase;
  std::vector<std::string> pieces;
  for (const notes::Word& word : words) {
    part.pattern.texts.push_back(word.folded);
    if (word.is_cjk && space.order) {
      const store::CjkTerms terms = store::cjk_terms(word.folded);
      pieces.insert(pieces.end(), terms.characters.begin(), terms.characters.end());
    } else {
      pieces.push_back(word.folded);
    }
  }
  part.is_known = std::all_of(pieces.begin(), pieces.end(), [&](const std::string& piece) {
    return database_.term_exists(store::make_term(space.prefix, piece));
  });
  if (space.order && pieces.size() > 1)
    part.phrase = store::phrase_parts(pieces, *space.order);
  part.query =
      part.phrase ? store::phrase_query(*part.phrase) : all_of(term_queries(space, pieces));
  return part;
}

std::pair<std::vector<std::string>, bool> TextTerms::words_with(
    const TermSpace& space, const std::string& beginning) const {
  if (space.prefix.empty())
    if (auto words = store::frequent_words(database_, beginning))
      return {*std::move(words), true};
  const std::string prefix = space.prefix + beginning;
  std::vector<std::pair<Xapian::doccount, std::string>> found;
  for (auto term = database_.allterms_begin(prefix);
       term != database_.allterms_end(prefix) && found.size() < max_terms_scanned; ++term)
    found.emplace_back(term.get_termfreq(), (*term).substr(space.prefix.size()));
  const std::size_t kept = std::min(found.size(), store::words_per_prefix);
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    [](const auto& a, const auto& b) {
                      return std::pair(b.first, a.second) < std::pair(a.first, b.second);
                    });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kept; ++i)
    words.push_back(std::move(found[i].second));
  return {std::move(words), found.size() > kept};
}

std::size_t few_of(const std::vector<std::uint32_t>& notes_with) {
  // What they cost: a few milliseconds beside another word.
  constexpr std::uint64_t enough_notes = 50'000;
  std::uint64_t notes = 0;
  std::size_t few = 0;
  while (few < std::min(most_of_few, notes_with.size()) &&
         (few == 0 || notes + notes_with[few] <= enough_notes))
    notes += notes_with[few++];
  return few;
}

std::optional<TextPart> TextTerms::prefix(const TermSpace& space, std::string_view text) const {
  const std::vector<notes::Word> words = notes::split_words(text);
  if (words.empty())
    return std::nullopt;
  const notes::Word& last = words.back();
  if (last.is_cjk)
    return word(space, text);
  auto [terms, is_cut] = words_with(space, last.folded);
  TextPart part;
  part.is_known = !terms.empty();
  part.is_cut = is_cut;
  if (reach_ == PrefixReach::few) {
    terms.resize(std::min(terms.size(), most_of_few));
    std::vector<std::uint32_t> notes_with;
    for (const std::string& term : terms)
      notes_with.push_back(database_.get_termfreq(store::make_term(space.prefix, term)));
    terms.resize(few_of(notes_with));
  }
  if (terms.empty())
    terms.push_back(last.folded);
  if (reach_ == PrefixReach::many) {
    part.query = as_one(space, terms);
  } else {
    const std::vector<Xapian::Query> queries = term_queries(space, terms);
    part.query = Xapian::Query(Xapian::Query::OP_OR, queries.begin(), queries.end());
  }
  part.pattern = {HitPattern::Kind::prefix, {last.folded}};
  if (words.size() > 1) {
    const auto before = phrase(space, text.substr(0, words[words.size() - 2].span.end));
    part.query = Xapian::Query(Xapian::Query::OP_AND, part.query, before->query);
  }
  return part;
}

}  // namespace tote::index::search
