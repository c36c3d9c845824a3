// SPDX-License-Identifier: GPL-2.0-or-later
#include "index/suggest/sentence_words.h"

#include <string_view>
#include <utility>

#include "index/language/word_class.h"
#include "notes/text.h"

namespace tote::index::suggest {
namespace {

using language::WordClass;
using notes::Block;
using notes::ByteSpan;
using notes::Inline;

bool holds_prose(const Block& block) {
  return block.kind == Block::Kind::paragraph || block.kind == Block::Kind::heading ||
         block.kind == Block::Kind::table_cell || block.kind == Block::Kind::footnote;
}

/// The bytes of `'s` or `’s` at the end of a word; 0 if it has none.
std::uint32_t possessive_size(std::string_view word) {
  for (const std::string_view ending : {"'s", "’s", "'S", "’S"}) {
    if (word.size() > ending.size() && word.ends_with(ending))
      return static_cast<std::uint32_t>(ending.size());
  }
  return 0;
}

class StretchReader {
 public:
  explicit StretchReader(const notes::Note& note) : note_(note), source_(note.source) {}

  std::vector<Stretch> run() {
    for (const Block& block : note_.blocks) {
      if (holds_prose(block))
        read(block);
    }
    return std::move(stretches_);
  }

 private:
  void read(const Block& block) {
    begin(true);
    for (std::uint32_t i = 0; i < block.inline_count; ++i) {
      const Inline& in = note_.inlines[block.first_inline + i];
      if (in.kind == Inline::Kind::text) {
        add_text(in, block);
      } else if (in.kind == Inline::Kind::link) {
        // What follows a link goes on with its sentence.
        begin(false);
        last_ = in.span.end;
      } else if (in.kind != Inline::Kind::line_break) {
        begin(false);
        last_ = in.span.end;
      }
    }
    begin(true);
  }

  void begin(bool opens_sentence) {
    if (!stretches_.empty() && stretches_.back().words.empty())
      stretches_.pop_back();
    stretches_.push_back({{}, opens_sentence});
  }

  void add_text(const Inline& in, const Block& block) {
    const auto words = notes::split_words(in.span.in(source_));
    for (const notes::Word& word : words) {
      SentenceWord out;
      out.span = {in.span.begin + word.span.begin, in.span.begin + word.span.end};
      if (last_ <= out.span.begin)
        cross({last_, out.span.begin});
      last_ = out.span.end;
      const auto possessive = possessive_size(out.span.in(source_));
      out.is_possessive = possessive > 0;
      out.span.end -= possessive;
      out.folded = possessive > 0 ? notes::fold(out.span.in(source_)) : word.folded;
      out.is_capitalised = notes::begins_with_capital(out.span.in(source_));
      out.is_cjk = word.is_cjk;
      out.is_emphasised_alone = in.is_emphasised && words.size() == 1;
      out.is_in_table = block.kind == Block::Kind::table_cell;
      if (!is_glued(out.span))
        stretches_.back().words.push_back(std::move(out));
      else
        begin(false);
    }
    last_ = in.span.end;
  }

  /// What lies between two words: a sentence may end in it.
  void cross(ByteSpan gap) {
    const std::string_view between = gap.in(source_);
    const std::size_t stop = between.find_first_of(".!?");
    auto& words = stretches_.back().words;
    if (words.empty()) {
      if (stop != std::string_view::npos)
        begin(true);
      return;
    }
    const auto& before = words.back();
    const bool is_abbreviation =
        before.folded.size() == 1 || language::classes_of(before.folded).has(WordClass::honorific);
    if (stop != std::string_view::npos && !(between[stop] == '.' && is_abbreviation))
      begin(true);
  }

  /// Part of something longer: `e-mail/Ana`, `@ana`, `ana_lima`.
  [[nodiscard]] bool is_glued(ByteSpan span) const {
    const char before = span.begin > 0 ? source_[span.begin - 1] : ' ';
    const char after = span.end < source_.size() ? source_[span.end] : ' ';
    const std::string_view glue = "@/\\_";
    return glue.find(before) != std::string_view::npos ||
           (after != '\\' && glue.find(after) != std::string_view::npos);
  }

  const notes::Note& note_;
  std::string_view source_;
  std::vector<Stretch> stretches_;
  std::uint32_t last_ = UINT32_MAX;  ///< the end of what was read last in this block
};

}  // namespace

std::vector<Stretch> stretches_of(const notes::Note& note) {
  return StretchReader(note).run();
}

}  // namespace tote::index::suggest
