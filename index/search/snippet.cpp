// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/search/snippet.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "index/search/readable_text.h"
#include "notes/text.h"

namespace tote::index::search {
namespace {

using notes::ByteSpan;
using notes::Word;

constexpr std::string_view ellipsis = "…";

struct Hit {
  ByteSpan span;
  std::size_t pattern = 0;
};

std::size_t character_size(std::string_view text, std::size_t at) {
  std::size_t size = 1;
  while (at + size < text.size() && (static_cast<unsigned char>(text[at + size]) & 0xC0) == 0x80)
    ++size;
  return size;
}

/// Finds the characters of a folded CJK text within a run of them as written.
class CjkRun {
 public:
  CjkRun(std::string_view text, ByteSpan run) : end_(run.end) {
    for (std::size_t at = run.begin; at < run.end;) {
      const std::size_t size = character_size(text, at);
      const std::string folded = notes::fold(text.substr(at, size));
      sources_.insert(sources_.end(), folded.size(), static_cast<std::uint32_t>(at));
      folded_ += folded;
      at += size;
    }
  }

  /// All places of `wanted`, without overlaps.
  [[nodiscard]] std::vector<ByteSpan> find(std::string_view wanted) const {
    std::vector<ByteSpan> found;
    if (wanted.empty())
      return found;
    for (std::size_t at = folded_.find(wanted); at != std::string::npos;
         at = folded_.find(wanted, at + wanted.size())) {
      const std::size_t end = at + wanted.size();
      found.push_back({sources_[at], end < sources_.size() ? sources_[end] : end_});
    }
    return found;
  }

 private:
  std::string folded_;
  std::vector<std::uint32_t> sources_;  ///< of each folded byte the character's offset
  std::uint32_t end_;
};

class HitFinder {
 public:
  explicit HitFinder(const std::vector<HitPattern>& patterns) : patterns_(patterns) {
    for (std::size_t i = 0; i < patterns.size(); ++i) {
      const HitPattern& pattern = patterns[i];
      if (pattern.texts.empty())
        continue;
      if (pattern.kind == HitPattern::Kind::prefix) {
        prefixes_.push_back(i);
      } else if (pattern.kind == HitPattern::Kind::phrase) {
        phrases_.push_back(i);
      } else {
        for (const std::string& form : pattern.texts) {
          forms_.emplace(form, i);
          if (!form.empty() && static_cast<unsigned char>(form[0]) >= 0x80)
            cjk_forms_.emplace_back(form, i);
        }
      }
    }
  }

  /// Hits in order, without overlaps.
  [[nodiscard]] std::vector<Hit> find(std::string_view text) const {
    const std::vector<Word> words = notes::split_words(text);
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i].is_cjk)
        find_in_cjk(text, words[i], hits);
      else
        find_in_word(words[i], hits);
      for (const std::size_t phrase : phrases_)
        find_phrase(text, words, i, phrase, hits);
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
      return std::pair(a.span.begin, b.span.end) < std::pair(b.span.begin, a.span.end);
    });
    std::vector<Hit> apart;
    for (const Hit& hit : hits) {
      if (apart.empty() || apart.back().span.end <= hit.span.begin)
        apart.push_back(hit);
    }
    return apart;
  }

 private:
  void find_in_word(const Word& word, std::vector<Hit>& hits) const {
    const auto [begin, end] = forms_.equal_range(word.folded);
    if (begin != end) {
      hits.push_back({word.span, begin->second});
      return;
    }
    for (const std::size_t prefix : prefixes_) {
      if (word.folded.starts_with(patterns_[prefix].texts.front())) {
        hits.push_back({word.span, prefix});
        return;
      }
    }
  }

  void find_in_cjk(std::string_view text, const Word& word, std::vector<Hit>& hits) const {
    if (cjk_forms_.empty() && prefixes_.empty())
      return;
    const CjkRun run(text, word.span);
    for (const auto& [form, pattern] : cjk_forms_) {
      for (const ByteSpan span : run.find(form))
        hits.push_back({span, pattern});
    }
    for (const std::size_t prefix : prefixes_) {
      for (const ByteSpan span : run.find(patterns_[prefix].texts.front()))
        hits.push_back({span, prefix});
    }
  }

  /// The part of `word` that `wanted` is: all of it, or characters of a CJK run.
  static std::optional<ByteSpan> part_of(std::string_view text, const Word& word,
                                         std::string_view wanted) {
    if (!word.is_cjk)
      return word.folded == wanted ? std::optional(word.span) : std::nullopt;
    const auto found = CjkRun(text, word.span).find(wanted);
    return found.empty() ? std::nullopt : std::optional(found.front());
  }

  void find_phrase(std::string_view text, const std::vector<Word>& words, std::size_t first,
                   std::size_t pattern, std::vector<Hit>& hits) const {
    const std::vector<std::string>& wanted = patterns_[pattern].texts;
    if (first + wanted.size() > words.size())
      return;
    ByteSpan whole;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto part = part_of(text, words[first + i], wanted[i]);
      if (!part)
        return;
      whole = {i == 0 ? part->begin : whole.begin, part->end};
    }
    hits.push_back({whole, pattern});
  }

  const std::vector<HitPattern>& patterns_;
  std::unordered_multimap<std::string, std::size_t> forms_;
  std::vector<std::pair<std::string, std::size_t>> cjk_forms_;
  std::vector<std::size_t> prefixes_;
  std::vector<std::size_t> phrases_;
};

