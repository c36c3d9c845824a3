// SPDX-License-Identifier: GPL-2.0-or-later
#include "notes/edit/part_ties.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "notes/body_blocks.h"
#include "notes/edit/link_writer.h"
#include "notes/text.h"

namespace tote::notes {
namespace {

constexpr auto npos = std::string_view::npos;

/// `[^label]` in the text, or `[^label]:` that defines it.
struct FootnoteMark {
  std::string label;
  std::uint32_t offset = 0;
  bool is_definition = false;
};

std::vector<FootnoteMark> footnote_marks(const Note& note) {
  std::vector<FootnoteMark> marks;
  const std::string_view source = note.source;
  for (const Block& block : note.blocks) {
    if (block.kind >= Block::Kind::list || block.kind == Block::Kind::code)
      continue;
    for (auto at = source.find("[^", block.span.begin); at < block.span.end;
         at = source.find("[^", at + 2)) {
      const auto end = source.find_first_of("[] \t\r\n", at + 2);
      if (end == npos || source[end] != ']' || end == at + 2)
        continue;
      const bool is_definition = block.kind == Block::Kind::footnote && at == block.span.begin &&
                                 source.substr(end + 1, 1) == ":";
      marks.push_back({name_key(source.substr(at + 2, end - at - 2)),
                       static_cast<std::uint32_t>(at), is_definition});
    }
  }
  return marks;
}

SourcePlace place_in(const Note& note, std::uint32_t offset) {
  return {note.path, note.line_of(offset), note.column_of(offset)};
}

Result<void> check_footnotes(const Note& note, ByteSpan part, const Note& target) {
  const auto marks = footnote_marks(note);
  const auto foreign = footnote_marks(target);
  for (const FootnoteMark& mark : marks) {
    if (!part.contains(mark.offset))
      continue;
    for (const FootnoteMark& other : marks) {
      if (!part.contains(other.offset) && other.label == mark.label &&
          other.is_definition != mark.is_definition)
        return fail(
            ErrorCode::invalid_input,
            fmt::format("the footnote [^{}] is {} this section and {} outside of it (line "
                        "{}): move its text by hand first",
                        mark.label, mark.is_definition ? "defined in" : "used in",
                        mark.is_definition ? "used" : "defined", note.line_of(other.offset)),
            place_in(note, mark.offset));
    }
    for (const FootnoteMark& other : foreign) {
      if (other.label == mark.label && (other.is_definition || mark.is_definition))
        return fail(ErrorCode::invalid_input,
                    fmt::format("{} has a footnote [^{}] too: rename one of the two first",
                                target.path, mark.label),
                    place_in(note, mark.offset));
    }
  }
  return {};
}

LinkDefinitions definitions_of(const Note& note) {
  const auto opaque = find_opaque_spans(note.source, note.body, note.line_starts);
  return read_blocks(note.source, note.body, note.line_starts, opaque).definitions;
}

Result<void> check_definitions(const Note& note, ByteSpan part, const Note& target) {
  const auto foreign = definitions_of(target);
  for (const auto& [label, destination] : definitions_of(note)) {
    if (part.contains(destination.begin) && foreign.count(label) != 0)
      return fail(
          ErrorCode::invalid_input,
          fmt::format("{} defines [{}] too: rename one of the two first", target.path, label),
          place_in(note, destination.begin));
  }
  for (const Link& link : note.links) {
    const auto definition = definition_of(note, link);
    if (!definition)
      continue;
    const bool is_inside = part.contains(link.span.begin);
    if (is_inside != part.contains(definition->begin))
      return fail(ErrorCode::invalid_input,
                  fmt::format("this link uses a definition {} the section (line {}): write the "
                              "destination into the link first",
                              is_inside ? "outside of" : "in", note.line_of(definition->begin)),
                  place_in(note, link.span.begin));
  }
  return {};
}

}  // namespace

Result<void> check_ties(const Note& note, ByteSpan part, const Note& target) {
  TOTE_CHECK(check_footnotes(note, part, target));
  return check_definitions(note, part, target);
}

}  // namespace tote::notes
