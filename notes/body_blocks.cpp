// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/body_blocks.h"

#include <algorithm>
#include <memory>

#include <cmark.h>

#include "notes/paragraph_parts.h"
#include "notes/source_lines.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

struct NodeDeleter {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};

using Document = std::unique_ptr<cmark_node, NodeDeleter>;

struct ParserDeleter {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

Document parse_outline(const std::string& text) {
  const std::unique_ptr<cmark_parser, ParserDeleter> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
  cmark_parser_feed(parser.get(), text.data(), text.size());
  return Document(cmark_parser_finish(parser.get()));
}

/// An open container while the tree is walked.
struct OpenContainer {
  std::int32_t block = -1;
  int quotes = 0;  ///< quote marks that its lines may begin with
};

class BlockReader {
 public:
  BlockReader(std::string_view source, ByteSpan body, const std::vector<std::uint32_t>& line_starts,
              const std::vector<OpaqueSpan>& opaque)
      : source_(source),
        body_(body),
        line_starts_(line_starts),
        outline_(make_outline(source, body, line_starts, opaque)) {}

  BodyBlocks run() {
    const Document document = parse_outline(outline_.text);
    containers_.push_back({});
    cmark_node* node = document ? cmark_node_first_child(document.get()) : nullptr;
    while (node != nullptr) {
      if (is_container(node) && cmark_node_first_child(node) != nullptr) {
        open(node);
        node = cmark_node_first_child(node);
        continue;
      }
      if (is_container(node)) {
        open(node);
        close();
      } else {
        leaf(node);
      }
      node = next_after(node, document.get());
    }
    return std::move(out_);
  }

 private:
  static bool is_container(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_BLOCK_QUOTE || type == CMARK_NODE_LIST || type == CMARK_NODE_ITEM;
  }

  /// The next node in document order that does not lie below `node`; closes containers on the way.
  cmark_node* next_after(cmark_node* node, cmark_node* document) {
    while (node != document) {
      if (cmark_node* next = cmark_node_next(node))
        return next;
      node = cmark_node_parent(node);
      if (node != document)
        close();
    }
    return nullptr;
  }

  /// The line before the node that comes after a leaf; cmark says of code without a closing fence
  /// that it ends on the line that ended it.
  [[nodiscard]] std::uint32_t line_before_next(cmark_node* node) const {
    while (node != nullptr && cmark_node_next(node) == nullptr)
      node = cmark_node_parent(node);
    if (node == nullptr)
      return outline_.source_lines.back();
    const std::uint32_t line = source_line(cmark_node_get_start_line(cmark_node_next(node)));
    return line == 0 ? 0 : line - 1;
  }

  [[nodiscard]] std::uint32_t source_line(int outline_line) const {
    const auto index = static_cast<std::size_t>(std::max(outline_line, 1)) - 1;
    return outline_.source_lines[std::min(index, outline_.source_lines.size() - 1)];
  }

  [[nodiscard]] std::uint32_t start_of(cmark_node* node) const {
    const ByteSpan line = content_of_line(source_line(cmark_node_get_start_line(node)));
    const auto column = static_cast<std::uint32_t>(std::max(cmark_node_get_start_column(node), 1));
    return std::min(line.begin + column - 1, line.end);
  }

  [[nodiscard]] ByteSpan content_of_line(std::uint32_t line) const {
    ByteSpan content = line_content(source_, line_starts_, line);
    content.begin = std::max(content.begin, body_.begin);
    return content;
  }

  std::uint32_t add_block(Block::Kind kind, ByteSpan span, std::uint32_t line) {
    Block block;
    block.kind = kind;
    block.parent = containers_.back().block;
    block.span = span;
    block.line = line + 1;
    out_.blocks.push_back(std::move(block));
    return static_cast<std::uint32_t>(out_.blocks.size() - 1);
  }

  void open(cmark_node* node) {
    const std::uint32_t line = source_line(cmark_node_get_start_line(node));
    const std::uint32_t begin = start_of(node);
    Block::Kind kind = Block::Kind::list;
    if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE)
      kind = Block::Kind::block_quote;
    else if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
      kind = Block::Kind::list_item;
    const std::uint32_t block =
        add_block(kind, trim_end(source_, {begin, content_of_line(line).end}), line);
    const int quotes = containers_.back().quotes + (kind == Block::Kind::block_quote ? 1 : 0);
    containers_.push_back({static_cast<std::int32_t>(block), quotes});
    may_take_marker_ = kind != Block::Kind::list;
  }