/// The span of hits no wider than `max_bytes` in which the most patterns meet; of equal ones the
/// narrowest, then the first.
ByteSpan best_span(const std::vector<Hit>& hits, std::size_t patterns, std::size_t max_bytes) {
  std::vector<std::size_t> counts(patterns, 0);
  std::size_t distinct = 0;
  std::size_t first = 0;
  std::size_t most = 0;
  ByteSpan best;
  for (std::size_t last = 0; last < hits.size(); ++last) {
    distinct += counts[hits[last].pattern]++ == 0 ? 1 : 0;
    while (first < last && (counts[hits[first].pattern] > 1 ||
                            hits[last].span.end - hits[first].span.begin > max_bytes)) {
      distinct -= --counts[hits[first].pattern] == 0 ? 1 : 0;
      ++first;
    }
    const ByteSpan span{hits[first].span.begin, hits[last].span.end};
    if (distinct > most || (distinct == most && distinct > 1 && span.size() < best.size())) {
      most = distinct;
      best = span;
    }
  }
  return best;
}

bool ends_sentence(std::string_view text, std::size_t at) {
  return (text[at] == '.' || text[at] == '!' || text[at] == '?') && at + 1 < text.size() &&
         text[at + 1] == ' ';
}

/// Where a snippet that must hold `core` begins: at its block or sentence if that is near, else at
/// a word.
std::size_t begin_before(std::string_view text, ByteSpan core, std::size_t room) {
  std::size_t at = core.begin;
  std::size_t word = core.begin;
  std::optional<std::size_t> sentence;
  while (at > 0 && core.begin - at < room) {
    --at;
    if (text[at] == '\n')
      return at + 1;
    if (text[at] == ' ')
      word = at + 1;
    if (ends_sentence(text, at) && !sentence)
      sentence = at + 2;
  }
  if (at == 0)
    return 0;
  return sentence.value_or(word);
}

/// Where a snippet from `begin` that must hold `core` ends: at the block's end or at a word.
std::size_t end_after(std::string_view text, std::size_t begin, ByteSpan core,
                      std::size_t max_bytes) {
  const std::size_t limit =
      std::min(text.size(), std::max<std::size_t>(core.end, begin + max_bytes));
  const std::size_t block_end = std::min(text.find('\n', core.end), text.size());
  if (block_end <= limit)
    return block_end;
  const std::size_t space = text.rfind(' ', limit);
  if (space != std::string_view::npos && space >= core.end && space > begin)
    return space;
  std::size_t end = limit;
  while (end > core.end && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return end;
}

/// Whether the line of the front matter that holds this byte says what is shown beside the snippet
/// anyway.
bool is_shown_anyway(std::string_view front_matter, std::size_t at) {
  const std::size_t line_end = front_matter.rfind('\n', at);
  const std::size_t line = line_end == std::string_view::npos ? 0 : line_end + 1;
  const std::string_view rest = front_matter.substr(line);
  return rest.starts_with("title:") || rest.starts_with("type:");
}

Snippet cut(std::string_view text, std::size_t begin, std::size_t end,
            const std::vector<Hit>& hits) {
  Snippet snippet;
  const bool is_begun =
      begin > 0 && text[begin - 1] != '\n' && !(begin > 1 && ends_sentence(text, begin - 2));
  const bool is_cut = end < text.size() && text[end] != '\n';
  if (is_begun)
    snippet.text += ellipsis;
  const auto shift = static_cast<std::uint32_t>(snippet.text.size());
  snippet.text += text.substr(begin, end - begin);
  std::replace(snippet.text.begin(), snippet.text.end(), '\n', ' ');
  for (const Hit& hit : hits) {
    if (hit.span.begin >= begin && hit.span.end <= end)
      snippet.marks.push_back({static_cast<std::uint32_t>(hit.span.begin - begin + shift),
                               static_cast<std::uint32_t>(hit.span.end - begin + shift)});
  }
  if (is_cut)
    snippet.text += ellipsis;
  return snippet;
}

Snippet around_hits(std::string_view text, const std::vector<Hit>& hits, std::size_t patterns,
                    std::size_t max_bytes) {
  const ByteSpan core = best_span(hits, patterns, max_bytes);
  const std::size_t room = max_bytes > core.size() ? (max_bytes - core.size()) / 2 : 0;
  const std::size_t begin = begin_before(text, core, room);
  return cut(text, begin, end_after(text, begin, core, max_bytes), hits);
}

}  // namespace

Snippet make_snippet(std::string_view source, const std::vector<HitPattern>& patterns,
                     std::size_t max_bytes) {
  const ReadableText text = readable_text(source);
  const HitFinder finder(patterns);
  if (const auto hits = finder.find(text.body); !hits.empty())
    return around_hits(text.body, hits, patterns.size(), max_bytes);
  auto hits = finder.find(text.front_matter);
  std::erase_if(hits,
                [&](const Hit& hit) { return is_shown_anyway(text.front_matter, hit.span.begin); });
  if (!hits.empty())
    return around_hits(text.front_matter, hits, patterns.size(), max_bytes);
  return cut(text.body, 0, end_after(text.body, 0, {0, 0}, max_bytes), {});
}

}  // namespace tote::index::search
