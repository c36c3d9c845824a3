// SPDX-License-Identifier: GPL-2.0-or-later
// From words as typed to the index's terms. The index holds words unstemmed; a word finds its other
// forms here, among the terms with the same beginning. Private to index/search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <xapian.h>

#include "index/search/snippet.h"
#include "index/store/phrase_query.h"
#include "index/store/reader.h"
#include "index/store/word_order.h"

namespace tote::index::search {

/// Where words are looked for.
struct TermSpace {
  std::string prefix;  ///< that all its terms begin with; empty: the notes' text
  /// Where its words are known to follow each other; then CJK runs are cut into characters and
  /// bigrams.
  std::optional<store::PhraseIn> order = store::PhraseIn::text;
};

[[nodiscard]] TermSpace text_space();
[[nodiscard]] TermSpace title_space();
/// The words of a field's values.
[[nodiscard]] TermSpace field_space(std::string_view field);

/// A part of a line that asks for text.
struct TextPart {
  Xapian::Query query;
  std::optional<store::PhraseParts> phrase;  ///< the same apart, if it is one of several words
  HitPattern pattern;
  bool is_known = true;  ///< whether the index has such words at all
  bool is_cut = false;   ///< a prefix that stands for its most frequent words only
};

/// How much a prefix stands for.
enum class PrefixReach : bool {
  few,   ///< a few of the most frequent words, any of which will do: while someone types
  many,  ///< the 50 most frequent words, counted as one
};

/// For how many words the beginning of one stands while someone types: the fewer, the more
/// frequent these are. `notes_with`: in how many notes each word is, the most first.
[[nodiscard]] std::size_t few_of(const std::vector<std::uint32_t>& notes_with);

class TextTerms {
 public:
  /// Requires: `reader` outlives it.
  explicit TextTerms(const store::Reader& reader, PrefixReach reach = PrefixReach::many);

  /// A word in any of its forms; what punctuation joins (`to-read`) as a phrase. nullopt if there
  /// is no word in `text`.
  [[nodiscard]] std::optional<TextPart> word(const TermSpace& space, std::string_view text) const;
  /// These words and no other forms, in this order; in any order where it is not known.
  [[nodiscard]] std::optional<TextPart> phrase(const TermSpace& space, std::string_view text) const;
  /// Words that begin with `text`: the most frequent.
  [[nodiscard]] std::optional<TextPart> prefix(const TermSpace& space, std::string_view text) const;
  /// Whether the space has the word in any of its forms.
  [[nodiscard]] bool is_known(const TermSpace& space, const std::string& folded) const;

 private:
  /// The words of the space with the same stem, `folded` itself first if it is one.
  [[nodiscard]] std::vector<std::string> forms(const TermSpace& space,
                                               const std::string& folded) const;
  [[nodiscard]] std::vector<std::string> find_forms(const TermSpace& space,
                                                    const std::string& folded) const;
  [[nodiscard]] TextPart cjk_word(const TermSpace& space, const std::string& run) const;

  /// The words of the space that begin so, the most frequent first, and whether there are more.
  [[nodiscard]] std::pair<std::vector<std::string>, bool> words_with(
      const TermSpace& space, const std::string& beginning) const;

  const store::Reader& reader_;
  const Xapian::Database& database_;
  PrefixReach reach_;
  Xapian::Stem stem_;
};

}  // namespace tote::index::search
