// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/spelling.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "index/search/text_terms.h"
#include "index/store/edit_distance.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

using notes::ByteSpan;

constexpr std::size_t max_corrected_words = 8;
constexpr std::size_t max_letters = 40;

/// Something to be replaced in the line, and by what, the best first.
struct Correction {
  ByteSpan span;
  std::vector<std::string> replacements;
};

struct NearWord {
  std::uint32_t edits = 0;
  Xapian::doccount notes = 0;
  std::string word;
};

std::size_t first_letter_size(std::string_view text) {
  std::size_t size = text.empty() ? 0 : 1;
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    ++size;
  return size;
}

void add_near_words(const Xapian::Database& database, const std::string& typed,
                    const std::string& beginning, std::vector<NearWord>& near) {
  const std::u32string wanted = store::code_points(typed);
  const std::uint32_t allowed = store::tolerance(wanted.size());
  const std::uint64_t wanted_letters = store::letter_set(typed);
  for (auto term = database.allterms_begin(beginning); term != database.allterms_end(beginning);
       ++term) {
    const std::string word = *term;
    if (!store::may_be_near(wanted_letters, store::letter_set(word), allowed))
      continue;
    // Letters take at least a byte and at most four.
    if (word.size() + allowed < wanted.size() || word.size() > 4 * (wanted.size() + allowed))
      continue;
    const std::u32string letters = store::code_points(word);
    const std::uint32_t edits = store::edit_distance(wanted, letters, allowed);
    if (edits > 0 && edits <= allowed)
      near.push_back({edits, term.get_termfreq(), word});
  }
}

/// Words of the line's text that no note has in any form.
void add_word_corrections(const store::Reader& reader, std::string_view line, ByteSpan span,
                          std::size_t limit, std::vector<Correction>& corrections) {
  const Xapian::Database& database = reader.database();
  const TextTerms terms(reader);
  for (const notes::Word& word : notes::split_words(span.in(line))) {
    if (word.is_cjk || terms.is_known(text_space(), word.folded))
      continue;
    Correction correction;
    correction.span = {span.begin + word.span.begin, span.begin + word.span.end};
    correction.replacements = similar_words(database, word.folded, limit);
    if (!correction.replacements.empty())
      corrections.push_back(std::move(correction));
  }
}

std::string replaced(std::string_view line, const std::vector<Correction>& corrections,
                     std::size_t choice) {
  std::string out(line);
  for (auto one = corrections.rbegin(); one != corrections.rend(); ++one) {
    const std::size_t index = std::min(choice, one->replacements.size() - 1);
    out.replace(one->span.begin, one->span.size(), one->replacements[index]);
  }
  return out;
}

}  // namespace

std::optional<std::string> nearest(const std::string& word,
                                   const std::vector<std::string>& candidates) {
  const std::u32string wanted = store::code_points(word);
  // A name of few letters is forgiven one slip: there are few fields to confuse it with.
  const std::uint32_t allowed = std::max<std::uint32_t>(1, store::tolerance(wanted.size()));
  std::uint32_t best = allowed + 1;
  std::optional<std::string> found;
  if (wanted.size() < 3 || wanted.size() > max_letters)
    return found;
  for (const std::string& candidate : candidates) {
    const std::uint32_t edits =
        store::edit_distance(wanted, store::code_points(candidate), allowed);
    if (edits < best) {
      best = edits;
      found = candidate;
    }
  }
  return found;
}

std::string did_you_mean(const std::optional<std::string>& candidate) {
  return candidate ? " (did you mean '" + *candidate + "'?)" : "";
}

std::vector<std::string> similar_words(const Xapian::Database& database, const std::string& word,
                                       std::size_t limit) {
  const std::u32string wanted = store::code_points(word);
  std::vector<NearWord> near;
  if (store::tolerance(wanted.size()) == 0 || wanted.size() > max_letters)
    return {};
  const std::size_t first = first_letter_size(word);
  const std::size_t second = first_letter_size(std::string_view(word).substr(first));
  const std::string beginning = word.substr(0, first);
  const std::string swapped = word.substr(first, second);
  add_near_words(database, word, beginning, near);
  if (swapped != beginning)
    add_near_words(database, word, swapped, near);
  std::sort(near.begin(), near.end(), [](const NearWord& a, const NearWord& b) {
    return std::tie(a.edits, b.notes, a.word) < std::tie(b.edits, a.notes, b.word);
  });
  std::vector<std::string> words;
  for (std::size_t i = 0; i < near.size() && i < limit; ++i)
    words.push_back(std::move(near[i].word));
  return words;
}

std::vector<std::string> corrected_lines(const store::Reader& reader, std::string_view line,
                                         const BuiltQuery& built, std::size_t limit) {
  std::vector<Correction> corrections;
  for (const UnknownField& unknown : built.unknown_fields)
    corrections.push_back({unknown.span, {unknown.meant}});
  for (const UnknownName& unknown : built.unknown_names) {
    Correction correction;
    correction.span = unknown.span;
    for (const store::NamedNote& named :
         reader.find_similar_names(unknown.name, static_cast<std::uint32_t>(limit)))
      correction.replacements.push_back("[[" + named.name + "]]");
    if (!correction.replacements.empty())
      corrections.push_back(std::move(correction));
  }
  for (const ByteSpan span : built.text_spans) {
    const bool is_corrected =
        std::any_of(corrections.begin(), corrections.end(), [&](const Correction& correction) {
          return correction.span.begin < span.end && span.begin < correction.span.end;
        });
    if (!is_corrected && corrections.size() < max_corrected_words)
      add_word_corrections(reader, line, span, limit, corrections);
  }
  std::sort(corrections.begin(), corrections.end(),
            [](const Correction& a, const Correction& b) { return a.span.begin < b.span.begin; });
  std::vector<std::string> lines;
  for (std::size_t choice = 0; choice < limit && !corrections.empty(); ++choice) {
    std::string corrected = replaced(line, corrections, choice);
    if (std::find(lines.begin(), lines.end(), corrected) == lines.end())
      lines.push_back(std::move(corrected));
  }
  return lines;
}

std::vector<std::string> names_near(const store::Reader& reader, std::string_view line,
                                    std::size_t limit) {
  std::vector<std::string> names;
  for (const store::NamedNote& named :
       reader.find_similar_names(line, static_cast<std::uint32_t>(limit))) {
    if (std::find(names.begin(), names.end(), named.name) == names.end())
      names.push_back(named.name);
  }
  return names;
}

}  // namespace tote::index::search
