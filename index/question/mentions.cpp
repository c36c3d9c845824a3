// SPDX-License-Identifier: GPL-2.0-or-later
// Unlinked mentions: a name in a note's running text that is no link.
#include <algorithm>

#include "index/question/evaluate.h"
#include "notes/note.h"
#include "notes/text.h"

namespace tote::index::question {
namespace {

bool is_word_byte(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Text where no one is mentioned: links and fields are edges of their own, code is no prose.
bool is_readable(notes::Inline::Kind kind) {
  return kind == notes::Inline::Kind::text;
}

}  // namespace

std::vector<std::pair<std::uint32_t, notes::ByteSpan>> find_mentions(
    const std::string& source, const std::vector<std::string>& names) {
  std::vector<std::pair<std::uint32_t, notes::ByteSpan>> found;
  const notes::Note note = notes::read_note("mention.md", source);
  for (const notes::Block& block : note.blocks) {
    if (block.kind == notes::Block::Kind::code || block.inline_count == 0)
      continue;
    // Runs of text may break within a name at the end of a line: look at the block's bytes, and
    // keep what lies in text.
    const std::string_view bytes = block.span.in(source);
    for (const std::string& name : names) {
      std::string_view core = name;
      for (const std::string_view article : {"the ", "The ", "a ", "A ", "an ", "An "})
        if (core.starts_with(article))
          core.remove_prefix(article.size());
      for (std::size_t at = 0; at + core.size() <= bytes.size(); ++at) {
        std::size_t i = 0;
        std::size_t j = at;
        while (i < core.size() && j < bytes.size()) {
          const bool is_break = bytes[j] == '\n' || bytes[j] == '\r';
          if (core[i] == ' ' && (bytes[j] == ' ' || is_break)) {
            while (j < bytes.size() && (bytes[j] == ' ' || bytes[j] == '\n' || bytes[j] == '\r'))
              ++j;
            ++i;
          } else if (core[i] == bytes[j]) {
            ++i;
            ++j;
          } else {
            break;
          }
        }
        const bool is_whole = i == core.size() && (at == 0 || !is_word_byte(bytes[at - 1])) &&
                              (j == bytes.size() || !is_word_byte(bytes[j]));
        if (!is_whole)
          continue;
        const auto begin = static_cast<std::uint32_t>(block.span.begin + at);
        const auto end = static_cast<std::uint32_t>(block.span.begin + j);
        const bool is_text =
            std::any_of(note.inlines.begin() + block.first_inline,
                        note.inlines.begin() + block.first_inline + block.inline_count,
                        [&](const notes::Inline& run) {
                          return is_readable(run.kind) && run.span.contains(begin);
                        });
        if (is_text)
          found.emplace_back(note.line_of(begin), notes::ByteSpan{begin, end});
        at = j > at ? j - 1 : at;
      }
    }
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.second.begin < b.second.begin; });
  return found;
}

}  // namespace tote::index::question
