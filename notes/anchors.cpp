// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/anchors.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "notes/text.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

/// How a heading is compared: exactly if that can be, else by its letters and digits.
class HeadingMatch {
 public:
  explicit HeadingMatch(std::string_view wanted)
      : name_(name_key(wanted)), squashed_(squashed_key(wanted)) {}

  [[nodiscard]] bool is_exact(const Note& note, const Block& block) const {
    return name_key(note.plain_text(block)) == name_;
  }

  /// Obsidian's links hold a heading as it is written, `[[Note|text]]` in it included.
  [[nodiscard]] bool is_loose(const Note& note, const Block& block) const {
    return !squashed_.empty() && (squashed_key(note.plain_text(block)) == squashed_ ||
                                  squashed_key(block.span.in(note.source)) == squashed_);
  }

 private:
  std::string name_;
  std::string squashed_;
};

/// Headings of this name among `among`: those that are exactly it before the others.
std::vector<std::uint32_t> matching(const Note& note, const std::vector<std::uint32_t>& among,
                                    std::string_view wanted) {
  const HeadingMatch match(wanted);
  std::vector<std::uint32_t> found;
  for (const std::uint32_t i : among) {
    if (match.is_exact(note, note.blocks[i]))
      found.push_back(i);
  }
  if (!found.empty())
    return found;
  for (const std::uint32_t i : among) {
    if (match.is_loose(note, note.blocks[i]))
      found.push_back(i);
  }
  return found;
}

std::vector<std::uint32_t> headings_in(const Note& note, BlockRange range) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (note.blocks[i].kind == Block::Kind::heading)
      found.push_back(i);
  }
  return found;
}

std::vector<std::uint32_t> nested(const Note& note, const std::vector<std::uint32_t>& among,
                                  std::string_view path) {
  const auto hash = path.find('#');
  auto first = matching(note, among, path.substr(0, hash));
  if (hash == npos)
    return first;
  std::vector<std::uint32_t> found;
  for (const std::uint32_t heading : first) {
    BlockRange below = section_blocks(note, heading);
    ++below.first;
    for (const std::uint32_t each : nested(note, headings_in(note, below), path.substr(hash + 1))) {
      if (std::find(found.begin(), found.end(), each) == found.end())
        found.push_back(each);
    }
  }
  return found;
}

/// `some-heading-1` is the second of several headings with one name, on GitHub.
std::vector<std::uint32_t> numbered(const Note& note, const std::vector<std::uint32_t>& among,
                                    std::string_view anchor) {
  const auto dash = anchor.rfind('-');
  std::size_t number = 0;
  if (dash == npos)
    return {};
  const char* last = anchor.data() + anchor.size();
  const auto [behind, error] = std::from_chars(anchor.data() + dash + 1, last, number);
  if (error != std::errc() || behind != last)
    return {};
  const auto namesakes = matching(note, among, anchor.substr(0, dash));
  return number < namesakes.size() ? std::vector{namesakes[number]} : std::vector<std::uint32_t>();
}

/// The leaf in which a position is.
std::optional<std::uint32_t> leaf_at(const Note& note, std::uint32_t offset) {
  const auto behind =
      std::upper_bound(note.blocks.begin(), note.blocks.end(), offset,
                       [](std::uint32_t at, const Block& block) { return at < block.span.begin; });
  if (behind == note.blocks.begin())
    return std::nullopt;
  const Block& block = *(behind - 1);
  if (block.kind >= Block::Kind::list || !block.span.contains(offset))
    return std::nullopt;
  return static_cast<std::uint32_t>(behind - note.blocks.begin() - 1);
}

/// The block before this one with the same parent.
std::optional<std::uint32_t> block_before(const Note& note, std::uint32_t block) {
  for (std::uint32_t i = block; i-- > 0;) {
    if (note.blocks[i].parent == note.blocks[block].parent)
      return i;
  }
  return std::nullopt;
}

