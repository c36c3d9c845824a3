// SPDX-License-Identifier: GPL-2.0-or-later
// Writes the text of a note, or a part of it, as HTML: its blocks as notes/ has read them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "host/publish/link_fate.h"
#include "host/publish/markup.h"
#include "notes/anchors.h"
#include "notes/note.h"

namespace tote::host::publish {

class BodyWriter {
 public:
  /// `id_prefix` keeps ids of embedded notes apart. Borrows all.
  BodyWriter(const notes::Note& note, LinkRules& rules, std::string id_prefix);

  /// The body, without a heading that opens it and repeats the title, and with its footnotes.
  [[nodiscard]] std::string body();
  /// A part of it.
  [[nodiscard]] std::string part(notes::BlockRange range);

 private:
  void block(Markup& out, std::uint32_t i);
  void children(Markup& out, std::uint32_t i);
  void paragraph(Markup& out, std::uint32_t i);
  void heading(Markup& out, std::uint32_t i);
  void code(Markup& out, const notes::Block& block);
  void list(Markup& out, std::uint32_t i);
  void list_item(Markup& out, std::uint32_t i, bool is_tight);
  void callout(Markup& out, std::uint32_t i);
  void table(Markup& out, std::uint32_t i);
  void table_row(Markup& out, const std::vector<notes::ByteSpan>& cells,
                 const std::vector<std::string>& alignments, std::string_view element,
                 const std::map<std::uint32_t, std::uint32_t>& blocks_at);
  void footnotes(Markup& out);
  [[nodiscard]] std::string inlines(const notes::Block& block, std::uint32_t begin);
  void mark_footnote(Markup& out, std::string_view label);
  [[nodiscard]] bool is_loose(std::uint32_t i) const;
  [[nodiscard]] bool has_blank_line(std::uint32_t begin, std::uint32_t end) const;
  /// The lines of a block without the quote marks of what holds it.
  [[nodiscard]] std::vector<notes::ByteSpan> lines_of(const notes::Block& block) const;
  [[nodiscard]] std::uint32_t end_of_children(std::uint32_t i) const;

  const notes::Note& note_;
  LinkRules& rules_;
  std::string id_prefix_;
  std::vector<std::vector<std::uint32_t>> children_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> footnote_blocks_;  ///< by label
  std::vector<std::string> footnote_order_;
  std::map<std::string, int> heading_ids_;
};

}  // namespace tote::host::publish
