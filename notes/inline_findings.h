// SPDX-License-Identifier: GPL-2.0-or-later
// Turns what the inline scanner recognised in a leaf's text into links, tags and fields of the
// note: targets decoded, spans and lines in the source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "notes/inline_scanner.h"
#include "notes/leaf_text.h"
#include "notes/link_syntax.h"
#include "notes/note.h"

namespace tote::notes {

/// Writes to the sink. All spans taken are into the leaf's text; what is given back is the place of
/// the finding in its list.
class InlineFindings {
 public:
  InlineFindings(const LeafText& leaf, const InlineContext& context, const InlineSink& sink)
      : leaf_(leaf), text_(leaf.view()), context_(context), sink_(sink) {}

  std::size_t add_field(ByteSpan key, ByteSpan value) const;
  std::size_t add_tag(ByteSpan tag) const;
  std::size_t add_wikilink(Link::Kind kind, ByteSpan whole, const WikilinkSyntax& syntax) const;
  std::size_t add_autolink(ByteSpan whole, ByteSpan target) const;

  /// A Markdown link or image. `written`: where the destination stands, or the label of its
  /// definition; `target`: the destination, which for a definition stands elsewhere.
  std::size_t add_link(Link::Kind kind, ByteSpan whole, ByteSpan label, ByteSpan written,
                       std::string_view target) const;

  /// How many findings there were at a moment.
  struct Mark {
    std::size_t links = 0;
    std::size_t tags = 0;
    std::size_t fields = 0;
  };

  [[nodiscard]] Mark mark() const;

  /// Takes back what was found in a link's text, except for images: they remain links of the note.
  void drop_text_since(const Mark& mark) const;

  /// Takes back the tags and fields that were found in an image's text.
  void drop_words_since(const Mark& mark) const;

 private:
  [[nodiscard]] Link make_link(Link::Kind kind, ByteSpan whole, ByteSpan target,
                               ByteSpan label) const;
  [[nodiscard]] std::size_t keep(Link link) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;

  const LeafText& leaf_;
  std::string_view text_;
  const InlineContext& context_;
  const InlineSink& sink_;
};

}  // namespace tote::notes