/// The block that an id belongs to which stands at a position.
std::optional<std::uint32_t> owner_of_id(const Note& note, ByteSpan id) {
  const auto leaf = leaf_at(note, id.begin);
  if (!leaf)
    return std::nullopt;
  const Block& block = note.blocks[*leaf];
  if (block.kind == Block::Kind::code || block.kind == Block::Kind::html)
    return std::nullopt;
  if (block.span != id)
    return *leaf;
  // A line of its own right behind a table is read as its last row.
  if (block.kind == Block::Kind::table_cell)
    return static_cast<std::uint32_t>(block.parent);
  return block_before(note, *leaf);
}

}  // namespace

BlockRange with_inner_blocks(const Note& note, std::uint32_t block) {
  std::uint32_t last = block + 1;
  while (last < note.blocks.size() && note.blocks[last].parent >= static_cast<std::int32_t>(block))
    ++last;
  return {block, last};
}

std::vector<std::uint32_t> headings_called(const Note& note, std::string_view heading) {
  const auto all = headings_in(note, {0, static_cast<std::uint32_t>(note.blocks.size())});
  auto found = nested(note, all, heading);
  if (found.empty() && heading.find('#') != npos)
    found = matching(note, all, heading);  // a heading with a `#` in it
  return found.empty() ? numbered(note, all, heading) : found;
}

BlockRange section_blocks(const Note& note, std::uint32_t heading) {
  const Block& first = note.blocks[heading];
  std::uint32_t last = heading + 1;
  while (last < note.blocks.size()) {
    const Block& block = note.blocks[last];
    if (block.parent < first.parent || (block.kind == Block::Kind::heading &&
                                        block.level <= first.level && block.parent == first.parent))
      break;
    ++last;
  }
  return {heading, last};
}

ByteSpan section_span(const Note& note, std::uint32_t heading) {
  const auto line_begin = [&](std::uint32_t block) {
    return note.line_starts[note.line_of(note.blocks[block].span.begin) - 1];
  };
  const auto blocks = section_blocks(note, heading);
  const auto end = blocks.last < note.blocks.size() ? line_begin(blocks.last) : note.body.end;
  return {line_begin(heading), end};
}

std::vector<BlockId> block_ids(const Note& note) {
  std::vector<BlockId> found;
  const std::string_view source = note.source;
  for (auto at = source.find('^', note.body.begin); at != npos; at = source.find('^', at + 1)) {
    const bool begins = at == 0 || std::string_view(" \t\n").find(source[at - 1]) != npos;
    const auto line_end = std::min(source.find_first_of("\r\n", at), source.size());
    const auto end = std::min(source.find_first_of(" \t^[]|#", at + 1), line_end);
    const bool is_last = source.substr(end, line_end - end).find_first_not_of(" \t") == npos;
    if (!begins || !is_last || end == at + 1)
      continue;
    const ByteSpan span{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
    if (const auto block = owner_of_id(note, span))
      found.push_back({std::string(source.substr(at + 1, end - at - 1)), span, *block});
  }
  return found;
}

std::optional<BlockId> find_block_id(const Note& note, std::string_view id) {
  const auto wanted = name_key(id);
  for (BlockId& each : block_ids(note)) {
    if (name_key(each.id) == wanted)
      return std::move(each);
  }
  return std::nullopt;
}

std::optional<BlockRange> linked_blocks(const Note& note, const Link& link) {
  if (!link.block_id.empty()) {
    const auto found = find_block_id(note, link.block_id);
    return found ? std::optional(with_inner_blocks(note, found->block)) : std::nullopt;
  }
  if (link.heading.empty())
    return BlockRange{0, static_cast<std::uint32_t>(note.blocks.size())};
  const auto headings = headings_called(note, link.heading);
  return headings.empty() ? std::nullopt : std::optional(section_blocks(note, headings.front()));
}

}  // namespace tote::notes
