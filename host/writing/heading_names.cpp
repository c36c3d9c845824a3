// SPDX-License-Identifier: GPL-2.0-or-later
#include "host/writing/heading_names.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "index/store/edit_distance.h"
#include "notes/anchors.h"
#include "notes/text.h"

namespace tote::host {
namespace {

using notes::Block;
using notes::Note;

/// The name that is the fewest edits away, or the one that begins with what was typed.
std::string closest(std::string_view typed, const std::vector<std::string>& names) {
  const std::string key = notes::name_key(typed);
  std::uint32_t limit = index::store::tolerance(index::store::code_points(key).size());
  std::string best;
  for (const std::string& name : names) {
    const auto edits = index::store::edit_distance(key, notes::name_key(name), limit);
    if (edits < limit || (edits == limit && best.empty())) {
      limit = edits;
      best = name;
    }
  }
  if (!best.empty() || key.size() < 3)
    return best;
  const auto longer = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
    return notes::name_key(name).starts_with(key);
  });
  return longer == names.end() ? best : *longer;
}

std::vector<std::string> headings_of(const Note& note) {
  std::vector<std::string> headings;
  for (const Block& block : note.blocks) {
    if (block.kind == Block::Kind::heading)
      headings.push_back(note.plain_text(block));
  }
  return headings;
}

}  // namespace

std::string closest_heading(const Note& note, std::string_view heading) {
  return closest(heading.substr(heading.rfind('#') + 1), headings_of(note));
}

std::string closest_block_id(const Note& note, std::string_view id) {
  std::vector<std::string> ids;
  for (notes::BlockId& each : notes::block_ids(note))
    ids.push_back(std::move(each.id));
  return closest(id, ids);
}

Result<std::uint32_t> find_heading(const Note& note, std::string_view heading) {
  const auto found = notes::headings_called(note, heading);
  const SourcePlace place{note.path, 0, 0};
  if (found.size() > 1) {
    std::vector<std::uint32_t> lines;
    for (const std::uint32_t each : found)
      lines.push_back(note.blocks[each].line);
    return fail(ErrorCode::conflict,
                fmt::format("several headings are called '{}' (lines {}): name the one above it as "
                            "well ('Above#{}'), or rename one of them first",
                            heading, fmt::join(lines, ", "), heading),
                place);
  }
  if (found.size() == 1)
    return found.front();
  const auto meant = closest_heading(note, heading);
  const auto all = headings_of(note);
  std::string hint = "; the note has no headings";
  if (!meant.empty())
    hint = fmt::format(" (did you mean '{}'?)", meant);
  else if (!all.empty())
    hint = fmt::format("; there are {}", fmt::join(all, ", "));
  return fail(ErrorCode::not_found, fmt::format("no heading here is called '{}'{}", heading, hint),
              place);
}

}  // namespace tote::host