  void close() {
    const std::uint32_t end =
        out_.blocks[static_cast<std::size_t>(containers_.back().block)].span.end;
    containers_.pop_back();
    extend_container(end);
    may_take_marker_ = false;
  }

  /// A container ends where its last leaf ends.
  void extend_container(std::uint32_t end) {
    if (containers_.back().block >= 0) {
      ByteSpan& span = out_.blocks[static_cast<std::size_t>(containers_.back().block)].span;
      span.end = std::max(span.end, end);
    }
  }

  void leaf(cmark_node* node) {
    const std::uint32_t first = source_line(cmark_node_get_start_line(node));
    std::uint32_t last = std::max(
        first, std::min(source_line(cmark_node_get_end_line(node)), line_before_next(node)));
    while (last > first && trim(source_, content_of_line(last)).empty())
      --last;
    const ByteSpan span =
        trim_end(source_, {start_of(node), std::max(start_of(node), content_of_line(last).end)});
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_PARAGRAPH:
        paragraph(span, first, last);
        break;
      case CMARK_NODE_HEADING:
        heading(span, first, last, cmark_node_get_heading_level(node));
        break;
      case CMARK_NODE_CODE_BLOCK:
        code(node, span, first, last);
        break;
      case CMARK_NODE_THEMATIC_BREAK:
        add_block(Block::Kind::thematic_break, span, first);
        break;
      default:
        add_block(Block::Kind::html, span, first);
        break;
    }
    follows_footnote_ = !out_.blocks.empty() && out_.blocks.back().kind == Block::Kind::footnote;
    may_take_marker_ = false;
    extend_container(out_.blocks.empty() ? span.end : out_.blocks.back().span.end);
  }

  void add_leaf(std::uint32_t block, const std::vector<ByteSpan>& pieces) {
    out_.leaves.push_back({block, static_cast<std::uint32_t>(out_.pieces.size()),
                           static_cast<std::uint32_t>(pieces.size())});
    out_.pieces.insert(out_.pieces.end(), pieces.begin(), pieces.end());
  }

  /// The content of each line: the first begins at `begin`, the others behind their quote marks.
  [[nodiscard]] std::vector<ByteSpan> line_pieces(std::uint32_t begin, std::uint32_t first,
                                                  std::uint32_t last) const {
    std::vector<ByteSpan> pieces;
    pieces.reserve(last - first + 1);
    for (std::uint32_t line = first; line <= last; ++line) {
      ByteSpan piece = content_of_line(line);
      if (line == first) {
        piece.begin = begin;
      } else {
        int quotes = containers_.back().quotes;
        while (!piece.empty()) {
          const char c = source_[piece.begin];
          if (c == '>' ? quotes-- <= 0 : c != ' ' && c != '\t')
            break;
          ++piece.begin;
        }
      }
      pieces.push_back(trim_end(source_, piece));
    }
    return pieces;
  }

  void paragraph(ByteSpan span, std::uint32_t first, std::uint32_t last) {
    std::vector<ByteSpan> lines = line_pieces(span.begin, first, last);
    if (may_take_marker_)
      take_marker(lines);
    for (ParagraphPart& part : split_paragraph(source_, lines)) {
      if (part.kind == ParagraphPart::Kind::definition) {
        out_.definitions.try_emplace(std::move(part.label), part.destination);
      } else if (part.kind == ParagraphPart::Kind::table) {
        table(part);
      } else if (const ByteSpan text{part.lines.front().begin, part.lines.back().end};
                 !text.empty()) {
        const auto kind = part.kind == ParagraphPart::Kind::footnote ? Block::Kind::footnote
                                                                     : Block::Kind::paragraph;
        add_leaf(add_block(kind, {part.begin, text.end}, line_index(line_starts_, part.begin)),
                 part.lines);
      }
    }
  }

  /// The first line of a quote may make it a callout; that of a list item may hold a task mark.
  void take_marker(std::vector<ByteSpan>& lines) {
    Block& container = out_.blocks[static_cast<std::size_t>(containers_.back().block)];
    if (container.kind == Block::Kind::block_quote) {
      const CalloutMarker marker = read_callout_marker(lines.front().in(source_));
      if (marker.size == 0)
        return;
      container.kind = Block::Kind::callout;
      container.info = marker.kind;
      lines.front().begin += static_cast<std::uint32_t>(marker.size);
      const ByteSpan title = lines.front();
      lines.erase(lines.begin());
      if (!title.empty())
        add_leaf(add_block(Block::Kind::paragraph, title, line_index(line_starts_, title.begin)),
                 {title});
    } else {
      lines.front().begin +=
          static_cast<std::uint32_t>(task_marker_size(lines.front().in(source_)));
    }
  }

  void table(const ParagraphPart& part) {
    const std::uint32_t block =
        add_block(Block::Kind::table, {part.lines.front().begin, part.lines.back().end},
                  line_index(line_starts_, part.begin));
    containers_.push_back({static_cast<std::int32_t>(block), containers_.back().quotes});
    for (std::size_t row = 0; row < part.lines.size(); ++row) {
      if (row == 1)
        continue;  // the delimiter row
      const std::uint32_t line = line_index(line_starts_, part.lines[row].begin);
      for (const ByteSpan cell : split_table_row(source_, part.lines[row])) {
        if (!cell.empty())
          add_leaf(add_block(Block::Kind::table_cell, cell, line), {cell});
      }
    }
    containers_.pop_back();
    extend_container(part.lines.back().end);
  }

  void heading(ByteSpan span, std::uint32_t first, std::uint32_t last, int level) {
    const std::uint32_t block = add_block(Block::Kind::heading, span, first);
    out_.blocks[block].level = static_cast<std::uint8_t>(level);
    if (first == last) {
      add_leaf(block, {atx_heading_text(source_, span)});
      return;
    }
    std::vector<ByteSpan> lines = line_pieces(span.begin, first, last);
    const auto underline = std::find_if(lines.begin() + 1, lines.end(), [&](ByteSpan line) {
      return !line.empty() &&
             line.in(source_).find_first_not_of(source_[line.begin] == '-' ? '-' : '=') == npos;
    });
    if (underline != lines.end())
      out_.blocks[block].span.end = underline->end;
    lines.erase(underline, lines.end());
    add_leaf(block, lines);
  }

  void code(cmark_node* node, ByteSpan span, std::uint32_t first, std::uint32_t last) {
    std::vector<ByteSpan> lines = line_pieces(span.begin, first, last);
    const std::string_view opening = lines.front().in(source_);
    const bool is_fenced = cmark_node_get_fence_info(node) != nullptr &&
                           (opening.starts_with("```") || opening.starts_with("~~~"));
    if (!is_fenced && follows_footnote_) {
      // Indented text after a footnote continues it; cmark takes it for code.
      add_leaf(add_block(Block::Kind::footnote, span, first), lines);
      return;
    }
    const std::uint32_t block = add_block(Block::Kind::code, span, first);
    if (is_fenced) {
      const std::size_t info = opening.find_first_not_of(opening[0]);
      if (info != std::string_view::npos) {
        const ByteSpan written = trim(
            source_, {lines.front().begin + static_cast<std::uint32_t>(info), lines.front().end});
        out_.blocks[block].info = written.in(source_);
      }
      if (lines.size() > 1 && lines.back().in(source_).starts_with(opening.substr(0, 3)))
        lines.pop_back();
      lines.erase(lines.begin());
    }
    add_leaf(block, lines);
  }

  std::string_view source_;
  ByteSpan body_;
  const std::vector<std::uint32_t>& line_starts_;
  BodyOutline outline_;
  BodyBlocks out_;
  std::vector<OpenContainer> containers_;
  bool may_take_marker_ = false;   ///< the next leaf is the first of a quote or list item
  bool follows_footnote_ = false;  ///< the leaf before was a footnote
};

}  // namespace

BodyBlocks read_blocks(std::string_view source, ByteSpan body,
                       const std::vector<std::uint32_t>& line_starts,
                       const std::vector<OpaqueSpan>& opaque) {
  if (body.empty())
    return {};
  return BlockReader(source, body, line_starts, opaque).run();
}

}  // namespace tote::notes
